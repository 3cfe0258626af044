"""The case and its determination as RDF: what the paths of an answer refer to beyond the published graph.

Each stands in a graph of its own, named by its IRI (TriG); as Turtle both stand together.
"""

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from antecede.determination.result import Determination
from antecede.explanation.path import case_iri
from antecede.report.case_graph import CaseGraph
from antecede.report.determination_graph import DeterminationGraph


def case_triples(determination: Determination) -> Iterator[ox.Triple]:
    """The case as it was given, typed."""
    return CaseGraph(determination).triples()


def determination_triples(
    determination: Determination, issued: str = "", *, repairs: bool = False
) -> Iterator[ox.Triple]:
    """What was decided on it (PROV-O); ``issued`` is the moment it was given out, in ISO 8601, where one is named.

    ``repairs``: what would change each line is found and told, too, which takes longer than the review.
    """
    return DeterminationGraph(determination, issued, repairs=repairs).triples()


def graphs(
    determination: Determination, issued: str = "", *, proof: bool = True, repairs: bool = False
) -> dict[str, Iterator[ox.Triple]]:
    """Case and determination by the name of their graph, which is their IRI; with or without what proves it."""
    own = DeterminationGraph(determination, issued, proof=proof, repairs=repairs)
    return {case_iri(determination.case.id): case_triples(determination), own.iri: own.triples()}


def quads(determination: Determination, issued: str = "", *, repairs: bool = False) -> Iterator[ox.Quad]:
    """Case and determination, each in its graph."""
    for name, triples in graphs(determination, issued, repairs=repairs).items():
        graph = ox.NamedNode(name)
        yield from (ox.Quad(each.subject, each.predicate, each.object, graph) for each in triples)


def turtle(determination: Determination, issued: str = "", *, repairs: bool = False) -> str:
    """Case and determination together, as Turtle."""
    triples = {*case_triples(determination), *determination_triples(determination, issued, repairs=repairs)}
    return _serialized(sorted(triples, key=str), ox.RdfFormat.TURTLE, determination)


def trig(determination: Determination, issued: str = "", *, repairs: bool = False) -> str:
    """Case and determination as TriG, each in its named graph."""
    return _serialized(
        sorted(set(quads(determination, issued, repairs=repairs)), key=str), ox.RdfFormat.TRIG, determination
    )


def _serialized(
    statements: Iterable[ox.Triple] | Iterable[ox.Quad], form: ox.RdfFormat, determination: Determination
) -> str:
    data = ox.serialize(statements, format=form, prefixes=determination.engine.plan.prefixes)
    assert data is not None
    return data.decode()
