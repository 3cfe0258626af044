"""How near a fact is to a request line: in place, in time, in coding region, or the line itself."""

from collections.abc import Callable, Iterable
from functools import partial

from antecede.criterion.outcome import QUALIFIES, REGION, TARGET, Verdict
from antecede.record.fact import Fact
from antecede.record.line import Line
from antecede.record.reader import NO, UNKNOWN, YES, CaseReader
from antecede.truth.day import Days
from antecede.truth.window import Window

BOTH = 3
#: Each with the verdict on a fact that is not near in this way.
Near = tuple[tuple[Callable[[Fact, Line], int], Verdict], ...]


def near(match: Iterable[str], reader: CaseReader) -> Near:
    """The ways in which facts have to be near the line, of what a criterion matches."""
    ways = ((partial(WAYS[each][0], reader), WAYS[each][1]) for each in match if each in WAYS)
    return tuple(ways)


def how_near(fact: Fact, line: Line, near: Near) -> Verdict:
    """The first way in which a fact is not near the line; else the first in which it is not known to be."""
    found = [(way(fact, line), verdict) for way, verdict in near]
    failed = next((verdict for answer, verdict in found if answer == NO), QUALIFIES)
    return failed or next((-verdict for answer, verdict in found if answer == UNKNOWN), QUALIFIES)


def _is_line(reader: CaseReader, fact: Fact, line: Line) -> int:
    return YES if fact is line.fact else NO


def _is_other_line(reader: CaseReader, fact: Fact, line: Line) -> int:
    """Another line, or another act of the day."""
    return NO if fact is line.fact else YES


def _in_region(reader: CaseReader, fact: Fact, line: Line) -> int:
    own = reader.regions(fact)
    if own.sure & line.regions.sure:
        return YES
    return UNKNOWN if own.possible & line.regions.possible else NO


def _in_other_region(reader: CaseReader, fact: Fact, line: Line) -> int:
    """Whether fact and line together lie in more than one region."""
    own = reader.regions(fact)
    if len(own.sure | line.regions.sure) > 1 or not own.possible & line.regions.possible:
        return YES
    return NO if own == line.regions and len(own.possible) == 1 else UNKNOWN


WAYS: dict[str, tuple[Callable[[CaseReader, Fact, Line], int], Verdict]] = {
    "line": (_is_line, TARGET),
    "otherLine": (_is_other_line, TARGET),
    "region": (_in_region, REGION),
    "otherRegion": (_in_other_region, REGION),
}


def in_window(service: Days, when: Days | None, window: Window) -> int:
    """Whether a day lies in the window that ends on the day of service, both ends included, whatever days they are."""
    if when is None:
        return UNKNOWN
    first, latest = map(window.begins, service)
    if when.last < first or when.first > service.last:
        return NO
    return YES if when.first >= latest and when.last <= service.first else UNKNOWN
