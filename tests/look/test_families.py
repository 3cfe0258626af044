"""Lines that several documents judge, and what is urgent: drawn, shown and told like every other."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.determination.result import Determination
from antecede.diagram.drawing import draw
from antecede.diagram.line import line_scene
from antecede.diagram.scene import JUDGED
from antecede.letter.glossary import unexplained
from antecede.letter.letter import Reader, member_text, write_letter
from antecede.letter.markdown import markdown
from antecede.letter.plain import plain_words
from antecede.report.answer import answer
from antecede.report.page import page
from tests.look.test_drawing import overlap
from tests.support import CASES, FIELD, field_case


@pytest.fixture(scope="module")
def reviewer(cache: Path) -> Reviewer:
    return Reviewer([FIELD])


def reviewed(reviewer: Reviewer, **changes: Any) -> Determination:
    return reviewer.review(Case.model_validate(field_case(**changes)))


@pytest.mark.parametrize("code", ["64624", "64510", "64405", "64520"])
def test_rules_of_all_documents_are_boxes(code: str, reviewer: Reviewer) -> None:
    found = reviewed(reviewer, request=[{"line": 1, "code": code, "side": "right"}])
    scene = line_scene(found, found.lines[0])
    [line] = answer(found)["lines"]
    assert {box.iri for box in scene.boxes if box.kind in JUDGED and box.state != "not_reached"} == {
        each["id"] for each in line["findings"]
    }
    drawing = draw(scene)
    boxes = drawing.boxes
    assert len(boxes) == len(scene.boxes)
    assert not [(a, b) for a, b in combinations(boxes, 2) if overlap(boxes[a], boxes[b])]
    assert all(len(scene.links(path)) == len(path.boxes) - 1 for path in scene.paths)


def test_the_page_says_which_document_decides(reviewer: Reviewer) -> None:
    found = reviewed(reviewer, request=[{"line": 1, "code": "64510", "side": "right"}])
    shown = page(found)
    assert "field N (national determination) decides." in shown
    assert "Documents considered" in shown
    assert "Noridian JE" in shown
    assert answer(found)["lines"][0]["recommendation"] == "non_certify"
    assert 'data-box="coverage"' in shown
    assert any(path.boxes[1] == "coverage" for path in line_scene(found, found.lines[0]).paths)


@pytest.mark.parametrize("code", ["64624", "64510", "64405", "64520"])
def test_the_member_meets_no_name_of_a_document(code: str, reviewer: Reviewer) -> None:
    found = reviewed(reviewer, request=[{"line": 1, "code": code, "side": "right"}])
    made = write_letter(found, Reader.MEMBER, plain_words([FIELD]))
    assert unexplained(member_text(made)) == []
    assert answer(found)["edition"] in markdown(made)
    assert made.unworded or not answer(found)["repairs"]


def test_what_is_urgent_comes_first() -> None:
    """A red flag on record stands at the head of the page and of both letters."""
    case = {**CASES["facet-rfa-all-met"]}
    case["findings"] = [*case["findings"], {"type": "CaudaEquinaSyndrome", "present": True}]
    found = Reviewer().review(Case.model_validate(case))
    [alert] = answer(found)["alerts"]
    shown = page(found)
    assert shown.index(alert["label"]) < shown.index('<section class="line"')
    letters = {reader: write_letter(found, reader, plain_words()) for reader in Reader}
    assert member_text(letters[Reader.MEMBER]).startswith("Please read this first")
    assert unexplained(member_text(letters[Reader.MEMBER])) == []
    text = markdown(letters[Reader.PROVIDER])
    assert text.index(alert["label"]) < text.index("Line 1")
