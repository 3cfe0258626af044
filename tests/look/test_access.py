"""Pages to those who do not look at them: judged by axe wide and narrow, light and dark, and as the browser tells them."""

import pytest
from playwright.sync_api import Browser

from antecede.report.view import view
from tests.look.browser import Watched, needed
from tests.look.conftest import Pages
from tests.look.scenes import determination, field
from tests.support import CASES

pytestmark = needed
#: Shipped cases: an exclusion, a certificate, open points, no pathway, several lines.
CHOSEN = ["seed-001", "facet-rfa-all-met", "seed-003", "facet-block-confirmatory-with-drug-line"]
#: Cases of the field whose pictures differ in width and in where they begin; of the first two a narrow canvas cuts boxes.
VARIED = [
    "bcbs-al-facet-ablation-without-function",
    "cpb-sij-ablation-negative-on-the-other-side",
    "aetna-decompression-eight-weeks-of-care",
    "medicare-facet-third-level-after-revision",
    "uhc-facet-injection-by-ultrasound",
    "wps-arise-facet-block",
]
NAMES = [*CHOSEN, "urgent", "classes", "coverage", "pathways", "member", "provider"]
#: Each page wide and narrow, light and dark; of the varied pictures what a narrow canvas makes of them.
LOOKS = [(name, width, dark) for name in NAMES for width in (1440, 360) for dark in (False, True)]
LOOKS += [(name, 360, False) for name in VARIED]


def test_all_looks_were_collected() -> None:
    assert len(LOOKS) == 46


@pytest.mark.parametrize(("name", "width", "dark"), LOOKS)
def test_axe_finds_nothing(name: str, width: int, dark: bool, browser: Browser, pages: Pages) -> None:
    """With the first reason opened; nothing is wider than the window.  In the dark only colours differ."""
    seen = Watched(browser, pages[name], dark=dark, width=width)
    first = seen.page.locator("ol.reasons > li summary")
    if first.count():
        first.first.click()
    assert seen.violations("color-contrast" if dark else "") == []
    assert seen.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    seen.shot(f"{name}-{'dark' if dark else 'light'}{'-narrow' if width < 1000 else ''}")
    assert seen.said == []


@pytest.mark.parametrize("name", [*CHOSEN, *VARIED])
def test_a_box_is_called_what_is_to_be_read_on_it(name: str, browser: Browser, pages: Pages) -> None:
    """Wherever the canvas cuts it; and what is said when a box is chosen is that name."""
    seen = Watched(browser, pages[name], width=360)
    told = seen.page.context.new_cdp_session(seen.page).send("Accessibility.getFullAXTree")["nodes"]
    called = [each["name"]["value"] for each in told if any(p["name"] == "pressed" for p in each.get("properties", ()))]
    shown = view(determination(name) if name in CASES else field(name)).lines
    read = [
        " ".join((box.label, box.under, box.notation, *box.tags)).split() for line in shown for box in line.scene.boxes
    ]
    assert [each.split() for each in called] == read
    box = seen.page.locator("svg .box").last
    box.focus()
    seen.page.keyboard.press("Enter")
    assert seen.page.locator(".announce").inner_text().split() == read[-1]
    assert seen.said == []
