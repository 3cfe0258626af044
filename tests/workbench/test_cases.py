"""The workbench by HTTP: list, case, changed facts, a case that is sent; nothing is stored but what is asked to be."""

import html
import json
import re
from pathlib import Path
from typing import Any

import httpx
import pytest

from antecede.store.embedded import Embedded
from tests.http.test_pages import text
from tests.look.write import CHANGED, PICTURES, fingerprint, photographed
from tests.serving import serving
from tests.support import CASES, case
from tests.workbench.forms import changed, fields

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def ledger(store: Path) -> dict[str, str]:
    with Embedded(store).writing() as writer:
        return writer.ledger()


def encoded(pairs: list[tuple[str, str]]) -> str:
    return str(httpx.QueryParams(pairs))


def send(client: httpx.Client, address: str, pairs: list[tuple[str, str]], **headers: str) -> httpx.Response:
    return client.post(address, content=encoded(pairs), headers=FORM | headers)


def verdict(page: str) -> str:
    found = re.search(r'<p class="verdict.*?<strong>(.*?)</strong>', page, re.S)
    return found[1] if found else ""


def test_the_way_in_leads_to_the_cases(client: httpx.Client) -> None:
    assert client.get("/").headers["location"] == "/cases"
    page = client.get("/cases").text
    navigation = re.search(r'<nav aria-label="Pages">.*?</nav>', page, re.S)
    assert navigation
    assert re.findall(r'href="([^"]+)"[^>]*>(\w+)<', navigation[0]) == [("/cases", "Cases"), ("/policies", "Policies"), ("/ask", "Ask")]  # fmt: skip
    current = {"/cases": "Cases", "/cases/seed-001": "Cases", "/policies/cpb": "Policies", "/compare": "Policies", "/ask": "Ask", "/editor": "Ask", "/questions/denial-path": "Ask"}  # fmt: skip
    for address, label in current.items():
        assert re.findall(r'aria-current="\w+">(\w+)<', client.get(address).text) == [label]


def test_a_list_has_an_address(client: httpx.Client) -> None:
    page = client.get("/cases", params={"recommendation": "pend", "criterion": "M3", "text": "therapy"}).text
    assert "determination of that kind" in text(page) or "determinations of that kind" in text(page)
    assert '<option value="pend" selected>' in page
    assert re.findall(r'<th scope="row"><a href="/cases/([^"]+)">', page) == ["facet-block-therapy-without-weeks"]


def test_pages_of_a_list(client: httpx.Client, tmp_path: Path) -> None:
    """Every case stands on one page, whatever lies between."""
    lines = [json.dumps(case("facet-rfa-all-met") | {"id": f"many {number:03}/?#"}) for number in range(52)]
    (tmp_path / "cases.jsonl").write_text("\n".join(lines), encoding="utf-8")
    from antecede.api import Reviewer
    from antecede.store.load import load

    load(Embedded(tmp_path / "store"), [tmp_path / "cases.jsonl"], Reviewer())
    with serving(tmp_path / "store") as own:
        address, seen = "/cases?robust=yes", []
        while address:
            page = own.get(address).text
            seen += re.findall(r'<th scope="row"><a href="(/cases/[^"]+)">', page)
            onward = re.search(r'rel="next" href="([^"]+)"', page)
            address = html.unescape(onward[1]) if onward else ""
        assert len(seen) == len(set(seen)) == 52
        assert 'rel="next"' not in own.get("/cases?page=2").text
        assert verdict(own.get(seen[-1]).text) == "Certify"
        assert "Page 2 of 2" in text(own.get("/cases?page=2").text)
        refused = send(own, "/cases", [("text", lines[0].replace("many", "new")), ("store", "yes")])
        assert refused.status_code == 403
        assert "--write" in text(refused.text)


@pytest.mark.parametrize(
    "address", ["/cases/nope", "/cases/%00", "/cases/..%2f..", "/policies/nope", "/compare?a=nope&b=cpb"]
)
def test_what_is_not_there_is_told_on_a_page(address: str, client: httpx.Client) -> None:
    page = client.get(address)
    assert page.status_code == 404
    assert 'role="alert"' in page.text
    assert "<nav" in page.text


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_case_shows_what_it_was_decided(name: str, client: httpx.Client, answers: dict[str, Any]) -> None:
    """The reviewer's page, with the facts as a form that changes nothing when it is sent back."""
    page = client.get(f"/cases/{name}")
    assert page.status_code == 200
    answer = answers[name]
    words = {"certify": "Certify", "non_certify": "Do not certify", "pend": "Hold for documents", "refer": "Refer to a clinician", "partial": "Lines differ"}  # fmt: skip
    assert verdict(page.text) == words[answer["recommendation"]]
    assert page.text.count('<section class="line"') <= len(answer["lines"])
    for line in answer["lines"]:
        assert all(html.escape(each["label"]) in page.text.replace("&#39;", "&#x27;") for each in line["findings"])
    back = send(client, f"/cases/{name}", fields(page.text))
    assert (back.status_code, back.headers["location"]) == (303, f"/cases/{name}")


def test_a_changed_fact_has_an_address_and_shows_both_answers(client: httpx.Client) -> None:
    page = client.get("/cases/facet-rfa-all-met").text
    sent = send(client, "/cases/facet-rfa-all-met", changed(fields(page), events__4__relief="40"))
    assert (sent.status_code, sent.headers["location"]) == (
        303,
        "/cases/facet-rfa-all-met?set=events%2F4%2Frelief%3D40",
    )
    shown = client.get(sent.headers["location"]).text
    assert verdict(shown) == "Refer to a clinician"
    said = " ".join(text(shown).split())
    assert "events/4/relief 85 → 40 take back" in said
    assert re.search(
        r"Recommendation Certify Refer to a clinician First open gate facet ablation diagnostic blocks", said
    )
    assert re.search(r"R3 Positive medial branch blocks Met Conflicting", said)
    assert ("events/4/relief", "40") in fields(shown)
    again = send(
        client, "/cases/facet-rfa-all-met", [*changed(fields(shown), as_of="2025-10-01"), (":drop", "events/0")]
    )
    assert httpx.URL(again.headers["location"]).params.multi_items() == [("set", "as_of=2025-10-01"), ("set", "events/4/relief=40"), ("drop", "events/0")]  # fmt: skip
    third = client.get(again.headers["location"]).text
    assert html.unescape(third).count(">take back<") == 3
    assert (":drop", "events/0") in fields(third)
    taken = re.findall(r'href="([^"]+)">take back<', third)
    assert [httpx.URL(html.unescape(each)).params.multi_items() for each in taken][2] == [("set", "as_of=2025-10-01"), ("set", "events/4/relief=40")]  # fmt: skip


def test_the_photograph_is_of_todays_page(client: httpx.Client) -> None:
    shown = fingerprint(photographed(client.get(CHANGED).text))
    assert (PICTURES / "workbench.sha256").read_text(encoding="utf-8").strip() == shown, "run make pictures"
    assert (PICTURES / "workbench.png").read_bytes().startswith(b"\x89PNG")


def test_entries_and_keys_are_added(client: httpx.Client) -> None:
    pairs = fields(client.get("/cases/facet-rfa-all-met").text)
    last = len(CASES["facet-rfa-all-met"]["events"])
    pairs = changed(pairs, **{f"events__{last}__type": "MedialBranchBlock", f"events__{last}__date": "2025-08-20"})
    at = [number for number, pair in enumerate(pairs) if pair == (f"key:events/{last}", "")]
    assert len(at) == 2
    pairs[at[0]], pairs[at[0] + 1] = (f"key:events/{last}", "relief"), (f"value:events/{last}", "30")
    link = send(client, "/cases/facet-rfa-all-met", pairs).headers["location"]
    assert {each for _, each in httpx.URL(link).params.multi_items()} == {f"events/{last}/type=MedialBranchBlock", f"events/{last}/date=2025-08-20", f"events/{last}/relief=30"}  # fmt: skip
    assert "What moved" in client.get(link).text


def test_policy_and_day_are_facts_too(client: httpx.Client) -> None:
    shown = client.get("/cases/facet-rfa-all-met", params={"set": ["policy=evicore", "as_of=2026-01-05"]}, )  # fmt: skip
    assert shown.status_code == 200
    assert "as of 2026-01-05" in shown.text
    assert "CMM-208" in shown.text


def test_facts_that_will_not_do_are_told_beside_their_fields(client: httpx.Client) -> None:
    shown = client.get("/cases/facet-rfa-all-met", params={"set": ["events/4/date=soon", "request/0/side=both"]})
    assert shown.status_code == 422
    assert verdict(shown.text) == "Certify"
    assert "is the answer before the changes" in text(shown.text)
    for place, what in (("events/4/date", "is no date"), ("request/0/side", "will not do")):
        field = re.search(rf'<(?:input|select)[^>]*name="{place}"[^>]*aria-describedby="([^"]+)"', shown.text)
        assert field
        beside = re.search(rf'<span id="{field[1]}">(.*?)</span></span>', shown.text, re.S)
        assert beside
        assert what in text(beside[1])


def test_nothing_that_is_changed_is_stored(client: httpx.Client, store: Path) -> None:
    before = ledger(store)
    test_a_changed_fact_has_an_address_and_shows_both_answers(client)
    assert send(client, "/cases", [("text", json.dumps(case("seed-001") | {"id": "sent"}))]).status_code == 200
    assert ledger(store) == before
