"""Where a refusal is said to hold whatever is missing, no set of records to send would lift it."""

from typing import Any

import pytest
from hypothesis import given, settings

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.construction.change import Kind
from antecede.determination.result import Determination
from antecede.repair.outlook import holds
from antecede.repair.repairs import repairs
from tests.random_cases import random_cases
from tests.repair.test_instead import bare
from tests.repair.test_sweep import ALL

Json = dict[str, Any]


@pytest.fixture(scope="module")
def reviewer(cache: object) -> Reviewer:
    return Reviewer()


def assert_firm(determination: Determination) -> int:
    """What is said to hold without a search holds against one; how many lines were looked at."""
    refused = [each for each in determination.lines if each.recommendation == "non_certify"]
    for line in refused:
        sets = repairs(determination, line).repairs
        sent = [each for each in sets if all(step.change.kind is Kind.DOCUMENT for step in each.steps)]
        assert not (sent and line.robust)
        assert not (sent and holds(determination, line))
    return len(refused)


def test_every_refusal_of_the_shipped_and_field_cases(reviewer: Reviewer) -> None:
    assert sum(assert_firm(reviewer.review(Case.model_validate(each))) for each in ALL.values()) > 100


@settings(max_examples=100)
@given(original=random_cases())
def test_refusals_of_random_cases(original: Json, reviewer: Reviewer) -> None:
    assert_firm(reviewer.review(Case.model_validate(original)))


def test_an_earlier_ablation_that_nobody_mentions_may_turn_up(reviewer: Reviewer) -> None:
    """One block was negative; yet whether this is a first ablation at all is silence."""
    blocks = [
        {"type": "MedialBranchBlock", "date": day, "levels": ["L4-L5"], "side": "left", "relief": relief}
        for day, relief in (("2026-03-03", 85), ("2026-04-07", 40))
    ]
    silent = reviewer.review(Case.model_validate(bare("silent", events=blocks)))
    never = {"type": "FacetRadiofrequencyAblation", "status": "not_done"}
    said = reviewer.review(Case.model_validate(bare("said", events=[*blocks, never])))
    assert [each.lines[0].recommendation for each in (silent, said)] == ["non_certify", "non_certify"]
    assert [holds(each, each.lines[0]) for each in (silent, said)] == [False, True]
