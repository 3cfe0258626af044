"""Repair sets of an answer, applied to the case from their JSON alone and reviewed again: enough, and none too many."""

import json
from collections.abc import Callable
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_cases import POOL, SECTIONS, random_cases
from tests.repair.applying import applied
from tests.support import CASES, case

Json = dict[str, Any]
Review = Callable[[Json], Json]


def line_of(answer: Json, number: int) -> Json:
    return next(line for line in answer["lines"] if line["line"] == number)


def assert_proved(original: Json, proved: Review, review: Review, most: int = 10) -> int:
    """Every set is enough, and every change of it is needed; how many sets there were."""
    answered = proved(original)
    for found in answered["repair_sets"][:most]:
        number, reaches = found["line"], found["reaches"]
        after = line_of(review(applied(original, found)), number)
        assert after["recommendation"] == reaches
        assert reaches == ("certify" if after["coverage"] in ("covered", "conditional") else "refer")
        numbers = range(len(found["changes"]))
        for kept in combinations(numbers, len(numbers) - 1):
            fewer = line_of(review(applied(original, found, kept)), number)
            assert fewer["recommendation"] != "certify"
            assert (fewer["recommendation"] != reaches) or open_points(fewer)
    return len(answered["repair_sets"])


def open_points(line: Json) -> list[str]:
    roles = ("prerequisite", "consistency", "line_rule", "exclusion")
    against = ("not_met", "not_documented", "conflicting", "fires")
    return [each["notation"] for each in line["findings"] if each["kind"] in roles and each["status"] in against]


SETS = {
    "facet-block-therapy-without-weeks": {1: 1, 2: 1, 3: 0},
    "facet-rfa-41-days-of-care": {1: 1, 2: 1},
    "facet-rfa-leg-symptoms-not-recorded": {1: 1, 2: 1},
    "facet-rfa-second-level-never-blocked": {1: 0, 2: 1},
    "seed-000": {1: 0, 2: 0},
    "seed-002": {1: 1, 2: 1, 3: 0},
    "seed-003": {1: 1},
    "seed-004": {1: 1, 2: 1},
}


@pytest.mark.parametrize(("name", "expected"), SETS.items())
def test_number_of_sets(name: str, expected: dict[int, int], proved: Review) -> None:
    answered = proved(case(name))
    sets = [each["line"] for each in answered["repair_sets"]]
    assert {line["line"]: sets.count(line["line"]) for line in answered["lines"]} == expected


@settings(max_examples=60)
@given(original=random_cases([name for name in CASES if name.startswith("facet")]))
def test_sets_of_any_case_are_enough_and_minimal(original: Json, proved: Review, review: Review) -> None:
    assert_proved(original, proved, review, most=2)


def test_care_a_day_short_is_continued_for_a_day(proved: Review) -> None:
    found = proved(case("facet-rfa-41-days-of-care"))["repair_sets"][0]
    [change] = found["changes"]
    assert (change["kind"], change["notation"], change["earliest"]) == ("do", "R4", "2025-09-16")
    assert found["as_of"] == "2025-09-16"


def test_undocumented_fact_is_to_be_documented_as_of_the_same_day(proved: Review) -> None:
    original = case("facet-rfa-leg-symptoms-not-recorded")
    found = proved(original)["repair_sets"][0]
    [change] = found["changes"]
    assert (change["kind"], change["entries"]) == (
        "document",
        [{"place": "findings", "values": {"type": "RadicularPain", "present": False}}],
    )
    assert found["as_of"] == original["as_of"]


# --- where nothing helps ----------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(data=st.data())
def test_nothing_that_is_sent_certifies_an_excluded_neurectomy(data: st.DataObject, proved: Review) -> None:
    """Seed 000: whatever is added to the record, line 1 is not certified and no set of changes certifies it."""
    original = case("seed-000")
    for section in SECTIONS:
        sent = data.draw(st.lists(st.sampled_from(POOL[section]), max_size=4))
        original[section] = [*original.get(section, ()), *map(json.loads, sent)]
    answered = proved(original)
    assert line_of(answered, 1)["recommendation"] != "certify"
    assert "certify" not in [each["reaches"] for each in answered["repair_sets"] if each["line"] == 1]


def test_why_nothing_helps_is_said(proved: Review) -> None:
    answered = proved(case("seed-000"))
    repair = line_of(answered, 1)["repair"]
    assert (repair["reaches"], repair["sets"], repair["barred_by"]) == ("", 0, ["N1", "N2"])
    assert "N1" in repair["text"]
    assert [each for each in answered["repair_sets"] if each["line"] == 1] == []
    assert {each["kind"] for each in answered["repairs"] if each["notation"] in ("N1", "N2")} == {"none"}


def test_silent_coverage_is_no_certificate(proved: Review) -> None:
    answered = proved(case("seed-003"))
    assert [each["reaches"] for each in answered["repair_sets"]] == ["refer"]
    assert "states no coverage" in answered["lines"][0]["repair"]["text"]


def test_certified_line_needs_no_repair(proved: Review) -> None:
    answered = proved(case("facet-rfa-all-met"))
    assert answered["repair_sets"] == []
    assert {line["repair"]["text"] for line in answered["lines"]} == {""}


# --- what decides, what to ask for ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", CASES)
def test_what_decides_stands_against_certification(name: str, proved: Review) -> None:
    for line in proved(case(name))["lines"]:
        assert sorted((*line["must_decide"], *line["may_decide"])) == sorted(open_points(line))
        assert bool(line["must_decide"]) <= (line["recommendation"] == "non_certify")
        assert line["robust"] or not line["must_decide"]


def test_red_flag_that_would_waive_refuses_on_another_ground(proved: Review) -> None:
    """Care is a ground that an open waiver could lift; but the red flag that lifts it fails the axial pattern."""
    original = case("facet-rfa-41-days-of-care")
    original["findings"] = [
        each for each in original["findings"] if each["type"] in ("AxialLowBackPain", "RadicularPain")
    ]
    line = line_of(proved(original), 1)
    statuses = {each["notation"]: each["status"] for each in line["findings"]}
    assert (statuses["R4"], statuses["R6"]) == ("not_met", "not_documented")
    assert (line["robust"], line["must_decide"], line["may_decide"]) == (True, [], ["R4"])


def test_most_worth_asking_for(proved: Review) -> None:
    first = line_of(proved(case("facet-rfa-leg-symptoms-not-recorded")), 1)["ask_first"][0]
    assert (first["notation"], first["in_every_set"], first["settles"], first["otherwise"]) == (
        "R2",
        True,
        ["R2"],
        "non_certify",
    )
