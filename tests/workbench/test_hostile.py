"""Cross-site scripting through every text that a case, an address or the graph may carry: nothing runs."""

import asyncio
import html
import json
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser

from antecede.api import Reviewer
from antecede.http.app import create_app
from antecede.http.pool import Measure
from antecede.http.services import Settings
from antecede.workbench.library import Library
from tests.look.browser import Watched, needed
from tests.look.test_hostile import EVIL, hostile_case, hostile_plan
from tests.support import case

#: Elements that pages of ours are made of; what a text carried in is none of them.
MEANT = {
    *("html", "head", "meta", "title", "link", "script", "body", "a", "header", "nav", "ul", "ol", "li", "div", "button"),
    *("main", "h1", "h2", "h3", "h4", "p", "form", "label", "input", "select", "option", "datalist", "textarea", "table"),
    *("thead", "tbody", "tr", "th", "td", "span", "small", "strong", "code", "section", "details", "summary", "dl", "dt"),
    *("dd", "figure", "figcaption", "i", "kbd", "q", "svg", "br", "g", "path", "rect", "circle", "text", "footer", "pre", "caption"),
}  # fmt: skip


def poisoned(value: Any) -> Any:
    """A case with hostile text in place of every text."""
    if isinstance(value, dict):
        return {key: poisoned(each) for key, each in value.items()}
    if isinstance(value, list):
        return [poisoned(each) for each in value]
    return value + EVIL if isinstance(value, str) else value


def strange() -> dict[str, Any]:
    """Hostile keys, too, and hostile entries."""
    data = poisoned(case("seed-001"))
    return data | {EVIL: EVIL, "events": [*data["events"], EVIL, {EVIL: [EVIL], "source": {EVIL: EVIL}}]}


class Elements(HTMLParser):
    """Every element of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {key: value or "" for key, value in attributes}))


def harmless(page: str) -> bool:
    """Whether a page holds no element or attribute that a text has brought, and nothing that was worked out."""
    found = Elements(page).found
    assert len(found) > 15
    assert {tag for tag, _ in found} <= MEANT
    assert not [key for _, given in found for key in given if key.startswith("on") or key == "style"]
    links = [given[key] for _, given in found for key in ("href", "src", "action") if key in given]
    assert all(link.startswith(("/", "#", "data:,")) for link in links)
    assert all(given.get("src", "").startswith("/static/") for tag, given in found if tag == "script")
    return "</title>49" not in html.unescape(page)


ADDRESSES = [
    "/cases?text={}&policy={}&act={}&criterion={}",
    "/cases/{}",
    "/cases/seed-001?set=events/0/source={}&drop={}",
    "/cases/seed-001?set=as_of={}&set=policy={}&set=events/0/type={}&set=findings/0/source/quote={}",
    "/policies/{}",
    "/compare?a={}&b={}",
    "/ask?query={}",
    "/questions/denial-steps?ask=1&case={}&criterion={}",
]


@pytest.fixture(scope="module")
def bodies(client: httpx.Client) -> dict[str, httpx.Response]:
    """Every page that shows a text from outside."""
    found = {address: client.get(address.replace("{}", quote(EVIL, safe=""))) for address in ADDRESSES}
    for name, data in (("words that will not do", poisoned(case("seed-001"))), ("a valid case", hostile_case("seed-001")), ("strange", strange())):  # fmt: skip
        found[name] = client.post("/cases", data={"text": json.dumps(data)})
    found["no JSON"] = client.post("/cases", data={"text": EVIL})
    found["a file's name"] = client.post("/cases", files={"file": (EVIL + ".json", "{}")})
    kept = client.post("/cases?store=yes", data={"text": json.dumps(hostile_case("seed-001"))})
    assert kept.status_code == 303, kept.text
    found["the stored case"] = client.get(kept.headers["location"])
    found["the list"] = client.get("/cases")
    return found


def test_nothing_becomes_markup(bodies: dict[str, httpx.Response]) -> None:
    assert len(bodies) == len(ADDRESSES) + 7
    assert bodies["a valid case"].status_code == bodies["the stored case"].status_code == 200
    assert {bodies[each].status_code for each in ("words that will not do", "strange", "no JSON")} == {422}
    for name, answer in bodies.items():
        assert answer.headers["content-type"].startswith("text/html"), name
        assert harmless(answer.text), name
    carrying = [name for name, answer in bodies.items() if "&lt;script&gt;alert" in answer.text]
    assert len(carrying) >= len(bodies) - 4, bodies.keys() - carrying


@needed
def test_nothing_runs(bodies: dict[str, httpx.Response], browser: Browser, client: httpx.Client) -> None:
    """Opened in a browser, everything unfolded, and the form sent back in place: no dialog, no error, no request."""
    base = str(client.base_url).rstrip("/")
    stored = bodies["the stored case"].url.raw_path.decode()
    for address in ("/cases", stored, f"/cases/seed-001?set=as_of={quote(EVIL)}&set=events/0/source={quote(EVIL)}"):
        seen = Watched(browser, base + address)
        seen.page.evaluate("document.querySelectorAll('details:not([name])').forEach(each => { each.open = true; })")
        if address == stored:
            source = seen.page.locator('[name="events/0/source/quote"]')
            source.fill(EVIL + " again")
            source.press("Tab")
            seen.page.wait_for_selector("#moved .changes")
        assert [said for said in seen.said if "status of 422" not in said] == []
        assert seen.outside() == []


BROWSED = [
    *("/policies", "/policies/cpb", "/policies/medicare", "/policies/L38801-2026"),
    *("/compare?a=cpb&b=aetna", "/cases/seed-001", "/cases/seed-001?drop=events/0"),
]


@pytest.fixture(scope="module")
def browsed(store: Path) -> dict[str, httpx.Response]:
    """Pages of the application over a graph in which every text is hostile."""
    app = create_app(Settings(str(store), Measure(quick=1, slow=1)))
    reviewer = Reviewer()
    reviewer.engine = type(reviewer.engine)(hostile_plan())
    app.state.services.desk.__dict__.update(reviewer=reviewer, library=Library(reviewer.engine))

    async def asked() -> dict[str, httpx.Response]:
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as own,
        ):
            return {address: await own.get(address) for address in BROWSED}

    with ThreadPoolExecutor(1) as apart:  # the browser has a loop of its own in this thread
        return apart.submit(asyncio.run, asked()).result()


@pytest.mark.parametrize("address", BROWSED)
def test_a_hostile_graph_becomes_no_markup(address: str, browsed: dict[str, httpx.Response]) -> None:
    page = browsed[address]
    assert page.status_code == 200
    assert "&lt;script&gt;alert" in page.text
    assert harmless(page.text)
