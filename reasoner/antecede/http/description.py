"""The endpoint described in its own language (SPARQL 1.1 Service Description)."""

import pyoxigraph as ox

from antecede.graph.vocabulary import TYPE
from antecede.store.media import ROWS, TRIPLES

SD = "http://www.w3.org/ns/sparql-service-description#"
PREFIXES = {"sd": SD}


def description(endpoint: str, media: str) -> bytes:
    """What the endpoint at an address can do, in a syntax."""
    service = ox.BlankNode("service")
    dataset, graph = ox.BlankNode("dataset"), ox.BlankNode("graph")
    formats = [*(each.iri for each in ROWS.values()), *(each.iri for each in TRIPLES.values())]
    links: list[tuple[ox.BlankNode, str, ox.NamedNode | ox.BlankNode]] = [
        (service, TYPE, ox.NamedNode(SD + "Service")),
        (service, SD + "endpoint", ox.NamedNode(endpoint)),
        (service, SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query")),
        (service, SD + "feature", ox.NamedNode(SD + "UnionDefaultGraph")),
        (service, SD + "defaultDataset", dataset),
        (dataset, TYPE, ox.NamedNode(SD + "Dataset")),
        (dataset, SD + "defaultGraph", graph),
        (graph, TYPE, ox.NamedNode(SD + "Graph")),
        *((service, SD + "resultFormat", ox.NamedNode(form)) for form in formats),
    ]
    triples = [ox.Triple(subject, ox.NamedNode(predicate), node) for subject, predicate, node in links]
    data = ox.serialize(triples, format=TRIPLES[media], prefixes=PREFIXES)
    assert data is not None
    return data
