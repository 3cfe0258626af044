"""A small reading of the graph: just what the queries are made from, looked up when it is needed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from antecede.opinion.terms import ANT, OWL, RDF, RDFS, Unsupported

DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


class Reading:
    """Look-ups in the Turtle of the graph."""

    def __init__(self, files: list[Path]) -> None:
        self.quads: list[ox.Quad] = []
        for path in files:
            renamed: dict[str, ox.BlankNode] = {}
            self.quads += [_apart(quad, renamed) for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE)]
        self._store = ox.Store()
        self._store.extend(self.quads)

    def store(self) -> ox.Store:
        """A new store that holds the graph."""
        store = ox.Store()
        store.bulk_extend(self.quads)
        return store

    def nodes(self, subject: str, predicate: str) -> "list[ox.NamedNode | ox.BlankNode | ox.Literal]":
        """What a node is linked to; blank nodes are named ``_:x``."""
        found = self._store.quads_for_pattern(_node(subject), ox.NamedNode(predicate), None)
        return [quad.object for quad in found if not isinstance(quad.object, ox.Triple)]

    def links(self, subject: str, predicate: str) -> list[str]:
        """Names of the nodes that a node is linked to, sorted."""
        return sorted(name(each) for each in self.nodes(subject, predicate) if not isinstance(each, ox.Literal))

    def link(self, subject: str, predicate: str) -> str:
        """The one node that a node is linked to; empty where there is none."""
        return next(iter(self.links(subject, predicate)), "")

    def text(self, subject: str, predicate: str) -> str:
        """The text of a literal; empty where there is none."""
        return next((each.value for each in self.nodes(subject, predicate) if isinstance(each, ox.Literal)), "")

    def number(self, subject: str, term: str) -> float | None:
        """A number that a node gives by a term of the ontology."""
        text = self.text(subject, ANT + term)
        return float(text) if text else None

    def flag(self, subject: str, term: str) -> bool:
        """A yes-or-no that a node gives by a term of the ontology; left out, no."""
        return self.text(subject, ANT + term) == "true"

    def span(self, subject: str, term: str) -> tuple[int, int] | None:
        """Months and days of a duration that a node gives by a term of the ontology."""
        text = self.text(subject, ANT + term)
        match = DURATION.fullmatch(text)
        if not text:
            return None
        if not match:
            raise Unsupported("a duration of a rule in hours")
        years, months, weeks, days = (int(part or 0) for part in match.groups())
        return years * 12 + months, weeks * 7 + days

    def subjects(self, predicate: str, node: str) -> list[str]:
        """Nodes that are linked to a node, sorted."""
        found = self._store.quads_for_pattern(None, ox.NamedNode(predicate), _node(node))
        return sorted(name(quad.subject) for quad in found)

    def items(self, head: str) -> Iterator[str]:
        """Members of a list."""
        while head and head != RDF + "nil":
            yield self.link(head, RDF + "first")
            head = self.link(head, RDF + "rest")

    def up(self, cls: str) -> list[str]:
        """A class and all named classes above it, nearest first."""
        reached = [cls]
        for each in reached:
            above = (parent for parent in self.links(each, RDFS + "subClassOf") if not parent.startswith("_:"))
            reached.extend(parent for parent in above if parent not in reached)
        return reached

    def coded_in(self, cls: str) -> set[str]:
        """Coding regions of a class; without any of its own, those of its parents."""
        own = set(self.links(cls, ANT + "codingRegion"))
        parents = [each for each in self.links(cls, RDFS + "subClassOf") if not each.startswith("_:")]
        return own or set().union(*map(self.coded_in, parents))

    def matches(self, criterion: str, term: str) -> bool:
        """Whether facts of a criterion have to meet the request line in this."""
        return ANT + term in self.links(criterion, ANT + "matchesRequest")

    def is_name(self, cls: str) -> bool:
        """Whether a class is looked up as a name of case files or a code, and not by what defines it."""
        above = self.up(cls)
        if cls.startswith("_:") or ANT + "Fact" not in above:
            return False
        of_cases = cls.startswith(ANT) and bool({ANT + "Event", ANT + "Finding"} & set(above))
        return of_cases or not self.links(cls, OWL + "equivalentClass")

    def defined_names(self) -> list[str]:
        """Names of case files to which entries belong by what they say, too."""
        defined = {
            name(quad.subject)
            for quad in self._store.quads_for_pattern(None, ox.NamedNode(OWL + "equivalentClass"), None)
        }
        return sorted(
            cls for cls in defined if cls.startswith(ANT) and self.is_name(cls) and not self.flag(cls, "abstract")
        )


def name(node: object) -> str:
    """A node as a string."""
    return f"_:{node.value}" if isinstance(node, ox.BlankNode) else str(getattr(node, "value", ""))


def _node(node: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(node[2:]) if node.startswith("_:") else ox.NamedNode(node)


def _apart(quad: ox.Quad, renamed: dict[str, ox.BlankNode]) -> ox.Quad:
    """A statement whose blank nodes are those of its own file."""

    def own(
        node: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple,
    ) -> "ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple":
        return renamed.setdefault(node.value, ox.BlankNode()) if isinstance(node, ox.BlankNode) else node

    return ox.Quad(own(quad.subject), quad.predicate, own(quad.object))  # type: ignore[arg-type]
