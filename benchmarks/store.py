"""The catalogue over many decided cases: ``python benchmarks/store.py [--sizes 200 2000 20000] [--markdown FILE]``.

What the figures say: how long a load takes, what a store weighs, how long each question takes in the embedded store
and how that grows with the number of cases, beside the same questions asked of rdflib in memory over the smallest of
the stores, all in one run.  Cases are the shipped ones with entries left out, put in and changed, by seed.  What they
do not say: cases that are larger than these, other policies, several askers at once.  Nothing passes or fails here.

Times are processor time, so that other programs on the machine count by what they take from caches and not by the
turns that they are given: of a load, that of all threads of the process (the engine sorts its files on threads of its
own); of a question, that of the thread that answers.  A question is asked once to warm up and then ``--rounds`` times,
of which the median counts; one that took longer than ``LONG`` to warm up is asked only once more.  rdflib is asked once
and stopped after ``--limit`` seconds; ours cannot be stopped, and runs to its end.

``--folder`` keeps the stores; one that is there already is asked as it is, with the figures of its own load.
"""

import argparse
import contextlib
import json
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
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
} LIMIT 1"""
#: Seconds after which a question is asked less often.
LONG = 2


@dataclass(slots=True)
class Made:
    """What it took to make a store of so many cases: processor seconds, seconds of the clock, quads."""

    cases: int
    seconds: float
    clock: float
    quads: int


@dataclass(slots=True)
class Measured:
    """A store, what those who read it weigh on disk, and each question's seconds and rows, with the query asked."""

    made: Made
    megabytes: float
    questions: dict[str, tuple[float, int]] = field(default_factory=dict)
    queries: dict[str, str] = field(default_factory=dict)


def say(what: str) -> None:
    """Tell how far it is."""
    print(f"{time.strftime('%H:%M:%S')} {what}", file=sys.stderr, flush=True)


def made(cases: int, folder: Path) -> Made:
    """Load so many cases, unless the folder holds them."""
    noted = folder / f"{cases}.json"
    if not noted.exists():
        noted.write_bytes(msgspec.json.encode(loaded(cases, folder)))
    return msgspec.json.decode(noted.read_bytes(), type=Made)


def loaded(cases: int, folder: Path) -> Made:
    """Load so many cases."""
    file, place, reviewer = folder / f"{cases}.jsonl", Embedded(folder / str(cases)), Reviewer()
    with file.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(each) + "\n" for each in made_cases(cases))
    spent, start = time.process_time(), time.perf_counter()
    done = load_cases(place, [file], reviewer, told=lambda so_far: progress(so_far.seen, cases))
    spent, clock = time.process_time() - spent, time.perf_counter() - start
    assert (done.stored, done.problems) == (cases, [])
    ((quads,),) = table(place.run("SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }", Dataset())).rows
    assert isinstance(quads, int)
    return Made(done.stored, spent, clock, quads)


def megabytes(store: Path) -> float:
    """What the published copy of a store weighs."""
    return sum(path.stat().st_size for path in (store / "published").rglob("*") if path.is_file()) / 1e6


def progress(seen: int, cases: int) -> None:
    """Tell how far a load is."""
    if seen % 500 == 0:
        say(f"{seen:,} of {cases:,} cases")


def measured(cases: int, folder: Path, rounds: int) -> Measured:
    """Load so many cases and ask everything."""
    store = folder / str(cases)
    found, place = Measured(made(cases, folder), megabytes(store)), Embedded(store)
    one = table(place.run(ONE, Dataset()))
    chosen = dict(zip(one.columns, map(str, one.rows[0]), strict=True))
    for name, question in catalogue().items():
        query = found.queries[name] = text(question, chosen)
        found.questions[name] = timed(lambda query=query: len(table(ask(place, query)).rows), rounds)
        say(f"{name}, {cases:,} cases: {found.questions[name][0]:.3f} s")
    return found


def text(question: Question, chosen: dict[str, str]) -> str:
    """A question about the case chosen, where it asks for one; as it comes otherwise."""
    names = [each.name for each in question.parameters]
    return question.asked(
        {name: chosen[name] for name in names} if "case" in names and chosen.keys() >= set(names) else {}
    )


def once(task: Callable[[], int]) -> tuple[float, int]:
    """Processor seconds of a task, and what it gave."""
    start = time.thread_time()
    found = task()
    return time.thread_time() - start, found


def timed(task: Callable[[], int], rounds: int) -> tuple[float, int]:
    """Median seconds of several rounds after one that warms up, and what the task gave."""
    first, found = once(task)
    return statistics.median(once(task)[0] for _ in range(1 if first > LONG else rounds)), found


class TooLongError(Exception):
    """A question that took longer than it may."""


@contextlib.contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Stop after so many seconds of processor time."""

    def stop(*_: object) -> None:
        raise TooLongError

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def in_rdflib(folder: Path, queries: dict[str, str], limit: float) -> tuple[float, dict[str, tuple[float | None, int]]]:
    """The same questions asked of the same quads in an rdflib dataset: seconds to fill it, and for each question."""
    file = folder / "all.nq"
    with file.open("w", encoding="utf-8") as stream:
        for row in Embedded(folder).run(QUADS, Dataset()):
            stream.write(f"{row['s']} {row['p']} {row['o']} {row['g']} .\n")
    graph = rdflib.Dataset(default_union=True)
    filled, _ = once(lambda: len(graph.parse(file, format="nquads")))
    say(f"rdflib filled: {filled:.0f} s")
    found: dict[str, tuple[float | None, int]] = {}
    for name, query in queries.items():
        try:
            with limited(limit):
                found[name] = once(lambda query=query: len(list(graph.query(query))))
        except TooLongError:
            found[name] = None, 0
        say(f"{name}, rdflib: {found[name][0]}")
    return filled, found


def render(stores: list[Measured], filled: float, peer: dict[str, tuple[float | None, int]], limit: float) -> str:
    """All figures as Markdown."""
    first, last, before = stores[0], stores[-1], stores[-2 if len(stores) > 1 else -1]
    few = f"{first.made.cases:,} cases"
    sizes = (f"s, {each.made.cases:,} cases" for each in stores)
    head = ("question", *sizes, f"growth from {before.made.cases:,}", "rows", "s, rdflib", "times ours")
    lines = []
    for name, (seconds, rows) in last.questions.items():
        own = (*(figure(each.questions[name][0]) for each in stores), f"{seconds / before.questions[name][0]:.1f}")
        lines.append((name, *own, f"{rows:,}", *beside(*first.questions[name], *peer[name], limit)))
    return "\n\n".join((
        _table(("cases", "s to review and load", "s by the clock", "ms a case", "quads", "MB on disk"), loads(stores)),
        _table(head, lines),
        f"rdflib, too, was asked over {few}; it took {filled:.0f} s to be filled with them.",
    ))  # fmt: skip


def figure(seconds: float) -> str:
    """Seconds to two digits that tell something."""
    return f"{seconds:.4f}" if seconds < 0.01 else f"{seconds:.2f}"


def loads(stores: list[Measured]) -> Iterator[tuple[str, ...]]:
    """What it took to make each store."""
    for each, size in ((store.made, store.megabytes) for store in stores):
        spent = f"{each.seconds:,.0f}", f"{each.clock:,.0f}", f"{each.seconds / each.cases * 1000:.0f}"
        yield f"{each.cases:,}", *spent, f"{each.quads:,}", f"{size:,.0f}"


def beside(seconds: float, rows: int, other: float | None, other_rows: int, limit: float) -> tuple[str, str]:
    """Seconds of rdflib and how many times ours that is."""
    if other is None:
        return f"> {limit:g}", f"> {limit / seconds:,.0f}"
    note = "" if other_rows == rows else " (other rows)"
    return f"{other:.2f}{note}", f"{other / seconds:,.0f}"


@contextlib.contextmanager
def kept(folder: Path | None) -> Iterator[Path]:
    """The folder named, else one that goes afterwards."""
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
    else:
        with tempfile.TemporaryDirectory(prefix="antecede-store-") as fresh:
            yield Path(fresh)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[200, 2000, 20000], help="numbers of cases")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of each question (3)")
    parser.add_argument("--limit", type=float, default=20, help="seconds that rdflib may take for a question (20)")
    parser.add_argument("--folder", type=Path, help="keep the stores here, and use those that are here")
    parser.add_argument("--markdown", type=Path, help="also write the tables to this file")
    given = parser.parse_args()
    before = load()
    with kept(given.folder) as folder:
        least, *more = sorted(given.sizes)
        first = measured(least, folder, given.rounds)
        peer = in_rdflib(folder / str(least), first.queries, given.limit)
        stores = [first, *(measured(cases, folder, given.rounds) for cases in more)]
    told = f"Machine: {machine()}; load {before} before, {load()} after. Measured: {revision()}."
    page = f"{told}\n\n{render(stores, *peer, given.limit)}"
    print(page)
    if given.markdown:
        given.markdown.write_text(page + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
