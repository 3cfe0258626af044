"""What the engine gets wrong, asked of the endpoint and on its pages: answered right and told, or refused."""

from pathlib import Path

import httpx
import pytest

from antecede.http.job import Job
from antecede.http.worker import answer
from antecede.store.embedded import Embedded
from antecede.store.rewording.doubts import ABSENT, LANGUAGE, SCOPE
from tests.asking import JSON, ROWS, SELECT, TRIPLES, get, media, told

PATH = "SELECT ?o { <http://a.example/> <http://b.example/>* ?o }"
LANGUAGES = "SELECT (LANG(GROUP_CONCAT(?l)) AS ?none) { VALUES ?l { 'a'@en 'b'@en } }"
REFUSED = "SELECT * { GRAPH ?g { SELECT ?s { ?s ?p ?o } LIMIT 1 } }"


def test_header_says_that_words_are_others(patient: httpx.Client) -> None:
    assert get(patient, PATH, JSON).headers["query-reworded"] == ABSENT
    both = get(patient, "SELECT (GROUP_CONCAT(?g) AS ?t) { GRAPH ?g { ?s ?p ?o FILTER(?p = ?o) } }", JSON)
    assert both.headers["query-reworded"] == f"{SCOPE}; {LANGUAGE}"
    assert "query-reworded" not in get(patient, SELECT, JSON).headers


@pytest.mark.parametrize("accept", ROWS)
def test_rows_in_each_syntax(accept: str, patient: httpx.Client) -> None:
    answer = get(patient, PATH, accept)
    assert (answer.status_code, media(answer)) == (200, accept)
    assert "http://a.example/" in answer.text


@pytest.mark.parametrize("accept", TRIPLES)
def test_triples_in_each_syntax(accept: str, patient: httpx.Client) -> None:
    answer = get(patient, "CONSTRUCT { ?o a ?o } WHERE { <http://a.example/> <http://b.example/>? ?o }", accept)
    assert (answer.status_code, media(answer)) == (200, accept)
    assert "http://a.example/" in answer.text


MET = "<http://a.example/> <http://b.example/>* ?o"


def test_time_is_the_same(client: httpx.Client) -> None:
    told(get(client, f"SELECT (COUNT(*) AS ?n) {{ {MET} . ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }}"), 503)


def test_rows_and_bytes_are_the_same(decided: Path) -> None:
    place = Embedded(decided)
    for limits in ({"rows": 10}, {"bytes": 1000}):
        reply = answer(place, Job(f"SELECT * {{ {MET} . ?a ?b ?c }} LIMIT 100", **limits))
        assert (reply.status, place.reworded) == (413, (ABSENT,))


def test_what_cannot_be_said_is_refused_with_a_remedy(patient: httpx.Client) -> None:
    said = told(get(patient, REFUSED), 501)
    assert said["title"] == "Not Implemented"
    assert SCOPE in said["detail"]
    assert said["problems"][0]["remedy"] == "name the graph"


def test_service_and_files_stay_refused(patient: httpx.Client) -> None:
    told(get(patient, f"{PATH[:-1]} SERVICE <http://127.0.0.1:1/> {{ ?s ?p ?o }} }}"), 403)
    told(get(patient, PATH.replace("{", "FROM <file:///etc/hostname> {")), 403)


def test_pages_say_it(patient: httpx.Client) -> None:
    page = patient.get("/ask", params={"query": LANGUAGES})
    assert f"Asked in other words, for the engine gets this wrong: {LANGUAGE}." in page.text
    assert "Asked in other words" not in patient.get("/ask", params={"query": SELECT}).text
    refused = patient.get("/ask", params={"query": REFUSED})
    assert refused.status_code == 501
    assert "name the graph" in refused.text


def test_language_is_dropped(patient: httpx.Client) -> None:
    assert get(patient, LANGUAGES, JSON).json()["results"]["bindings"] == [{"none": {"type": "literal", "value": ""}}]
