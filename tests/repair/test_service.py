"""Where the day of the service is named and lies before what has still to happen, a later one is said to be asked for."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.support import TESTS, case

Json = dict[str, Any]
Review = Callable[[Json], Json]
LATER = "a later day of service to be asked for"


def texts(answered: Json) -> list[str]:
    return [each["text"] for found in answered["repair_sets"] for each in found["changes"]]


def field(name: str) -> Json:
    found: Json = json.loads((TESTS / "cases-field" / f"{name}.json").read_text("utf-8"))["case"]
    return found


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("cpb-facet-ablation-care-went-on-after-the-service", "2025-10-16"),  # reviewed after it was done
        ("bcbs-ms-epidural-fourth-in-the-calendar-year", "2026-01-01"),  # planned, a day too early
    ],
)
def test_waiting_for_a_service_is_asking_for_a_later_day(name: str, day: str, proved: Review) -> None:
    told = texts(proved(field(name)))
    assert told
    assert set(told) == {f"Do: {LATER}, {day} or after."}


def test_where_no_day_is_named_time_has_to_go_by(proved: Review) -> None:
    told = texts(proved(field("aetna-facet-ablation-after-five-months")))
    assert told
    assert set(told) == {"Do: time to go by until 2025-12-03."}


def test_pain_that_has_to_last_puts_the_service_off(proved: Review) -> None:
    original = field("aetna-sacroiliac-pain-for-exactly-3-months")
    [told] = texts(proved(original | {"service_date": original["as_of"]}))
    assert told.startswith(f"Do: {LATER}, 2025-03-11 or after, with posterior sacroiliac pain")
    assert told.endswith("still there.")


@pytest.mark.parametrize(
    ("served", "put_off"), [("2025-09-10", True), ("2025-09-15", True), ("2025-09-16", False), ("", False)]
)
def test_what_has_still_to_be_done_puts_a_service_before_it_off(served: str, put_off: bool, proved: Review) -> None:
    """A day of care is missing as of 2025-09-15."""
    answered = proved(case("facet-rfa-41-days-of-care") | ({"service_date": served} if served else {}))
    assert answered["repair_sets"]
    for told in texts(answered):
        assert "by 2025-09-16 at the earliest" in told
        assert (LATER in told) is put_off
