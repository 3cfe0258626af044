"""Measure repairs beside trying every subset of the same changes: ``python benchmarks/repairs.py [--rounds N]``.

For every line of every shipped case, and of every case of the field, that is not certified: how long it takes to find
all smallest sets of changes that are enough, with what must decide and what to ask for first, warm; and how long it
takes to review the case under every subset of the changes that occur in those sets, which is the naive way to the same
sets.  Subsets of more changes than ``--most`` are counted and not tried.  Whether that finds the same sets is checked.
Nothing passes or fails by time.
"""

import argparse
import json
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from statistics import median
from time import perf_counter_ns

from machine import load, machine, revision

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.construction.certifying import reached
from antecede.construction.change import Changes
from antecede.construction.scene import Bench
from antecede.determination.result import Determination, LineResult
from antecede.repair.outlook import ask_first, deciding
from antecede.repair.repairs import Repairs, repairs

TESTS = Path(__file__).resolve().parents[1] / "tests"
GOAL = 200


def determinations(reviewer: Reviewer) -> Iterator[Determination]:
    """All shipped cases and those of the field, reviewed."""
    for path in sorted(TESTS.glob("cases*/*.json")):
        yield reviewer.review(Case.model_validate(json.loads(path.read_bytes())["case"]))


def found(determination: Determination, result: LineResult) -> Repairs:
    """Everything that is worked out for one line."""
    given = repairs(determination, result)
    deciding(determination, result)
    ask_first(determination, result, given)
    return given


def timed(determination: Determination, result: LineResult, rounds: int) -> tuple[float, float]:
    """Milliseconds: the middle and the slowest of some rounds after one that warms up."""
    times = []
    for _ in range(rounds + 1):
        start = perf_counter_ns()
        found(determination, result)
        times.append((perf_counter_ns() - start) / 1e6)
    return median(times[1:]), max(times[1:])


def naive(determination: Determination, result: LineResult, given: Repairs) -> tuple[float, set[frozenset[object]]]:
    """Milliseconds for a review of every subset of the changes, and the smallest subsets that were enough."""
    bench = Bench(determination.case, determination.engine, result.line.index)
    universe = {step.change.key: step.change for each in given.repairs for step in each.steps}
    enough: set[frozenset[object]] = set()
    start = perf_counter_ns()
    for number in range(len(universe) + 1):
        for keys in combinations(universe, number):
            changes, chosen = Changes().plus(tuple(universe[key] for key in keys)), frozenset(keys)
            scene = bench.scene(changes) if changes else None
            if scene and scene.determination and reached(scene) and not any(each < chosen for each in enough):
                enough.add(chosen)
    return (perf_counter_ns() - start) / 1e6, enough


def rows(rounds: int, most: int) -> Iterator[tuple[str, ...]]:
    """One row a line."""
    for determination in determinations(Reviewer()):
        for result in determination.lines:
            if result.recommendation == "certify":
                continue
            given = found(determination, result)
            middle, slowest = timed(determination, result, rounds)
            changes = {step.change.key for each in given.repairs for step in each.steps}
            name = f"{determination.case.id}, line {result.line.number}"
            beside = (
                f"2^{len(changes)} reviews, not tried" if len(changes) > most else _beside(determination, result, given)
            )
            yield name, str(len(given.repairs)), str(len(changes)), f"{middle:.1f}", f"{slowest:.1f}", beside


def _beside(determination: Determination, result: LineResult, given: Repairs) -> str:
    took, enough = naive(determination, result, given)
    sets = {frozenset(step.change.key for step in each.steps) for each in given.repairs}
    assert sets <= enough, f"other sets for {determination.case.id}"
    return f"{took:,.1f}"


def main() -> None:
    """Measure and print Markdown."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=15, help="rounds of each line (15)")
    parser.add_argument("--most", type=int, default=14, help="most changes of which every subset is tried (14)")
    parser.add_argument("--rows", type=int, default=15, help="slowest lines that are printed (15)")
    given = parser.parse_args()
    before = load()
    head = ("line", "sets", "changes", "ms", "slowest ms", "every subset, ms")
    made = sorted(rows(given.rounds, given.most), key=lambda row: -float(row[3]))[: given.rows]
    where = f"Machine: {machine()}; load {before} before, {load()} after. Measured: {revision()}."
    print(f"{where} Goal: at most {GOAL} ms.\n")
    for cells in (head, ("---", *("---:" for _ in head[1:])), *made):
        print("| " + " | ".join(cells) + " |")


if __name__ == "__main__":
    main()
