"""Ranges of numbers: whether all of a number lies in one, none of it, or it is not known."""

from collections.abc import Callable
from math import inf, nextafter

from antecede.knowledge.expression import Within
from antecede.record.reader import NO, UNKNOWN, YES
from antecede.truth.span import Bracket, Lasting, Span


def in_range(expression: Within, unit: str) -> Callable[[Bracket | Lasting], int]:
    """Yes when all of the number lies in the range, no when none does."""
    least, most = ends(expression)

    def verdict(number: Bracket | Lasting) -> int:
        if isinstance(number, Lasting):
            return _long(number, expression, unit)
        low, high = number
        if low >= least and high <= most:
            return YES
        return NO if high < least or low > most else UNKNOWN

    return verdict


def _long(length: Lasting, expression: Within, unit: str) -> int:
    """The same for a length of time, whose bounds are told in days or months."""
    above = below = YES
    if expression.low is not None:
        above = _at_least(*length.compare(_span(expression.low, unit)), expression.low_strict)
    if expression.high is not None:
        least, most = length.compare(_span(expression.high, unit))
        below = _at_least(-most, -least, expression.high_strict)
    return NO if NO in (above, below) else min(above, below)


def _span(bound: float, unit: str) -> Span:
    return Span(bound, 0) if unit == "month" else Span(0, bound)


def ends(expression: Within) -> tuple[float, float]:
    """The least and the greatest number that lie in a range, both included."""
    low = -inf if expression.low is None else expression.low
    high = inf if expression.high is None else expression.high
    return (
        nextafter(low, inf) if expression.low_strict else low,
        nextafter(high, -inf) if expression.high_strict else high,
    )


def _at_least(least: float, most: float, strict: bool) -> int:
    if least > 0 or (least == 0 and not strict):
        return YES
    return NO if most < 0 or (most == 0 and strict) else UNKNOWN
