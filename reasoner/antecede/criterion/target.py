"""Where and when: what facts have to meet besides their class, and how they lie to it."""

from antecede.criterion.nearness import BOTH, how_near, in_window
from antecede.criterion.outcome import AFTER, CONFOUNDED, QUALIFIES, TARGET, WINDOW, Verdict
from antecede.criterion.scope import Scope
from antecede.record.fact import Fact
from antecede.record.line import Line
from antecede.record.reader import NO, UNKNOWN, YES
from antecede.record.record import Record
from antecede.truth.day import Days


def overlaps(fact: Fact, other: Fact) -> bool:
    """Whether two statements certainly speak of one place: what is not restricted speaks of everywhere."""
    sides = not other.sides or bool(fact.sides & other.sides)
    levels = not other.levels or bool(fact.levels & other.levels)
    return sides and levels


def same_target(fact: Fact, other: Fact, *, silent: bool) -> bool:
    """Whether two facts certainly share side and level; ``silent``: also where neither names one."""
    sides = bool(fact.sides & other.sides) or (silent and not fact.sides and not other.sides)
    levels = bool(fact.levels & other.levels) or (silent and not fact.levels and not other.levels)
    return sides and levels


def everywhere(denial: Fact) -> bool:
    """Whether a denial speaks of every place and of all time."""
    dated = denial.when is not None and denial.ref.startswith("events")
    return not dated and not denial.levels and denial.sides in (0, BOTH)


def denied(above: frozenset[str], denials: list[Fact], scope: Scope) -> bool:
    """Whether denials take in all of a class at the scope."""
    sides = 0
    for denial in denials:
        dated = denial.when is not None and denial.ref.startswith("events")
        if denial.cls not in above or dated:
            continue
        if denial.levels and scope.level not in denial.levels:
            continue
        sides |= denial.sides or BOTH
    wanted = scope.side or BOTH
    return sides & wanted == wanted


def scoped(record: Record, fact: Fact, verdict: Verdict, scope: Scope) -> Verdict:
    """How a fact fares at a scope: elsewhere is a failure before all others, a place not recorded an open point."""
    place = target(fact, scope)
    if place == NO:
        return TARGET
    if scope.only_place and not scope.ordered:
        return verdict or (QUALIFIES if place == YES else -TARGET)
    near = how_near(fact, scope.line, scope.near) if scope.near and scope.line else QUALIFIES
    if near > 0:
        return near
    if verdict > 0 or verdict == -CONFOUNDED:
        return verdict
    late = _timing(record, fact, scope) if scope.ordered or scope.window or scope.earlier else QUALIFIES
    if late > 0:
        return late
    return verdict or (-TARGET if place == UNKNOWN else near or late)


def target(fact: Fact, scope: Scope) -> int:
    """Whether a fact lies at the side and level of a scope, and meets those of the line where it has to."""
    verdict = YES if scope.known else UNKNOWN
    if scope.side:
        if not fact.sides:
            verdict = UNKNOWN
        elif not fact.sides & scope.side:
            return NO
    if scope.level and scope.known:
        if not fact.levels:
            verdict = UNKNOWN
        elif scope.level not in fact.levels:
            return NO
    return _touched(fact, scope, scope.line, verdict) if scope.line else verdict


def _touched(fact: Fact, scope: Scope, line: Line, verdict: int) -> int:
    """The same for a place that meets that of the line; one of both sides meets any, one that is not named may."""
    if scope.touch_levels:
        if not fact.levels or not line.levels:
            verdict = UNKNOWN
        elif fact.levels.isdisjoint(line.levels):
            return NO
    if scope.touch_sides:
        if fact.sides and line.sides:
            return verdict if fact.sides & line.sides else NO
        return verdict if BOTH in (fact.sides, line.sides) else UNKNOWN
    return verdict


def _timing(record: Record, fact: Fact, scope: Scope) -> Verdict:
    if scope.ordered:
        if scope.after == -1:
            return AFTER
        if scope.after is None or fact.when is None:
            return -AFTER
        assert isinstance(scope.after, Days)
        if fact.when.last <= scope.after.first:
            return AFTER
        if fact.when.first <= scope.after.last:
            return -AFTER
    if scope.earlier and (inside := in_window(record.service, fact.when, scope.earlier)) != NO:
        return WINDOW if inside == YES else -WINDOW
    if not scope.window:
        return QUALIFIES
    return {YES: QUALIFIES, NO: WINDOW, UNKNOWN: -WINDOW}[in_window(record.service, fact.when, scope.window)]
