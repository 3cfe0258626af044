"""Ranges of numbers: whether all of a number lies in one, none of it, or it is not known."""

from collections.abc import Callable
from math import inf, nextafter

from antecede.knowledge.expression import Within
from antecede.record.reader import NO, UNKNOWN, YES
from antecede.truth.span import Bracket, Lasting, Span


def in_range(expression: Within, unit: str) -> Callable[[Bracket | Lasting], int]:
    """Yes when all of the number lies in the range, no when none does."""
    low, high = expression.low, expression.high

    def verdict(number: Bracket | Lasting) -> int:
        above = below = YES
        if low is not None:
            least, most = _ends(number, low, unit)
            above = _at_least(least, most, expression.low_strict)
        if high is not None:
            least, most = _ends(number, high, unit)
            below = _at_least(-most, -least, expression.high_strict)
        return NO if NO in (above, below) else min(above, below)

    return verdict


def ends(expression: Within) -> tuple[float, float]:
    """The least and the greatest number that lie in a range, both included."""
    low = -inf if expression.low is None else expression.low
    high = inf if expression.high is None else expression.high
    return (
        nextafter(low, inf) if expression.low_strict else low,
        nextafter(high, -inf) if expression.high_strict else high,
    )


def _ends(number: Bracket | Lasting, bound: float, unit: str) -> tuple[float, float]:
    """Least and greatest difference (or its sign) between a number and a bound."""
    if isinstance(number, Lasting):
        return number.compare(Span(bound, 0) if unit == "month" else Span(0, bound))
    return number.low - bound, number.high - bound


def _at_least(least: float, most: float, strict: bool) -> int:
    if least > 0 or (least == 0 and not strict):
        return YES
    return NO if most < 0 or (most == 0 and strict) else UNKNOWN
