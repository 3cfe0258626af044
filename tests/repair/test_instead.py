"""Requests with almost nothing on record: more sets than are looked for, and still every way to answer each rule."""

from datetime import date
from typing import Any

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.construction.search import Bounds
from antecede.repair.repairs import repairs
from antecede.report.sets import grouped
from tests.repair.test_sets import Review, assert_proved

Json = dict[str, Any]
BARE: Json = {
    "as_of": "2026-06-10",
    "policy": "medicare",
    "state": "TN",
    "patient": {"age": 63, "sex": "female"},
    "request": [{"line": 1, "code": "64635", "levels": ["L4-L5"], "side": "left", "guidance": "fluoroscopy"}],
    "diagnoses": [{"code": "M47.817", "primary": True}],
    "findings": [],
    "events": [],
}


def bare(name: str, **others: object) -> Json:
    return {**BARE, "id": name, **others}


REQUESTS = {
    "ablation": bare("ablation"),
    "fusion": bare(
        "fusion",
        policy="evicore",
        request=[{"line": 1, "code": "27279", "side": "left"}],
        diagnoses=[{"code": "M53.3", "primary": True}],
    ),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_every_set_is_enough_and_minimal(name: str, proved: Review, review: Review) -> None:
    answered = proved(REQUESTS[name])
    assert not answered["lines"][0]["repair"]["all_found"]
    assert assert_proved(REQUESTS[name], proved, review, most=40) > 12


@pytest.mark.parametrize("name", REQUESTS)
def test_each_set_is_told_in_one_group(name: str, proved: Review) -> None:
    sets = proved(REQUESTS[name])["repair_sets"]
    groups = list(grouped(sets))
    ways = [way for group in groups for place in group.places for way in place.instead]
    assert len(groups) + len(ways) + sum(group.combined for group in groups) == len(sets)
    assert len(groups) < len(sets) / 4


def test_blocks_stand_beside_an_earlier_ablation(proved: Review) -> None:
    """The shortest set says that the act was done before; what the pathway asks for takes more, and is told as well."""
    first = next(grouped(proved(REQUESTS["ablation"])["repair_sets"]))
    [place] = [place for place in first.places if "an earlier one of the act" in place.told[1]]
    assert any("lumbar medial branch block" in way[0][1] and len(way) == 2 for way in place.instead)


def test_acts_that_may_be_on_file_would_take_their_time_apart(proved: Review) -> None:
    """Two blocks that were not done could not both be done tomorrow: the policy wants two weeks between them."""
    days = [
        sorted(change["or_do"]["earliest"] for change in found["changes"] if "medial branch block" in change["what"])
        for found in proved(REQUESTS["ablation"])["repair_sets"]
    ]
    [first, second] = next(each for each in days if len(each) == 2)
    assert (date.fromisoformat(second) - date.fromisoformat(first)).days == 14


def test_what_nobody_says_of_the_act_itself_is_asked_last(proved: Review) -> None:
    asked = [each["what"] for each in proved(REQUESTS["ablation"])["lines"][0]["ask_first"]]
    earlier = ["an earlier one of the act" in each for each in asked]
    assert any(earlier)
    assert earlier == sorted(earlier)


def test_a_set_is_found_where_the_search_by_number_ends_without_one() -> None:
    determination = Reviewer().review(Case.model_validate(REQUESTS["fusion"]))
    found = repairs(determination, determination.lines[0], Bounds(reviews=2, sets=16))
    assert found.cut
    assert found.reaches == "certify"
    assert len(found.repairs) > 1
