"""A policy for acts that the product has no rules for is one Turtle file; a source left out takes its rules along."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.report.answer import answer
from tests.support import CASE_FILES, TESTS, antecede, called, written

Json = dict[str, Any]
Review = Callable[[Json], Json]
POLICY = (TESTS / "policies" / "knee.ttl").read_text(encoding="utf-8")
MET: Json = {
    "id": "knee-1",
    "as_of": "2025-11-18",
    "policy": "knee",
    "diagnoses": [{"code": "M17.11", "primary": True}],
    "request": [{"line": 1, "code": "64624", "act": "GenicularRadiofrequencyAblation", "side": "right"}],
    "findings": [
        {"type": "KneeOsteoarthritis", "side": "right"},
        {"type": "ImplantedElectricalDevice", "present": False},
        {"type": "PainScore", "value": 6, "scale": "NRS", "date": "2025-11-01"},
    ],
    "events": [
        {"type": "PhysicalTherapy", "start": "2025-02-01", "end": "2025-05-01", "outcome": "failed"},
        {"type": "NSAID", "start": "2025-02-01", "end": "2025-05-01", "outcome": "failed"},
        {"type": "GenicularNerveBlock", "date": "2025-08-01", "side": "right", "relief": 75},
        {"type": "GenicularNerveBlock", "date": "2025-08-15", "side": "right", "relief": 90},
        {"type": "GenicularRadiofrequencyAblation", "status": "not_done"},
    ],
}


def folder_of(text: str, folder: Path) -> Path:
    (folder / "knee.ttl").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return folder_of(POLICY, tmp_path_factory.mktemp("knee"))


@pytest.fixture(scope="module")
def knee(folder: Path, cache: Path) -> Review:
    reviewer = Reviewer([folder])
    return lambda case: answer(reviewer.review(Case.model_validate(case)))


def found(answered: Json) -> dict[str, str]:
    (line,) = answered["lines"]
    return {each["notation"]: each["status"] for each in line["findings"]}


def changed(section: str, cls: str, *instead: Json) -> Json:
    """The case that meets all, with other entries in the place of those of one class."""
    return MET | {section: [each for each in MET[section] if each["type"] != cls] + list(instead)}


def block(date: str, **more: Any) -> Json:
    return {"type": "GenicularNerveBlock", "date": date, "side": "right", "relief": 80} | more


def ablation(date: str, **more: Any) -> Json:
    return {"type": "GenicularRadiofrequencyAblation", "date": date, "side": "right"} | more


def test_case_that_meets_all_is_certified_by_the_command_line(folder: Path, tmp_path: Path) -> None:
    done = antecede("review", written(MET, tmp_path), "--kg", folder, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    answered = json.loads(done.stdout)
    assert (answered["policy"], answered["edition"], answered["recommendation"]) == ("knee", "1", "certify")
    assert found(answered) == {
        **dict.fromkeys(["G1", "G2", "G3", "G6", "G7", "G8"], "met"),
        "G4": "clear",
        "G5": "not_applicable",
    }
    (line,) = answered["lines"]
    assert [step["state"] for step in answered["pathway"]] == ["complete", "complete", "open"]
    assert all("a test" in {cited["source"] for cited in each["citations"]} for each in line["findings"])


def test_silent_case_pends(knee: Review) -> None:
    answered = knee({key: MET[key] for key in ("id", "as_of", "policy", "request")})
    assert answered["recommendation"] == "pend"
    assert set(found(answered).values()) == {"not_documented", "met"}
    assert found(answered)["G6"] == "met"


def test_without_the_file_the_policy_is_unknown(tmp_path: Path) -> None:
    status, out, err = called("review", written(MET, tmp_path))
    assert (status, out) == (2, "")
    assert "unknown policy 'knee'" in err


DENIED = {"present": False}
ROWS = [
    ("G1", changed("findings", "KneeOsteoarthritis"), "not_documented", "pend"),
    ("G1", changed("findings", "KneeOsteoarthritis", {"type": "KneeOsteoarthritis"} | DENIED), "not_met", "non_certify"),
    ("G1", changed("findings", "KneeOsteoarthritis", {"type": "KneeOsteoarthritis"}), "not_documented", "pend"),
    ("G2", changed("events", "GenicularNerveBlock"), "not_documented", "pend"),
    ("G2", changed("events", "GenicularNerveBlock", block("2025-08-01")), "not_met", "non_certify"),
    ("G2", changed("events", "GenicularNerveBlock", block("2025-08-01", count=None)), "not_documented", "pend"),
    ("G2", changed("events", "GenicularNerveBlock", block("2025-08-01"), block("2025-08-14")), "not_met", "non_certify"),
    ("G2", changed("events", "GenicularNerveBlock", block("2025-08-01"), block("2025-08-15")), "met", "certify"),
    ("G2", changed("events", "GenicularNerveBlock", block("2025-08-01"), block("2025-08-15", relief=74)), "not_met", "non_certify"),
    ("G2", changed("events", "GenicularNerveBlock", block("2025-08-01"), block("2025-08-15", relief=[70, 80])),
     "not_documented", "pend"),
    ("G2", changed("events", "GenicularNerveBlock", block("2025-08-01"), block("2025-08-15", side="left")), "not_met", "non_certify"),
    ("G2", changed("events", "GenicularNerveBlock", block("2025-08-01"), block("2025-08")), "not_documented", "pend"),
    ("G2", changed("events", "GenicularNerveBlock", block("2025-08"), block("2025-08-30")), "not_documented", "pend"),
    ("G2", changed("events", "GenicularNerveBlock", block("2025-08-01", count=12), block("2025-08-15")), "met", "certify"),
    ("G2", changed("events", "GenicularNerveBlock", block("2025-08-01", count=12)), "not_met", "non_certify"),
    ("G2", changed("events", "GenicularNerveBlock", block("2025-08", count=2)), "not_documented", "pend"),
    ("G2", changed("events", "GenicularNerveBlock", block("2025-03"), block("2025-08")), "met", "certify"),
    ("G2", changed("events", "GenicularNerveBlock", block("2024-11-18"), block("2025-11-18")), "met", "certify"),
    ("G2", changed("events", "GenicularNerveBlock", block("2024-11-17"), block("2025-11-18")), "not_met", "non_certify"),
    ("G2", changed("events", "GenicularNerveBlock", block("2024-11"), block("2025-11-18")), "not_documented", "pend"),
    ("G3", changed("events", "PhysicalTherapy", {"type": "PhysicalTherapy", "outcome": "failed", "duration": "P3M"}), "met", "certify"),
    ("G4", changed("findings", "ImplantedElectricalDevice"), "not_documented", "pend"),
    ("G4", changed("findings", "ImplantedElectricalDevice", {"type": "ImplantedElectricalDevice"}), "fires", "non_certify"),
    ("G5", changed("events", "GenicularRadiofrequencyAblation", ablation("2025-05-18")), "met", "certify"),
    ("G5", changed("events", "GenicularRadiofrequencyAblation", ablation("2025-05-19")), "not_met", "non_certify"),
    ("G5", changed("events", "GenicularRadiofrequencyAblation", ablation("2025-05")), "not_documented", "pend"),
    ("G5", changed("events", "GenicularRadiofrequencyAblation", ablation("2024-05-18"), ablation("2025-06-18")), "not_met", "non_certify"),
    ("G6", changed("events", "GenicularRadiofrequencyAblation", ablation("2024-11-18"), ablation("2025-02-18")), "not_met", "non_certify"),
    ("G6", changed("events", "GenicularRadiofrequencyAblation", ablation("2024-11-17"), ablation("2025-02-18")), "met", "certify"),
    ("G6", changed("events", "GenicularRadiofrequencyAblation", ablation("2024-11"), ablation("2025-02-18")), "not_documented", "pend"),
    ("G6", changed("events", "GenicularRadiofrequencyAblation", ablation("2025-02-18", count=2)), "not_met", "non_certify"),
    ("G7", changed("findings", "PainScore", {"type": "PainScore", "value": 4}), "met", "certify"),
    ("G7", changed("findings", "PainScore", {"type": "PainScore", "value": 3.5}), "not_met", "non_certify"),
    ("G7", changed("findings", "none", {"type": "PainScore", "value": 2, "date": "2025-11-10"}), "not_met", "non_certify"),
    ("G7", changed("findings", "none", {"type": "PainScore", "value": 2, "date": "2025-10-10"}), "met", "certify"),
    ("G7", changed("findings", "none", {"type": "PainScore", "value": 2}), "not_documented", "pend"),
    ("G7", changed("findings", "PainScore"), "not_documented", "pend"),
    ("G8", changed("events", "NSAID", {"type": "NSAID", "status": "contraindicated"}), "met", "certify"),
    ("G8", changed("events", "NSAID", {"type": "NSAID", "status": "not_done"}), "not_met", "non_certify"),
    ("G8", changed("events", "NSAID", {"type": "NSAID", "status": "planned"}), "not_documented", "pend"),
]  # fmt: skip


@pytest.mark.parametrize(("notation", "case", "status", "recommendation"), ROWS)
def test_each_kind_of_criterion_draws_its_line(
    notation: str, case: Json, status: str, recommendation: str, knee: Review
) -> None:
    answered = knee(case)
    assert found(answered)[notation] == status
    assert answered["recommendation"] == recommendation


def test_edition_holds_to_its_last_day(knee: Review, folder: Path, tmp_path: Path) -> None:
    late = changed("events", "GenicularNerveBlock", block("2026-08-01"), block("2026-08-15"))
    assert knee(late | {"as_of": "2026-12-31"})["recommendation"] == "certify"
    status, out, err = called("review", written(late | {"as_of": "2027-01-01"}, tmp_path), "--kg", folder)
    assert (status, out) == (2, "")
    assert "no edition of policy 'knee' is in force on 2027-01-01" in err


# --- policies that cannot be used ---------------------------------------------------------------------------------

FAULTY = [
    ("knee:Care a ant:Step ;", "knee:Care a ant:Step ; ant:requires knee:Ablation ;", "Care", "requires"),
    ("ant:counts ant:NSAID ; ant:contraindicationSatisfies true ;\n    ant:citation knee:cited .", "ant:counts ant:NSAID .",
     "G8", "cites nothing"),
    ("xsd:minInclusive 75.0", "xsd:minInclusive 175.0", "ReliefAtLeast75", "outside 0 to 100"),
    ("ant:counts ant:NSAID", "ant:counts ant:Ibuprofen", "G8", "Ibuprofen"),
    ("ant:atMost 1", "ant:atMots 1", "G6", "atMots"),
    ('"P3M"^^xsd:duration', '"three months"', "G3", "duration"),
    ("ant:hasPathway knee:Pathway ;", "ant:hasPathway knee:Pathwy ;", "Pathwy", ""),
    ("a ant:Policy ;", "a ant:Policy", "line 14", "not Turtle"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "node", "what"), FAULTY)
def test_faulty_policy_is_refused_with_file_and_node(
    right: str, wrong: str, node: str, what: str, tmp_path: Path
) -> None:
    assert POLICY.count(right) == 1
    folder = folder_of(POLICY.replace(right, wrong), tmp_path)
    status, out, err = called("review", written(MET, tmp_path), "--kg", folder)
    assert (status, out) == (2, "")
    lines = err.splitlines()
    assert all(line.startswith(f"{folder / 'knee.ttl'}: ") and "; " in line for line in lines)
    assert [line for line in lines if node in line and what in line]


# --- what rests on one source -------------------------------------------------------------------------------------

SOURCE = "https://w3id.org/antecede/source#"


def rules(answered: Json) -> dict[str, set[str]]:
    return {line["code"]: {each["notation"] for each in line["findings"]} for line in answered["lines"]}


def without(iri: str, name: str) -> Json:
    status, out, err = called("review", CASE_FILES[name], "--without", iri, "--format", "json")
    assert (status, err) == (0, "")
    answered: Json = json.loads(out)
    return answered


@pytest.mark.parametrize("iri", [SOURCE + "determination-002", "src:determination-002"])
def test_rules_that_rest_on_a_source_alone_go_with_it(iri: str, answers: Json) -> None:
    name = "facet-block-confirmatory-with-drug-line"
    before, after = rules(answers[name]), rules(without(iri, name))
    assert before["64493"] - after["64493"] == {"M1", "M2", "M3", "M4", "M6", "M7", "M8", "M9"}
    assert before["J2003"] - after["J2003"] == {"M10", "L3"}
    assert after["64493"] >= {"M5", "M11", "M12"}


def test_nothing_is_certified_on_what_is_left() -> None:
    """The coverage of the block rests on that source too."""
    name = "facet-block-confirmatory-with-drug-line"
    left = without(SOURCE + "determination-002", name)
    assert {line["coverage"] for line in left["lines"]} == {"silent"}
    assert {line["recommendation"] for line in left["lines"]} == {"refer"}


def test_a_source_left_out_leaves_other_rules_alone(answers: Json) -> None:
    assert rules(without(SOURCE + "determination-003", "seed-000")) == rules(answers["seed-000"])


def test_receipt_tells_what_was_left_out(answers: Json) -> None:
    """Two reviews that differ by what was left out are not of one graph."""
    left = without(SOURCE + "determination-003", "seed-000")
    assert left["receipt"] != answers["seed-000"]["receipt"]


def test_a_rule_can_be_left_out(answers: Json) -> None:
    left = without("https://w3id.org/antecede/policy/cpb#R4", "facet-rfa-41-days-of-care")
    assert {line["recommendation"] for line in left["lines"]} == {"certify"}
    assert answers["facet-rfa-41-days-of-care"]["recommendation"] == "non_certify"
