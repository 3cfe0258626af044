"""A reviewer's task on eight very different cases, from the page alone, in five interactions at most.

Find the verdict, the first open gate, what decides, its source, and what to send.
"""

from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Locator, expect

from antecede.report.page import page
from tests.look.browser import Watched, needed
from tests.look.scenes import FIELD_CASES, determination, field

pytestmark = needed


class Task(NamedTuple):
    """What a reviewer has to come to: verdict, gate, what decides, a word of its source, of what to send."""

    verdict: str
    gate: str
    decides: str
    source: str
    send: str
    line: int = 0


TASKS = {
    "facet-rfa-all-met": Task("Certify", "Facet ablation", "Every rule is met", "", "Nothing"),
    "medicare-basivertebral-without-a-document": Task(
        "Refer to a clinician", "No pathway leads to it", "Coverage of the act: no", "national coding edits", "Nothing"
    ),
    "uhc-facet-injection-by-ultrasound": Task(
        "Do not certify", "Diagnostic facet injection", "FM-UHC-8 Guidance", "2026T0004WW", "fluoroscopy or CT"
    ),
    "aetna-genicular-ablation": Task(
        "Do not certify", "No pathway leads to it", "Coverage of the act: held", "Aetna on genicular", "Nothing helps"
    ),
    "bcbs-al-facet-ablation-without-function": Task(
        "Hold for documents", "Diagnostic facet injection", "FM-AL-2", "141", "note of the injection"
    ),
    "aetna-decompression-eight-weeks-of-care": Task(
        "Refer to a clinician", "Stenosis with symptoms", "DEC-03", "to be confirmed", "first and last day"
    ),
    "wps-arise-facet-block": Task(
        "Refer to a clinician", "No pathway leads to it", "Coverage of the act: no", "PUM 250-0035", "Nothing"
    ),
    "medicare-facet-third-level-after-revision": Task(
        "Lines differ", "Diagnostic procedures", "FJC-2", "CGS news", "withdraw the line", line=-1
    ),
}


class Hand:
    """Clicks, and counts them."""

    def __init__(self) -> None:
        self.clicks = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.clicks += 1


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("width", [1440, 360])
def test_everything_is_found(name: str, width: int, browser: Browser, tmp_path: Path) -> None:
    task, hand, path = TASKS[name], Hand(), tmp_path / "page.html"
    path.write_text(page(field(name) if name in FIELD_CASES else determination(name)), encoding="utf-8")
    seen = Watched(browser, path, width=width).page
    expect(seen.locator(".verdict strong")).to_have_text(task.verdict)
    if task.line:
        hand.click(seen.locator("nav.lines a").nth(task.line))
    line = seen.locator("section.line").nth(task.line)
    told = dict(
        zip(line.locator(".summary dt").all_inner_texts(), line.locator(".summary dd").all_inner_texts(), strict=True)
    )
    gate = told.get("First open gate") or told["Stands here"]
    assert gate.lower().startswith(task.gate.lower())
    assert told["Deciding criterion"].lower().startswith(task.decides.lower())
    if task.source:
        hand.click(line.locator("ol.reasons > li summary").first)
        assert task.source in line.locator("ol.reasons details[open] .cited").inner_text()
        line.locator(".picture .box.on").nth(1).wait_for()
    if task.send.startswith("Nothing"):
        assert told["What to send, or do"] == task.send
    else:
        if told["What to send, or do"] != "Nothing helps":
            hand.click(line.locator(".summary a[href^='#repairs']"))
        assert task.send in " ".join(line.locator("h3[id^=repairs] ~ *").all_inner_texts())
    assert hand.clicks <= 5
