"""The workbench in a real browser: every page in both themes and narrow, facts changed, walked by keyboard, printed."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.look.browser import Watched, needed

pytestmark = needed
PAGES = {
    "cases": "/cases?robust=yes",
    "case": "/cases/seed-001",
    "changed": "/cases/facet-rfa-all-met?set=events/4/relief=40&drop=events/0",
    "policies": "/policies",
    "family": "/policies/aetna",
    "policy": "/policies/cpb",
    "compare": "/compare?a=cpb&b=CPB-0447",
    "apart": "/compare?a=cpb&b=medicare&act=FacetRadiofrequencyAblation",
    "ask": "/ask?query=SELECT%20*%20%7B%20%3Fs%20a%20%3Ftype%20%7D%20LIMIT%203",
    "question": "/questions/deciding-criteria?ask=1",
    "editor": "/editor",
}
#: What a query in the editor may come to, and what is shown then.
QUERIES = {
    "table": ("SELECT ?s ?type { ?s a ?type } LIMIT 60", "table.dataTable tbody tr"),
    "empty": ("SELECT ?s { ?s <urn:nobody-says-this> ?o }", "table.dataTable"),
    "ask": ("ASK { ?s a ?type }", ".yasr_results > *"),
    "construct": ("CONSTRUCT { ?s a ?t } WHERE { ?s a ?t } LIMIT 5", "table.dataTable tbody tr"),
    "wrong": ("SELECT * { nonsense", ".errorResult .problem"),
}
#: What the browser itself says of an answer that tells of something wrong.
STATUS = "Failed to load resource: the server responded with a status of 422 (Unprocessable Entity)"
Open = Callable[..., Watched]


@pytest.fixture
def visit(browser: Browser, client: httpx.Client) -> Iterator[Open]:
    """Opens a page of the workbench; at the end it must have been quiet and have asked nobody else."""
    seen: list[Watched] = []

    def opened(address: str, **how: Any) -> Watched:
        seen.append(Watched(browser, str(client.base_url).rstrip("/") + address, **how))
        return seen[-1]

    yield opened
    for each in seen:
        assert [said for said in each.said if said != STATUS] == []
        assert each.outside() == []


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_usable(name: str, visit: Open) -> None:
    """Light and dark, wide and narrow: axe finds nothing, nothing is wider than the window; in the dark only colours differ."""
    seen = visit(PAGES[name])
    assert seen.violations() == []
    assert fits(seen.page)
    seen.shot(f"workbench-{name}")
    seen.page.emulate_media(color_scheme="dark")
    assert seen.violations(only="color-contrast") == []
    seen.shot(f"workbench-{name}-dark")
    seen.page.set_viewport_size({"width": 360, "height": 780})
    assert fits(seen.page)
    assert seen.violations() == []
    seen.shot(f"workbench-{name}-narrow")
    seen.page.emulate_media(color_scheme="light")
    assert seen.violations(only="color-contrast") == []
    assert seen.said == []


@pytest.mark.parametrize("address", ["/cases/nope", "/cases/facet-rfa-all-met?set=events/4/date=soon"])
def test_pages_that_tell_of_something_wrong_are_usable(address: str, visit: Open) -> None:
    seen = visit(address)
    seen.said.clear()
    assert seen.violations() == []
    assert fits(seen.page)
    expect(seen.page.get_by_role("alert")).to_have_count(1)


def tab_to(page: Page, selector: str, most: int = 40) -> None:
    """Walk by the Tab key alone until what has the focus is what a selector names."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(selector)


@pytest.mark.parametrize("outcome", QUERIES)
def test_a_query_is_asked_in_the_editor_by_keyboard_alone(outcome: str, visit: Open) -> None:
    """Written, run and read without a mouse; the result is as usable as the editor, in both themes and narrow."""
    query, result = QUERIES[outcome]
    seen = visit("/editor")
    page = seen.page
    tab_to(page, ".yasqe textarea")
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(query)
    tab_to(page, ".yasqe_queryButton")
    page.keyboard.press("Enter")
    page.wait_for_selector(result)
    tab_to(page, ".yasr_results")
    seen.said[:] = [said for said in seen.said if "400 (Bad Request)" not in said]
    assert seen.violations() == []
    seen.shot(f"workbench-editor-{outcome}")
    page.emulate_media(color_scheme="dark")
    assert seen.violations(only="color-contrast") == []
    page.set_viewport_size({"width": 360, "height": 780})
    assert fits(page)
    assert seen.violations() == []
    seen.shot(f"workbench-editor-{outcome}-narrow")


def test_what_is_wrong_with_a_query_is_told_in_words_with_a_way_to_its_place(visit: Open) -> None:
    """Title, detail, remedy, line and column; and nothing of how they came."""
    seen = visit("/editor")
    page = seen.page
    page.evaluate(
        "document.querySelector('.yasqe .CodeMirror').CodeMirror.setValue('SELECT * {\\n  ?s a ?o .\\n  ?s nonsense }')"
    )
    page.locator(".yasqe_queryButton").click()
    page.wait_for_selector(".errorResult .problem")
    told = page.locator(".errorResult").inner_text()
    assert re.match(r"Bad Request \(400\)\s+line 3, column \d+: not SPARQL", told)
    assert "mend the query there" in told
    assert not re.search(r'"title"|about:blank|problems', told)
    column = int(re.search(r"column (\d+)", told)[1])  # type: ignore[index]
    page.get_by_role("button", name=f"Go to line 3, column {column}").press("Enter")
    cursor = page.evaluate("document.querySelector('.yasqe .CodeMirror').CodeMirror.getCursor()")
    assert (cursor["line"], cursor["ch"]) == (2, column - 1)
    assert page.evaluate("document.activeElement.closest('.yasqe') !== null")
    expect(seen.page.locator(".errorResult [role=alert], .errorResult[role=alert]")).to_have_count(1)
    seen.said[:] = [said for said in seen.said if "400 (Bad Request)" not in said]


def test_views_tabs_and_settings_of_the_editor_by_keyboard_alone(visit: Open) -> None:
    """The answer as it came, a second query beside the first, its close by a key, the settings with their names."""
    seen = visit("/editor")
    page = seen.page
    tab_to(page, ".tabContextButton")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Ask / Select")).to_be_visible()
    expect(page.get_by_label("Construct / Describe")).to_be_visible()
    assert seen.violations() == []
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Add a new tab").press("Enter")
    expect(page.locator("[role=tab]")).to_have_count(2)
    page.locator("[role=tab][aria-selected=true]").press("Delete")
    expect(page.locator("[role=tab]")).to_have_count(1)
    tab_to(page, ".yasqe_queryButton")
    page.keyboard.press("Enter")
    page.wait_for_selector("table.dataTable")
    tab_to(page, ".select_response")
    page.keyboard.press("Enter")
    page.wait_for_selector(".yasr_results .CodeMirror")
    assert seen.violations() == []
    tab_to(page, ".yasr_results .CodeMirror textarea")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.yasr_results .CodeMirror-code, .yasqe') === null")


def change(seen: Watched, place: str, text: str) -> None:
    """Write a value into the field of a place and leave it, and wait until the answer has come."""
    page = seen.page
    field = page.locator(f'[name="{place}"]')
    for holder in field.locator("xpath=ancestor::details").all():
        if not holder.evaluate("each => each.open"):
            holder.locator("> summary").click()
    with page.expect_response(lambda response: response.request.method == "GET" or response.status != 303):
        field.fill(text)
        field.press("Tab")
    page.wait_for_selector("html:not([data-asking])", state="attached")


def test_a_changed_fact_moves_the_answer_in_place(visit: Open) -> None:
    """No page is loaded anew: the answer, what moved and the address follow; focus stays where it went."""
    seen = visit("/cases/facet-rfa-all-met")
    page = seen.page
    page.evaluate("window.mark = 'the same page'")
    expect(page.locator(".verdict strong")).to_have_text("Certify")
    change(seen, "events/4/relief", "40")
    expect(page.locator(".verdict strong")).to_have_text("Refer to a clinician")
    moved = page.locator("#moved").inner_text()
    assert re.search(r"Recommendation\s+Certify\s+Refer to a clinician", moved)
    assert "events/4/relief 85 → 40" in moved
    assert "Refer to a clinician now" in page.locator(".announce").inner_text()
    assert page.url.endswith("?set=events%2F4%2Frelief%3D40")
    assert page.evaluate("document.activeElement.name") == "events/4/relief_duration"
    page.locator("ol.reasons > li summary").first.click()
    page.wait_for_selector(".trail .badge")
    change(seen, "events/4/relief", "180")
    expect(page.locator(".verdict strong")).to_have_text("Certify")
    assert "No answer under these facts" in page.locator("#moved").inner_text()
    assert "less than or equal to 100" in page.locator('[id="f-events/4/relief-amiss"]').inner_text()
    change(seen, "events/4/relief", "85")
    expect(page.locator("#moved h4")).to_have_count(0)
    assert page.evaluate("window.mark") == "the same page"
    page.reload()
    expect(page.locator(".verdict strong")).to_have_text("Certify")


def test_the_same_by_form_alone(visit: Open) -> None:
    """Without script: a round trip to the very address that script shows."""
    seen = visit("/cases/facet-rfa-all-met", script=False)
    page = seen.page
    page.locator("#what-if > summary").click()
    page.locator('[id="d-events/4"] > summary').click()
    page.locator('[name="events/4/relief"]').fill("40")
    page.locator('[id="d-events/0"] > summary').click()
    page.get_by_label("leave it out").and_(page.locator('[value="events/0"]')).check()
    page.get_by_role("button", name="Ask again").click()
    assert page.url.endswith("?set=events%2F4%2Frelief%3D40&drop=events%2F0")
    expect(page.locator(".verdict strong")).to_have_text("Hold for documents")
    assert "events/0 on file → left out" in page.locator("#moved").inner_text()
    page.locator(".changes a").nth(1).click()
    expect(page.locator(".verdict strong")).to_have_text("Refer to a clinician")
    page.get_by_role("link", name="Take everything back").click()
    expect(page.locator(".verdict strong")).to_have_text("Certify")


def test_a_fact_is_changed_by_keyboard_alone(visit: Open) -> None:
    page = visit("/cases/facet-rfa-all-met").page
    press, name = page.keyboard.press, "document.activeElement.name || document.activeElement.textContent.trim()"

    press("Tab")
    assert page.evaluate(name) == "To the content"
    press("Enter")
    tab_to(page, "#what-if > summary")
    press("Enter")
    tab_to(page, "[name=policy]")
    tab_to(page, "[name=as_of]")
    page.keyboard.type("2025-06-01")
    press("Enter")
    page.wait_for_selector("#moved .changes")
    assert page.url.endswith("?set=as_of%3D2025-06-01")
    assert page.evaluate(name) == "as_of"
    assert page.locator(".verdict strong").inner_text() != "Certify"


def test_a_case_is_sent_and_corrected(visit: Open, tmp_path: Path) -> None:
    """A file with mistakes: each stands beside its field; set right one by one, and the answer is there."""
    seen = visit("/cases")
    page, file = seen.page, tmp_path / "case.yaml"
    file.write_text("id: sent\nas_of: '2025-11-18'\npolicy: cpb\nrequest: [{line: 1, code: '64635', side: lef}]\nevents: [{type: MedialBranchBlok}]\n")  # fmt: skip
    page.get_by_label("Case file").set_input_files(file)
    page.get_by_role("button", name="Review it", exact=True).click()
    expect(page.get_by_role("alert").locator("li")).to_have_count(2)
    page.get_by_role("alert").get_by_role("link", name="events/0/type").click()
    assert "MedialBranchBlock" in page.locator('[id="f-events/0/type-amiss"]').inner_text()
    change(seen, "events/0/type", "MedialBranchBlock")
    expect(page.get_by_role("alert").locator("li")).to_have_count(1)
    page.locator('[name="request/0/side"]').select_option("left")
    page.wait_for_selector(".verdict")
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("section.line")).to_have_count(1)


def test_a_reviewer_finds_everything(visit: Open) -> None:
    """From the list: verdict, first open gate, deciding criterion, its source, what to send; five interactions at most."""
    page = visit("/cases").page
    page.get_by_role("link", name="seed-001").click()
    expect(page.locator(".verdict strong")).to_have_text("Do not certify")
    summary = page.locator("section.line .summary").first.inner_text()
    assert re.search(r"First open gate\s+conservative care", summary, re.I)
    assert re.search(r"Deciding criterion\s+N1 Code exclusion", summary)
    page.get_by_text("Code exclusion", exact=True).first.click()
    assert "payer's spinal surgery bulletin" in page.locator("details.reason[open] .cited").inner_text()
    page.get_by_role("link", name=re.compile(r"\d+ points")).first.click()
    assert "Send therapy, pharmacy and office records" in page.locator("ul.repairs").first.inner_text()


def test_the_theme_stays_from_page_to_page(visit: Open) -> None:
    page = visit("/cases").page
    page.get_by_role("button", name="Dark or light").click()
    page.get_by_role("link", name="Policies", exact=True).click()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


@pytest.mark.parametrize("name", ["case", "changed", "policy"])
def test_pages_print(name: str, visit: Open, tmp_path: Path) -> None:
    """The form and the navigation stay off the paper, the answer is on it."""
    page = visit(PAGES[name]).page
    page.emulate_media(media="print")
    expect(page.locator("header.site")).to_be_hidden()
    expect(page.locator("form:visible")).to_have_count(0)
    data = page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) >= 2
