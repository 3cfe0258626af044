"""What holds for any case: of order, sides, what does not matter, what is lowered, documented, denied, late or in words."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.random_cases import SECTIONS, Json, random_cases, statuses, verdict
from tests.support import CASES, case

Review = Callable[[Json], Json]
OTHER_SIDE = {"left": "right", "right": "left"}
#: For tests that run once for each of several entries.
FEWER = settings(max_examples=30)
STRICTNESS = ("certify", "refer", "pend", "non_certify")
#: Rules that relief in percent can only serve, never harm.
SERVED_BY_RELIEF = {"N4", "R3", "R7", "M4", "K6"}


def with_order(draw: st.DrawFn, original: Json) -> Json:
    shuffled = {section: draw(st.permutations(original[section])) for section in (*SECTIONS, "request")}
    return original | shuffled


def mirrored(node: Any) -> Any:
    if isinstance(node, dict):
        return {key: OTHER_SIDE.get(value, value) if key == "side" else mirrored(value) for key, value in node.items()}
    return [mirrored(each) for each in node] if isinstance(node, list) else node


@given(data=st.data())
def test_order_of_entries_never_matters(data: st.DataObject, review: Review) -> None:
    original = data.draw(random_cases())
    shuffled = with_order(data.draw, original)
    assert verdict(review(shuffled)) == verdict(review(original))


@given(original=random_cases())
def test_mirroring_changes_labels_only(original: Json, review: Review) -> None:
    assert verdict(review(mirrored(original))) == verdict(review(original))


IRRELEVANT = [
    ("events", {"type": "OccipitalNerveBlock"}, set()),
    ("events", {"type": "StellateGanglionBlock", "relief": 90}, set()),
    ("events", {"type": "PsychologicalEvaluation", "date": "2025-05-05"}, set()),
    ("events", {"type": "Yoga", "date": "2025-05-05"}, {"K9"}),
    ("events", {"type": "MassageTherapy", "status": "planned"}, set()),
    ("findings", {"type": "TobaccoUse", "present": True}, set()),
    ("findings", {"type": "PatientPreference", "present": True}, set()),
    ("findings", {"type": "PainScore", "value": 6, "scale": "NRS"}, set()),
    ("diagnoses", {"code": "G89.29"}, set()),
]


@pytest.mark.parametrize(("section", "entry", "looked_at_by"), IRRELEVANT)
@FEWER
@given(data=st.data())
def test_what_is_irrelevant_changes_no_rule(
    section: str, entry: Json, looked_at_by: set[str], data: st.DataObject, review: Review
) -> None:
    original = data.draw(random_cases())
    assume(original[section] or section != "diagnoses")  # a first code means that codes are listed
    place = data.draw(st.integers(0, len(original[section])))
    longer = [*original[section][:place], entry, *original[section][place:]]
    before, after = statuses(review(original)), statuses(review(original | {section: longer}))
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert {notation for _, notation in changed} <= looked_at_by


@given(data=st.data())
def test_lower_relief_never_serves(data: st.DataObject, review: Review) -> None:
    original = data.draw(random_cases())
    numbered = [i for i, event in enumerate(original["events"]) if isinstance(event.get("relief"), int | list)]
    assume(numbered)
    lowered = json.loads(json.dumps(original))
    event = lowered["events"][data.draw(st.sampled_from(numbered))]
    relief = event["relief"]
    event["relief"] = data.draw(st.integers(0, min(relief) if isinstance(relief, list) else relief))
    before, after = statuses(review(original)), statuses(review(lowered))
    for (line, notation), status in after.items():
        if notation in SERVED_BY_RELIEF and status == "met":
            assert before[line, notation] == "met"


COMPLETE = ["coccyx-radiofrequency-pathway-complete", "facet-rfa-all-met", "sij-radiofrequency-pathway-complete"]


def matter(entry: Json, name: str) -> str:
    """What an entry is documentation of; codes are listed together, and at the coccyx all care, since K9 adds up its time."""
    return "care" if name.startswith("coccyx") and "start" in entry else str(entry.get("type", "codes"))


@given(data=st.data())
def test_documenting_what_was_missing_favourably_is_never_stricter(data: st.DataObject, review: Review) -> None:
    """All facts on one matter, as a case that meets every rule has them, are added where none was."""
    name = data.draw(st.sampled_from(COMPLETE))
    full = case(name)
    matters = sorted({matter(entry, name) for section in SECTIONS for entry in full[section]})
    known = data.draw(st.sets(st.sampled_from(matters)))
    assume(len(known) < len(matters))
    more = {*known, data.draw(st.sampled_from(sorted(set(matters) - known)))}

    def recommended(which: set[str]) -> dict[int, int]:
        kept = {section: [each for each in full[section] if matter(each, name) in which] for section in SECTIONS}
        return {line["line"]: STRICTNESS.index(line["recommendation"]) for line in review(full | kept)["lines"]}

    before, after = recommended(known), recommended(more)
    assert all(after[line] <= before[line] for line in before)


#: Case, what is left out, what is then said never to have been done or denied, and the rules that ask for it.
DENIABLE = [
    ("facet-rfa-all-met", "MedialBranchBlock", ["R3", "R7"]),
    ("facet-rfa-all-met", "PhysicalTherapy", ["R4"]),
    ("facet-rfa-all-met", "NSAID", ["R4"]),
    ("facet-rfa-all-met", "AxialLowBackPain", ["R2"]),
    ("facet-block-confirmatory-with-drug-line", "PhysicalTherapy", ["M3"]),
    ("facet-block-confirmatory-with-drug-line", "MedialBranchBlock", ["M4"]),
    ("facet-block-confirmatory-with-drug-line", "FacetLoadingTest", ["M7"]),
    ("facet-block-confirmatory-with-drug-line", "PainOnExtension", ["M6"]),
    ("facet-block-confirmatory-with-drug-line", "PainOnRotation", ["M6"]),
    ("facet-block-confirmatory-with-drug-line", "ActivityLimitation", ["M9"]),
    ("sij-radiofrequency-pathway-complete", "SacralLateralBranchBlock", ["N4"]),
    ("sij-radiofrequency-pathway-complete", "SacroiliacSteroidInjection", ["N10"]),
    ("sij-radiofrequency-pathway-complete", "SacroiliacPhysicalTherapy", ["N9"]),
    ("sij-radiofrequency-pathway-complete", "ManualMedicine", ["N9"]),
    ("sij-radiofrequency-pathway-complete", "ActivityModification", ["N8"]),
    ("sij-neurectomy-two-blocks-disagree", "LateralBranchRadiofrequencyAblation", ["N11"]),
    ("coccyx-radiofrequency-pathway-complete", "PhysicalTherapy", ["K2"]),
    ("coccyx-radiofrequency-pathway-complete", "CoccyxCushion", ["K3"]),
    ("coccyx-radiofrequency-pathway-complete", "DoseOptimization", ["K4"]),
    ("coccyx-radiofrequency-pathway-complete", "StandingLateralCoccyxRadiograph", ["K5"]),
    ("coccyx-radiofrequency-pathway-complete", "GanglionImparBlock", ["K6"]),
    ("coccyx-radiofrequency-pathway-complete", "SacroiliacExamination", ["K8"]),
    ("coccyx-radiofrequency-pathway-complete", "ConservativeCare", ["K9"]),
    ("coccyx-radiofrequency-pathway-complete", "SacrococcygealSteroidInjection", ["K11"]),
]
#: A denial of one kind says nothing of the others: the class that the rule looks for is denied.
DENIED_AS = {"NSAID": "Medication", "GanglionImparBlock": "DiagnosticCoccygealInjection"}
#: Where the class takes in others that the case lists, they are left out too.
BELOW = {
    "ConservativeCare": {"PhysicalTherapy", "LevatorAniManualTherapy", "CoccyxMobilization", "CoccyxCushion", "Gabapentin",
                         "DoseOptimization", "MultimodalAnalgesicTrial"},
}  # fmt: skip


@pytest.mark.parametrize(("name", "cls", "notations"), DENIABLE)
def test_silence_and_denial_are_never_alike(name: str, cls: str, notations: list[str], review: Review) -> None:
    full = case(name)
    section = "findings" if any(each["type"] == cls for each in full["findings"]) else "events"
    silent = full | {section: [each for each in full[section] if each["type"] not in {cls, *BELOW.get(cls, ())}]}
    state = {"present": False} if section == "findings" else {"status": "not_done"}
    denied = silent | {section: [*silent[section], {"type": DENIED_AS.get(cls, cls)} | state]}
    on_silence, on_denial = statuses(review(silent)), statuses(review(denied))
    for notation in notations:
        assert on_silence[1, notation] == "not_documented"
        assert on_denial[1, notation] == ("not_applicable" if notation == "M4" else "not_met")


WEEKS_RULES = [
    ("facet-rfa-all-met", "R4"),
    ("facet-block-confirmatory-with-drug-line", "M3"),
    ("coccyx-radiofrequency-pathway-complete", "K2"),
]


@pytest.mark.parametrize(("name", "notation"), WEEKS_RULES)
@pytest.mark.parametrize("days", [35, 41, 42, 43, 49])
def test_six_weeks_are_42_days_however_written(name: str, notation: str, days: int, review: Review) -> None:
    start = date(2025, 1, 6)
    ways = [{"duration": f"P{days}D"}, {"start": str(start), "end": str(start + timedelta(days=days))}]
    ways += [{"duration": f"P{days // 7}W"}] if days % 7 == 0 else []
    for way in ways:
        changed = case(name)
        for event in changed["events"]:
            if event["type"] == "PhysicalTherapy":
                for key in ("start", "end", "duration"):
                    event.pop(key, None)
                event.update(way)
        assert statuses(review(changed))[1, notation] == ("met" if days >= 42 else "not_met"), way


@given(original=random_cases(), weeks=st.integers(1, 20))
def test_weeks_are_seven_days_everywhere(original: Json, weeks: int, review: Review) -> None:
    def lasting(text: str) -> Json:
        return original | {"events": [each | {"duration": text} for each in original["events"]]}

    assert verdict(review(lasting(f"P{weeks}W"))) == verdict(review(lasting(f"P{7 * weeks}D")))


EXCLUDED = sorted(
    name for name, each in CASES.items() if {line["code"] for line in each["request"]} & {"64772", "J2003"}
)


@given(original=random_cases(EXCLUDED))
def test_while_an_exclusion_fires_nothing_certifies(original: Json, review: Review) -> None:
    answer = review(original)
    fired = [
        line
        for line in answer["lines"]
        if ("exclusion", "fires") in {(f["kind"], f["status"]) for f in line["findings"]}
    ]
    assert {line["recommendation"] for line in fired} <= {"non_certify"}
    assert not fired or answer["recommendation"] in ("non_certify", "partial")


@pytest.mark.parametrize("word", ["good", "great", "significant", "more than half", "GOOD", "-", "about half"])
@FEWER
@given(original=random_cases())
def test_words_for_relief_are_no_numbers(word: str, original: Json, review: Review) -> None:
    """A rule looks at such a word as at nothing at all."""
    spoken = [each | {"relief": word} if "relief" in each else each for each in original["events"]]
    silent = [{k: v for k, v in each.items() if (k, "outcome" in each) != ("relief", False)} for each in spoken]
    assert statuses(review(original | {"events": spoken})) == statuses(review(original | {"events": silent}))


@pytest.mark.parametrize(("name", "notation"), [("facet-rfa-all-met", "R3"), ("facet-rfa-all-met", "R7"),
    ("sij-radiofrequency-pathway-complete", "N4"), ("facet-block-confirmatory-with-drug-line", "M4"),
    ("coccyx-radiofrequency-pathway-complete", "K6")])  # fmt: skip
def test_good_relief_is_not_known(name: str, notation: str, review: Review) -> None:
    changed = case(name)
    changed["events"] = [each | {"relief": "good"} if "relief" in each else each for each in changed["events"]]
    assert statuses(review(changed))[1, notation] == "not_documented"


LATE = [
    ("events", {"type": "MedialBranchBlock", "date": "2031-01-05", "relief": 10, "levels": ["L4-L5"], "side": "left"}),
    ("events", {"type": "SacralLateralBranchBlock", "date": "2031-01", "relief": 0, "levels": ["S1", "S2", "S3"]}),
    ("events", {"type": "PhysicalTherapy", "start": "2031", "duration": "P1W", "outcome": "improved"}),
    ("events", {"type": "MedialBranchBlock", "date": "2031-01-05", "status": "not_done"}),
    ("events", {"type": "PhysicalTherapy", "date": "2031-01-05", "status": "contraindicated"}),
    ("findings", {"type": "Malignancy", "since": "2031-02"}),
    ("findings", {"type": "RadicularPain", "present": False, "date": "2031-02-01"}),
]


@pytest.mark.parametrize(("section", "entry"), LATE)
@FEWER
@given(original=random_cases())
def test_what_comes_after_the_day_of_review_is_noticed_and_nothing_else(
    section: str, entry: Json, original: Json, review: Review
) -> None:
    before, after = review(original), review(original | {section: [*original[section], entry]})
    place = f"{section}/{len(original[section])}"
    assert [notice["place"] for notice in after["notices"] if notice not in before["notices"]] == [place]
    for answer in (before, after):
        answer.pop("notices")
        answer["receipt"].pop("case_sha256")
    assert after == before
