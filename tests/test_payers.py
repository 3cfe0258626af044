"""Families of payers beside each other: the same facts come to what each document asks, and rules have plain words."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from antecede.knowledge.cache import load_plan
from antecede.letter.plain import plain_words

Json = dict[str, Any]
FIELD = Path(__file__).parent / "cases-field"
FAMILIES = {
    "aetna", "al-medicaid", "anthem", "bcbs-al", "bcbs-ma", "bcbs-ms", "bcbs-nc", "bcbs-nd", "bcbs-ri", "bcbs-sc",
    "bcbs-tn", "blue-kc", "carelon", "centene", "cohere", "cpb", "evicore", "evolent", "hcsc", "health-net",
    "healthpartners", "humana", "ibx", "iehp", "kaiser-wa", "medicare", "ny-wc", "premera", "providence", "tricare-west",
    "uhc", "wps-arise",
}  # fmt: skip
TOLD = ("prerequisite", "consistency", "line_rule", "exclusion")


def asked(name: str, policy: str, **changes: object) -> Json:
    case: Json = json.loads((FIELD / f"{name}.json").read_text(encoding="utf-8"))["case"]
    return case | {"policy": policy, **changes}


def test_every_family_is_one_of_these() -> None:
    assert {each.family for each in load_plan().policies} == FAMILIES


BLOCKS_AT_75 = {"bcbs-nd": "certify", "medicare": "non_certify", "aetna": "non_certify", "evicore": "non_certify"}


@pytest.mark.parametrize("policy", BLOCKS_AT_75)
def test_two_blocks_at_75(policy: str, review: Callable[[Json], Json]) -> None:
    """Enough where 50 % each is asked for, too little where 80 % is."""
    answered = review(asked("bcbs-nd-facet-ablation-two-blocks-at-75", policy))
    assert answered["recommendation"] == BLOCKS_AT_75[policy]
    if policy != "bcbs-nd":
        failed = [each for line in answered["lines"] for each in line["findings"] if each["status"] == "not_met"]
        assert any("80 %" in each["required"] for each in failed)


COOLED = {
    "aetna": "unproven", "bcbs-al": "unproven", "bcbs-tn": "unproven", "evicore": "unproven", "healthpartners": "unproven",
    "medicare": "not_covered", "uhc": "unproven",
}  # fmt: skip


@pytest.mark.parametrize("policy", COOLED)
def test_cooled_lateral_branch_ablation(policy: str, review: Callable[[Json], Json]) -> None:
    """Guidelines for it and one against, and no policy that covers it; every side is told."""
    answered = review(asked("uhc-sacroiliac-cooled-ablation", policy))
    (line,) = answered["lines"]
    assert (line["coverage"], line["recommendation"], line["curable"]) == (COOLED[policy], "non_certify", False)
    directions = {each["direction"] for each in line["advisories"] if each["status"] == "applies"}
    assert {"for", "against"} <= directions


def test_rules_have_plain_words() -> None:
    """Every rule of every document that can decide."""
    plain, plan = plain_words(), load_plan()
    deciding = {
        iri
        for policy in plan.policies
        for iri in (*policy.rules, *(c for p in policy.pathways for s in p.steps for c in (*s.entry, *s.completed_by)))
        if plan.criteria[iri].role in TOLD
    }
    assert len(deciding) == 337
    assert not [iri for iri in deciding if not (iri in plain.labels and iri in plain.texts and iri in plain.remedies)]
