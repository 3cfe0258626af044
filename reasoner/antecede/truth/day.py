"""Partial dates: a day, a month or a year, as the range of days it may be.

Arithmetic on them follows CQL's uncertainty: a comparison is true or false only when it is so for every day that
the partial date may stand for.
"""

from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

#: Years that a record can speak of.
YEARS = range(1850, 2151)


class Days(NamedTuple):
    """First and last day that something may have happened on, as proleptic Gregorian ordinals (both inclusive)."""

    first: int
    last: int


@lru_cache(maxsize=65536)
def days(text: str) -> Days:
    """Read ``2025-08-04``, ``2025-08`` or ``2025``.  Raises :class:`ValueError` for anything else.

    >>> days("2025-02").last - days("2025-02").first
    27
    """
    parts = text.split("-")
    widths = tuple(map(len, parts))
    if widths not in ((4,), (4, 2), (4, 2, 2)) or not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(f"{text!r} is no date")
    numbers = [int(part) for part in parts]
    if numbers[0] not in YEARS:
        raise ValueError(f"{text!r} is no date of a living patient")
    if len(numbers) == 3:
        day = date(*numbers).toordinal()
        return Days(day, day)
    year = numbers[0]
    first, last = (numbers[1], numbers[1]) if len(numbers) == 2 else (1, 12)
    return Days(date(year, first, 1).toordinal(), date(year, last, monthrange(year, last)[1]).toordinal())


def text(day: int) -> str:
    """ISO form of an ordinal."""
    return date.fromordinal(day).isoformat()


@lru_cache(maxsize=65536)
def year_begins(day: int) -> int:
    """The first day of the calendar year of a day."""
    return date(date.fromordinal(day).year, 1, 1).toordinal()


@lru_cache(maxsize=65536)
def add_months(day: int, months: int) -> int:
    """The same day of another month, or its last day where the month is shorter.

    >>> text(add_months(days("2025-01-31").first, 1))
    '2025-02-28'
    """
    origin = date.fromordinal(day)
    index = origin.year * 12 + origin.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    return date(year, month, min(origin.day, monthrange(year, month)[1])).toordinal()
