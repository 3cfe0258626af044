"""The pages: a form that needs no script, every answer an address, the editor from our own files only."""

import html
import json
import os
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from antecede.store.question import catalogue
from tests.asking import HEAVY

STATIC = files("antecede.http") / "static"
HOSTILE = "<script>alert(1)</script>\"'&{{7*7}}"


def text(page: str) -> str:
    """What a page says, without its markup."""
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def test_form_asks_and_has_an_address(client: httpx.Client) -> None:
    blank = client.get("/ask")
    assert blank.status_code == 200
    assert blank.headers["content-type"].startswith("text/html")
    assert '<form method="get" action="/ask">' in blank.text
    query = "SELECT (COUNT(*) AS ?cases) WHERE { ?c a <https://w3id.org/antecede/ontology#Case> }"
    page = client.get("/ask", params={"query": query})
    assert "1 row " in text(page.text).replace("\n", " ")
    assert '<td class="number">17</td>' in page.text
    links = re.findall(r'href="(/sparql\?[^"]+)">(\w+)<', page.text)
    assert [name for _, name in links] == ["json", "xml", "csv", "tsv"]
    address = html.unescape(next(link for link, name in links if name == "csv"))
    assert parse_qs(urlsplit(address).query) == {"query": [query], "format": ["csv"]}
    assert client.get(address).text.split() == ["cases", "17"]


def test_graph_is_shown_as_text(client: httpx.Client) -> None:
    page = client.get("/ask", params={"query": "CONSTRUCT { <http://a.example/> ?p ?o } WHERE { ?s ?p ?o } LIMIT 3"})
    assert "&lt;http://a.example/&gt;" in page.text
    assert re.findall(r'href="/sparql\?[^"]+">(\w+)<', page.text)[:4] == ["ttl", "nt", "jsonld", "rdf"]


def test_mistake_is_told_beside_the_query(client: httpx.Client) -> None:
    page = client.get("/ask", params={"query": "SELECT * {\n ?s ?p }"})
    assert page.status_code == 400
    assert 'role="alert"' in page.text
    assert "line 2, column 8 : not SPARQL from '}' on" in text(page.text).replace("  ", " ")
    assert "SELECT * {\n ?s ?p }</textarea>" in page.text


def test_page_of_a_query_that_takes_too_long_says_so(client: httpx.Client) -> None:
    page = client.get("/ask", params={"query": HEAVY})
    assert page.status_code == 503
    assert "stopped after 2 s" in text(page.text)


def test_every_question_is_one_click_away(patient: httpx.Client) -> None:
    page, questions = patient.get("/ask").text, catalogue()
    assert len(questions) == 34
    for name, question in questions.items():
        (address,) = re.findall(rf'href="(/questions/{name}(?:\?ask=1)?)"', page)
        asked = patient.get(address.partition("?")[0], params={"ask": "1"})
        assert asked.status_code == 200, asked.text
        assert f"<h1>{html.escape(question.title)}</h1>" in asked.text
        assert 'role="alert"' not in asked.text
        for column in question.columns:
            assert re.search(rf'<th scope="col"( class="number")?>{column}</th>', asked.text)


def test_question_with_values_has_an_address(client: httpx.Client) -> None:
    page = client.get("/questions/denial-steps", params={"ask": "1", "case": "seed-001", "criterion": "N7"})
    assert 'value="seed-001"' in page.text
    (address,) = re.findall(r'href="(/questions/denial-steps/answer\.csv[^"]*)"', page.text)
    answer = client.get(html.unescape(address))
    assert "seed-001" in answer.text
    assert answer.text.splitlines()[0] == "order,subject,link,object"
    assert "is no decimal" in client.get("/questions/near-misses", params={"ask": "1", "within": "much"}).text
    assert client.get("/questions/near-misses/answer.csv", params={"within": "much"}).status_code == 400
    assert (
        client.get("/questions/nope").status_code == client.get("/questions/near-misses/answer.xls").status_code == 404
    )


@pytest.mark.parametrize("path", ["/ask?query={}", "/questions/denial-steps?ask=1&case={}&criterion={}", "/questions/{}", "/editor?query={}", "/{}"])  # fmt: skip
def test_what_is_asked_is_escaped(path: str, client: httpx.Client) -> None:
    page = client.get(path.replace("{}", httpx.QueryParams({"x": HOSTILE}).__str__()[2:]))
    assert "<script>alert" not in page.text or page.headers["content-type"] == "application/problem+json"
    assert "49" not in re.sub(r"[0-9a-f]{16}", "", page.text) or "7*7" in page.text


def test_what_is_stored_is_escaped(client: httpx.Client) -> None:
    page = client.get("/ask", params={"query": 'SELECT ("<script>alert(1)</script>" AS ?x) ("<b>" AS ?y) {}'})
    assert "<td>&lt;script&gt;alert(1)&lt;/script&gt;</td>" in page.text


def test_pages_load_nothing_from_elsewhere(client: httpx.Client) -> None:
    for path in ("/ask", "/editor", "/questions/denial-steps?ask=1"):
        page = client.get(path)
        policy = page.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert ("unsafe-inline" in policy) == (path == "/editor")
        loaded = re.findall(r'<(?:script|link|img|iframe)[^>]*(?:src|href)="([^"]+)"', page.text)
        assert loaded
        assert all(each.startswith(("/static/", "data:")) for each in loaded)
        assert " on" not in " ".join(re.findall(r"<\w+([^>]*)>", page.text)).replace(" one", "")


def test_files_are_kept_by_their_hash(client: httpx.Client) -> None:
    addresses = set(re.findall(r'"(/static/[^"]+)"', client.get("/editor").text))
    assert {address.rpartition("/")[2] for address in addresses} == {
        "page.css",
        "page.js",
        "workbench.css",
        "workbench.js",
        "yasgui.min.css",
        "yasgui.min.js",
        "editor.css",
        "editor.js",
    }
    for address in addresses:
        got = client.get(address)
        assert "immutable" in got.headers["cache-control"]
        assert sha256(got.content).hexdigest().startswith(address.split("/")[2])
        assert client.get(address, headers={"If-None-Match": got.headers["etag"]}).status_code == 304
        assert client.get(address.replace("/static/", "/static/0")).status_code == 404


def test_vendored_files_are_those_that_were_published() -> None:
    vendored = json.loads((STATIC / "vendor.json").read_text(encoding="utf-8"))
    assert len(vendored) == 1
    for each in vendored:
        assert re.fullmatch(r"\d+\.\d+\.\d+", each["version"])
        assert each["license"] == "MIT"
        licences = (STATIC / each["licenses"]).read_text(encoding="utf-8")
        assert each["name"] in licences
        assert "Permission is hereby granted" in licences
        assert len(each["files"]) == 2
        for name, told in each["files"].items():
            assert sha256((STATIC / name).read_bytes()).hexdigest() == told["sha256"]
    ours = {"workbench.css", "workbench.js", "editor.css", "editor.js", "vendor.json"} | {
        each["licenses"] for each in vendored
    }
    theirs = {name for each in vendored for name in each["files"]}
    assert {path.name for path in STATIC.iterdir()} == ours | theirs


# --- in a browser -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """A real browser; without one the test is skipped, and in CI it fails."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        message = "chromium is not installed (package chromium of Debian)"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        made = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield made
        made.close()


def test_editor_asks_by_itself(browser: object, client: httpx.Client, tmp_path: Path) -> None:
    """The editor starts, takes a question from the list, asks it and shows rows; nothing is loaded from elsewhere."""
    page = browser.new_page()  # type: ignore[attr-defined]
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(str(client.base_url.join("/editor")))
    page.wait_for_selector(".yasqe .CodeMirror")
    page.select_option("#question", "deciding-criteria")
    assert "Criteria that decide most" in page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    page.click(".yasqe_queryButton")
    page.wait_for_selector(".yasr table tbody tr")
    assert "Ablation before surgery" in page.inner_text(".yasr table")
    page.screenshot(path=tmp_path / "editor.png")
    own = str(client.base_url).rstrip("/")
    assert [url for url in asked if not url.startswith((own, "data:", "blob:"))] == []
    assert said == []
    unnamed = "[...document.querySelectorAll('#yasgui textarea, #yasgui select')].filter((e) => !e.getAttribute('aria-label')).length"
    assert page.evaluate(unnamed) == 0
    page.close()


def test_form_works_without_script(browser: object, client: httpx.Client) -> None:
    context = browser.new_context(java_script_enabled=False)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto(str(client.base_url.join("/ask")))
    page.click("text=Criteria that decide most")
    assert "Ablation before surgery" in page.inner_text("table")
    page.click("text=Change the query")
    page.fill("#query", "SELECT (6 * 7 AS ?x) {}")
    page.click("button:has-text('Ask')")
    assert page.inner_text("table tbody") == "42"
    assert "query=SELECT" in page.url
    context.close()
