"""Whether what one criterion looks at lies inside what another looks at: windows, places, order, durations."""

from antecede.comparison.proof import NUMBER, SCOPE, TRIVIAL, Axiom, Proof, joined
from antecede.knowledge.criterion import Counting, Duration, Elapsed
from antecede.truth.span import Lasting, Span
from antecede.truth.window import Window

#: Places of a request line; more of them is narrower.  All other ways to match a line are either alike or not.
PLACES = frozenset(("level", "side", "region"))


def same_scope(one: Counting, other: Counting) -> bool:
    """Whether two criteria look at facts of the same times and places."""
    return _scope(one) == _scope(other)


def _scope(criterion: Counting) -> tuple[object, ...]:
    return (
        frozenset(criterion.match), frozenset(criterion.for_each), criterion.window, criterion.earlier, criterion.after,
    )  # fmt: skip


def narrower(one: Counting, other: Counting) -> Proof | None:
    """Whether facts at the times and places of the one are at those of the other."""
    if same_scope(one, other):
        return TRIVIAL
    return joined(_places(one, other), _window(one, other), _earlier(one, other), _order(one, other))


def _places(one: Counting, other: Counting) -> Proof | None:
    mine, theirs = frozenset(one.match), frozenset(other.match)
    if mine - PLACES != theirs - PLACES or not theirs <= mine:
        return None
    if set(one.for_each) != set(other.for_each) and (other.for_each or {"level", "side"} & theirs):
        return None
    more = sorted({*mine, *one.for_each} - {*theirs, *other.for_each})
    return (Axiom(SCOPE, ", ".join(more), one.iri),) if more else TRIVIAL


def _window(one: Counting, other: Counting) -> Proof | None:
    mine, theirs = one.window, other.window
    if theirs is None or mine == theirs:
        return TRIVIAL if mine == theirs else (Axiom(SCOPE, f"within {window_told(mine)}", one.iri),)
    fits = mine is not None and _inside(mine, theirs)
    return (Axiom(NUMBER, f"within {window_told(mine)}", f"within {window_told(theirs)}"),) if fits else None


def _earlier(one: Counting, other: Counting) -> Proof | None:
    mine, theirs = one.earlier, other.earlier
    if theirs is None or mine == theirs:
        return TRIVIAL if mine == theirs else (Axiom(SCOPE, f"before {window_told(mine)}", one.iri),)
    fits = mine is not None and _inside(theirs, mine)
    return (Axiom(NUMBER, f"before {window_told(mine)}", f"before {window_told(theirs)}"),) if fits else None


def _order(one: Counting, other: Counting) -> Proof | None:
    if other.after and one.after != other.after:
        return None
    return TRIVIAL if one.after == other.after else (Axiom(SCOPE, "order", one.iri),)


def _inside(one: Window, other: Window) -> bool:
    """Whether a time back from any day never begins before another.

    >>> _inside(Window(), Window(Span(12, 0))), _inside(Window(Span(0, 1)), Window())
    (True, False)
    """
    whole = all(float(part).is_integer() for part in (*(one.length or ()), *(other.length or ())))
    return whole and one.longest <= other.shortest


def window_told(window: Window | None) -> str:
    """A time before the day of service as the graph writes it."""
    assert window is not None
    return told(window.length) if window.length else "CalendarYear"


def longer(one: Duration | Elapsed, other: Duration | Elapsed) -> Proof | None:
    """Whether what lasts as the one asks lasts as the other asks, on every calendar.

    >>> from antecede.comparison.scope import at_least_as_long
    >>> at_least_as_long(Span(0, 42), Span(1, 0), strict=False, other_strict=True)
    True
    """
    if (one.threshold, one.strict) == (other.threshold, other.strict):
        return TRIVIAL
    fits = at_least_as_long(one.threshold, other.threshold, strict=one.strict, other_strict=other.strict)
    return (Axiom(NUMBER, _threshold(one), _threshold(other)),) if fits else None


def at_least_as_long(one: Span, other: Span, *, strict: bool, other_strict: bool) -> bool:
    """Whether reaching the one duration (``strict``: exceeding it) is reaching the other."""
    least, _ = Lasting(spans=(one, one)).compare(other)
    return least > 0 or (least == 0 and (strict or not other_strict))


def _threshold(criterion: Duration | Elapsed) -> str:
    return f"{'more than' if criterion.strict else 'at least'} {told(criterion.threshold)}"


def told(span: Span | None) -> str:
    """A duration as the graph writes it.

    >>> told(Span(12, 0)), told(Span(1, 10)), told(Span(0, 0.25))
    ('P12M', 'P1M10D', 'PT6H')
    """
    assert span is not None
    days, hours = int(span.days), round(span.days % 1 * 24)
    date = "".join(f"{part:g}{unit}" for part, unit in ((span.months, "M"), (days, "D")) if part)
    return f"P{date}" + (f"T{hours}H" if hours else "") if date or hours else "P0D"
