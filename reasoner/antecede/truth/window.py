"""Times before the day of service: so long, or since its calendar year began; both ends are included."""

from typing import NamedTuple

from antecede.truth.day import add_months, year_begins
from antecede.truth.span import Span

#: Days between the first and the last day of the longest calendar year.
LONGEST_YEAR = 365


class Window(NamedTuple):
    """A time that ends on the day of service; without a length, the part of the calendar year up to that day."""

    length: Span | None = None

    def begins(self, day: int) -> int:
        """First day of the window that ends on a day.

        >>> from antecede.truth.day import days, text
        >>> service = days("2026-03-31").first
        >>> text(Window(Span(1, 0)).begins(service)), text(Window().begins(service))
        ('2026-02-28', '2026-01-01')
        """
        return back(day, self.length) if self.length else year_begins(day)

    def over(self, day: int) -> int:
        """A day whose window no longer holds the one given.

        >>> from antecede.truth.day import days, text
        >>> event = days("2026-03-31").first
        >>> text(Window(Span(1, 0)).over(event)), text(Window().over(event))
        ('2026-05-01', '2027-01-01')
        """
        return ahead(day, self.length) + 1 if self.length else year_begins(year_begins(day) + LONGEST_YEAR + 1)

    @property
    def longest(self) -> float:
        """Most days between its first day and its last."""
        return self.length.longest if self.length else LONGEST_YEAR

    @property
    def shortest(self) -> float:
        """Fewest days between its first day and its last."""
        return self.length.shortest if self.length else 0


def back(day: int, length: Span) -> int:
    """The day so long before another."""
    return add_months(day, -int(length.months)) - int(length.days)


def ahead(day: int, length: Span) -> int:
    """The day so long after another, rounded up."""
    return add_months(day, int(length.months)) - int(-length.days // 1)
