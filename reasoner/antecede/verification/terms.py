"""Namespaces, written down once more so that nothing of what is checked is trusted with them."""

from rdflib import Namespace
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD

ANT = Namespace("https://w3id.org/antecede/ontology#")
PROV = Namespace("http://www.w3.org/ns/prov#")
CODE = Namespace("https://w3id.org/antecede/code/procedure#")
#: Prefixes that messages use beside those of the files.
PREFIXES = {"ant": ANT, "prov": PROV, "hcpcs": CODE, "owl": OWL, "rdf": RDF, "rdfs": RDFS, "skos": SKOS, "xsd": XSD}
