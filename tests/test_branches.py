"""Where code and record contradict each other, both are followed, and neither is preferred."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.support import CASES, case

Json = dict[str, Any]
Review = Callable[[Json], Json]


def test_both_branches_are_followed(review: Review) -> None:
    """Seed 004: coded as facets, told as a root; the patient has a place in the pathway of each."""
    found = [each for each in review(case("seed-004"))["branches"] if each["line"] == 1]
    assert [(each["pathway"], each["stands_at"], each["facts"]) for each in found] == [
        ("facet ablation pathway", "choice of branch", ["diagnoses/0"]),
        ("radicular branch", "conservative care", ["findings/1"]),
    ]
    for each in found:
        assert [step["state"] for step in each["steps"]]
        assert each["text"].startswith("If it is truly ")
    acts = {act["act"]: act["coverage"] for act in found[1]["acts"]}
    assert set(acts.values()) == {"silent"}
    assert "coverage has to be checked" in found[1]["text"]


def test_nothing_is_followed_while_code_and_record_agree(review: Review) -> None:
    original = case("seed-004")
    original["findings"] = [each for each in original["findings"] if each["type"] != "Radiculopathy"]
    assert review(original)["branches"] == []


@pytest.mark.parametrize("name", CASES)
def test_branches_come_from_a_contradiction(name: str, review: Review) -> None:
    answer = review(case(name))
    for line in answer["lines"]:
        against = [
            each
            for each in line["findings"]
            if each["kind"] == "consistency" and each["status"] in ("not_met", "conflicting")
        ]
        own = [each for each in answer["branches"] if each["line"] == line["line"]]
        used = {ref for each in against for ref in each["facts"]}
        assert all(set(each["facts"]) <= used for each in own)
        assert not own or against
