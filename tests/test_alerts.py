"""What cannot wait is told first, under whatever policy, and moves no status."""

from collections.abc import Callable
from typing import Any

import pytest

from antecede.report.text import plain
from tests.support import CASES

Json = dict[str, Any]
Review = Callable[[Json], Json]
COCCYX = CASES["coccyx-radiofrequency-pathway-complete"]
ABLATION = CASES["facet-rfa-all-met"]


def with_finding(case: Json, **finding: Any) -> Json:
    kept = [each for each in case["findings"] if each["type"] != finding["type"]]
    return case | {"findings": [*kept, finding]}


@pytest.mark.parametrize(
    "flag", ["CaudaEquinaSyndrome", "ProgressiveMotorDeficit", "SuspectedMalignancy", "SpinalInfection"]
)
def test_a_red_flag_comes_first(review: Review, flag: str) -> None:
    answered = review(with_finding(COCCYX, type=flag))
    (alert,) = answered["alerts"]
    place = alert["facts"][0]
    assert (alert["notation"], answered["recommendation"]) == ("A1", "refer")
    assert place == f"findings/{len(with_finding(COCCYX, type=flag)['findings']) - 1}"
    text = plain(answered)
    assert text.index("URGENT A1") < text.index("Line 1")


@pytest.mark.parametrize("state", [{"present": False}, {"present": False, "status": "resolved"}])
def test_a_denied_or_resolved_flag_is_none(review: Review, state: Json) -> None:
    assert not review(with_finding(COCCYX, type="SpinalInfection", **state))["alerts"]


def test_cancer_is_urgent_only_at_the_coccyx(review: Review) -> None:
    assert [each["notation"] for each in review(with_finding(COCCYX, type="Malignancy"))["alerts"]] == ["A3"]
    assert not review(with_finding(ABLATION, type="Malignancy"))["alerts"]


def test_a_fracture_is_told_for_what_aims_elsewhere(review: Review) -> None:
    """Also where the record denies a fracture elsewhere in the file."""
    answered = review(with_finding(ABLATION, type="CompressionFracture", levels=["L2"]))
    assert [(each["notation"], each["lines"]) for each in answered["alerts"]] == [("A2", [1, 2])]
    assert "only once what is urgent is settled" in plain(answered)


def test_no_flag_no_alert(review: Review) -> None:
    assert review(COCCYX)["alerts"] == review(ABLATION)["alerts"] == []
