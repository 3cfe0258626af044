"""The catalogue over many decided cases: ``python benchmarks/store.py [--sizes 2000 20000] [--markdown FILE]``.

What the figures say: how long a load takes, what a store weighs, how long each question takes in the embedded store and
how that grows with the number of cases, beside the same questions asked of rdflib in memory over the smallest of the
stores, all in one run. Cases are the shipped ones with entries left out, put in and changed, by seed. What they do not
say: cases that are larger than these, other policies, several askers at once. Nothing passes or fails here.
"""

import argparse
import contextlib
import json
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import rdflib
from machine import ROOT, load, machine, revision
from table import _table

from antecede.api import Reviewer
from antecede.store.answer import table
from antecede.store.ask import ask
from antecede.store.embedded import Embedded
from antecede.store.load import load as load_cases
from antecede.store.place import Dataset
from antecede.store.question import Question, catalogue

sys.path.insert(0, str(ROOT))
from tests.decided import made_cases  # the generator of the tests

QUADS = "SELECT ?s ?p ?o ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
#: A decided case and the criterion that decided it: what questions about one case are asked with.
ONE = """PREFIX ant: <https://w3id.org/antecede/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?case ?criterion WHERE {
  ?determination prov:wasDerivedFrom/rdfs:label ?case ; ant:hasLine/ant:decidedBy/ant:assesses/skos:notation ?criterion
} ORDER BY ?case ?criterion LIMIT 1"""
LIMIT = 30


@dataclass(slots=True)
class Measured:
    """A store of so many cases: seconds to load, quads, megabytes, and each question's seconds and rows."""

    cases: int
    seconds: float
    quads: int
    megabytes: float
    questions: dict[str, tuple[float, int]] = field(default_factory=dict)
    queries: dict[str, str] = field(default_factory=dict)


def measured(cases: int, folder: Path, rounds: int) -> Measured:
    """Load so many cases and ask everything."""
    file = folder / f"{cases}.jsonl"
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(each) + "\n" for each in made_cases(cases))
    place, reviewer = Embedded(folder / str(cases)), Reviewer()
    start = time.perf_counter()
    loaded = load_cases(place, [file], reviewer)
    seconds = time.perf_counter() - start
    assert (loaded.stored, loaded.problems) == (cases, [])
    ((quads,),) = table(place.run("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }", Dataset())).rows
    assert isinstance(quads, int)
    size = sum(path.stat().st_size for path in (folder / str(cases) / "data").iterdir()) / 1e6
    made = Measured(loaded.stored, seconds, quads, size)
    one = table(place.run(ONE, Dataset()))
    chosen = dict(zip(one.columns, map(str, one.rows[0]), strict=True))
    for name, question in catalogue().items():
        query = text(question, chosen)
        made.questions[name] = timed(lambda query=query: len(table(ask(place, query)).rows), rounds)
        made.queries[name] = query
    return made


def text(question: Question, chosen: dict[str, str]) -> str:
    """A question about the case chosen, where it asks for one; as it comes otherwise."""
    names = [each.name for each in question.parameters]
    return question.asked(
        {name: chosen[name] for name in names} if "case" in names and chosen.keys() >= set(names) else {}
    )


def timed(task: Callable[[], int], rounds: int) -> tuple[float, int]:
    """Median seconds of several rounds after one that warms up, and what the task gave."""
    found, taken = task(), []
    for _ in range(rounds):
        start = time.perf_counter()
        task()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken), found


class TooLongError(Exception):
    """A question that took longer than it may."""


@contextlib.contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Stop after so many seconds."""

    def stop(*_: object) -> None:
        raise TooLongError

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


def in_rdflib(folder: Path, queries: dict[str, str]) -> tuple[float, dict[str, tuple[float | None, int]]]:
    """The same questions asked of the same quads in an rdflib dataset: seconds to fill it, and for each question."""
    file = folder / "all.nq"
    with file.open("w", encoding="utf-8") as stream:
        for row in Embedded(folder).run(QUADS, Dataset()):
            stream.write(f"{row['s']} {row['p']} {row['o']} {row['g']} .\n")
    graph = rdflib.Dataset(default_union=True)
    start = time.perf_counter()
    graph.parse(file, format="nquads")
    filled = time.perf_counter() - start
    found: dict[str, tuple[float | None, int]] = {}
    for name, query in queries.items():
        begun = time.perf_counter()
        try:
            with limited(LIMIT):
                rows = len(list(graph.query(query)))
            found[name] = time.perf_counter() - begun, rows
        except TooLongError:
            found[name] = None, 0
    return filled, found


def render(stores: list[Measured], filled: float, peer: dict[str, tuple[float | None, int]]) -> str:
    """All figures as Markdown."""
    first, last = stores[0], stores[-1]
    loads = [
        (
            f"{each.cases:,}",
            f"{each.seconds:.0f}",
            f"{each.seconds / each.cases * 1000:.1f}",
            f"{each.quads:,}",
            f"{each.megabytes:,.0f}",
        )
        for each in stores
    ]
    sizes = tuple(f"s, {each.cases:,} cases" for each in stores)
    head = ("question", *sizes, "growth", "rows", f"s, rdflib, {first.cases:,} cases", "times slower")
    lines = []
    for name, (seconds, rows) in last.questions.items():
        least, few = first.questions[name]
        own = (*(f"{each.questions[name][0]:.3f}" for each in stores), f"{seconds / least:.1f}", f"{rows:,}")
        lines.append((name, *own, *beside(least, few, *peer[name])))
    return "\n\n".join((
        _table(("cases", "s to review and load", "ms a case", "quads", "MB on disk"), loads),
        _table(head, lines),
        f"rdflib took {filled:.0f} s to be filled with the triples of {first.cases:,} cases.",
    ))  # fmt: skip


def beside(seconds: float, rows: int, other: float | None, other_rows: int) -> tuple[str, str]:
    """Seconds of rdflib and how many times ours that is."""
    if other is None:
        return f"> {LIMIT}", f"> {LIMIT / seconds:,.0f}"
    note = "" if other_rows == rows else " (other rows)"
    return f"{other:.2f}{note}", f"{other / seconds:,.0f}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[2000, 20000], help="numbers of cases (2000 20000)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each question (3)")
    parser.add_argument("--markdown", type=Path, help="also write the tables to this file")
    given = parser.parse_args()
    before, folder = load(), Path(tempfile.mkdtemp(prefix="antecede-store-"))
    try:
        stores = [measured(cases, folder, given.rounds) for cases in sorted(given.sizes)]
        filled, peer = in_rdflib(folder / str(stores[0].cases), stores[0].queries)
    finally:
        shutil.rmtree(folder)
    told = f"Machine: {machine()}; load {before} before, {load()} after. Measured: {revision()}."
    page = f"{told}\n\n{render(stores, filled, peer)}"
    print(page)
    if given.markdown:
        given.markdown.write_text(page + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
