"""What is verified: a published determination with its case, and the graph that it names."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.graph import ReadOnlyGraphAggregate
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import ResultRow
from rdflib.term import Node

from antecede.errors import InputError, Problem
from antecede.graph.data import fingerprint, folder, shipped_files, turtle_files
from antecede.verification.absence import leave_out
from antecede.verification.terms import ANT, PREFIXES

FORMATS = {".ttl": "turtle", ".trig": "trig"}


@dataclass(frozen=True)
class Complaint:
    """Something that does not hold: the node it is about, what is wrong, what it means or what to do."""

    node: str
    what: str
    remedy: str = "do not rely on this determination"


class Published:
    """The graph of claims, what a file tells, each looked up by what its nodes say.

    ``graph`` holds the Turtle of the product and of added folders (``files_graph``), without the nodes that were to be
    left out; ``told`` what the determination's file says.
    What a node says is looked up in both, and only the file's own nodes may stand in the file (``check_foreign``).
    Raises :class:`InputError` where a file cannot be read.
    """

    def __init__(self, file: Path, added: Iterable[Path] = ()) -> None:
        self.files = [*shipped_files(), *turtle_files(*added)]
        self.files_graph = _graph(tuple(self.files), self.fingerprint)
        self.told = _read(file)
        #: Words of rules, kept because many sentences are made of the same.
        self.wording: dict[Node, frozenset[str]] = {}
        self.without = sorted({str(node) for node in self.told.objects(None, ANT.withoutNode)})
        self.graph = leave_out(self.files_graph, self.without) if self.without else self.files_graph

    def with_told(self, told: Graph) -> "Published":
        """The same graph beside what another file tells."""
        other = copy(self)
        other.__dict__.pop("_subjects", None)
        other.told = told
        return other

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the files of the graph."""
        return fingerprint(self.files)

    def determinations(self) -> list[URIRef]:
        """Determinations of the file, in a fixed order."""
        found = self.told.subjects(RDF.type, ANT.Determination)
        return sorted(node for node in found if isinstance(node, URIRef))

    # --- what a node says ------------------------------------------------------------------------------------------

    def objects(self, subject: Node | None, predicate: URIRef) -> Iterator[Node]:
        """What a node is linked to, as the file and the graph say it."""
        if subject is not None:
            yield from self.told.objects(subject, predicate)
            yield from self.graph.objects(subject, predicate)

    def links(self, subject: Node | None, predicate: URIRef) -> list[URIRef]:
        """Nodes that a node is linked to, each once, in a fixed order."""
        return sorted({node for node in self.objects(subject, predicate) if isinstance(node, URIRef)})

    def link(self, subject: Node | None, predicate: URIRef) -> URIRef | None:
        """The one node that a node is linked to."""
        return next(iter(self.links(subject, predicate)), None)

    def text(self, subject: Node | None, predicate: URIRef) -> str:
        """A text or word of a node; empty where it has none."""
        return next(iter(sorted(map(str, self.objects(subject, predicate)))), "")

    def number(self, subject: Node | None, predicate: URIRef) -> float | None:
        """A number of a node."""
        found = next(self.objects(subject, predicate), None)
        return float(found) if isinstance(found, Literal) else None

    def flag(self, subject: Node | None, predicate: URIRef, default: bool = False) -> bool:
        """A yes-or-no of a node."""
        found = next(self.objects(subject, predicate), None)
        return bool(found.toPython()) if isinstance(found, Literal) else default

    def ordered(self, subject: Node, predicate: URIRef) -> list[URIRef]:
        """Nodes that a node is linked to, by their ``ant:order``."""
        return sorted(self.links(subject, predicate), key=lambda node: self.number(node, ANT.order) or 0)

    def below(self, node: URIRef) -> list[URIRef]:
        """A node of the file and all whose names continue its own: parts, uses, edges."""
        known = self._subjects
        return [node, *known[bisect_left(known, f"{node}/") : bisect_left(known, f"{node}0")]]

    @cached_property
    def _subjects(self) -> list[URIRef]:
        return sorted({node for node in self.told.subjects() if isinstance(node, URIRef)})

    def up(self, cls: Node | None) -> set[Node]:
        """A class and all classes above it."""
        above = self.graph.transitive_objects(cls, RDFS.subClassOf) if cls is not None else ()
        return {each for each in above if each is not None}

    def defined(self, cls: Node) -> bool:
        """Whether a class is defined by what its members are like."""
        return (cls, OWL.equivalentClass, None) in self.graph

    def rows(self, name: str) -> Iterator[ResultRow]:
        """Rows of one of the queries in ``queries/verification``, over both."""
        both = ReadOnlyGraphAggregate([self.told, self.graph])
        for row in both.query(_query(name)):
            assert isinstance(row, ResultRow)
            yield row

    def short(self, node: object) -> str:
        """A node as people name it: by prefix, or within its case or determination."""
        text = str(node)
        for marker in ("/determination/", "/case/"):
            if marker in text and "#" in text:
                return text.partition("#")[2]
        try:
            return self.graph.namespace_manager.curie(text, generate=False)
        except (KeyError, ValueError):
            return text


@cache
def _query(name: str) -> Query:
    return prepareQuery((folder("queries") / "verification" / f"{name}.rq").read_text(encoding="utf-8"))


@lru_cache(maxsize=4)
def _graph(files: tuple[Path, ...], fingerprint: str) -> Graph:
    """The triples of Turtle files, read once for as long as their contents stay."""
    graph = Graph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for path in files:
        graph.parse(path, format="turtle")
    return graph


def _read(file: Path) -> Graph:
    form = FORMATS.get(file.suffix)
    if form is None:
        raise InputError(
            Problem(str(file), "", "neither .ttl nor .trig", "give what `antecede review --format` printed")
        )
    told = Dataset(default_union=True)
    try:
        told.parse(file, format=form)
    except OSError as error:
        raise InputError(Problem(str(file), "", error.strerror or str(error), "name a file that can be read")) from None
    except Exception as error:  # the parser raises many kinds, none of them its own
        reason = " ".join(str(error).split())[:200]
        raise InputError(Problem(str(file), "", f"not {form}: {reason}", "mend the syntax")) from None
    flat = Graph()
    for triple in told.triples((None, None, None)):
        flat.add(triple)
    return flat
