"""What follows from the graph by OWL: classification with HermiT, written as a deterministic Turtle file.

Needs owlready2 and Java; nothing at run time does.  The file holds three kinds of triples that no author wrote:

* named superclasses that follow (thresholds, patterns, acts by the generator they address through the property chain);
* named classes that are disjoint, asked of the reasoner pair by pair (codes against findings);
* the values that a class has for a property because all its members do (``targets``, ``addresses`` …).
"""

import tempfile
from collections.abc import Iterable
from itertools import product
from pathlib import Path

import owlready2
import pyoxigraph as ox

from antecede.errors import GraphError, Problem
from antecede.graph.data import INFERRED, fingerprint, folder, shipped_files
from antecede.graph.triples import Literal, Triple, Triples, load
from antecede.graph.vocabulary import (
    CLASS,
    DCTERMS,
    DISJOINT,
    EQUIVALENT,
    OWL,
    RDF,
    RDFS,
    RESTRICTION,
    SKOS,
    SUBCLASS,
    TYPE,
    ant,
)

PROBE = "https://w3id.org/antecede/probe/"
#: Properties whose class-level values are worth a triple of their own.
SHORTCUTS = (ant("targets"), ant("addresses"), ant("suggests"), ant("supports"), ant("maySupport"))


def inputs() -> list[Path]:
    """Files that inference reads: all shipped Turtle but its own output."""
    return [path for path in shipped_files() if path.name != INFERRED]


def build() -> str:
    """Classify the shipped graph and give the text of the inferred file.

    Raises :class:`GraphError` when the graph is inconsistent or a class can have no member.
    """
    triples = load(inputs())
    derived = infer(triples)
    header = (
        f"# Written by `antecede build` from the files with fingerprint {fingerprint(inputs())[:16]}; do not edit.\n"
    )
    return header + _turtle(derived, triples.prefixes)


def write() -> Path:
    """Build and store the inferred file; gives its path."""
    text = build()
    path = folder("ontology") / INFERRED
    path.write_text(text, encoding="utf-8")
    return path


def infer(triples: Triples) -> list[Triple]:
    """Triples that follow and were not written, sorted."""
    probes = _probes(triples)
    ancestors = _classify(triples, probes)
    unsatisfiable = ancestors.pop(OWL + "Nothing") - {OWL + "Nothing"}
    dead = sorted(cls for cls in unsatisfiable if not cls.startswith(PROBE))
    if dead:
        raise GraphError(
            *(Problem(triples.origin.get(cls, "graph"), cls, "no fact can be of this class") for cls in dead)
        )
    disjoint = [pair for probe, pair in probes.items() if probe in unsatisfiable]
    return sorted(
        {(cls, SUBCLASS, parent) for cls, parent in _new_parents(triples, ancestors)}
        | {(one, DISJOINT, other) for one, other in disjoint}
        | set(_shortcuts(triples, _with_bystanders(triples, ancestors))),
        key=str,
    )


def _probes(triples: Triples) -> dict[str, tuple[str, str]]:
    """One class for each pair of classes that may turn out disjoint, named so that the reasoner can be asked."""
    pairs = {
        pair
        for one in triples.instances(CLASS)
        for other in triples.links(one, DISJOINT)
        for pair in product(triples.subjects(SUBCLASS, one), triples.subjects(SUBCLASS, other))
    }
    return {f"{PROBE}{number}": pair for number, pair in enumerate(sorted(pairs))}


def _logical(triples: Triples) -> Iterable[Triple]:
    """What a reasoner has to see: no remarks, and no class that only hangs below another (most diagnosis codes)."""
    remarks = set(triples.instances(OWL + "AnnotationProperty"))
    bystanders = _bystanders(triples, remarks)
    return (
        triple
        for triple in triples
        if triple[1] not in remarks and not triple[1].startswith((SKOS, DCTERMS)) and triple[0] not in bystanders
    )


def _bystanders(triples: Triples, remarks: set[str]) -> set[str]:
    plain = {
        cls
        for cls in triples.instances(CLASS)
        if all(p in (TYPE, SUBCLASS) or p in remarks or p.startswith((SKOS, RDFS)) for p in triples.predicates(cls))
        and len(parents := triples.links(cls, SUBCLASS)) <= 1
        and not any(parent.startswith("_:") for parent in parents)
    }
    used = {node for s, p, node in triples if p not in remarks and isinstance(node, str) and s not in plain}
    kept = set().union(*(triples.ancestors(cls) for cls in triples.instances(CLASS) if cls in used or cls not in plain))
    return plain - kept


def _probe_triples(probes: dict[str, tuple[str, str]]) -> Iterable[Triple]:
    for probe, (one, other) in probes.items():
        first, second = f"_:{probe[-6:]}a".replace("/", ""), f"_:{probe[-6:]}b".replace("/", "")
        both = f"_:{probe[-6:]}c".replace("/", "")
        yield probe, TYPE, CLASS
        yield probe, EQUIVALENT, both
        yield both, TYPE, CLASS
        yield both, OWL + "intersectionOf", first
        yield from ((first, RDF + "first", one), (first, RDF + "rest", second))
        yield from ((second, RDF + "first", other), (second, RDF + "rest", RDF + "nil"))


def _classify(triples: Triples, probes: dict[str, tuple[str, str]]) -> dict[str, set[str]]:
    """Named superclasses of every named class, and under ``owl:Nothing`` the classes without members."""
    world = owlready2.World()
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch, "graph.nt")
        with path.open("wb") as stream:
            ox.serialize(map(_ox, [*_logical(triples), *_probe_triples(probes)]), stream, format=ox.RdfFormat.N_TRIPLES)
        ontology = world.get_ontology(path.as_uri()).load()
        with ontology:
            try:
                owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0)
            except owlready2.OwlReadyInconsistentOntologyError:
                raise GraphError(Problem("graph", "", "inconsistent", "remove the contradiction")) from None
    named = {
        cls.iri: {parent.iri for parent in cls.ancestors() if isinstance(parent, owlready2.ThingClass)}
        - {OWL + "Thing"}
        for cls in world.classes()
    }
    return named | {OWL + "Nothing": {cls.iri for cls in world.inconsistent_classes()}}


def _new_parents(triples: Triples, ancestors: dict[str, set[str]]) -> Iterable[tuple[str, str]]:
    """Nearest superclasses that were not already said; of classes that are equal, the later below the earlier."""
    for cls, parents in ancestors.items():
        if cls.startswith(PROBE):
            continue
        equal = {parent for parent in parents if cls in ancestors.get(parent, ()) and parent > cls}
        above = {parent for parent in parents - equal if parent != cls and not parent.startswith(PROBE)}
        fresh = above - triples.ancestors(cls)
        for parent in fresh:
            between = (other for other in above if other != parent and cls not in ancestors.get(other, ()))
            if not any(parent in ancestors.get(other, ()) for other in between):
                yield cls, parent


def _with_bystanders(triples: Triples, ancestors: dict[str, set[str]]) -> dict[str, set[str]]:
    """Superclasses of every named class, those too that the reasoner was spared."""
    return {
        cls: {above for parent in triples.ancestors(cls) for above in ancestors.get(parent, {parent})} | {cls}
        for cls in triples.instances(CLASS)
        if not cls.startswith("_:")
    }


def _shortcuts(triples: Triples, ancestors: dict[str, set[str]]) -> Iterable[Triple]:
    """``C p v`` for every restriction ``p value v`` that a class or one of its superclasses carries."""
    for cls, parents in ancestors.items():
        for parent in sorted(parents | {cls}):
            for node in (*triples.links(parent, SUBCLASS), *triples.links(parent, EQUIVALENT)):
                predicate, value = triples.link(node, OWL + "onProperty"), triples.link(node, OWL + "hasValue")
                if predicate in SHORTCUTS and value and RESTRICTION in triples.links(node, TYPE):
                    yield cls, predicate, value


def _ox(triple: Triple) -> ox.Triple:
    subject, predicate, node = triple
    if isinstance(node, Literal):
        return ox.Triple(
            _term(subject), ox.NamedNode(predicate), ox.Literal(node.text, datatype=ox.NamedNode(node.datatype))
        )
    return ox.Triple(_term(subject), ox.NamedNode(predicate), _term(node))


def _term(node: str) -> ox.NamedNode | ox.BlankNode:
    return ox.BlankNode(node[2:].replace(".", "-")) if node.startswith("_:") else ox.NamedNode(node)


def _turtle(triples: list[Triple], prefixes: dict[str, str]) -> str:
    """Turtle with those of the prefixes that it needs."""
    names = {node for triple in triples for node in triple if isinstance(node, str)}
    needed = {prefix: iri for prefix, iri in sorted(prefixes.items()) if any(name.startswith(iri) for name in names)}
    data = ox.serialize(map(_ox, triples), format=ox.RdfFormat.TURTLE, prefixes=needed)
    assert data is not None
    return data.decode()
