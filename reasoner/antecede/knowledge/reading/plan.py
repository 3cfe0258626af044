"""Compile a plan from Turtle files."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import networkx as nx

from antecede.errors import GraphError, Problem
from antecede.graph.data import fingerprint
from antecede.graph.triples import Triples, load
from antecede.knowledge.criterion import AllOf, AnyCriterion, AnyOf, Counting, Not, Readings
from antecede.knowledge.plan import Plan
from antecede.knowledge.reading.absence import leave_out
from antecede.knowledge.reading.criterion import CriterionReader
from antecede.knowledge.reading.expression import ExpressionReader
from antecede.knowledge.reading.lexicon import read_lexicon
from antecede.knowledge.reading.policy import PolicyReader


def compile_plan(paths: Iterable[Path], without: Sequence[str] = ()) -> Plan:
    """Read everything a review needs, as if the nodes ``without`` were not there.

    Raises :class:`GraphError` with file, node and remedy for what cannot be read.
    """
    files = list(paths)
    triples = load(files)
    return plan_of(leave_out(triples, without) if without else triples, fingerprint(files), tuple(sorted(without)))


def plan_of(triples: Triples, graph_sha256: str, without: tuple[str, ...] = ()) -> Plan:
    """The plan of triples that were already loaded."""
    expressions = ExpressionReader(triples)
    criteria = CriterionReader(triples, expressions).read_all()
    _check(triples, criteria)
    policies = PolicyReader(triples)
    return Plan(
        graph_sha256=graph_sha256,
        without=without,
        lexicon=read_lexicon(triples, expressions),
        criteria=criteria,
        policies=policies.policies(),
        guidelines=policies.guidelines(),
        notes=policies.notes(),
        prefixes=triples.prefixes,
    )


def _check(triples: Triples, criteria: dict[str, AnyCriterion]) -> None:
    """Every criterion that another names must exist, and none may rest on itself."""
    uses = {(iri, other) for iri, criterion in criteria.items() for other in _named(criterion)}
    missing = sorted((iri, other) for iri, other in uses if other not in criteria)
    if missing:
        raise GraphError(
            *(_problem(triples, iri, f"names {triples.curie(other)}, which is no criterion") for iri, other in missing)
        )
    graph: nx.DiGraph[str] = nx.DiGraph(sorted(uses))
    if not nx.is_directed_acyclic_graph(graph):
        circle = ", ".join(triples.curie(edge[0]) for edge in nx.find_cycle(graph))
        raise GraphError(
            _problem(triples, min(edge[0] for edge in nx.find_cycle(graph)), f"criteria rest on each other: {circle}")
        )


def _named(criterion: AnyCriterion) -> Iterator[str]:
    if isinstance(criterion, AllOf | AnyOf | Not | Readings):
        yield from criterion.parts
    if isinstance(criterion, Counting) and criterion.after:
        yield criterion.after
    yield from filter(None, (criterion.applies_when, criterion.waived_by))


def _problem(triples: Triples, iri: str, what: str) -> Problem:
    return Problem(triples.origin.get(iri, "graph"), triples.curie(iri), what, "mend the name or add what is missing")
