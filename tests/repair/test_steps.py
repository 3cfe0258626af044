"""Another step of the same act is a way past a rule, where that step does not ask for it: and so it is among the sets."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.repair.applying import applied
from tests.support import TESTS

Json = dict[str, Any]
Review = Callable[[Json], Json]


def field(name: str) -> Json:
    found: Json = json.loads((TESTS / "cases-field" / f"{name}.json").read_text("utf-8"))["case"]
    return found


def without(original: Json, *types: str) -> Json:
    """The case without entries of these types."""
    left = {
        section: [each for each in original[section] if each["type"] not in types]
        for section in ("findings", "events")
        if section in original
    }
    return original | left


def written(answered: Json) -> list[set[str]]:
    """What each set writes by type of entry, with the code where it is a diagnosis."""
    return [
        {entry["values"].get("type") or entry["values"].get("code", "") for each in found["changes"] for entry in each["entries"] if entry["values"]}
        for found in answered["repair_sets"]
    ]  # fmt: skip


# --- augmentation of a vertebra: a fracture, or a tumor ---------------------------------------------------------------


def test_an_old_fracture_is_no_bar_where_a_lesion_may_be_on_file(proved: Review, review: Review) -> None:
    original = field("medicare-augmentation-old-fracture")
    answered = proved(original)
    [line] = answered["lines"]
    assert (line["robust"], line["may_decide"]) == (False, ["PVA-01"])
    assert line["repair"]["barred_by"] == []
    assert written(answered) == [{"OsteolyticVertebralLesion", "IntractableFracturePain"}]
    [found] = answered["repair_sets"]
    assert {each["kind"] for each in found["changes"]} == {"document"}
    assert review(applied(original, found))["recommendation"] == "certify"


def test_a_lesion_is_asked_for_at_the_level_of_the_request_and_no_diagnosis_is_made_up(proved: Review) -> None:
    silent = without(field("medicare-augmentation-tumor"), "OsteolyticVertebralLesion")
    answered = proved(silent)
    [change] = answered["repair_sets"][0]["changes"]
    assert change["entries"] == [
        {"place": "findings", "values": {"type": "OsteolyticVertebralLesion", "levels": ["L2"]}}
    ]
    assert (change["kind"], change["notations"]) == ("document", ["PVA-01", "PVA-02", "PVA-03", "PVA-04"])


def test_a_lesion_that_was_ruled_out_is_not_to_be_documented(proved: Review) -> None:
    silent = without(field("medicare-augmentation-old-fracture"), "OsteolyticVertebralLesion")
    denied = {"type": "OsteolyticVertebralLesion", "present": False}
    answered = proved(silent | {"findings": [*silent["findings"], denied]})
    changes = [each for found in answered["repair_sets"] for each in found["changes"]]
    told = [each for each in changes if any("OsteolyticVertebralLesion" in str(entry) for entry in each["entries"])]
    assert [each["kind"] for each in told] == ["do"]


# --- the act was done before ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("family", ["aetna", "evicore"])
def test_a_step_under_a_condition_is_left_for_that_of_a_repetition(family: str, proved: Review) -> None:
    """The first ablation rests on blocks; a repetition on how the ablation before it helped."""
    answered = proved(field(f"{family}-facet-ablation-two-blocks-at-75"))
    earlier = [found for found in answered["repair_sets"] if found["line"] == 1 and len(found["changes"]) == 1]
    assert [each["kind"] for found in earlier for each in found["changes"]] == ["document"]
    assert {"FacetRadiofrequencyAblation"} in written(answered)


def test_a_step_without_a_condition_is_left_for_that_within_an_episode(proved: Review) -> None:
    """Care comes before a first injection; of an injection in the two years before it nothing is said."""
    original = field("evolent-epidural-acute-after-13-days")
    answered = proved(original)
    assert written(answered).count({"EpiduralSteroidInjection", "UnreadRulesChecked"}) == 1
    assert answered["lines"][0]["robust"] is False
    never = {"type": "EpiduralSteroidInjection", "status": "not_done"}
    said = proved(original | {"events": [*original["events"], never]})
    documents = [found for found in said["repair_sets"] if {c["kind"] for c in found["changes"]} == {"document"}]
    assert (said["lines"][0]["robust"], documents) == (True, [])


def test_what_a_record_lists_in_full_is_to_be_done_and_not_to_be_documented(proved: Review) -> None:
    """One block is on record, so there is no other: a third one can only be asked for after a second was done."""
    answered = proved(field("medicare-facet-second-block-after-13-days"))
    assert answered["lines"][0]["robust"] is True
    [changes] = [each["changes"] for each in answered["repair_sets"] if len(each["changes"]) > 1]
    assert [(each["kind"], "FJ-14" in each["notations"]) for each in changes] == [("document", False), ("do", True)]


# --- past what no one can cure ----------------------------------------------------------------------------------------


def test_nothing_is_claimed_of_what_is_not_looked_for(proved: Review) -> None:
    """Pain from a cancer, if it turned up, would be no occipital neuralgia; no set makes it up, and none is ruled out."""
    [open_one] = proved(field("uhc-occipital-block-for-neuralgia"))["lines"]
    assert (open_one["repair"]["barred_by"], "OCC-01-b" in open_one["may_decide"]) == (["OCC-01-b"], True)
    assert open_one["repair"]["text"] == (
        "Nothing cures Occipital neuralgia or headache (OCC-01-b); facts may still show that it does not apply, "
        "and no sets are looked for past it."
    )
    [firm] = proved(field("medicare-sacroiliac-third-diagnostic"))["lines"]
    assert (firm["must_decide"], firm["repair"]["barred_by"]) == (["SIJ-M-08"], ["SIJ-M-08"])
    assert firm["repair"]["text"].startswith("Nothing that is sent, done or corrected lifts")
