"""The recommendation follows the table of section 5 of the design from the findings that an answer shows, for any case."""

from collections.abc import Callable

import pytest
from hypothesis import given

from tests.random_cases import Json, random_cases
from tests.support import CASES, case

Review = Callable[[Json], Json]
OPEN = {"not_documented", "conflicting"}
FOR_A_PERSON = {"readings_disagree", "contraindicated"}


def by_the_table(line: Json) -> str:
    """What the outcomes of a line come to, read from its answer alone."""
    deciding = [each for each in line["findings"] if each["kind"] not in ("flag", "exception")]
    statuses = {(each["kind"] == "exclusion", each["status"]) for each in deciding}
    if (True, "fires") in statuses or (False, "not_met") in statuses or line["coverage"] in ("unproven", "not_covered"):
        return "non_certify"
    left_open = [each for each in deciding if each["status"] in OPEN]
    if any(each["reason"] not in FOR_A_PERSON for each in left_open):
        return "pend"
    has_rules = any(each["kind"] == "prerequisite" and each["status"] in ("met", "waived") for each in deciding)
    return "refer" if left_open or line["coverage"] == "silent" or not has_rules else "certify"


def assert_follows_the_table(answer: Json) -> None:
    lines = {line["recommendation"] for line in answer["lines"]}
    assert [line["recommendation"] for line in answer["lines"]] == [by_the_table(line) for line in answer["lines"]]
    assert answer["recommendation"] == (lines.pop() if len(lines) == 1 else "partial")
    assert answer["human_review_required"] is (answer["recommendation"] != "certify")
    for line in answer["lines"]:
        grounds = [
            each
            for each in line["findings"]
            if each["status"] in ("fires", "not_met") and each["kind"] not in ("flag", "exception")
        ]
        covered = line["coverage"] not in ("unproven", "not_covered")
        assert line["curable"] is (covered and all(each["curable"] for each in grounds))


@pytest.mark.parametrize("name", CASES)
def test_shipped_case_follows_the_table(name: str, answers: Json) -> None:
    assert_follows_the_table(answers[name])


@given(original=random_cases())
def test_any_case_follows_the_table(original: Json, review: Review) -> None:
    assert_follows_the_table(review(original))


NO_RULES = [
    {"line": 1, "code": "27280"},
    {"line": 1, "code": "63650"},
    {"line": 1, "code": "64999", "act": "CooledLateralBranchRadiofrequencyAblation"},
    {"line": 1, "code": "64999"},
    {"line": 1, "code": "64624"},
    {"line": 1, "code": "64772", "act": "SpinalNerveTransection"},
]


@pytest.mark.parametrize("line", NO_RULES)
def test_nothing_examined_is_nothing_met(line: Json, review: Review) -> None:
    """An act without rules or coverage in the policy is never certified, whatever is on record."""
    for name in CASES:
        assert review(case(name) | {"request": [line]})["recommendation"] != "certify"
    bare = {"id": "bare", "as_of": "2025-11-18", "policy": "cpb", "request": [line]}
    assert review(bare)["recommendation"] in ("refer", "pend")


@pytest.mark.parametrize("name", CASES)
def test_silence_on_everything_is_no_ground_to_refuse(name: str, review: Review) -> None:
    """With nothing on record only the request itself can fail."""
    answer = review({key: value for key, value in case(name).items() if key in ("id", "as_of", "policy", "request")})
    refused = {
        each["notation"]
        for line in answer["lines"]
        for each in line["findings"]
        if each["status"] in ("not_met", "fires")
    }
    assert refused <= {"M10", "L3", "N3", "L4"}
