"""Times before the day of service in which facts count: so long, or since its calendar year began."""

from antecede.opinion.reading import Reading
from antecede.opinion.terms import ANT, NO, UNKNOWN, YES, Unsupported, days_between, months_beyond


def within(reading: Reading, criterion: str, term: str) -> str:
    """Whether a fact lies in the time that a criterion gives by a term, both ends included; empty without one."""
    if reading.link(criterion, ANT + term) == ANT + "CalendarYear":
        return _between("YEAR(?last) < YEAR(?today)", "YEAR(?first) = YEAR(?today)")
    span = reading.span(criterion, term)
    return _of_length(*span) if span else ""


def _of_length(months: int, days: int) -> str:
    if months and days:
        raise Unsupported("a window of months and days together")
    if months:
        first, last = (months_beyond(day, "?today", -months) for day in ("?first", "?last"))
    else:
        first, last = (f"({days} - {days_between('?today', day)})" for day in ("?first", "?last"))
    return _between(f"({last}) < 0", f"({first}) >= 0")


def _between(before: str, begun: str) -> str:
    """Surely, possibly or not in a time: ``before``: all of a fact lies before it; ``begun``: none of it does."""
    outside, inside = f"{before} || ?first > ?today", f"{begun} && ?last <= ?today"
    return f"IF(!BOUND(?first), {UNKNOWN}, IF({outside}, {NO}, IF({inside}, {YES}, {UNKNOWN})))"
