"""A class of the vocabulary that is defined by what a fact says: what it refines counts as listed, and may be denied."""

from collections.abc import Callable
from typing import Any

import pytest

Json = dict[str, Any]
PAIN = "LowBackPain"
NARROWER = "ChronicLowBackPain"


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([], "not_documented"),
        ([{"type": PAIN}], "not_documented"),
        ([{"type": PAIN, "chronic": True}], "fires"),
        ([{"type": NARROWER}], "fires"),
        ([{"type": PAIN, "since": "2025-08-18"}], "fires"),
        ([{"type": PAIN, "since": "2025-08-19"}], "clear"),
        ([{"type": PAIN, "since": "2025-08"}], "not_documented"),
        ([{"type": PAIN, "present": False}], "clear"),
        ([{"type": NARROWER, "present": False}], "clear"),
        ([{"type": "AxialLowBackPain", "present": False}], "not_documented"),
        ([{"type": PAIN, "since": "2024"}, {"type": NARROWER, "present": False}], "conflicting"),
        ([{"type": PAIN, "chronic": True}, {"type": PAIN, "present": False}], "conflicting"),
        ([{"type": "NeckPain", "chronic": True}], "not_documented"),
    ],
)
def test_pain_of_three_months(review: Callable[[Json], Json], findings: list[Json], expected: str) -> None:
    answered = review(
        {
            "id": "defined",
            "as_of": "2025-11-18",
            "policy": "cpb",
            "request": [{"line": 1, "code": "64772"}],
            "findings": findings,
        }
    )
    statuses = {each["notation"]: each["status"] for each in answered["lines"][0]["findings"]}
    assert statuses["N1"] == expected
