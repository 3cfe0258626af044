"""Times before the day of service in which facts count: so long, or since its calendar year began."""

from antecede.opinion.reading import Reading
from antecede.opinion.terms import ANT, NO, UNKNOWN, YES, Unsupported, days_between, months_beyond

#: The first day of a fact with the last of the service, and the other way round.
ENDS = (("?first", "?service_last"), ("?last", "?service_first"))


def within(reading: Reading, criterion: str, term: str) -> str:
    """Whether a fact lies in the time that a criterion gives by a term, both ends included; empty without one."""
    if reading.link(criterion, ANT + term) == ANT + "CalendarYear":
        return _between("YEAR(?last) < YEAR(?service_first)", "YEAR(?first) >= YEAR(?service_last)")
    span = reading.span(criterion, term)
    return _of_length(*span) if span else ""


def _of_length(months: int, days: int) -> str:
    if months and days:
        raise Unsupported("a window of months and days together")
    if months:
        first, last = (months_beyond(day, service, -months) for day, service in ENDS)
    else:
        first, last = (f"({days} - {days_between(service, day)})" for day, service in ENDS)
    return _between(f"({last}) < 0", f"({first}) >= 0")


def _between(before: str, begun: str) -> str:
    """Surely, possibly or not in a time: ``before``: all of a fact lies before it; ``begun``: none of it does."""
    outside, inside = f"{before} || ?first > ?service_last", f"{begun} && ?last <= ?service_first"
    return f"IF(!BOUND(?first), {UNKNOWN}, IF({outside}, {NO}, IF({inside}, {YES}, {UNKNOWN})))"
