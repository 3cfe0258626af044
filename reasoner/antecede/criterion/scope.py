"""From a criterion and a request line to the scopes in which facts are counted."""

from collections.abc import Iterator

from antecede.criterion.nearness import BOTH, WAYS, Near
from antecede.criterion.outcome import Outcome, Part
from antecede.criterion.tally import FREE, Scope
from antecede.knowledge.criterion import Count, Counting, KOfN
from antecede.record.record import Line
from antecede.truth.status import CONFLICTING, CONJUNCTION_ORDER, MET, NOT_DOCUMENTED, NOT_MET, Reason, Status


def depends_on_line(criterion: Counting) -> bool:
    """Whether a criterion looks at the request line."""
    return bool(criterion.match or criterion.for_each or criterion.after)


def looks_at_request(criterion: Counting) -> bool:
    """Whether a criterion looks at more of the request line than its levels and sides."""
    counts_requested = isinstance(criterion, Count) and criterion.counts_requested
    return counts_requested or bool(WAYS.keys() & set(criterion.match))


def plain(criterion: Counting, line: Line, near: Near = ()) -> Scope:
    """The one scope of a criterion that does not ask for each level or side."""
    if not (criterion.match or criterion.window or criterion.earlier or criterion.after):
        return FREE
    return Scope(
        line=line,
        touch_levels="level" in criterion.match,
        touch_sides="side" in criterion.match,
        window=criterion.window,
        earlier=criterion.earlier,
        near=near,
    )


def each(criterion: Counting | KOfN, line: Line, near: Near = ()) -> Iterator[Scope]:
    """One scope for each requested side and level that the criterion asks for."""
    sides = _sides(line) if "side" in criterion.for_each else [0]
    levels = list(line.wanted) if "level" in criterion.for_each else [""]
    known = bool(levels)
    window, earlier = (criterion.window, criterion.earlier) if isinstance(criterion, Counting) else (None, None)
    for level in levels or [""]:
        for side in sides:
            yield Scope(
                line=line, side=side, level=level, known=known, window=window, earlier=earlier, near=near
            )  # fmt: skip


def _sides(line: Line) -> list[int]:
    """Requested sides; where the line names none, either may be meant."""
    return [side for side in (1, 2) if (line.sides or BOTH) & side]


def join(line: Line, by_side: bool, parts: tuple[Part, ...]) -> Outcome:
    """One outcome of those for each side and level: all have to hold."""
    if len(parts) == 1:
        return parts[0].outcome
    statuses = {part.outcome.status for part in parts}
    status = _either(statuses) if by_side and not line.sides else next(s for s in CONJUNCTION_ORDER if s in statuses)
    reason = next((part.outcome.reason for part in parts if part.outcome.status is status), Reason.ATTRIBUTE_MISSING)
    return Outcome(status, reason, parts=parts)


def _either(statuses: set[Status]) -> Status:
    """Where it is not known which side is meant, what both sides agree on."""
    if len(statuses) == 1:
        return next(iter(statuses))
    return CONFLICTING if statuses in ({CONFLICTING, MET}, {CONFLICTING, NOT_MET}) else NOT_DOCUMENTED
