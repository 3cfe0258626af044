"""The figures as Markdown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from processes import Started
from timing import Timed

#: Headings of columns that hold words; the others hold figures.
WORDS = ("case", "what", "command", "goal")
METHOD = """\
Method: all in one run. Warm figures: {rounds} rounds after one that warms up, every task visited once a round in an
order that turns, after a garbage collection and one walk through the cases that are not counted; every call timed by
itself in processor time; µs is the median over rounds of the time of one case (in the mix, the mean over its cases),
p99 is over all single calls (in the mix the heaviest case sets it), "times parse" is the median over rounds of the
quotient with the parse of the same round: pydantic's, of the forms that say what is wrong with a case; the product
itself reads with msgspec. Input is the bytes of the `case` object; the decision holds statuses, reasons, evidence and
recommendation, the full answer also how firm it is and what is told beside it, gathered on demand.
Cold figures: {starts} starts of each command in turn after one that is not counted, spawn to exit, plan cache
and byte code in place (also where the environment forbids to write it); slowest run instead of a percentile. One
policy read again: the files of its family are parsed, and criteria, pathways and coverage made of them, with the
triples of the whole graph in memory; a plan is stored whole, so that a changed file costs the whole. Before anything
was timed, both peers gave the same
statuses (R1-R7, L2, L5) and recommendations as the product on {agreed} cases: the facet ablation cases, and each
of them with one entry left out. Peers give statuses and recommendations only: no checks of names, evidence, pathway,
guidance or other policies."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything of one run.  ``base`` is the task that ratios refer to; ``goals`` are told beside the figures."""

    warm: Mapping[str, Mapping[str, Timed]]
    cold: Mapping[str, Started]
    plan: Mapping[str, float]
    agreed: int
    rounds: int
    starts: int
    machine: str
    revision: str
    base: str
    goals: Mapping[str, str]


def render(measured: Measured) -> str:
    """All tables with machine and method."""
    method = METHOD.format(rounds=measured.rounds, starts=measured.starts, agreed=measured.agreed)
    blocks = [
        f"Machine: {measured.machine}. Measured: {measured.revision}.",
        "### One case, warm",
        _table(("case", "what", "µs", "p99 µs", "times parse", "calls", "goal"), _warm(measured)),
        "### A fresh process",
        _table(("command", "ms", "slowest ms", "times `python -c pass`", "goal"), _cold(measured.cold)),
        "### Plan and memory",
        _table(("what", "median", "goal"), _plan(measured.plan)),
        method,
    ]
    return "\n\n".join(blocks)


def _warm(measured: Measured) -> Iterator[tuple[str, ...]]:
    for workload, tasks in measured.warm.items():
        base = tasks[measured.base]
        for name, timed in tasks.items():
            figures = (_us(timed.median), _us(timed.p99), f"{timed.ratio(base):.1f}", str(len(timed.calls)))
            yield workload, name, *figures, measured.goals.get(name, "")


def _cold(cold: Mapping[str, Started]) -> Iterator[tuple[str, ...]]:
    least = next(started for name, started in cold.items() if name.endswith("pass`"))
    for name, started in cold.items():
        goal = "≤ 300 ms" if name == "`antecede review FILE`" else ""
        yield name, f"{started.median:.0f}", f"{started.most:.0f}", f"{started.median / least.median:.1f}", goal


def _plan(plan: Mapping[str, float]) -> Iterator[tuple[str, ...]]:
    yield "compile from the graph, nothing cached, libraries loaded first", f"{plan['first']:.0f} ms", ""
    yield "compile from the graph again in the same process", f"{plan['again']:.0f} ms", ""
    yield (
        "read one policy again (`cpb`), all else at hand",
        f"{plan['policy']:.0f} ms",
        "≤ 100 ms",
    )
    yield "import of all that a review needs", f"{plan['imports']:.0f} ms", ""
    yield "load the cached plan (a look at the graph's files included)", f"{plan['load']:.1f} ms", "≤ 5 ms"
    yield "build the engine (criteria are built on first use)", f"{plan['engine']:.1f} ms", ""
    yield "first answer from a file, criteria built on the way", f"{plan['answer']:.1f} ms", ""
    yield "resident memory after imports", f"{plan['rss_imports']:.0f} MB", ""
    yield "resident memory after the first answer", f"{plan['rss']:.0f} MB", "≤ 30 MB"


def _us(value: float) -> str:
    return f"{value:,.1f}" if value < 100 else f"{value:,.0f}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    rule = tuple("---" if each in WORDS else "---:" for each in head)
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *rows))
