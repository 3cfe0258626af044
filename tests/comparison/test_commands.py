"""``antecede compare``, ``impact`` and ``conflicts`` as people and programs call them."""

import json
from pathlib import Path
from typing import Any

import pytest

from antecede.graph.data import shipped_files
from antecede.graph.triples import load
from antecede.graph.vocabulary import SUBCLASS
from tests.support import CASE_FILES, FIELD, TESTS, called, written

Json = dict[str, Any]
POLICY = (TESTS / "policies" / "knee.ttl").read_text(encoding="utf-8")
THIRD_LEVEL = sorted((TESTS / "cases-field").glob("medicare-facet-third-level*.json"))


def told(*arguments: object) -> Any:
    status, out, err = called(*arguments, "--format", "json")
    assert (status, err) == (0, "")
    return json.loads(out)


def found(data: Json) -> dict[tuple[str, str], str]:
    """Relations by notations, over all acts."""
    pairs = [pair for each in data["acts"] for pair in each["criteria"]]
    return {(pair["one"]["notation"], pair["other"]["notation"]): pair["relation"] for pair in pairs}


# --- compare ----------------------------------------------------------------------------------------------------------


def test_criteria_of_two_policies() -> None:
    data = told("compare", "medicare", "aetna", "--act", "MedialBranchBlock")
    (act,) = data["acts"]
    assert [each["label"] for each in act["acts"]] == ["lumbar medial branch block"]
    assert found(data)["FJ-14", "FM-AET-5"] == "stricter"
    assert found(data)["FJC-4", "FJC-4"] == "equal"
    pair = next(each for each in act["criteria"] if each["relation"] == "stricter")
    assert pair["proof"]
    assert pair["converse"] is None
    assert pair["text"].startswith("FJ-14 (")
    assert ") is stricter than FM-AET-5 (" in pair["text"]


def test_every_subclass_step_of_a_proof_is_an_axiom_of_the_graph() -> None:
    graph = load(shipped_files())
    steps = set()
    for names in (("medicare", "aetna"), ("evicore", "aetna"), ("medicare", "evicore"), ("cpb", "medicare")):
        for act in told("compare", *names)["acts"]:
            proofs = [proof for pair in act["criteria"] for proof in (pair["proof"], pair["converse"]) if proof]
            steps |= {(each["kind"], each["subject"], each["object"]) for proof in proofs for each in proof}
    told_or_inferred = [(one, other) for kind, one, other in steps if kind in ("told", "inferred")]
    assert len(told_or_inferred) >= 5
    assert all(other in graph.links(one, SUBCLASS) for one, other in told_or_inferred)
    assert {"number", "part", "same", "waiver"} <= {kind for kind, *_ in steps}


def test_coverage_and_criteria_without_a_counterpart() -> None:
    data = told("compare", "cpb", "evicore")
    covered = {
        act["label"]: [each["status"] for each in row["coverage"]] for row in data["acts"] for act in row["acts"]
    }
    assert len(covered) > 20
    assert {"covered", "silent"} <= {status for pair in covered.values() for status in pair}
    assert any(one != other for one, other in covered.values())
    assert any(row["only_one"] for row in data["acts"])
    shown = [each for row in data["acts"] for each in (*row["only_one"], *row["only_other"])]
    assert {each["kind"] for each in shown} <= {"prerequisite", "exclusion", "consistency", "line_rule"}


def test_text_says_why() -> None:
    status, out, err = called("compare", "evicore", "aetna", "--act", "SpinalCordStimulatorImplant")
    assert (status, err) == (0, "")
    lines = [line.strip() for line in out.splitlines()]
    assert any(line.startswith("SCS-04-b (") and "is looser than" in line for line in lines)
    place = next(place for place, line in enumerate(lines) if line.endswith("evicore:TrialOverTwoDays (inferred)"))
    assert lines[place].startswith("aetna:TrialOfThreeToSevenDays rdfs:subClassOf ")
    assert "holds only where" in lines[place + 1]
    assert any("not proved: neither is shown to ask for more" in line for line in lines)


def test_editions_and_documents_by_name() -> None:
    editions = told("compare", "L38765-2021", "L38765-2024", "--act", "MedialBranchBlock")
    assert [each["documents"][0]["policy"] for each in (editions["one"], editions["other"])] == [
        "L38765-2021",
        "L38765-2024",
    ]
    assert found(editions)["FJ-07", "FJ-07"] == "looser"
    assert told("compare", "L38765", "L38765")["one"]["documents"][0]["policy"].startswith("L38765-")
    day = told("compare", "medicare", "medicare", "--as-of", "2022-01-01", "--act", "MedialBranchBlock")
    assert "L38801-2021" in [each["policy"] for each in day["one"]["documents"]]


def test_added_policies_are_compared_by_their_definitions(tmp_path: Path) -> None:
    """What was added is not classified by any reasoner; its definitions prove what they prove."""
    data = told("compare", "N-1", "LA-2", "--kg", FIELD)
    assert {act["label"] for row in data["acts"] for act in row["acts"]} >= {"genicular radiofrequency ablation"}


@pytest.mark.parametrize(("arguments", "message"), [
    (("compare", "nobody", "cpb"), "policy: nobody: is not known; known are aetna, "),
    (("compare", "cpb", "cpb", "--as-of", "1999-01-01"), "policy: cpb: has nothing in force on 1999-01-01; name another day"),
    (("compare", "cpb", "cpb", "--as-of", "soon"), "--as-of: soon: "),
    (("compare", "cpb", "aetna", "--act", "MedialBranchBlok"), "did you mean 'MedialBranchBlock'?"),
    (("impact", "cpb", "nobody"), "policy: nobody: is not known"),
    (("impact", "cpb", "cpb", "nowhere.json"), "nowhere.json"),
    (("impact", "cpb", "cpb", "--kg", TESTS, "--kg", TESTS, "--kg", TESTS), "--kg: more than two folders; "),
    (("conflicts", "--as-of", "soon"), "--as-of: soon: "),
    (("conflicts", "--act", "Nothing"), "unknown act 'Nothing'"),
])  # fmt: skip
def test_what_is_wrong_is_said(arguments: tuple[object, ...], message: str) -> None:
    status, out, err = called(*arguments)
    assert (status, out) == (2, "")
    assert message in err


# --- impact -----------------------------------------------------------------------------------------------------------


def test_third_level_before_and_after_the_revision() -> None:
    data = told("impact", "L38765-2021", "L38765-2024", *THIRD_LEVEL)
    assert {each["new"]["notation"]: (each["kind"], each["old_is"]) for each in data["criteria"]} == {
        "FJ-07": ("changed", "looser"),
        "FJC-2": ("added", ""),
    }
    assert {each["field"] for each in data["criteria"][0]["differences"]} == {"curable", "waived_by"}
    assert data["cases"] == len(THIRD_LEVEL) == 3
    assert [(each["line"], each["old"], each["new"]) for each in data["flips"]] == [(3, "certify", "non_certify")] * 2
    for each in data["flips"]:
        assert [(by["notation"], by["old"], by["new"]) for by in each["by"]] == [
            ("FJ-07", "waived", "not_met"),
            ("FJC-2", "", "fires"),
        ]


def test_nothing_changes_from_a_policy_to_itself() -> None:
    data = told("impact", "cpb", "cpb", *CASE_FILES.values())
    assert (data["criteria"], data["coverage"], data["flips"]) == ([], [], [])
    assert data["cases"] == len(CASE_FILES) == 17


def test_two_graphs(tmp_path: Path) -> None:
    """One number changed: that criterion, that number, and the case on it, by that finding."""
    before, after = (tmp_path / name for name in ("before", "after"))
    for folder, text in ((before, POLICY), (after, POLICY.replace("xsd:minInclusive 75.0", "xsd:minInclusive 76.0"))):
        folder.mkdir()
        (folder / "knee.ttl").write_text(text, encoding="utf-8")
    from tests.test_new_policy import MET

    case = written(MET, tmp_path)
    data = told("impact", "knee", "knee", case, "--kg", before, "--kg", after)
    changed = [(each["kind"], each["new"]["notation"], each["old_is"]) for each in data["criteria"]]
    assert changed == [("changed", "G2", "looser")]
    assert "ant:reliefPercent: ≥ 75 before, ≥ 76 now" in data["criteria"][0]["text"]
    (flip,) = data["flips"]
    assert (flip["old"], [by["notation"] for by in flip["by"]]) == ("certify", ["G2"])
    assert told("impact", "knee", "knee", case, "--kg", before)["flips"] == []


def test_coverage_turns_a_case() -> None:
    case = CASE_FILES["sij-radiofrequency-pathway-complete"]
    data = told("impact", "cpb", "aetna", case)
    (flip,) = data["flips"]
    assert (flip["old"], flip["new"], flip["coverage"]) == ("refer", "non_certify", ["silent", "unproven"])
    assert {"act", "old", "new"} == set(data["coverage"][0])
    status, out, _ = called("impact", "cpb", "aetna", case)
    assert status == 0
    assert "Cases: 1 of 1 turn" in out
    assert "coverage: " in out


# --- conflicts --------------------------------------------------------------------------------------------------------


def test_guidance_against_guidance_and_against_coverage() -> None:
    data = told("conflicts", "--act", "FacetRadiofrequencyAblation")
    (act,) = data
    against = {pair["against"]["id"].rpartition("#")[2] for pair in act["opposed"]}
    granting = {pair["for"]["kind"] for pair in act["opposed"]}
    assert against == {"bmj-1"}
    assert granting == {"guideline", "policy"}
    assert all(pair[way]["citations"] for pair in act["opposed"] for way in ("for", "against"))
    populations = {pair["for"]["id"].rpartition("#")[2]: pair["population"] for pair in act["opposed"]}
    assert populations["asipp-2020-a"] == "around"
    assert {populations[name] for name in populations if name.startswith("coverage")} == {"around"}


def test_conflicts_of_a_family_of_ones_own() -> None:
    data = told("conflicts", "--act", "GenicularRadiofrequencyAblation", "--kg", FIELD)
    sides = {
        (pair["for"]["id"].rpartition("#")[2], pair["against"]["id"].rpartition("#")[2]) for pair in data[0]["opposed"]
    }
    assert ("LA-ablation", "GA-1") in sides
    assert ("GF-1", "GA-1") in sides
    assert not [pair for pair in data[0]["opposed"] if {pair["for"]["kind"], pair["against"]["kind"]} == {"policy"}]


def test_all_conflicts_are_told_with_both_sources() -> None:
    status, out, err = called("conflicts")
    assert (status, err) == (0, "")
    assert out.count("    for: ") == out.count("    against: ") > 40


def test_two_recommendations_of_one_guideline_are_told_apart() -> None:
    for act in told("conflicts"):
        texts = [pair["text"] for pair in act["opposed"]]
        assert len(set(texts)) == len(texts)
        sides = [pair[way] for pair in act["opposed"] for way in ("for", "against")]
        assert all(bool(each["recommendation"]) is (each["kind"] == "guideline") for each in sides)
