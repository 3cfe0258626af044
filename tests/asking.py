"""Ask the endpoint, and look at what it says."""

from typing import Any

import httpx
import pyoxigraph as ox

SELECT = "SELECT ?s WHERE { ?s a <https://w3id.org/antecede/ontology#Case> }"
ASK = "ASK { ?s a <https://w3id.org/antecede/ontology#Case> }"
CONSTRUCT = "CONSTRUCT { ?s a <http://a.example/C> } WHERE { ?s a <https://w3id.org/antecede/ontology#Case> }"
DESCRIBE = "DESCRIBE <https://w3id.org/antecede/case/seed-000>"
HEAVY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
ROWS = {JSON: ox.QueryResultsFormat.JSON, XML: ox.QueryResultsFormat.XML, CSV: None, TSV: ox.QueryResultsFormat.TSV}
TRIPLES = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
CASES = 17


def get(client: httpx.Client, query: str, accept: str = "*/*", **parameters: Any) -> httpx.Response:
    return client.get("/sparql", params={"query": query, **parameters}, headers={"Accept": accept})


def media(answer: httpx.Response) -> str:
    return answer.headers["content-type"].partition(";")[0]


def told(answer: httpx.Response, status: int) -> dict[str, Any]:
    """What an error says."""
    assert (answer.status_code, media(answer)) == (status, "application/problem+json"), answer.text
    said: dict[str, Any] = answer.json()
    assert said["status"] == status
    assert all(each["what"] for each in said["problems"])
    assert "Traceback" not in answer.text
    return said
