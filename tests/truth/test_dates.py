"""Partial dates and durations: certain only where every completion agrees; weeks are days, months are on the calendar."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antecede.truth.day import Days, add_months, days, text
from antecede.truth.span import Lasting, Span, span
from tests.support import case

Review = Callable[[dict[str, Any]], dict[str, Any]]
FIRST, LAST = date(1999, 1, 1), date(2031, 12, 31)


def at_least(lasting: Lasting, threshold: str) -> bool | None:
    """Whether something lasted at least so long; none where it is not known."""
    least, most = lasting.compare(span(threshold))
    return True if least >= 0 else False if most < 0 else None


def between(start: str, end: str) -> Lasting:
    return Lasting(ends=(days(start), days(end)))


def documented(text: str) -> Lasting:
    return Lasting(spans=(span(text), span(text)))


PARTIAL = [
    ("2025-01", "2025-02-20", "P6W", None),
    ("2025-01", "2025-06-20", "P6W", True),
    ("2025-02", "2025-03-05", "P6W", False),
    ("2025", "2025-12-31", "P6W", None),
    ("2024", "2025", "P12M", None),
    ("2024", "2026", "P12M", True),
    ("2023", "2025", "P12M", True),
    ("2025-01-31", "2025-02", "P1M", None),
    ("2025-01-31", "2025-02-27", "P1M", False),
    ("2025-01-31", "2025-02-28", "P1M", True),
    ("2024-01-31", "2024-02-28", "P1M", False),
    ("2024-01-31", "2024-02-29", "P1M", True),
    ("2025-06-01", "2025-07-13", "P6W", True),
    ("2025-06-01", "2025-07-12", "P6W", False),
    ("2025-06-01", "2025-08-01", "P2M", True),
    ("2025-06-01", "2025-07-31", "P2M", False),
]


@pytest.mark.parametrize(("start", "end", "threshold", "expected"), PARTIAL)
def test_time_between_partial_dates(start: str, end: str, threshold: str, expected: bool | None) -> None:
    assert at_least(between(start, end), threshold) is expected


SPANS = [
    ("P6W", "P42D", True),
    ("P42D", "P6W", True),
    ("P41D", "P6W", False),
    ("P58D", "P2M", False),
    ("P59D", "P2M", None),
    ("P61D", "P2M", None),
    ("P62D", "P2M", True),
    ("P1M", "P28D", True),
    ("P1M", "P29D", None),
    ("P1M", "P31D", None),
    ("P1M", "P32D", False),
    ("P12M", "P1Y", True),
    ("P1Y", "P12M", True),
    ("P365D", "P1Y", None),
    ("P366D", "P1Y", True),
    ("P364D", "P1Y", False),
    ("P3M", "P12W", True),
    ("P3M", "P13W", None),
    ("PT24H", "P1D", True),
    ("PT23H59M", "P1D", False),
    ("P1M1D", "P1M", True),
    ("P2M", "P1M30D", None),
]


@pytest.mark.parametrize(("lasted", "threshold", "expected"), SPANS)
def test_documented_durations_compare_across_units(lasted: str, threshold: str, expected: bool | None) -> None:
    assert at_least(documented(lasted), threshold) is expected


def test_range_of_durations_is_certain_only_as_a_whole() -> None:
    def ranged(low: str, high: str) -> Lasting:
        return Lasting(spans=(span(low), span(high)))

    assert at_least(ranged("P1M", "P2M"), "P2M") is None
    assert at_least(ranged("P2M", "P3M"), "P2M") is True
    assert at_least(ranged("P2W", "P5W"), "P2M") is False


LEAP = [
    ("2024-02", 29),
    ("2023-02", 28),
    ("1900-02", 28),
    ("2000-02", 29),
    ("2024", 366),
    ("2025", 365),
    ("2025-02-28", 1),
]


@pytest.mark.parametrize(("partial", "length"), LEAP)
def test_partial_date_holds_all_its_days(partial: str, length: int) -> None:
    first, last = days(partial)
    assert last - first + 1 == length
    assert text(first).startswith(partial)
    assert text(last).startswith(partial)


NO_DATES = [
    "2025-02-30",
    "2023-02-29",
    "2025-13",
    "2025-00",
    "25-01-01",
    "2025-1-1",
    "2025/01/01",
    "",
    "0000",
    "2025-01-01T00:00",
]


@pytest.mark.parametrize("wrong", NO_DATES)
def test_what_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"is no date|out of range|month must be"):
        days(wrong)


NO_DURATIONS = ["", "P", "PT", "6W", "P6", "P-6W", "six weeks", "P6W ", "P1D2W", "PT6"]


@pytest.mark.parametrize("wrong", NO_DURATIONS)
def test_what_is_no_duration_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="no ISO 8601 duration"):
        span(wrong)


# --- for every completion -----------------------------------------------------------------------------------------


@st.composite
def partial_dates(draw: st.DrawFn) -> str:
    day = draw(st.dates(FIRST, LAST)).isoformat()
    return day[: draw(st.sampled_from([4, 7, 10]))]


def completions(partial: Days, other: Days) -> list[int]:
    """Days that a partial date may stand for: its ends, a dozen between, and those nearest to another's ends."""
    some = range(partial.first, partial.last, max(1, (partial.last - partial.first) // 12))
    near = (min(max(day, partial.first), partial.last) for day in other)
    return sorted({*some, *near, partial.last})


@given(partial_dates(), partial_dates())
def test_bracket_holds_the_days_of_every_completion_and_no_more(one: str, other: str) -> None:
    start, end = sorted((one, other))
    began, ended = days(start), days(end)
    lengths = [
        last - first for first in completions(began, ended) for last in completions(ended, began) if last >= first
    ]
    assert between(start, end).in_days() == (min(lengths), max(lengths))


@given(partial_dates(), partial_dates(), st.integers(0, 30), st.integers(0, 60))
def test_comparison_is_certain_only_where_every_completion_agrees(start: str, end: str, months: int, more: int) -> None:
    threshold = Span(months, more)
    began, ended = days(start), days(end)
    pairs = [(first, last) for first in completions(began, ended) for last in completions(ended, began)]
    held = {last >= add_months(first, months) + more for first, last in pairs}
    least, most = between(start, end).compare(threshold)
    assert (True if least >= 0 else False if most < 0 else None) is (held.pop() if len(held) == 1 else None)


@given(st.dates(FIRST, LAST), st.integers(0, 60))
def test_months_in_days_hold_every_stretch_of_the_calendar(day: date, months: int) -> None:
    length = add_months(day.toordinal(), months) - day.toordinal()
    assert Span(months, 0).shortest <= length <= Span(months, 0).longest


@pytest.mark.parametrize("months", range(13))
def test_months_in_days_are_no_wider_than_the_calendar(months: int) -> None:
    starts = range(FIRST.toordinal(), date(2004, 1, 1).toordinal())
    lengths = [add_months(day, months) - day for day in starts]
    assert (Span(months, 0).shortest, Span(months, 0).longest) == (min(lengths), max(lengths))


@given(st.dates(FIRST, LAST), st.integers(-24, 24))
def test_months_keep_the_day_or_end_with_the_month(day: date, months: int) -> None:
    moved = date.fromordinal(add_months(day.toordinal(), months))
    assert (moved.year - day.year) * 12 + moved.month - day.month == months
    ends_month = (moved + timedelta(days=1)).day == 1
    assert moved.day == day.day or (ends_month and moved.day < day.day)


@given(st.integers(0, 200))
def test_weeks_are_seven_days(weeks: int) -> None:
    assert span(f"P{weeks}W") == span(f"P{7 * weeks}D")
    start = FIRST + timedelta(days=weeks)
    assert at_least(between(str(start), str(start + timedelta(weeks=weeks))), f"P{weeks}W") is True


# --- down to the rules --------------------------------------------------------------------------------------------

CARE = [
    ({"start": "2025-01", "end": "2025-02-20"}, "not_documented"),
    ({"start": "2025-01", "end": "2025-06-20"}, "met"),
    ({"start": "2025-02", "end": "2025-03-05"}, "not_met"),
    ({"start": "2025-06-01", "end": "2025-07-13"}, "met"),
    ({"start": "2025-06-01", "end": "2025-07-12"}, "not_met"),
    ({"duration": "P6W"}, "met"),
    ({"duration": "P41D"}, "not_met"),
    ({"date": "2025-06-01"}, "not_documented"),
    ({"duration": "P5W", "start": "2025-04-01", "end": "2025-07-01"}, "not_met"),
    ({"duration": "P6W", "start": "2025-04-01", "end": "2025-04-08"}, "met"),
]


@pytest.mark.parametrize(("when", "status"), CARE)
def test_partial_dates_reach_the_rules(when: dict[str, str], status: str, review: Review) -> None:
    changed = case("facet-rfa-all-met")
    care: dict[str, Any] = {"type": "PhysicalTherapy", "outcome": "failed"}
    others = [event for event in changed["events"] if event["type"] != "PhysicalTherapy"]
    changed["events"] = [care | when, *others]
    answer = review(changed)
    assert [each["status"] for each in answer["lines"][0]["findings"] if each["notation"] == "R4"] == [status]
    noticed = {"duration", "end"} <= when.keys()
    assert [notice["kind"] for notice in answer["notices"]] == ["duration_against_dates"] * noticed


ONSET = [("2024-11-01", "applies"), ("2025-06-15", "applies"), ("2025-06-16", "out_of_scope"), ("2025-06", "scope_unknown"),
         ("2025", "scope_unknown"), ("2024", "applies")]  # fmt: skip


@pytest.mark.parametrize(("since", "status"), ONSET)
def test_three_months_of_pain_are_calendar_months_to_the_day_of_review(since: str, status: str, review: Review) -> None:
    changed = case("facet-rfa-all-met")
    changed["findings"][0]["since"] = since
    told = review(changed)["lines"][0]["advisories"]
    assert [advice["status"] for advice in told if advice["notation"] == "K10"] == [status]


ABLATIONS = [("2025-08-20", "not_documented"), ("2025-09-16", "met"), ("2025-08-03", "not_met")]


@pytest.mark.parametrize(("day", "status"), ABLATIONS)
def test_what_has_to_come_after_the_second_block_waits_for_every_completion(
    day: str, status: str, review: Review
) -> None:
    """Blocks of 2025, 4 August and 15 September: the second of them was on either of the last two days, or between."""
    changed = case("sij-neurectomy-two-blocks-disagree")
    block = {"type": "SacralLateralBranchBlock", "levels": ["S1", "S2", "S3"], "side": "bilateral", "relief": 85}
    ablation = {"type": "LateralBranchRadiofrequencyAblation", "technique": "adequate", "outcome": "failed", "count": 2}
    changed["events"] = [block | {"date": each} for each in ("2025", "2025-08-04", "2025-09-15")] + [
        ablation | {"date": day}
    ]
    found = {each["notation"]: each["status"] for each in review(changed)["lines"][0]["findings"]}
    assert (found["N4"], found["N11"]) == ("met", status)
