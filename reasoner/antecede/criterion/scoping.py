"""From a criterion and a request line to the scopes in which facts are counted."""

from collections.abc import Callable

from antecede.criterion.nearness import WAYS, Near
from antecede.criterion.outcome import Outcome, Part
from antecede.criterion.scope import FREE, Scope
from antecede.knowledge.criterion import Count, Counting, KOfN
from antecede.record.line import Line
from antecede.truth.status import (
    ATTRIBUTE_MISSING,
    CONFLICTING,
    CONJUNCTION_ORDER,
    MET,
    NOT_DOCUMENTED,
    NOT_MET,
    Reason,
    Status,
)

ANYWHERE: frozenset[str] = frozenset()
#: Of several sides or levels that decide alike, the first of these tells why, in whatever order they stand.
REASONS = tuple(Reason)


def depends_on_line(criterion: Counting) -> bool:
    """Whether a criterion looks at the request line."""
    return bool(criterion.match or criterion.for_each or criterion.after)


def looks_at_request(criterion: Counting) -> bool:
    """Whether a criterion looks at more of the request line than its levels and sides."""
    counts_requested = isinstance(criterion, Count) and criterion.counts_requested
    return counts_requested or bool(WAYS.keys() & set(criterion.match))


def plain(criterion: Counting, near: Near = ()) -> Callable[[Line], Scope]:
    """What gives the one scope of a criterion that does not ask for each level or side."""
    if not (criterion.match or criterion.window or criterion.earlier or criterion.after):
        return lambda line: FREE
    levels, sides, window = "level" in criterion.match, "side" in criterion.match, criterion.window
    earlier, regional = criterion.earlier, "region" in criterion.match

    def scope(line: Line) -> Scope:
        regions = line.regions.possible if regional else ANYWHERE
        return Scope(line, levels, sides, window=window, earlier=earlier, near=near, regions=regions)

    return scope


def each(criterion: Counting | KOfN, line: Line, near: Near = ()) -> list[Scope]:
    """One scope for each requested side and level that the criterion asks for."""
    sides = _sides(line) if "side" in criterion.for_each else (0,)
    levels = line.wanted if "level" in criterion.for_each else ("",)
    known = bool(levels)
    window, earlier = (criterion.window, criterion.earlier) if isinstance(criterion, Counting) else (None, None)
    regions, placed = _regions(criterion, line), not (window or earlier or near)
    return [
        Scope(line, False, False, side, level, known, window, earlier, near=near, regions=regions, only_place=placed)
        for level in levels or ("",)
        for side in sides
    ]


def _regions(criterion: Counting | KOfN, line: Line) -> frozenset[str]:
    """Coding regions of the line, where facts have to lie in one of them."""
    regional = isinstance(criterion, Counting) and "region" in criterion.match
    return line.regions.possible if regional else ANYWHERE


def _sides(line: Line) -> tuple[int, ...]:
    """Requested sides; where the line names none, either may be meant."""
    return (line.sides,) if line.sides in (1, 2) else (1, 2)


def join(line: Line, by_side: bool, parts: tuple[Part, ...]) -> Outcome:
    """One outcome of those for each side and level: all have to hold."""
    first = parts[0].outcome
    if len(parts) == 1:
        return first
    statuses = {part.outcome.status for part in parts}
    if len(statuses) == 1:
        return Outcome(first.status, first.reason, parts=parts)
    least = next((status for status in CONJUNCTION_ORDER if status in statuses), first.status)
    status = _either(statuses) if by_side and not line.sides else least
    told = [part.outcome.reason for part in parts if part.outcome.status is status]
    reason = min(told, key=REASONS.index) if told else ATTRIBUTE_MISSING
    return Outcome(status, reason, parts=parts)


def _either(statuses: set[Status]) -> Status:
    """Where it is not known which side is meant, what both sides agree on that do not come to the same."""
    return CONFLICTING if statuses in ({CONFLICTING, MET}, {CONFLICTING, NOT_MET}) else NOT_DOCUMENTED
