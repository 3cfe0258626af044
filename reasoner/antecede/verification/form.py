"""The form of a determination: every node says what its shape asks for, as often, and nothing beside it.

The shapes are SHACL (``ontology/shapes/published.ttl``); of SHACL they use what is read here, and a test holds the
reading against an implementation of all of it.
"""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH, XSD
from rdflib.term import Node

from antecede.graph.data import folder
from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT, PROV

#: From a node to those that belong to it alone: their names continue its own.
OWNS = (
    ANT.considered,
    ANT.hasLine,
    ANT.hasAssessment,
    ANT.hasPhase,
    ANT.hasStepState,
    ANT.hasAdvice,
    ANT.hasDisagreement,
    ANT.hasAlternative,
    ANT.hasRepair,
    ANT.hasChange,
    ANT.hasPart,
    ANT.condition,
    ANT.waiver,
    ANT.hasEdge,
    ANT.usage,
    ANT.shows,
    ANT.threshold,
    ANT.hasFact,
    ANT.gives,
    PROV.wasGeneratedBy,
)


class Property(NamedTuple):
    """How often a shape has a property said, and of what."""

    path: Node
    least: int
    most: int | None
    datatype: Node | None
    iri: bool
    cls: Node | None
    among: frozenset[Node]


class Shape(NamedTuple):
    """The nodes that a shape is of, by class or by what links to them, and what they say."""

    target: Node
    linked: bool
    closed: bool
    properties: tuple[Property, ...]


def check_form(published: Published) -> Iterator[Complaint]:
    """Every shape, and that each node belongs to one other."""
    told = published.told
    for shape in _shapes():
        nodes = told.objects(None, URIRef(str(shape.target))) if shape.linked else told.subjects(RDF.type, shape.target)
        for node in sorted(set(nodes), key=str):
            yield from _shaped(published, shape, node)
    yield from _owned(published)


@cache
def _shapes() -> tuple[Shape, ...]:
    graph = Graph()
    graph.parse(folder("ontology") / "shapes" / "published.ttl", format="turtle")
    found = sorted(graph.subjects(RDF.type, SH.NodeShape), key=str)
    return tuple(_shape(graph, each) for each in found)


def _shape(graph: Graph, node: Node) -> Shape:
    linked = graph.value(node, SH.targetObjectsOf)
    target = linked or graph.value(node, SH.targetClass)
    assert target is not None
    properties = sorted((_property(graph, each) for each in graph.objects(node, SH.property)), key=str)
    return Shape(target, linked is not None, (node, SH.closed, Literal(True)) in graph, tuple(properties))


def _property(graph: Graph, node: Node) -> Property:
    path, least, most, among = (graph.value(node, each) for each in (SH.path, SH.minCount, SH.maxCount, SH["in"]))
    assert path is not None
    return Property(
        path=path,
        least=int(str(least or 0)),
        most=None if most is None else int(str(most)),
        datatype=graph.value(node, SH.datatype),
        iri=graph.value(node, SH.nodeKind) == SH.IRI,
        cls=graph.value(node, SH["class"]),
        among=frozenset(graph.items(among)) if among is not None else frozenset(),
    )


def _shaped(published: Published, shape: Shape, node: Node) -> Iterator[Complaint]:
    told = Counter(published.told.predicates(node))
    for each in shape.properties:
        number, name = told[each.path], published.short(each.path)
        if number < each.least:
            yield Complaint(str(node), f"says {number or 'no'} {name}, and at least {each.least} is asked for")
        elif each.most is not None and number > each.most:
            yield Complaint(str(node), f"says {number} {name}, and at most {each.most} is allowed")
        for value in published.told.objects(node, each.path):
            wrong = _wrong(published, each, value)
            if wrong:
                yield Complaint(str(node), f"says {name} {published.short(value)}, which {wrong}")
    for stranger in sorted(told.keys() - {each.path for each in shape.properties}, key=str) if shape.closed else ():
        yield Complaint(str(node), f"says {published.short(stranger)}, which nothing of its kind says")


def _wrong(published: Published, wanted: Property, value: Node) -> str:
    """What is wrong with a value; empty where nothing is."""
    if wanted.datatype is not None and not _is_of(value, wanted.datatype):
        return f"is no {published.short(wanted.datatype)}"
    if wanted.iri and not isinstance(value, URIRef):
        return "is no node with a name"
    if wanted.cls is not None and (value, RDF.type, wanted.cls) not in published.told:
        return f"is no {published.short(wanted.cls)}"
    return "is none of the words for it" if wanted.among and value not in wanted.among else ""


def _is_of(value: Node, datatype: Node) -> bool:
    """Whether a value is one of a datatype; a text without one is a string."""
    if not isinstance(value, Literal) or value.language or value.ill_typed:
        return False
    return (value.datatype or XSD.string) == datatype


def _owned(published: Published) -> Iterator[Complaint]:
    """What belongs to a node goes by its name and more, and belongs to no other."""
    owners: dict[Node, set[Node]] = {}
    for link in OWNS:
        for owner, node in published.told.subject_objects(link):
            owners.setdefault(node, set()).add(owner)
            if str(node).removeprefix(str(owner))[:1] not in ("/", "#", "-"):
                what = f"is linked by {published.short(link)} from {published.short(owner)}, and does not belong to it"
                yield Complaint(str(node), what)
    for node in sorted((node for node, held in owners.items() if len(held) > 1), key=str):
        yield Complaint(str(node), "belongs to more than one node")
