"""What only documents of one family say of an act is told under that family, and what all say under every one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Json = dict[str, Any]
FIELD = Path(__file__).parent / "cases-field"
TOLD = ("pitfalls", "risks", "evidence", "notes", "corrections")
#: Notes of the Medicare documents by the case that asks for the act they concern.
SCOPED = {
    "aetna-facet-ablation-two-blocks-at-80": {"FJ-29", "FJC-14"},
    "aetna-sacroiliac-three-of-five": {"SIJ-M-15"},
    "evicore-epidural-first": {"ES-17", "ESC-5"},
    "aetna-basivertebral-ablation": {"BVN-03"},
    "aetna-stimulator-trial": {"SCS-07"},
}


def told(answered: Json) -> set[str]:
    return {each["notation"] for key in TOLD for each in answered.get(key, ())}


def asked(name: str, policy: str) -> Json:
    case: Json = json.loads((FIELD / f"{name}.json").read_text(encoding="utf-8"))["case"]
    return case | {"policy": policy}


@pytest.mark.parametrize("name", SCOPED)
def test_note_of_one_family_is_told_under_it_alone(name: str, review: Callable[[Json], Json]) -> None:
    assert told(review(asked(name, "medicare"))) >= SCOPED[name]
    own = json.loads((FIELD / f"{name}.json").read_text(encoding="utf-8"))["case"]["policy"]
    assert not told(review(asked(name, own))) & SCOPED[name]


def test_note_without_a_family_is_told_under_all(review: Callable[[Json], Json]) -> None:
    """Evidence on provocation tests belongs to no payer."""
    under = [
        told(review(asked("aetna-sacroiliac-three-of-five", policy))) for policy in ("aetna", "medicare", "evicore")
    ]
    shared = set.intersection(*under)
    assert len(shared) >= 3
