"""Every IRI that the program mentions, once."""

from collections.abc import Mapping
from typing import Final

ANT: Final = "https://w3id.org/antecede/ontology#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
PROV: Final = "http://www.w3.org/ns/prov#"
CASE: Final = "https://w3id.org/antecede/case/"
ICD: Final = "http://purl.bioontology.org/ontology/ICD10CM/"
HCPCS: Final = "https://w3id.org/antecede/code/procedure#"

TYPE: Final = RDF + "type"
LABEL: Final = RDFS + "label"
SUBCLASS: Final = RDFS + "subClassOf"
RANGE: Final = RDFS + "range"
DEFINITION: Final = SKOS + "definition"
NOTATION: Final = SKOS + "notation"
ALTERNATIVE: Final = SKOS + "altLabel"
BROADER: Final = SKOS + "broader"
CLASS: Final = OWL + "Class"
EQUIVALENT: Final = OWL + "equivalentClass"
DISJOINT: Final = OWL + "disjointWith"
RESTRICTION: Final = OWL + "Restriction"

#: Prefixes of the vocabularies that the program speaks itself; all others are those of the Turtle files.
PREFIXES: Final[Mapping[str, str]] = {
    "ant": ANT,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}


def ant(name: str) -> str:
    """IRI of a term of the ontology.

    >>> ant("Step")
    'https://w3id.org/antecede/ontology#Step'
    """
    return ANT + name


def name(iri: str) -> str:
    """Local name of an IRI.

    >>> name(ant("Step"))
    'Step'
    """
    return iri.replace("#", "/").rpartition("/")[2]


def curie(iri: str, prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Short form of an IRI for people; the IRI itself where no prefix fits.

    >>> curie(ant("Step"))
    'ant:Step'
    """
    fitting = [(namespace, prefix) for prefix, namespace in prefixes.items() if iri.startswith(namespace)]
    namespace, prefix = max(fitting, key=lambda pair: len(pair[0]), default=("", ""))
    return f"{prefix}:{iri[len(namespace) :]}" if namespace else iri
