"""A window that holds too many sessions is waited for until as many have left as have to, the oldest first, and no day longer."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from typing import Any

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.report.answer import answer
from tests.support import TESTS

Json = dict[str, Any]
PATH = TESTS / "cases-field" / "medicare-facet-third-ablation.json"


@pytest.fixture(scope="module")
def reviewed(cache: object) -> Callable[[Json], Json]:
    reviewer = Reviewer()
    return lambda case: answer(reviewer.review(Case.model_validate(case)), proved=True)


def with_ablations(days: list[str]) -> Json:
    """The case of a third ablation in a year, with ablations on these days."""
    changed: Json = json.loads(PATH.read_text(encoding="utf-8"))["case"]
    pattern = next(e for e in changed["events"] if e["type"] == "FacetRadiofrequencyAblation" and "date" in e)
    others = [e for e in changed["events"] if e["type"] != "FacetRadiofrequencyAblation"]
    return changed | {"events": [*others, *(pattern | {"date": day} for day in days)]}


def counted(answered: Json) -> str:
    """What the rule on sessions in twelve months comes to."""
    return next(f["status"] for line in answered["lines"] for f in line["findings"] if f["notation"] == "FJ-20")


@pytest.mark.parametrize(("back", "leaving"), [
    ((300, 200), 0), ((365, 100), 0), ((330, 200, 90), 1), ((330, 330, 200), 0), ((350, 300, 200, 90), 2),
])  # fmt: skip
def test_no_day_too_long(back: tuple[int, ...], leaving: int, reviewed: Callable[[Json], Json]) -> None:
    today = date.fromisoformat(with_ablations([])["as_of"])
    days = [today - timedelta(days=each) for each in back]
    waiting = with_ablations([day.isoformat() for day in days])
    assert counted(reviewed(waiting)) == "not_met"
    last = sorted(set(days))[leaving]
    for over, status in ((0, "not_met"), (1, "met")):
        later = deepcopy(waiting) | {"as_of": (last.replace(year=last.year + 1) + timedelta(days=over)).isoformat()}
        assert counted(reviewed(later)) == status
    waits = {
        change["earliest"]
        for found in reviewed(waiting)["repair_sets"]
        for change in found["changes"]
        if "FJ-20" in change["notations"]
    }
    assert waits == {(last.replace(year=last.year + 1) + timedelta(days=1)).isoformat()}
