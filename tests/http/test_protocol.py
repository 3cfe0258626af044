"""The endpoint by the SPARQL 1.1 Protocol and by what HTTP asks of it: the checks of a comparison of endpoints."""

import asyncio
import json
import socket
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pyoxigraph as ox
import pytest

from tests.asking import (
    ASK,
    CASES,
    CONSTRUCT,
    CSV,
    DESCRIBE,
    HEAVY,
    JSON,
    ROWS,
    SELECT,
    TRIPLES,
    TSV,
    XML,
    get,
    media,
    told,
)
from tests.serving import served_at, started

# --- syntaxes ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("accept", ROWS)
def test_rows_in_each_syntax(accept: str, client: httpx.Client) -> None:
    answer = get(client, SELECT, accept)
    assert (answer.status_code, media(answer)) == (200, accept)
    form = ROWS[accept]
    if form is None:
        assert len(answer.text.splitlines()) == CASES + 1
    else:
        assert len(list(ox.parse_query_results(answer.content, form))) == CASES


@pytest.mark.parametrize("accept", ROWS)
def test_truth_in_each_syntax(accept: str, client: httpx.Client) -> None:
    answer = get(client, ASK, accept)
    assert (answer.status_code, media(answer)) == (200, accept)
    assert "true" in answer.text


@pytest.mark.parametrize("query", [CONSTRUCT, DESCRIBE], ids=["construct", "describe"])
@pytest.mark.parametrize("accept", TRIPLES)
def test_triples_in_each_syntax(accept: str, query: str, client: httpx.Client) -> None:
    answer = get(client, query, accept)
    assert (answer.status_code, media(answer)) == (200, accept)
    expected = CASES if query == CONSTRUCT else 16
    assert len(list(ox.parse(answer.content, TRIPLES[accept], base_iri="http://a.example/"))) >= expected


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("text/csv;q=0.5, application/sparql-results+xml;q=0.9", XML),
        ("text/csv, application/sparql-results+xml;q=0.9", CSV),
        ("application/sparql-results+json;q=0, */*;q=0.1", XML),
        ("text/*", CSV),
        ("application/json", JSON),
        ("", JSON),
        ("rubbish; q=one, text/tab-separated-values", TSV),
        ("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8", XML),
    ],
)
def test_quality_decides(accept: str, given: str, client: httpx.Client) -> None:
    assert media(get(client, SELECT, accept)) == given


def test_what_is_not_there_is_said(client: httpx.Client) -> None:
    assert "text/csv" in told(get(client, SELECT, "image/png"), 406)["detail"]
    assert "text/turtle" in told(get(client, CONSTRUCT, "text/csv"), 406)["detail"]


def test_format_makes_a_link(client: httpx.Client) -> None:
    assert media(get(client, SELECT, "text/html", format="csv")) == CSV
    assert media(get(client, CONSTRUCT, "text/html", format="nt")) == "application/n-triples"
    told(get(client, SELECT, format="xls"), 400)


# --- methods ----------------------------------------------------------------------------------------------------------


def test_three_ways_to_ask(client: httpx.Client) -> None:
    form = client.post("/sparql", data={"query": SELECT})
    direct = client.post("/sparql", content=SELECT, headers={"Content-Type": "application/sparql-query; charset=UTF-8"})
    assert get(client, SELECT).json() == form.json() == direct.json()


def test_space_inside_an_iri_is_decoded_once(client: httpx.Client) -> None:
    query = "SELECT * WHERE { VALUES ?x { <http://a.example/one%20two> } }"
    for answer in (client.post("/sparql", data={"query": query}), get(client, query)):
        assert answer.json()["results"]["bindings"] == [{"x": {"type": "uri", "value": "http://a.example/one%20two"}}]


def test_head_is_get_without_a_body(client: httpx.Client) -> None:
    got, head = get(client, SELECT), client.head("/sparql", params={"query": SELECT})
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.headers["content-length"] == got.headers["content-length"]


def test_options_says_what_can_be_done(client: httpx.Client) -> None:
    answer = client.options("/sparql")
    assert (answer.status_code, answer.headers["allow"]) == (204, "GET, HEAD, POST, OPTIONS")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(method: str, client: httpx.Client) -> None:
    told(client.request(method, "/sparql"), 405)


# --- datasets ---------------------------------------------------------------------------------------------------------


def test_graphs_of_the_request_are_the_dataset(client: httpx.Client) -> None:
    case, other = (f"https://w3id.org/antecede/case/seed-00{number}" for number in (0, 1))
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?case a <https://w3id.org/antecede/ontology#Case> }"
    named = "SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"
    assert number(get(client, count, **{"default-graph-uri": case})) == 1
    assert number(get(client, count, **{"default-graph-uri": [case, other]})) == 2
    assert number(get(client, count, **{"named-graph-uri": case})) == 0
    assert number(get(client, named, **{"named-graph-uri": [case, other]})) == 2
    assert number(get(client, named, **{"default-graph-uri": case})) == 0


def test_graphs_that_a_query_names_are_the_dataset(client: httpx.Client) -> None:
    case, other = (f"https://w3id.org/antecede/case/seed-00{number}" for number in (0, 1))
    cases = "{ ?case a <https://w3id.org/antecede/ontology#Case> }"
    graphs = "{ GRAPH ?g { ?s ?p ?o } }"
    assert number(get(client, f"SELECT (COUNT(*) AS ?n) FROM <{case}> {cases}")) == 1
    assert number(get(client, f"SELECT (COUNT(*) AS ?n) FROM NAMED <{case}> {cases}")) == 0
    assert number(get(client, f"SELECT (COUNT(DISTINCT ?g) AS ?n) FROM NAMED <{case}> FROM <{other}> {graphs}")) == 1


def number(answer: httpx.Response) -> int:
    (row,) = answer.json()["results"]["bindings"]
    return int(row["n"]["value"])


# --- limits -----------------------------------------------------------------------------------------------------------


def test_time_runs_out(client: httpx.Client) -> None:
    answer = get(client, HEAVY)
    assert "stopped after 2 s" in told(answer, 503)["detail"]
    assert answer.headers["retry-after"]


def test_rows_and_bytes_run_out(client: httpx.Client) -> None:
    some = "SELECT ?p WHERE { ?s ?p ?o } LIMIT %d"
    for accept in ROWS:
        assert get(client, some % 5000, accept).status_code == 200
        assert "5,000 rows" in told(get(client, some % 5001, accept), 413)["detail"]
    triples = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 6000"
    assert "5,000 triples" in told(get(client, triples), 413)["detail"]
    long = "SELECT (REPEAT AS ?x) {}".replace("REPEAT", "CONCAT(" + ", ".join(["?y"] * 400) + ")")
    body = long.replace("{}", "{ ?s ?p ?y FILTER(STRLEN(STR(?y)) > 150) } LIMIT 4000")
    assert "2,000,000 bytes" in told(get(client, body), 413)["detail"]


def test_light_queries_do_not_wait_for_heavy_ones(decided: Path) -> None:
    """Heavy queries that may take a minute, more than may run at once; light ones are answered before any of them ends.

    When those who asked go away, what they asked is stopped.
    """
    with started("serve", "--store", decided, "--port", 0, "--timeout", 60) as process:
        address = served_at(process)
        before = asyncio.run(asked_beside(address))
        assert before == [False] * 4
        end = time.monotonic() + 60
        while (alive := sum(state != "Z" for state in children(process.pid))) > 3 and time.monotonic() < end:
            time.sleep(0.1)
        assert alive <= 3


async def asked_beside(address: str) -> list[bool]:
    """Whether each of four heavy queries had ended when twenty light ones had been answered."""
    async with httpx.AsyncClient(base_url=address, timeout=120, trust_env=False) as client:
        heavy = [asyncio.create_task(client.post("/sparql", data={"query": HEAVY})) for _ in range(4)]
        await asyncio.sleep(0.5)
        for _ in range(20):
            answer = await client.get("/sparql", params={"query": ASK})
            assert answer.json()["boolean"] is True
        ended = [task.done() for task in heavy]
        for task in heavy:
            task.cancel()
        await asyncio.gather(*heavy, return_exceptions=True)
    return ended


def children(process: int) -> list[str]:
    """States of the processes that a process started."""
    stats = (path.read_text().rpartition(")")[2].split() for path in Path("/proc").glob("[0-9]*/stat") if path.exists())
    return [stat[0] for stat in stats if int(stat[1]) == process]


# --- neighbours -------------------------------------------------------------------------------------------------------


def test_service_is_described(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"Accept": "text/turtle"})
    said = {str(each.predicate.value.rpartition("#")[2]) for each in ox.parse(answer.content, ox.RdfFormat.TURTLE)}
    assert {"endpoint", "supportedLanguage", "resultFormat", "defaultDataset"} <= said
    assert client.get("/sparql", headers={"Accept": "text/html"}).headers["location"] == "/ask"


def test_pages_of_this_machine_may_read_and_others_not(client: httpx.Client) -> None:
    ours, theirs = ({"Origin": each} for each in ("http://localhost:8888", "https://evil.example"))
    allowed = "access-control-allow-origin"
    assert client.get("/sparql", params={"query": ASK}, headers=ours).headers[allowed] == ours["Origin"]
    assert allowed not in client.get("/sparql", params={"query": ASK}, headers=theirs).headers
    preflight = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    answer = client.options("/sparql", headers=ours | preflight)
    assert (answer.status_code, answer.headers[allowed]) == (204, ours["Origin"])
    assert allowed not in client.options("/sparql", headers=theirs | preflight).headers


def test_other_names_for_this_machine_are_refused(client: httpx.Client) -> None:
    told(client.get("/sparql", params={"query": ASK}, headers={"Host": "evil.example"}), 421)


def test_only_this_machine_is_listened_to(client: httpx.Client) -> None:
    port = client.base_url.port
    assert port
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.2", port), timeout=2)


def test_case_is_reviewed(client: httpx.Client, decided: Path, answers: dict[str, Any]) -> None:
    from tests.support import case

    answer = client.post("/review", json=case("seed-000"))
    assert answer.json() == answers["seed-000"]
    wrong = case("seed-000") | {"as_of": "today", "evnts": []}
    said = told(client.post("/review", json=wrong), 422)
    assert {each["place"] for each in said["problems"]} == {"evnts"}
    told(client.post("/review", content=b"{", headers={"Content-Type": "application/json"}), 422)
    told(client.post("/review", content=b"{}"), 415)
    told(client.post("/review", content=b" " * 1_000_001, headers={"Content-Type": "application/json"}), 413)


def test_interface_is_described(client: httpx.Client) -> None:
    paths = json.loads(client.get("/openapi.json").content)["paths"]
    assert paths.keys() == {"/sparql", "/review"}
    told(client.get("/" + quote("nö pe")), 404)
