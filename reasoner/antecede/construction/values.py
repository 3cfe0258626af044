"""Numbers and durations that keep within limits: at their edge, or well inside."""

from collections.abc import Iterable, Iterator
from math import ceil, floor

from antecede.construction.trait import Limit
from antecede.criterion.range import in_range
from antecede.record.reader import YES
from antecede.truth.day import Days, add_months
from antecede.truth.span import Bracket, Lasting, Span, span

#: How far inside a limit on time a value lies that is not to be at the edge, in days.
AMPLE_DAYS = 14
#: Greatest number in a unit that has one.
GREATEST = {"%": 100.0}
MONTH = "month"
MINUTES = 1440


def keeps(limits: Iterable[Limit], number: Bracket | Lasting) -> bool:
    """Whether a number certainly lies within all limits."""
    return all(in_range(limit.range, limit.unit)(number) == YES for limit in limits)


# --- plain numbers ----------------------------------------------------------------------------------------------------


def number_within(limits: tuple[Limit, ...], *, ample: bool) -> float | None:
    """A number within all limits, or nothing where there is none.

    >>> from antecede.knowledge.expression import Within
    >>> half = Limit("relief", "%", Within(attribute="", low=50, low_strict=True))
    >>> number_within((half,), ample=False), number_within((half,), ample=True)
    (51, 75)
    """
    candidates = [*(_middles(limits) if ample else ()), *(edge for limit in limits for edge in _edges(limit))]
    found = next((each for each in candidates if each >= 0 and keeps(limits, Bracket(each, each))), None)
    return int(found) if found is not None and found == int(found) else found


def _edges(limit: Limit) -> Iterator[float]:
    low, high = limit.range.low, limit.range.high
    if low is not None:
        yield low + (_step(low) if limit.range.low_strict else 0)
    if high is not None:
        yield high - (_step(high) if limit.range.high_strict else 0)


def _step(bound: float) -> float:
    return 1 if bound == int(bound) else 0.1


def _middles(limits: tuple[Limit, ...]) -> Iterator[float]:
    low = max((limit.range.low for limit in limits if limit.range.low is not None), default=None)
    high = min((limit.range.high for limit in limits if limit.range.high is not None), default=None)
    most = min((GREATEST[limit.unit] for limit in limits if limit.unit in GREATEST), default=None)
    if low is None:
        yield (high or 0) // 2
    elif high is not None or most is not None:
        yield (low + min(each for each in (high, most) if each is not None) + 1) // 2
    else:
        yield low + max(1, low // 4)


# --- durations --------------------------------------------------------------------------------------------------------


def duration_within(limits: tuple[Limit, ...], *, ample: bool) -> str | None:
    """A documented duration within all limits (``P42D``, ``P3M``), or nothing where there is none.

    >>> from antecede.knowledge.expression import Within
    >>> duration_within((Limit("duration", "month", Within(attribute="", high=2, high_strict=True)),), ample=False)
    'P58D'
    """
    candidates = [*(_ample_texts(limits) if ample else ()), *(text for limit in limits for text in _edge_texts(limit))]
    return next((text for text in candidates if keeps(limits, Lasting(spans=(span(text), span(text))))), None)


def _edge_texts(limit: Limit) -> Iterator[str]:
    ends = ((limit.range.low, limit.range.low_strict, 1), (limit.range.high, limit.range.high_strict, -1))
    for bound, strict, sign in ends:
        if bound is None or (bound + sign * strict < 0 and limit.unit == MONTH):
            continue
        if limit.unit != MONTH:
            yield _in_days(bound, sign * strict, up=sign > 0)
        elif not strict:
            yield f"P{bound:.0f}M"
        elif sign > 0:
            yield f"P{bound:.0f}M1D"
        else:
            yield f"P{Span(bound, 0).shortest - 1:.0f}D"


def _in_days(bound: float, step: int, *, up: bool) -> str:
    """So many days, or minutes where they are no whole days; a step further."""
    if bound == int(bound) and bound + step >= 0:
        return f"P{bound + step:.0f}D"
    minutes = bound * MINUTES
    return f"PT{max(0, (ceil(minutes) if up else floor(minutes)) + step)}M"


def _ample_texts(limits: tuple[Limit, ...]) -> Iterator[str]:
    for limit in limits:
        if limit.range.low is not None:
            yield f"P{limit.range.low + 1:.0f}M" if limit.unit == MONTH else f"P{limit.range.low + AMPLE_DAYS:.0f}D"
        elif limit.range.high is not None:
            yield f"P{limit.range.high // 2:.0f}M" if limit.unit == MONTH else f"P{limit.range.high // 2:.0f}D"


def start_before(end: int, limits: tuple[Limit, ...], *, ample: bool) -> int | None:
    """Day on which something has to have begun that ends on a day and lasted within all limits."""
    edges = [day for limit in limits for day in _edge_days(end, limit)]
    inside = [day + shift for day in edges for shift in (-AMPLE_DAYS, AMPLE_DAYS)] if ample else []
    candidates = [*inside, *edges] or [add_months(end, -1)]
    return next((day for day in candidates if day <= end and keeps(limits, _lasting(day, end))), None)


def _lasting(start: int, end: int) -> Lasting:
    return Lasting(ends=(Days(start, start), Days(end, end)))


def _edge_days(end: int, limit: Limit) -> Iterator[int]:
    for bound, strict, sign in (
        (limit.range.low, limit.range.low_strict, -1),
        (limit.range.high, limit.range.high_strict, 1),
    ):
        if bound is not None:
            day = add_months(end, -int(bound)) if limit.unit == MONTH else end - int(bound)
            yield day + sign * strict


def days_of(limits: tuple[Limit, ...], start: int) -> int | None:
    """Day on which something is over that begins on a day and lasts within all limits, just so."""
    edges: list[int] = []
    for limit in limits:
        if limit.range.low is not None:
            whole = int(limit.range.low)
            edges.append((add_months(start, whole) if limit.unit == MONTH else start + whole) + limit.range.low_strict)
    return next((day for day in edges or [start] if keeps(limits, _lasting(start, day))), None)
