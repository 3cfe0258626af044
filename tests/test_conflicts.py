"""Conflict and ignorance stay apart in every kind of criterion, not only in counts."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.support import case

Json = dict[str, Any]
BLOCK = {"type": "SacralLateralBranchBlock", "levels": ["S1", "S2", "S3"], "side": "bilateral"}
ABLATION = {"type": "LateralBranchRadiofrequencyAblation", "technique": "adequate", "outcome": "failed", "count": 2}


def status(answer: Json, notation: str) -> tuple[str, str]:
    finding = next(each for each in answer["lines"][0]["findings"] if each["notation"] == notation)
    return finding["status"], finding["reason"]


@pytest.mark.parametrize(
    ("name", "notation", "denied"),
    [
        ("facet-block-confirmatory-with-drug-line", "M3", "PhysicalTherapy"),
        ("facet-rfa-all-met", "R4", "PhysicalTherapy"),
        ("coccyx-radiofrequency-pathway-complete", "K2", "PhysicalTherapy"),
        ("coccyx-radiofrequency-pathway-complete", "K9", "ConservativeCare"),
        ("sij-radiofrequency-pathway-complete", "N5", "SacralLateralBranchBlock"),
        ("sij-radiofrequency-pathway-complete", "N4", "SacralLateralBranchBlock"),
    ],
    ids=lambda value: value,
)
def test_what_is_reported_and_denied_conflicts(
    name: str, notation: str, denied: str, review: Callable[[Json], Json]
) -> None:
    changed = case(name)
    changed["events"].append({"type": denied, "status": "not_done"})
    assert status(review(changed), notation) == ("conflicting", "contradicted")


def test_a_result_that_may_have_been_positive_may_have_come_first(review: Callable[[Json], Json]) -> None:
    """The second positive block was in March or, if the one in February counts, in February."""
    changed = case("sij-neurectomy-two-blocks-disagree")
    blocks = [("2025-01-06", 80), ("2025-02-03", "good"), ("2025-03-03", 80)]
    changed["events"] = [BLOCK | {"date": date, "relief": relief} for date, relief in blocks]
    for day, expected in (("2025-02-17", "not_documented"), ("2025-03-17", "met"), ("2025-01-20", "not_met")):
        answered = review(changed | {"events": [*changed["events"], ABLATION | {"date": day}]})
        assert status(answered, "N4")[0] == "met"
        assert status(answered, "N11")[0] == expected, day


def test_the_latest_injection_has_to_be_known(review: Callable[[Json], Json]) -> None:
    changed = case("sij-radiofrequency-pathway-complete")
    others = [each for each in changed["events"] if each["type"] != "SacroiliacSteroidInjection"]
    weak = {"type": "SacroiliacSteroidInjection", "relief": 40}
    unclear = {"type": "SacroiliacSteroidInjection", "relief": [40, 60], "relief_duration": "P3M"}
    changed["events"] = [*others, weak, unclear]
    assert status(review(changed), "N10") == ("not_documented", "attribute_missing")
    changed["events"] = [*others, weak | {"date": "2025-05-01"}, unclear | {"date": "2025-04-01"}]
    assert status(review(changed), "N10") == ("met", "satisfied")


def test_codes_whose_titles_exclude_each_other_do_not_agree(review: Callable[[Json], Json]) -> None:
    """M47.816 is without radiculopathy, M54.16 is one; the tabular list has no note on it."""
    changed = case("facet-rfa-all-met")
    changed["diagnoses"].append({"code": "M54.16"})
    answered = review(changed)
    assert status(answered, "R1") == ("not_met", "value_out_of_range")
    found = next(each["found"] for each in answered["lines"][0]["findings"] if each["notation"] == "R1")
    assert "M47.816" in found
    assert "M54.16" in found
    assert not answered["notices"]


def test_a_denial_that_takes_in_a_fact_contests_it_in_every_rule(review: Callable[[Json], Json]) -> None:
    """Leg pain that is gone takes in radicular pain, though a rule may count neither's name but one above the second."""
    changed = case("facet-rfa-all-met")
    changed["findings"] = [each for each in changed["findings"] if each["type"] not in ("RadicularPain", "LegPain")]
    changed["findings"].append({"type": "RadicularPain"})
    assert status(review(changed), "R2")[0] == "not_met"
    changed["findings"].append({"type": "LegPain", "status": "resolved"})
    assert status(review(changed), "R2") == ("conflicting", "contradicted")
