"""What does not go away is never to be assessed away, and both sides of a contradiction are named."""

import json
from typing import Any

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.criterion.engine import Engine
from antecede.knowledge.cache import load_plan
from antecede.report.answer import answer
from tests.support import TESTS

Json = dict[str, Any]
RECORD = "only a record that was wrong can be corrected"
#: What bars a line for good, and how it is told.
BARRED = {
    "bcbs-nd-facet-ablation-at-a-fused-level": ("FM-ND-6", f"fused segment, L4-L5 will not go away; {RECORD}."),
    "aetna-facet-ablation-at-a-fused-level": ("FM-AET-14", RECORD),
    "aetna-stimulator-trial-with-pacemaker": ("SCS-03-d", f"pacemaker or defibrillator will not go away; {RECORD}."),
}


@pytest.fixture(scope="module")
def engine(cache: object) -> Engine:
    return Engine(load_plan())


def field(name: str) -> Json:
    found: Json = json.loads((TESTS / "cases-field" / f"{name}.json").read_text(encoding="utf-8"))["case"]
    return found


def proved(case: Json) -> Json:
    found: Json = answer(Reviewer().review(Case.model_validate(case)), proved=True)
    return found


@pytest.mark.parametrize(("name", "told"), BARRED.items())
def test_nothing_helps_and_why_is_told(name: str, told: tuple[str, str]) -> None:
    found = proved(field(name))
    line = found["lines"][-1]
    assert (line["repair"]["sets"], line["repair"]["barred_by"]) == (0, [told[0]])
    assert told[1] in line["repair"]["text"]
    kinds = {each["kind"] for each in found["repairs"] if each["notation"] == told[0]}
    assert kinds <= {"correct", "none"}
    assert kinds


def test_classes_below_endure_with_the_class_above(engine: Engine) -> None:
    classes = engine.reader.classes
    assert sum(each.endures for each in classes.values()) >= 18
    assert all(classes[name].endures for name in ("ImplantedElectricalDevice", "PacemakerOrDefibrillator"))
    assert not any(classes[name].endures for name in ("Radiculopathy", "Pregnancy", "DiscHerniation", "TobaccoUse"))


@pytest.mark.parametrize("gone", [True, False])
def test_a_finding_that_may_go_is_assessed_again(gone: bool) -> None:
    """The same exclusion by a finding that endures and by one that does not."""
    case = field("aetna-stimulator-trial-with-pacemaker")
    if gone:
        case["findings"][-2:] = [{"type": "UntreatedSubstanceUseDisorder"}]
    sets = proved(case)["repair_sets"]
    told = [[change["text"] for change in each["changes"]] for each in sets]
    assert (told == []) is not gone
    assert all("assessed again" in text for each in told for text in each)


# --- both sides of a contradiction ------------------------------------------------------------------------------------


def test_of_two_results_both_are_named() -> None:
    """A clear negative block beside positive ones: what to repeat or reconcile, against what, and what would do."""
    case = field("bcbs-nd-facet-ablation-second-block-at-49")
    case["events"].append({**case["events"][-1], "date": "2025-10-06", "relief": 80})
    case["events"].append({**case["events"][-1], "date": "2025-10-27", "relief": 85})
    found = proved(case)
    assert {each["status"] for each in found["lines"][0]["findings"] if each["notation"] == "FM-ND-3"} == {
        "conflicting"
    }
    [earlier, reconciled] = found["repair_sets"]
    assert "(an earlier one of the act that is asked for)" in earlier["changes"][0]["text"]
    told = [change["text"] for change in reconciled["changes"]]
    assert len(told) == 2
    for text in told:
        result, _, against = text.partition("which stands against")
        assert result.startswith("Clarify: repeat or reconcile lumbar medial branch block, 2025-0")
        assert "49 % relief" in result
        assert "80 % relief" in against
        assert "85 % relief" in against
        assert text.endswith("enough is a record by which it no longer holds.")


def test_result_still_to_come_is_no_side() -> None:
    """Days of what has not happened are made up, and never told as a side."""
    [line] = [each for each in proved(field("bcbs-al-facet-ablation-at-49"))["repair_sets"] if each["line"] == 1][:1]
    [told] = [change["text"] for change in line["changes"] if change["kind"] == "clarify"]
    assert "which stands in the way" in told
    assert told.count("2025-") == 1


def test_what_time_alone_mends_is_named() -> None:
    """An injection repeated too early, waited for while another is done."""
    sets = proved(field("evicore-epidural-repeated-after-10-days"))["repair_sets"]
    assert ["EM-EVI-4"] in [each["meanwhile"] for each in sets]
    assert all("EM-EVI-4" not in change["notations"] for s in sets if s["meanwhile"] for change in s["changes"])
