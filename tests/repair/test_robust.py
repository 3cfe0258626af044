"""What is said to hold whatever is missing holds, however it is completed; what is said to be open can be moved."""

import json
from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.construction.change import Changes
from antecede.construction.scene import Bench
from antecede.determination.recommend import PEND
from antecede.determination.result import Determination, LineResult
from antecede.repair.outlook import holds
from tests.random_cases import Json, random_cases
from tests.repair.completing import completions, open_criteria
from tests.repair.explaining import REFUSING, against, chosen_otherwise, moved_by_search, silent_below, unanswerable
from tests.support import CASES, TESTS

FIELD = sorted((TESTS / "cases-field").glob("*.json"))
#: Cases in which what one rule asks for lifts another.
TOLD = (
    "uhc-occipital-block-for-neuralgia",
    "medicare-epidural-axial-pain-only",
    "aetna-decompression-eight-weeks-of-care",
    "cpb-coccyx-courses-that-overlap-80-days",
)
SHIPPED: dict[str, Any] = CASES | {path.stem: json.loads(path.read_text("utf-8"))["case"] for path in FIELD}


@pytest.fixture(scope="module")
def reviewer(cache: object) -> Reviewer:
    return Reviewer()


def moves(determination: Determination, result: LineResult) -> list[str]:
    """Recommendations to which completions lead that differ from the one given."""
    bench = Bench(determination.case, determination.engine, result.line.index)
    found = [bench.scene(Changes(way)) for way in completions(bench.base, Random(determination.case.id))]
    after = [scene.result.recommendation for scene in found if scene.determination is not None]
    return [each for each in after if each != result.recommendation]


def told(reviewer: Reviewer, case: Json) -> None:
    """Nothing moves a line that is said to hold, by the quick look or by the search."""
    determination = reviewer.review(Case.model_validate(case))
    for line in determination.lines:
        moved, stays = moves(determination, line), holds(determination, line)
        assert stays or not line.robust
        if line.robust or stays:
            assert moved == [], line.line.number
        elif not moved:
            assert explained(determination, line), line.line.number


def explained(determination: Determination, line: LineResult) -> str:
    """Why a line that no completion moved may move all the same; nothing where no reason is seen."""
    scene = Bench(determination.case, determination.engine, line.line.index).base
    reasons = {
        "found by searching": lambda: moved_by_search(scene),
        "waits for what no record can tell": lambda: (
            line.recommendation == PEND and any(map(unanswerable, against(scene)))
        ),
        "rests on silence": lambda: any(
            silent_below(scene, each) for each in against(scene) if each.status in REFUSING
        ),
        "another pathway": lambda: any(not place.exact for place in line.places) and chosen_otherwise(scene),
    }
    return next((reason for reason, holds_here in reasons.items() if holds_here()), "")


@pytest.mark.parametrize("name", SHIPPED)
def test_what_is_said_to_hold_holds(name: str, reviewer: Reviewer) -> None:
    told(reviewer, SHIPPED[name])


@settings(max_examples=60)
@given(case=random_cases())
def test_what_is_said_to_hold_of_random_cases_holds(case: Json, reviewer: Reviewer) -> None:
    told(reviewer, case)


def test_there_are_lines_of_all_sorts(reviewer: Reviewer) -> None:
    assert len(SHIPPED) >= 360
    determinations = [reviewer.review(Case.model_validate(case)) for case in SHIPPED.values()]
    lines = [(each, line) for each in determinations for line in each.lines]
    sorts = Counter((line.recommendation, holds(each, line)) for each, line in lines)
    assert min(sorts[each, True] for each in ("certify", "refer", "non_certify")) >= 5
    assert min(sorts[each, False] for each in ("pend", "refer", "non_certify")) >= 1


@pytest.mark.parametrize("name", TOLD)
def test_what_one_rule_asks_for_may_lift_another(name: str, reviewer: Reviewer) -> None:
    determination = reviewer.review(Case.model_validate(SHIPPED[name]))
    (line,) = determination.lines
    assert (line.robust, holds(determination, line)) == (False, False)
    assert moves(determination, line)


def test_open_criteria_are_found(reviewer: Reviewer) -> None:
    determination = reviewer.review(Case.model_validate(SHIPPED["seed-003"]))
    found = open_criteria(Bench(determination.case, determination.engine, 0).base)
    names = {iri.rpartition("#")[2] for iri in found}
    assert {"K3", "K11"} <= names
    assert "K2-visits" not in names
