"""All that can be found wrong with a graph before a case meets it.

Shapes, queries that must return nothing, and terms that nothing uses.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from antecede.errors import Problem
from antecede.graph.data import PACKAGE, folder, turtle_files
from antecede.graph.shapes import LISTED, Authored, Fault, shape_faults
from antecede.graph.triples import Literal, Node, Triples
from antecede.graph.vocabulary import ANT, CLASS, NOTATION, OWL, RDF, TYPE, ant, name

TERM_KINDS = (
    CLASS,
    OWL + "NamedIndividual",
    OWL + "AnnotationProperty",
    OWL + "ObjectProperty",
    OWL + "DatatypeProperty",
)
UNDEFINED = "undefined-term"
UNUSED = "is used by no policy, code, shape, query or case file; use it, or remove it"


def check(files: Sequence[Path], focus: Sequence[Path] = ()) -> list[Problem]:
    """All that is wrong with the files; with a focus, only with what its files describe.

    A name that nothing describes makes other checks fail that would hold were it right; those wait until it is mended.
    """
    authored = Authored(files, focus)
    faults = [*query_faults(authored), *shape_faults(authored), *term_faults(authored)]
    unknown = [fault for fault in faults if _is_undefined(fault)]
    spots = {(fault.entity, fault.property) for fault in unknown}
    vague = {authored.named(fault.entity) for fault in unknown if _leaves_vague(fault)}
    sound = [f for f in faults if (f.entity, f.property) not in spots and vague.isdisjoint(_nodes(authored, f))]
    return authored.problems([*unknown, *sound])


def query_problems(files: Sequence[Path], focus: Sequence[Path] = ()) -> list[Problem]:
    """What the queries of ``queries/checks`` find, all of which must return nothing."""
    authored = Authored(files, focus)
    return authored.problems(query_faults(authored))


def term_problems(files: Sequence[Path]) -> list[Problem]:
    """Terms of the ontology that nothing uses: each has to earn its place."""
    authored = Authored(files)
    return authored.problems(term_faults(authored))


def _is_undefined(fault: Fault) -> bool:
    return fault.message == _message(_queries()[UNDEFINED])


def _leaves_vague(fault: Fault) -> bool:
    """Whether an undefined name leaves open what kind of thing the node is, or what is said of it."""
    return fault.property == TYPE or fault.value in (fault.entity, fault.property)


def _nodes(authored: Authored, fault: Fault) -> set[str]:
    """The named nodes that a fault is about."""
    nodes = (fault.entity, fault.value)
    return {authored.named(node) for node in nodes if isinstance(node, str)}


# --- queries ----------------------------------------------------------------------------------------------------------


def query_faults(authored: Authored) -> list[Fault]:
    """The rows of all queries, as data."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(_resource(s), ox.NamedNode(p), _term(o)) for s, p, o in authored)
    return [fault for query in _queries().values() for fault in _rows(store, query)]


@cache
def _queries() -> dict[str, str]:
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((folder("queries") / "checks").glob("*.rq"))}


def _message(query: str) -> str:
    r"""What the header of a query says of each row.

    >>> _message("# title: cycles\n# message: is its own parent; mend it\nSELECT ...")
    'is its own parent; mend it'
    """
    found = re.search(r"^# message: (.+)$", query, re.MULTILINE)
    assert found, "a check begins with '# title: …' and '# message: …'"
    return found[1]


def _rows(store: ox.Store, query: str) -> Iterator[Fault]:
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    for row in solutions:
        yield Fault(str(_node(row["entity"])), str(_node(row["property"])), _node(row["value"]), _message(query))


def _resource(node: str) -> ox.NamedNode | ox.BlankNode:
    """A node for the store; a blank node's label holds a file name, so it is spelled in letters that any may have."""
    return ox.BlankNode(f"b{node.encode().hex()}") if node.startswith("_:") else ox.NamedNode(node)


def _term(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(node, str):
        return _resource(node)
    if node.datatype == RDF + "langString":
        return ox.Literal(node.text, language="en")
    return ox.Literal(node.text, datatype=ox.NamedNode(node.datatype))


def _node(term: object) -> Node:
    if isinstance(term, ox.Literal):
        return Literal(term.value, term.datatype.value)
    if isinstance(term, ox.BlankNode):
        return bytes.fromhex(term.value[1:]).decode()
    return term.value if isinstance(term, ox.NamedNode) else ""


# --- unused terms -----------------------------------------------------------------------------------------------------


def term_faults(authored: Authored) -> list[Fault]:
    """The same as data."""
    written = {path: triples for path, triples in authored.triples.items() if LISTED not in path.parts}
    ours = {path for path in written if folder("ontology") in path.parents}
    graph = Triples(triple for triples in written.values() for triple in triples)
    declared = {
        subject
        for path in ours
        for subject, predicate, node in written[path]
        if predicate == TYPE and node in TERM_KINDS and subject.startswith(ANT)
    }
    claims = (triple for path in written.keys() - ours for triple in written[path])
    claimed = {node for _, *said in claims for node in said if isinstance(node, str)}
    used = _closure(graph, claimed | _spoken(graph, declared) | _mentioned(declared))
    return [Fault(term, "", "", UNUSED) for term in sorted(declared - used)]


def _closure(graph: Triples, roots: set[str]) -> set[str]:
    """The roots, and all that their descriptions mention."""
    reached: set[str] = set()
    waiting = list(roots)
    while waiting:
        node = waiting.pop()
        if node in reached:
            continue
        reached.add(node)
        for predicate, objects in graph.predicates(node).items():
            waiting.extend((predicate, *(other for other in objects if isinstance(other, str))))
    return reached


def _spoken(graph: Triples, declared: set[str]) -> set[str]:
    """Terms that a case file may hold: its keys, its words and the classes that name its facts."""
    facts = {ant("Event"), ant("Finding")}
    return {
        term
        for term in declared
        if graph.nodes(term, ant("caseKey"))
        or graph.nodes(term, NOTATION)
        or (facts & graph.ancestors(term) and not graph.flag(term, ant("abstract")))
    }


def _mentioned(declared: set[str]) -> set[str]:
    """Terms that stand in a shape or a query, or by their name in the program."""
    queries = folder("queries").rglob("*.rq")
    texts = [path.read_text(encoding="utf-8") for path in (*queries, *turtle_files(folder("ontology") / "shapes"))]
    words = {word for text in texts for word in re.findall(r"\bant:([\w-]+)", text)}
    for path in PACKAGE.rglob("*.py"):
        words.update(re.findall(r"[\"'](?:ant:)?(\w+)[\"']", path.read_text(encoding="utf-8")))
    return {term for term in declared if name(term) in words}
