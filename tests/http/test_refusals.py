"""What the endpoint refuses, with the place and the reason: wrong requests, other services, files."""

import socket

import httpx
import pytest

from tests.asking import ASK, SELECT, get, told


def test_wrong_requests(client: httpx.Client) -> None:
    told(client.post("/sparql", content=SELECT, headers={"Content-Type": "text/plain"}), 415)
    told(client.post("/sparql", content=SELECT), 415)
    told(client.get("/sparql", params=[("query", ASK), ("query", ASK)]), 400)
    told(client.post("/sparql?query=ASK%7B%7D", data={"query": ASK}), 400)
    told(client.post("/sparql", data={"querry": ASK}), 400)
    told(client.post("/sparql", data={"update": "CLEAR ALL"}), 403)
    told(client.get("/sparql?query=%ff"), 400)
    told(client.post("/sparql", content=b"\xff\xfe", headers={"Content-Type": "application/sparql-query"}), 400)
    told(get(client, "CLEAR ALL"), 400)
    told(get(client, ASK, **{"default-graph-uri": "no iri"}), 400)
    told(client.post("/sparql", data={"query": "#" * 1_000_001}), 413)
    told(client.post("/sparql", content=b"#" * 5_000_000, headers={"Content-Type": "application/sparql-query"}), 413)


def test_error_has_line_and_column(client: httpx.Client) -> None:
    for query, line, column, what in (
        ("SELECT ?x WHERE {\n  ?x ?y ?z .\n  FILTER(?x = }", 3, 15, "not SPARQL from '}' on; expected one of"),
        ("SELECT ?x WHERE {\n  ?x foo:y ?z }", 2, 6, "prefix 'foo' is not declared; add a PREFIX line"),
        ("SELECT * {", 1, 11, "it ends too early"),
        ("SELECT (1 AS ?x) (2 AS ?x) {}", 1, 30, "Duplicated variable name"),
    ):
        said = told(get(client, query), 400)
        assert (said["line"], said["column"]) == (line, column)
        assert what in said["detail"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * WHERE { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * WHERE { service silent <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * WHERE { VALUES ?to { <http://127.0.0.1:%d/> } SERVICE ?to { ?s ?p ?o } }",
        "SELECT * WHERE { ?a ?b ?c FILTER(1<2)SERVICE<http://127.0.0.1:%d/>{?s ?p ?o} }",
        "PREFIX x: <http://127.0.0.1:%d/> SELECT * WHERE { ?a x:a\\#b ?c SERVICE x: {?s ?p ?o} }",
        "SELECT * WHERE { ?a ?b '\\'' . SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * WHERE { ?a ?b '''it''s''' . SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "SELECT * WHERE { # it's\n SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } } # it's",
        "SELECT * WHERE { { SELECT * WHERE { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } } } }",
        "SELECT * WHERE { \\u0053ERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }",
        "ASK { FILTER EXISTS { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } } }",
    ],
)
def test_no_query_reaches_out(query: str, client: httpx.Client) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        said = told(get(client, query % listener.getsockname()[1]), 403)
        with pytest.raises(TimeoutError):
            listener.accept()
    assert "SERVICE is refused" in said["detail"]


@pytest.mark.parametrize("query", ["SELECT (1 AS ?service) {}", "SELECT ('SERVICE' AS ?x) {}", "ASK {} # SERVICE <x>",
                                   "PREFIX service: <http://a.example/SERVICE> ASK { ?x service:SERVICE ?y }"])  # fmt: skip
def test_the_word_alone_is_no_reaching_out(query: str, client: httpx.Client) -> None:
    assert get(client, query).status_code == 200


@pytest.mark.parametrize(
    "query",
    ["SELECT * FROM <file:///etc/hostname> WHERE { ?s ?p ?o }", "SELECT * FROM NAMED <FILE:/etc/hostname> { GRAPH ?g { ?s ?p ?o } }",
     "BASE <file:///etc/> SELECT * FROM <hostname> WHERE { ?s ?p ?o }", "PREFIX f: <file:///etc/> SELECT * FROM f:hostname { ?s ?p ?o }"],
)  # fmt: skip
def test_no_query_reads_a_file(query: str, client: httpx.Client) -> None:
    assert "file is refused" in told(get(client, query), 403)["detail"]


def test_no_parameter_reads_a_file(client: httpx.Client) -> None:
    for name in ("default-graph-uri", "named-graph-uri"):
        told(get(client, SELECT, **{name: "file:///etc/hostname"}), 403)
