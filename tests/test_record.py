"""What a record knows of its case: the day of the review and the day of the service."""

from typing import Any

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.truth.day import text
from tests.support import case

DAYS: dict[str, tuple[dict[str, Any], str, str]] = {
    "left out": ({}, "2025-09-15", "2025-09-15"),
    "a day": ({"service_date": "2025-10-02"}, "2025-09-15", "2025-10-02"),
    "a month": ({"service_date": "2025-10"}, "2025-09-15", "2025-10-31"),
    "before the review": ({"service_date": "2025-08-31"}, "2025-09-15", "2025-08-31"),
    "review in a month": ({"as_of": "2025-09"}, "2025-09-30", "2025-09-30"),
}


@pytest.mark.parametrize("kind", DAYS)
def test_day_of_service(kind: str, cache: object) -> None:
    changes, as_of, service = DAYS[kind]
    record = Reviewer().engine.record(Case.model_validate(case("facet-rfa-all-met") | changes))
    assert (text(record.as_of), text(record.service_day)) == (as_of, service)
