"""A plain number lies in a range where it lies between its ends, both included."""

from hypothesis import given
from hypothesis import strategies as st

from antecede.criterion.range import ends, in_range
from antecede.knowledge.expression import Within
from antecede.record.reader import NO, YES
from antecede.truth.span import Bracket

NUMBERS = st.sampled_from([0.0, 49.999, 50.0, 50.0000001, 80.0, 1e300]) | st.floats(-100, 100)
BOUNDS = st.none() | NUMBERS


@given(BOUNDS, BOUNDS, st.booleans(), st.booleans(), NUMBERS)
def test_ends_and_ranges_agree(
    low: float | None, high: float | None, low_strict: bool, high_strict: bool, number: float
) -> None:
    within = Within(attribute="x", low=low, high=high, low_strict=low_strict, high_strict=high_strict)
    least, most = ends(within)
    assert in_range(within, "")(Bracket(number, number)) == (YES if least <= number <= most else NO)
