"""Faults of a policy that only cases can show are found and said, and a sound policy has none."""

import json
from pathlib import Path

import pytest

from tests.support import called, written
from tests.witness.made import KNEE

POLICY = KNEE.read_text(encoding="utf-8")
#: Added to the invented policy: what it makes wrong, and what has to be said.
FAULTS = {
    "two rules that contradict each other": (
        "knee:G2 , knee:G8 .",
        "knee:G2 , knee:G8 , knee:G9 .",
        """
knee:G9 a ant:AbsenceCriterion ; skos:notation "G9" ; rdfs:label "No osteoarthritis"@en ; ant:role ant:Prerequisite ;
    ant:requirement "no osteoarthritis of the knee"@en ; ant:remedy "send the films"@en ;
    ant:counts ant:KneeOsteoarthritis ; ant:citation knee:cited .
""",
        "GenicularRadiofrequencyAblation: no case was found that certifies",
    ),
    "a rule that is always met": (
        "knee:G2 , knee:G8 .",
        "knee:G2 , knee:G8 , knee:G9 .",
        """
knee:G9 a ant:RequestCriterion ; skos:notation "G9" ; rdfs:label "Knee"@en ; ant:role ant:Prerequisite ;
    ant:requirement "an act at the knee"@en ; ant:remedy "none"@en ;
    ant:requestIs ant:GenicularRadiofrequencyAblation , ant:GenicularNerveBlock ; ant:citation knee:cited .
""",
        "G9: never decides",
    ),
    "a step that nothing reaches": (
        "ant:hasStep knee:Care , knee:Blocks , knee:Ablation .",
        "ant:hasStep knee:Care , knee:Blocks , knee:Ablation , knee:Never .",
        """
knee:Never a ant:Step ; rdfs:label "never"@en ; ant:offers ant:GenicularRadiofrequencyAblation ;
    ant:requires knee:Blocks ; ant:appliesWhen knee:Both ; ant:entryCriterion knee:G6 .
knee:Both a ant:AllOfCriterion ; rdfs:label "there and not there"@en ; ant:part knee:There , knee:NotThere .
knee:There a ant:PresenceCriterion ; rdfs:label "there"@en ; ant:counts ant:KneeOsteoarthritis .
knee:NotThere a ant:AbsenceCriterion ; rdfs:label "not there"@en ; ant:counts ant:KneeOsteoarthritis .
""",
        "never: no case was found that reaches this step",
    ),
}


@pytest.mark.parametrize("kind", FAULTS)
def test_fault_is_found(kind: str, tmp_path: Path) -> None:
    before, after, added, expected = FAULTS[kind]
    assert before in POLICY
    (tmp_path / "knee.ttl").write_text(POLICY.replace(before, after) + added, encoding="utf-8")
    status, out, err = called("check", "--witnesses", "--kg", tmp_path)
    assert (status, out.startswith("knee, 1: ")) == (1, True)
    assert expected in err


def test_sound_policy_has_no_fault(tmp_path: Path) -> None:
    (tmp_path / "knee.ttl").write_text(POLICY, encoding="utf-8")
    status, out, err = called("check", "--witnesses", "--kg", tmp_path)
    assert (status, "nothing wrong" in err) == (0, True)
    assert out == "knee, 1: 8 criteria; met 8 of 8, boundary 8 of 8, failed 8 of 8, silent 7 of 7\n"


# --- the command ------------------------------------------------------------------------------------------------------


def test_command_prints_a_case_that_can_be_reviewed(tmp_path: Path) -> None:
    status, out, err = called("witness", "cpb", "FacetRadiofrequencyAblation", "--format", "json")
    assert (status, err) == (0, "")
    [made] = json.loads(out)
    assert (made["reaches"], made["code"]) == ("certify", "64635")
    status, out, _ = called("review", written(made["case"], tmp_path), "--format", "json")
    assert json.loads(out)["recommendation"] == "certify"
    criteria = {each["notation"]: each for each in made["criteria"]}
    assert criteria["R4"]["failed"]["status"] == "not_met"
    assert criteria["R7"]["boundary"]["reached"]


def test_command_tells_in_text() -> None:
    status, out, err = called("witness", "cpb", "MedialBranchBlock", "--all")
    assert (status, err) == (0, "")
    assert out.count("Reviewed again, this case comes to: certify.") == 6
    assert "step first block" in out
    assert "step confirmatory block" in out


def test_coverage_of_the_whole_policy_is_printed(tmp_path: Path) -> None:
    (tmp_path / "knee.ttl").write_text(POLICY, encoding="utf-8")
    status, out, err = called("witness", "knee", "--kg", tmp_path)
    assert (status, err) == (0, "")
    assert out.startswith("knee, 1: 8 criteria; met 8 of 8, boundary 8 of 8, failed 8 of 8, silent 7 of 7\n")


BAD = [
    (("nothing", "MedialBranchBlock"), "unknown policy 'nothing'"),
    (("cpb", "MedialBranchBlok"), "did you mean 'MedialBranchBlock'?"),
    (("cpb", "MedialBranchBlock", "--code", "00000"), "unknown procedure code"),
]


@pytest.mark.parametrize(("arguments", "message"), BAD)
def test_wrong_arguments_are_answered(arguments: tuple[str, ...], message: str) -> None:
    status, out, err = called("witness", *arguments)
    assert (status, out) == (2, "")
    assert message in err
