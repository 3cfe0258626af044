"""What SHACL finds wrong with Turtle files, and where in which file it is.

For authors, not for reviews: nothing on the way from a case to its answer imports this module.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from antecede.errors import Problem
from antecede.graph.data import folder, turtle_files
from antecede.graph.triples import Literal, Node, Triple, parse
from antecede.graph.vocabulary import CLASS, PREFIXES, RDF, TYPE, XSD, curie

if TYPE_CHECKING:
    import rdflib

#: Folder of a published list of codes, which no author writes: names in it count, their descriptions are not judged.
LISTED = "icd10cm"
SHACL = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a node of the graph; the message says what, and after a semicolon what to do."""

    entity: str
    property: str
    value: Node
    message: str


class Authored:
    """Turtle files as their authors wrote them: the triples, and which file describes what."""

    def __init__(self, files: Iterable[Path], focus: Iterable[Path] = ()) -> None:
        paths = {path.resolve(): path for path in (*files, *focus)}
        self.prefixes = dict(PREFIXES)
        self.triples: dict[Path, list[Triple]] = {path: parse(path, self.prefixes) for path in paths.values()}
        self.focus = frozenset(map(str, focus))
        self._files: dict[str, list[str]] = defaultdict(list)
        self._holder: dict[str, str] = {}
        for path, triples in self.triples.items():
            self._note(str(path), triples)

    def __iter__(self) -> Iterator[Triple]:
        return (triple for triples in self.triples.values() for triple in triples)

    def named(self, node: str) -> str:
        """The node itself, or for a blank node the named one whose description it belongs to.

        >>> Authored([]).named("https://example.org/x")
        'https://example.org/x'
        """
        passed: set[str] = set()
        while node in self._holder and node not in passed:
            passed.add(node)
            node = self._holder[node]
        return node

    def problems(self, faults: Iterable[Fault]) -> list[Problem]:
        """Faults for people, sorted and each told once; under a focus only those of nodes that its files describe."""
        return sorted({self._problem(fault) for fault in faults if self._in_focus(fault)}, key=str)

    def _note(self, file: str, triples: list[Triple]) -> None:
        for subject, _, node in triples:
            if file not in self._files[subject]:
                self._files[subject].append(file)
            if isinstance(node, str) and node.startswith("_:"):
                self._holder[node] = subject

    def _in_focus(self, fault: Fault) -> bool:
        return not self.focus or not self.focus.isdisjoint(self._files.get(fault.entity, ()))

    def _problem(self, fault: Fault) -> Problem:
        files = self._files.get(fault.entity, ["graph"])
        file = next((each for each in files if each in self.focus), files[0])
        what, _, remedy = fault.message.partition("; ")
        value = fault.value.text if isinstance(fault.value, Literal) else self._curie(fault.value)
        shown = value and not value.startswith("_:") and fault.value not in (fault.entity, fault.property)
        node = self.named(fault.entity)
        subject = "[ ]" if node.startswith("_:") else self._curie(node)
        place = " ".join(filter(None, (subject, self._curie(fault.property))))
        return Problem(file, place, f"{what} ({value})" if shown else what, remedy)

    def _curie(self, iri: str) -> str:
        return curie(iri, self.prefixes)


def shape_problems(files: Sequence[Path], focus: Sequence[Path] = ()) -> list[Problem]:
    """What the shapes of ``ontology/shapes`` find wrong with the files; with a focus, with what its files describe."""
    authored = Authored(files, focus)
    return authored.problems(shape_faults(authored))


def shape_faults(authored: Authored) -> list[Fault]:
    """The same as data."""
    import pyshacl
    import rdflib

    data = _data_graph(authored)
    _, report, _ = pyshacl.validate(data, shacl_graph=_shapes_graph(), inplace=True)
    assert isinstance(report, rdflib.Graph)
    results = report.subjects(rdflib.RDF.type, rdflib.URIRef(SHACL + "ValidationResult"))
    return [_fault(report, result) for result in results]


def _data_graph(authored: Authored) -> "rdflib.Graph":
    """What authors wrote, as rdflib has it; class expressions lose their type, so that only terms pass for terms."""
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    written = (triple for path, triples in authored.triples.items() if LISTED not in path.parts for triple in triples)
    for subject, predicate, node in written:
        if subject.startswith("_:") and (predicate, node) == (TYPE, CLASS):
            continue
        graph.add((_resource(subject), rdflib.URIRef(predicate), _rdflib(node)))
    return graph


@cache
def _shapes_graph() -> "rdflib.Graph":
    import rdflib

    graph = rdflib.Graph(bind_namespaces="none")
    for path in turtle_files(folder("ontology") / "shapes"):
        graph.parse(path, format="turtle")
    return graph


def _resource(node: str) -> "rdflib.URIRef | rdflib.BNode":
    import rdflib

    return rdflib.BNode(node[2:]) if node.startswith("_:") else rdflib.URIRef(node)


def _rdflib(node: Node) -> "rdflib.URIRef | rdflib.BNode | rdflib.Literal":
    import rdflib

    if isinstance(node, str):
        return _resource(node)
    if node.datatype == RDF + "langString":
        return rdflib.Literal(node.text, lang="en")
    datatype = None if node.datatype == XSD + "string" else rdflib.URIRef(node.datatype)
    return rdflib.Literal(node.text, datatype=datatype, normalize=False)


def _fault(report: "rdflib.Graph", result: "rdflib.term.Node") -> Fault:
    import rdflib

    def said(name: str) -> Node:
        node = report.value(result, rdflib.URIRef(SHACL + name))
        if isinstance(node, rdflib.Literal):
            return Literal(str(node), str(node.datatype))
        return f"_:{node}" if isinstance(node, rdflib.BNode) else str(node or "")

    path, message = said("resultPath"), said("resultMessage")
    assert isinstance(path, str)
    assert isinstance(message, Literal)
    entity = said("focusNode")
    return Fault(str(entity), "" if path.startswith("_:") else path, said("value"), message.text)
