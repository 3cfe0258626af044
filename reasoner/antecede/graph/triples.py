"""Triples in memory, indexed by subject and by predicate and object: enough to read a policy from.

Nodes are plain strings (``_:x`` for blank nodes); literals are :class:`Literal`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox

from antecede.errors import GraphError, Problem
from antecede.graph.vocabulary import PREFIXES, RDF, SUBCLASS, TYPE, XSD, curie


class Literal(NamedTuple):
    """An RDF literal: its text and the IRI of its datatype."""

    text: str
    datatype: str

    @property
    def value(self) -> str | float | bool:
        """The text as a Python value where the datatype is boolean or a number."""
        if self.datatype == XSD + "boolean":
            return self.text in ("true", "1")
        if self.datatype in (XSD + "decimal", XSD + "integer", XSD + "double"):
            return float(self.text)
        return self.text


Node = str | Literal
Triple = tuple[str, str, Node]


class Triples:
    """A set of triples with the look-ups that readings of the graph need.

    ``origin`` names the file that first described each subject; ``prefixes`` are those of the files.
    """

    def __init__(self, triples: Iterable[Triple] = (), prefixes: Mapping[str, str] = PREFIXES) -> None:
        self.prefixes = dict(prefixes)
        self._out: dict[str, dict[str, list[Node]]] = defaultdict(lambda: defaultdict(list))
        self._in: dict[tuple[str, Node], list[str]] = defaultdict(list)
        self.origin: dict[str, str] = {}
        self._ancestors: dict[str, frozenset[str]] = {}
        self._inherited: dict[tuple[str, str], frozenset[str]] = {}
        self._holding: dict[str, frozenset[str]] = {}
        self.add(triples)

    def add(self, triples: Iterable[Triple], origin: str = "") -> None:
        """Add triples of the file ``origin``."""
        for known in (self._ancestors, self._inherited, self._holding):
            known.clear()
        for subject, predicate, node in triples:
            objects = self._out[subject][predicate]
            if node not in objects:
                objects.append(node)
                self._in[predicate, node].append(subject)
                self.origin.setdefault(subject, origin)

    def curie(self, iri: str) -> str:
        """Short form of an IRI with the prefixes of the files."""
        return curie(iri, self.prefixes)

    def __iter__(self) -> Iterator[Triple]:
        return ((s, p, o) for s, properties in self._out.items() for p, nodes in properties.items() for o in nodes)

    def __contains__(self, subject: str) -> bool:
        return subject in self._out

    def nodes(self, subject: str, predicate: str) -> list[Node]:
        """Objects of a subject and predicate, in file order."""
        properties = self._out.get(subject)
        return properties.get(predicate, []) if properties else []

    def links(self, subject: str, predicate: str) -> list[str]:
        """Objects that are IRIs or blank nodes."""
        return [node for node in self.nodes(subject, predicate) if isinstance(node, str)]

    def link(self, subject: str, predicate: str) -> str | None:
        """The first such object."""
        return next(iter(self.links(subject, predicate)), None)

    def texts(self, subject: str, predicate: str) -> list[str]:
        """Texts of the literals of a subject and predicate."""
        return [node.text for node in self.nodes(subject, predicate) if isinstance(node, Literal)]

    def text(self, subject: str, predicate: str, default: str = "") -> str:
        """The first such text."""
        return next(iter(self.texts(subject, predicate)), default)

    def number(self, subject: str, predicate: str) -> float | None:
        """The first literal as a number."""
        text = self.text(subject, predicate)
        return float(text) if text else None

    def flag(self, subject: str, predicate: str, default: bool = False) -> bool:
        """The first literal as a truth value."""
        text = self.text(subject, predicate)
        return text in ("true", "1") if text else default

    def subjects(self, predicate: str, node: Node) -> list[str]:
        """Subjects that have the object at the predicate."""
        return self._in.get((predicate, node), [])

    def predicates(self, subject: str) -> dict[str, list[Node]]:
        """Everything said of a subject."""
        return self._out.get(subject, {})

    def instances(self, *classes: str) -> list[str]:
        """Members of any of the classes by ``rdf:type``, in a fixed order."""
        return sorted({subject for each in classes for subject in self.subjects(TYPE, each)})

    def items(self, head: str | None) -> list[Node]:
        """Members of an RDF list."""
        members: list[Node] = []
        while head and head != RDF + "nil":
            members.extend(self.nodes(head, RDF + "first"))
            head = self.link(head, RDF + "rest")
        return members

    def ancestors(self, cls: str) -> frozenset[str]:
        """A class and all named classes above it."""
        known = self._ancestors.get(cls)
        if known is None:
            self._ancestors[cls] = frozenset((cls,))
            parents = (parent for parent in self.links(cls, SUBCLASS) if not parent.startswith("_:"))
            known = frozenset((cls,)).union(*(self.ancestors(parent) for parent in parents))
            self._ancestors[cls] = known
        return known

    def inherited(self, cls: str, predicate: str) -> frozenset[str]:
        """IRIs at a predicate of a class: its own, else those of the classes that it is linked to as a kind of them."""
        known = self._inherited.get((cls, predicate))
        if known is None:
            known = frozenset(self.links(cls, predicate))
            if not known:
                known = known.union(*(self.inherited(parent, predicate) for parent in self.links(cls, SUBCLASS)))
            self._inherited[cls, predicate] = known
        return known

    def holding(self, predicate: str) -> frozenset[str]:
        """Subjects of which something is said at a predicate."""
        known = self._holding.get(predicate)
        if known is None:
            known = frozenset(subject for subject, properties in self._out.items() if predicate in properties)
            self._holding[predicate] = known
        return known


def parse(path: Path, prefixes: dict[str, str] | None = None) -> list[Triple]:
    """Triples of a Turtle file; blank nodes carry the file's name.  Raises :class:`GraphError` with line and column.

    Prefixes of the file are added to ``prefixes``; one that is there already keeps its meaning.
    """
    try:
        parser, blank = ox.parse(path=path, format=ox.RdfFormat.TURTLE), f"_:{path.stem}-"
        triples = [(_node(quad.subject, blank), quad.predicate.value, _object(quad.object, blank)) for quad in parser]
    except SyntaxError as error:
        place = f"line {error.lineno}, column {error.offset}" if error.lineno else ""
        raise GraphError(Problem(str(path), place, f"not Turtle: {error.msg}", "mend the syntax")) from None
    if prefixes is not None:
        prefixes.update({prefix: iri for prefix, iri in parser.prefixes.items() if prefix not in prefixes})
    return triples


def load(paths: Iterable[Path]) -> Triples:
    """Triples of several Turtle files."""
    triples = Triples()
    for path in paths:
        triples.add(parse(path, triples.prefixes), str(path))
    return triples


def _node(node: object, blank: str) -> str:
    """An IRI, or the name of a blank node after what those of its file begin with."""
    if isinstance(node, ox.NamedNode):
        return node.value
    assert isinstance(node, ox.BlankNode)
    return blank + node.value


def _object(node: object, blank: str) -> Node:
    return Literal(node.value, node.datatype.value) if isinstance(node, ox.Literal) else _node(node, blank)
