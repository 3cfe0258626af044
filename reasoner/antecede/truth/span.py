"""Durations as documented (``P6W``, ``P3M``) or as they follow from partial dates, and how they compare.

A week is seven days, a month a calendar month.  Days and months are different units: between them a comparison is
certain only where it holds on every calendar.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from antecede.truth.day import Days, add_months

ISO = re.compile(
    r"P(?=\d|T\d)(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?"
    r"(?:T(?=\d)(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?"
)

#: Shortest and longest that n consecutive calendar months can be, in days, for n from 0 to 12.
SHORTEST = (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334, 365)
LONGEST = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337, 366)


#: Years that no duration in a record exceeds.
LONGEST_LIFE = 150


class Span(NamedTuple):
    """A documented duration: calendar months plus days (fractions for hours)."""

    months: float
    days: float

    @property
    def shortest(self) -> float:
        """Fewest days this can be."""
        return _calendar(self.months, most=False) + self.days

    @property
    def longest(self) -> float:
        """Most days this can be."""
        return _calendar(self.months, most=True) + self.days


@lru_cache(maxsize=4096)
def _calendar(months: float, *, most: bool) -> float:
    """Fewest or most days that so many months can be."""
    table = LONGEST if most else SHORTEST
    years, rest = divmod(months, 12)
    whole = int(rest)
    step = table[whole + 1] - table[whole] if rest > whole else 0
    leap = -(-years // 4) if most else max(0, (years - 4) // 4)
    return years * 365 + leap + table[whole] + (rest - whole) * step if years else table[whole] + (rest - whole) * step


@lru_cache(maxsize=4096)
def span(text: str) -> Span:
    """Read an ISO 8601 duration.  Raises :class:`ValueError` for anything else.

    >>> span("P6W") == span("P42D")
    True
    """
    match = ISO.fullmatch(text)
    if not match:
        raise ValueError(f"{text!r} is no ISO 8601 duration")
    years, months, weeks, days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    found = Span(years * 12 + months, weeks * 7 + days + hours / 24 + minutes / 1440 + seconds / 86400)
    if found.months > LONGEST_LIFE * 12 or found.days > LONGEST_LIFE * 366:
        raise ValueError(f"{text!r} is longer than a life")
    return found


class Bracket(NamedTuple):
    """Least and greatest that a number may be; ``high`` is infinite while open."""

    low: float
    high: float


class Lasting(NamedTuple):
    """How long something lasted: a documented span (or range of two), or dates of its two ends.

    Exactly one of ``spans`` and ``ends`` is given.
    """

    spans: tuple[Span, Span] | None = None
    ends: tuple[Days, Days] | None = None

    def in_days(self) -> Bracket:
        """Days covered.  With dates: end minus start.

        >>> from antecede.truth.day import days
        >>> Lasting(ends=(days("2025-01"), days("2025-02-20"))).in_days()
        Bracket(low=20, high=50)
        """
        if self.spans:
            return Bracket(self.spans[0].shortest, self.spans[1].longest)
        assert self.ends
        start, end = self.ends
        return Bracket(max(0, end.first - start.last), max(0, end.last - start.first))

    def compare(self, other: Span) -> tuple[int, int]:
        """Signs (-1, 0, 1) of the comparison with ``other``: the least and the greatest that it may come out.

        >>> Lasting(spans=(span("P58D"), span("P58D"))).compare(span("P2M"))
        (-1, -1)
        """
        if self.ends:
            return _compare_ends(self.ends, other)
        assert self.spans
        return _compare_spans(self.spans[0], other)[0], _compare_spans(self.spans[1], other)[1]


def _sign(difference: float) -> int:
    return (difference > 0) - (difference < 0)


@lru_cache(maxsize=4096)
def _compare_spans(mine: Span, other: Span) -> tuple[int, int]:
    if mine.days == other.days:
        sign = _sign(mine.months - other.months)
        return sign, sign
    if mine.months == other.months:
        sign = _sign(mine.days - other.days)
        return sign, sign
    return _sign(mine.shortest - other.longest), _sign(mine.longest - other.shortest)


def _compare_ends(ends: tuple[Days, Days], other: Span) -> tuple[int, int]:
    (earliest, latest), end = ends
    if other.months:
        earliest, latest = add_months(earliest, int(other.months)), add_months(latest, int(other.months))
    return _sign(end.first - latest - other.days), _sign(end.last - earliest - other.days)
