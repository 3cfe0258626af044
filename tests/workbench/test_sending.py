"""A case that is sent: looked at, told of field by field where something is wrong, and kept only where that is asked."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from tests.http.test_pages import text
from tests.support import case
from tests.workbench.forms import changed, fields
from tests.workbench.test_cases import ledger, send, verdict


def new(**changes: Any) -> dict[str, Any]:
    return case("facet-rfa-all-met") | changes


@pytest.mark.parametrize("form", ["pasted", "json file", "yaml file"])
def test_a_good_case_shows_its_page(form: str, client: httpx.Client) -> None:
    data = new(id="sent-1")
    files = {
        "json file": ("case.json", json.dumps(data)),
        "yaml file": ("CASE.YAML", yaml.safe_dump(data)),
    }
    sent = send(client, "/cases", [("text", json.dumps(data))]) if form == "pasted" else client.post("/cases", files={"file": files[form]}, data={"text": ""})  # fmt: skip
    assert sent.status_code == 200
    assert verdict(sent.text) == "Certify"
    assert "It is not in the store" in text(sent.text)
    again = send(client, "/cases", changed(fields(sent.text), events__4__relief="40"))
    assert verdict(again.text) == "Refer to a clinician"
    assert ("events/4/relief", "40") in fields(again.text)
    assert client.get("/cases/sent-1").status_code == 404


def test_a_bad_case_is_corrected_where_it_was_sent(client: httpx.Client) -> None:
    """Every value comes back, each problem stands at its field, and the corrected form is the case that was meant."""
    data = new(id="sent-2", colour="red")
    data["events"][4]["type"] = "MedialBranchBlok"
    data["request"][0].update(side="both", kode=1)
    sent = send(client, "/cases", [("text", json.dumps(data))])
    assert sent.status_code == 422
    assert verdict(sent.text) == ""
    said = " ".join(text(sent.text).split())
    assert "4 things stand in the way of a review" in said
    for words in (
        "unknown key 'colour'",
        "'both' will not do",
        "unknown key 'kode'",
        "did you mean 'MedialBranchBlock'?",
    ):
        assert said.count(words) == 2
    pairs = fields(sent.text)
    assert {("colour", "red"), ("request/0/side", "both"), ("request/0/kode", "1"), ("events/4/relief", "85")} <= set(
        pairs
    )
    half = send(client, "/cases", [each for each in pairs if each[0] != "colour"])
    assert half.status_code == 422
    pairs = changed(
        pairs, colour="", request__0__side="bilateral", request__0__kode="", events__4__type="MedialBranchBlock"
    )
    good = send(client, "/cases", pairs)
    assert good.status_code == 200
    assert verdict(good.text) == "Certify"


UNREADABLE = {
    "no JSON": ('{"id": "x",\n "as_of" 5}', "line 2, column 10"),
    "a list": ("[1, 2]", "a case is an object"),
    "a key twice": ('{"id": "x", "id": "y"}', "stands twice"),
    "too deep": ('{"id": ' + "[" * 100 + "]" * 100 + "}", "nested more than 20 deep"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_is_no_case_comes_back_with_what_is_wrong(name: str, client: httpx.Client) -> None:
    sent, what = UNREADABLE[name]
    answer = send(client, "/cases", [("text", sent)])
    assert answer.status_code == 422
    assert what in text(answer.text)
    assert sent in text(answer.text)


def test_limits(client: httpx.Client) -> None:
    assert send(client, "/cases", [("text", "x" * 1_000_001)]).status_code == 422
    assert client.post("/cases", content=b"x" * 4_000_001, headers={"Content-Type": "application/x-www-form-urlencoded"}).status_code == 413  # fmt: skip
    assert client.post("/cases", files={"file": ("x.json", b'"\xff')}).status_code == 422
    assert client.post("/cases", content=b"{}", headers={"Content-Type": "application/json"}).status_code == 422
    assert client.post("/cases", content=b"--x", headers={"Content-Type": "multipart/form-data"}).status_code == 422
    assert (
        client.post("/cases", content=b"--x", headers={"Content-Type": "multipart/form-data; boundary=y"}).status_code
        == 422
    )
    assert send(client, "/cases", [("a", "b")] * 5001).status_code == 422
    assert send(client, "/cases", []).status_code == 422


def test_a_large_case_is_shown_without_its_form(client: httpx.Client) -> None:
    data = new(
        id="large", events=[{"type": "PhysicalTherapy", "date": f"2025-01-{1 + n % 28:02}"} for n in range(1000)]
    )
    sent = send(client, "/cases", [("text", json.dumps(data))])
    assert sent.status_code == 200
    assert "too many entries to be changed here" in text(sent.text)


def test_a_long_review_keeps_no_query_waiting(client: httpx.Client) -> None:
    """While the largest case is being looked at, the endpoint goes on answering."""
    event = case("seed-001")["events"][0]
    days = (f"2025-0{1 + n % 9}-{10 + n % 18}" for n in range(4000))
    data = new(id="long", events=[event | {"date": day} for day in days])
    with ThreadPoolExecutor(1) as apart:
        sent = apart.submit(client.post, "/cases", data={"text": json.dumps(data)})
        answered = 0
        while not sent.done():
            assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200
            answered += not sent.done()
    assert sent.result().status_code == 200
    assert answered > 1


def test_a_case_is_kept_where_that_is_asked_for(client: httpx.Client, store: Path) -> None:
    before = ledger(store)
    data = new(id="kept/1 ?")
    sent = client.post("/cases?store=yes", data={"text": json.dumps(data)})
    assert (sent.status_code, sent.headers["location"]) == (303, "/cases/kept%2F1%20%3F")
    assert ledger(store).keys() - before.keys() == {"https://w3id.org/antecede/case/kept%2F1%20%3F"}
    assert verdict(client.get(sent.headers["location"]).text) == "Certify"
    assert "kept/1 ?" in client.get("/cases").text
    again = client.post("/cases?store=yes", data={"text": json.dumps(data | {"as_of": "2025-12-01"})})
    assert again.status_code == 422
    assert "is there already" in text(again.text)
    assert client.post("/cases?store=yes", data={"text": json.dumps(new(id="bad", policy="?"))}).status_code == 422
    assert client.get("/cases/bad").status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:1"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_no_other_site_stores_anything(headers: dict[str, str], client: httpx.Client, store: Path) -> None:
    before = ledger(store)
    sent = client.post("/cases?store=yes", data={"text": json.dumps(new(id="foreign"))}, headers=headers)
    assert sent.status_code == 403
    assert ledger(store) == before
