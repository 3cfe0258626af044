"""The graph as a determination had it: without the nodes it says were left out, and what rested on them alone."""

from collections.abc import Iterable

from rdflib import Graph, URIRef
from rdflib.term import Node

from antecede.verification.terms import ANT

#: What a statement may rest on: without any of these left it is gone too.
RESTS_ON = (ANT.source, ANT.citation, ANT.part, ANT.reading, ANT.member, ANT.hasRecommendation)


def leave_out(graph: Graph, names: Iterable[str]) -> Graph:
    """A copy without the named nodes (IRIs or prefixed names) and without what rested on nothing else."""
    gone = left_out(graph, names)
    left = Graph(namespace_manager=graph.namespace_manager)
    for triple in graph:
        if triple[0] not in gone and triple[2] not in gone:
            left.add(triple)
    return left


def left_out(graph: Graph, names: Iterable[str]) -> set[Node]:
    """The named nodes, and what rested on them alone."""
    gone: set[Node] = {_node(graph, name) for name in names}
    while fresh := _orphans(graph, gone):
        gone |= fresh
    return gone


def _node(graph: Graph, name: str) -> URIRef:
    prefix, _, local = name.partition(":")
    spaces = {str(known): space for known, space in graph.namespaces()}
    return URIRef(f"{spaces[prefix]}{local}") if prefix in spaces else URIRef(name)


def _orphans(graph: Graph, gone: set[Node]) -> set[Node]:
    return {
        subject
        for predicate in RESTS_ON
        for node in gone
        for subject in graph.subjects(predicate, node)
        if subject not in gone and gone.issuperset(graph.objects(subject, predicate))
    }
