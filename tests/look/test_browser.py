"""The pages in a real browser: every page opened, every reason clicked, walked by keyboard, printed."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.look.browser import Watched, needed
from tests.look.conftest import Pages
from tests.support import CASES

pytestmark = needed
NAMES = [*CASES, "urgent", "classes", "coverage", "pathways", "member", "provider"]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_opens_quietly(name: str, browser: Browser, pages: Pages) -> None:
    """No word on the console, no request to anywhere, nothing wider than the window."""
    seen = Watched(browser, pages[name])
    assert seen.said == []
    assert seen.outside() == []
    assert seen.page.title()
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    seen.shot(name)


@pytest.mark.parametrize("name", CASES)
def test_each_reason_lights_its_path(name: str, browser: Browser, pages: Pages) -> None:
    """A click opens what is asked for, found, quoted and cited, and numbers two to seven boxes of the picture."""
    seen = Watched(browser, pages[name])
    cards = seen.page.locator("ol.reasons > li > details")
    for at in range(cards.count()):
        cards.nth(at).locator("summary").click()
        shown = cards.nth(at).evaluate(SHOWN)
        assert ("Asked for" in shown["text"]) or ("The rule" in shown["text"])
        assert all(word in shown["text"] for word in ("Found", "On record", "What would change it", "Source"))
        assert 2 <= len(shown["wanted"]) <= 7
        assert shown["badges"] == [str(at + 1) for at in range(len(shown["wanted"]))]
        assert shown["on"] == sorted(shown["wanted"])
        assert shown["lit"] == len(shown["wanted"]) - 1
        assert shown["open"] == 1
    assert seen.said == []


#: What is to be seen once a reason was opened: its text, and what it lights in the picture of its line.
SHOWN = """async card => {
    await new Promise(done => requestAnimationFrame(() => setTimeout(done)));
    const line = card.closest('.line'), all = (css, of) => [...line.querySelectorAll(css)].map(of);
    return {
        text: card.innerText, wanted: card.dataset.boxes.split(' '),
        badges: all('svg .trail .badge text', e => e.textContent), on: all('svg .box.on', e => e.dataset.box).sort(),
        lit: all('svg .edge.lit, svg .rail.lit', e => e).length, open: all('ol.reasons > li > details[open]', e => e).length,
    };
}"""


@pytest.mark.parametrize("name", ["seed-001", "facet-block-confirmatory-with-drug-line"])
def test_walk_by_keyboard(name: str, browser: Browser, pages: Pages) -> None:
    """One tab stop a box, arrows along edges, Enter explains, Escape clears, plus, minus and zero change the size."""
    seen = Watched(browser, pages[name])
    press, page = seen.page.keyboard.press, seen.page
    svg = page.locator("section.line svg[role=group]").first
    boxes = svg.locator(".box")
    roles = boxes.evaluate_all("all => all.map(each => [each.tabIndex, each.getAttribute('role')])")
    assert all(each == [0, "button"] for each in roles)
    assert svg.locator("[tabindex]").count() == boxes.count()
    boxes.first.focus()
    for at in range(boxes.count()):
        assert focused(seen) == boxes.nth(at).get_attribute("data-box")
        press("Tab")
    boxes.first.focus()
    press("ArrowDown")
    assert focused(seen) == "rules"
    press("ArrowDown")
    assert focused(seen).startswith("coverage")
    press("ArrowRight")
    assert focused(seen).startswith("rules.")
    press("ArrowUp")
    assert focused(seen) == "rules"
    press("ArrowUp")
    assert focused(seen) == "request"
    press("Enter")
    expect(svg.locator(".box[aria-pressed=true]")).to_have_count(1)
    assert page.locator(".announce").inner_text().split() == (boxes.first.text_content() or "").split()
    press("Escape")
    expect(svg.locator(".on, .lit, [aria-pressed=true]")).to_have_count(0)
    sizes = [page.evaluate("e => e.getBoundingClientRect().width", svg.element_handle())]
    for key in ("+", "-", "-", "0"):
        press(key)
        sizes.append(page.evaluate("e => e.getBoundingClientRect().width", svg.element_handle()))
    assert sizes[1] > sizes[0] > sizes[3]
    assert sizes[4] <= page.evaluate("e => e.closest('.canvas').clientWidth", svg.element_handle()) + 1
    page.evaluate("document.activeElement.blur()")
    press("1")
    assert page.locator("section.line details.reason[open]").count() == (
        1 if page.locator("ol.reasons > li").count() else 0
    )
    assert seen.said == []


def focused(seen: Watched) -> str:
    return str(seen.page.evaluate("document.activeElement.dataset.box || document.activeElement.tagName"))


def test_down_from_the_last_criterion_leads_on(browser: Browser, pages: Pages) -> None:
    """Whoever only ever presses down comes from the request to the end of the picture."""
    seen = Watched(browser, pages["seed-001"])
    seen.page.locator("section.line svg .box").first.focus()
    visited = [focused(seen)]
    for _ in range(60):
        seen.page.keyboard.press("ArrowDown")
        visited.append(focused(seen))
    assert any(each.startswith("outcome-") for each in visited)
    assert "step-cpb-Neurectomy" in visited


@pytest.mark.parametrize("name", ["seed-001", "facet-rfa-all-met"])
def test_texts_are_in_their_boxes_as_measured(name: str, browser: Browser, pages: Pages) -> None:
    """The browser's own measure of every text in every box, with the fonts of the page."""
    seen = Watched(browser, pages[name])
    seen.page.evaluate("document.fonts.ready")
    out = seen.page.evaluate(
        """() => [...document.querySelectorAll('svg .box')].flatMap(box => {
            const face = box.querySelector('.face').getBBox();
            return [...box.querySelectorAll(':scope > text')].map(text => text.getBBox())
                .filter(b => b.x < face.x || b.y < face.y - 1 || b.x + b.width > face.x + face.width - 4 || b.y + b.height > face.y + face.height + 1)
                .map(b => box.dataset.box)})"""
    )
    assert out == []
    assert seen.page.locator("svg .box > text").count() > 50


@pytest.mark.parametrize("name", ["seed-001", "facet-rfa-all-met", "member"])
def test_pages_print(name: str, browser: Browser, pages: Pages, tmp_path: Path) -> None:
    seen = Watched(browser, pages[name])
    seen.page.emulate_media(media="print")
    hidden = seen.page.locator("details:not([open]) .told").all()
    data = seen.page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", data)) >= 2
    assert all(
        each.evaluate("e => getComputedStyle(e.parentElement, '::details-content').contentVisibility") == "visible"
        for each in hidden[:3]
    )


@pytest.mark.parametrize("dark", [False, True])
def test_paper_is_light_whatever_the_screen_is(dark: bool, browser: Browser, pages: Pages) -> None:
    """Dark by the reader's setting, or by the button: ink on white."""
    page = Watched(browser, pages["seed-001"], dark=dark).page
    ground = "getComputedStyle(document.documentElement).getPropertyValue('--ground').trim()"
    for _ in range(2):
        page.emulate_media(media="print")
        assert page.evaluate(ground) == "#ffffff"
        page.emulate_media(media="screen")
        page.get_by_role("button", name="Dark or light").click()


def test_works_without_script(browser: Browser, pages: Pages) -> None:
    """Reasons open, the picture is whole, the table is there."""
    seen = Watched(browser, pages["seed-001"], script=False)
    card = seen.page.locator("ol.reasons > li > details").nth(2)
    card.locator("summary").click()
    assert "What would change it" in card.inner_text()
    assert seen.page.locator("section.line svg .box").count() > 40
    assert seen.page.locator("table tbody tr").count() > 20


def test_a_reviewer_finds_everything(browser: Browser, pages: Pages) -> None:
    """Verdict, first open gate, deciding criterion, its source, what to send: five interactions at most."""
    seen = Watched(browser, pages["seed-001"])
    page, interactions = seen.page, 0
    expect(page.locator(".verdict strong")).to_have_text("Do not certify")
    summary = page.locator("section.line .summary").first.inner_text()
    assert re.search(r"First open gate\s+conservative care", summary, re.I)
    assert re.search(r"Deciding criterion\s+N1 Code exclusion", summary)
    assert re.search(r"What to send, or do\s+nothing helps\s+What the other rules ask for: 9 points", summary, re.I)
    page.get_by_text("Code exclusion", exact=True).first.click()
    interactions += 1
    assert "payer's spinal surgery bulletin" in page.locator("details.reason[open] .cited").inner_text()
    page.get_by_role("link", name=re.compile(r"\d+ points")).first.click()
    interactions += 1
    listed = page.locator("ul.repairs").first
    page.wait_for_function(
        "e => { const b = e.getBoundingClientRect(); return b.top < innerHeight && b.bottom > 0; }",
        arg=listed.element_handle(),
    )
    assert "Send therapy, pharmacy and office records" in listed.inner_text()
    assert interactions <= 5


def test_the_tree_can_be_searched(browser: Browser, pages: Pages) -> None:
    seen = Watched(browser, pages["classes"])
    everything = seen.page.locator(".tree li:visible").count()
    seen.page.get_by_label("Search").fill("medial branch block lumbar")
    shown = seen.page.locator(".tree li.hit:visible").all_inner_texts()
    assert shown
    assert all("lumbar medial branch block" in text for text in shown)
    assert seen.page.locator("[data-hits]").inner_text().endswith("found")
    seen.page.get_by_label("Search").fill("")
    assert seen.page.locator(".tree li:visible").count() >= everything
