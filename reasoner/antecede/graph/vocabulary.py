"""Every IRI that the program mentions, once."""

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
DEFINITION: Final = SKOS + "definition"
NOTATION: Final = SKOS + "notation"
BROADER: Final = SKOS + "broader"
CLASS: Final = OWL + "Class"
EQUIVALENT: Final = OWL + "equivalentClass"
DISJOINT: Final = OWL + "disjointWith"
RESTRICTION: Final = OWL + "Restriction"

PREFIXES: Final = {
    "ant": ANT,
    "cpb": "https://w3id.org/antecede/policy/cpb#",
    "gl": "https://w3id.org/antecede/guideline#",
    "src": "https://w3id.org/antecede/source#",
    "hcpcs": HCPCS,
    "icd": ICD,
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


def curie(iri: str) -> str:
    """Short form of an IRI for people; the IRI itself where no prefix fits.

    >>> curie(ant("Step"))
    'ant:Step'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri
