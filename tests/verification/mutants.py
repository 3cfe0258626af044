"""Generic mutants of a published determination: each of its triples dropped, given another object, doubled with one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, XSD
from rdflib.term import Node

from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT
from antecede.verification.verify import complaints

Triple = tuple[Node, Node, Node]


class Mutant(NamedTuple):
    """One triple gone, one come, or one in the place of another."""

    gone: Triple | None
    come: Triple | None

    @property
    def kind(self) -> str:
        """What was done: ``dropped``, ``added`` or ``changed``."""
        return "dropped" if self.come is None else "added" if self.gone is None else "changed"

    def of(self, told: Iterable[Triple]) -> Iterator[Triple]:
        """The triples of a file, altered so."""
        yield from (each for each in told if each != self.gone)
        if self.come:
            yield self.come

    def what(self, told: Graph) -> tuple[str, str, str]:
        """What was done, to which property, of what sort of node."""
        found = self.gone or self.come
        assert found
        return self.kind, _local(found[1]), _sort(told, found[0])


def mutants(told: Graph, random: Random) -> Iterator[Mutant]:
    """All mutants of a file's triples, in a fixed order; ``random`` picks the other objects."""
    objects: dict[Node, set[Node]] = defaultdict(set)
    kinds: dict[Node, set[Node]] = defaultdict(set)
    for subject, predicate, node in told:
        objects[predicate].add(node)
        kinds[_kind(told, subject)].add(subject)
    for triple in sorted(told, key=str):
        subject, predicate, node = triple
        yield Mutant(triple, None)
        other = _other(told, triple, objects[predicate], kinds, random)
        if (subject, predicate, other) not in told:
            yield Mutant(triple, (subject, predicate, other))
            yield Mutant(None, (subject, predicate, other))


def said(published: Published, mutant: Mutant) -> Iterator[Complaint]:
    """What is said of a determination that was altered so."""
    altered = Graph()
    for triple in mutant.of(published.told):
        altered.add(triple)
    held = published.with_told(altered)
    found = held.determinations()
    yield from complaints(held, found) if found else [Complaint("", "holds no determination")]


def _other(told: Graph, triple: Triple, alike: set[Node], kinds: dict[Node, set[Node]], random: Random) -> Node:
    """Another object of the same kind: IRI of what is of its kind, another number, word, day, yes or no."""
    node = triple[2]
    if isinstance(node, Literal):
        return _literal(node, alike, random)
    own = kinds[_kind(told, node)] if (node, None, None) in told else alike
    others = sorted(own - {node, *told.objects(triple[0], triple[1])}, key=str)
    return random.choice(others) if others else URIRef(f"{node}x")


def _literal(node: Literal, alike: set[Node], random: Random) -> Literal:
    if node.datatype == XSD.boolean:
        return Literal(not node.toPython())
    if node.datatype in (XSD.decimal, XSD.integer):
        value = Decimal(str(node)) + random.choice((-1, 1, 5))
        return Literal(str(value), datatype=node.datatype)
    if node.datatype == XSD.date:
        moved = date.fromisoformat(str(node)) + timedelta(days=random.choice((-400, -1, 1, 30)))
        return Literal(moved.isoformat(), datatype=node.datatype)
    words = sorted(alike - {node}, key=str)
    return Literal(str(random.choice(words) if words else f"{node} too"), datatype=node.datatype)


def _sort(told: Graph, node: Node) -> str:
    """An entry of the case, whatever it is of; a class; or the part that numbers nodes without one (an edge, a use)."""
    if (None, ANT.hasFact, node) in told:
        return "entry"
    kinds = sorted(map(_local, told.objects(node, RDF.type)))
    return kinds[0] if kinds else str(node).rstrip("0123456789").rstrip("/").rpartition("/")[2]


def _local(node: Node) -> str:
    return str(node).replace("#", "/").rpartition("/")[2]


def _kind(told: Graph, node: Node) -> Node:
    """What a node of the file is: its class, or the ending of its name before its number."""
    return next(iter(sorted(told.objects(node, RDF.type))), None) or Literal(str(node).rstrip("0123456789"))
