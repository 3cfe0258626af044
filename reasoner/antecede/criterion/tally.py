"""Gather the facts that a criterion looks at, and how each fares."""

from dataclasses import dataclass

from antecede.criterion.condition import ConditionBuilder
from antecede.criterion.interest import Interest
from antecede.criterion.nearness import BOTH, Near, how_near, in_window, levels_meet, sides_meet
from antecede.criterion.outcome import AFTER, CONFOUNDED, CONTESTED, QUALIFIES, TARGET, TYPE, WINDOW, Used, Verdict
from antecede.knowledge.expression import Pattern
from antecede.record.fact import CONTRAINDICATED, REQUESTED, Fact
from antecede.record.reader import NO, UNKNOWN, YES, CaseReader
from antecede.record.record import Line, Record
from antecede.truth.day import Days
from antecede.truth.span import Span


@dataclass(slots=True)
class Scope:
    """What facts have to meet besides their class: the line, one side and level of it, a window, a day to lie after.

    ``near``: what else a fact has to be to the line.

    ``side`` 0 and ``level`` "" leave them free; ``known`` is false where the line does not name what is asked for.
    ``after`` -1: that day never came; none: it is not known.
    """

    line: Line | None = None
    touch_levels: bool = False
    touch_sides: bool = False
    side: int = 0
    level: str = ""
    known: bool = True
    window: Span | None = None
    earlier: Span | None = None
    after: "Days | int | None" = None
    ordered: bool = False
    near: Near = ()


NOTHING: list[tuple[Fact, int]] = []
NOBODY: list[Fact] = []
#: Facts only have to be of the class.
FREE = Scope()


class Tally:
    """Facts that qualify, may qualify, and do not; how far the record lists all there are.

    ``stated``: the record lists all such facts; ``denied``: it says that there are none.
    """

    __slots__ = ("contested", "contraindicated", "denials", "denied", "maybe", "no", "stated", "yes")

    def __init__(self, denials: list[Fact]) -> None:
        self.yes: list[Fact] = []
        self.maybe: list[Used] = []
        self.no: list[Used] = []
        self.contested: list[Fact] = []
        self.contraindicated: list[Used] = []
        self.denials = denials
        self.denied = False
        self.stated = False

    @property
    def listed(self) -> bool:
        """Whether all such facts are known: the record lists them, or denies any."""
        return self.stated or self.denied

    @property
    def possible(self) -> list[Fact]:
        """Facts that may qualify; where the record lists all such facts, one of unnamed kind is none of them."""
        if not self.listed:
            return [used.fact for used in self.maybe]
        return [used.fact for used in self.maybe if used.verdict != -TYPE or used.fact.standing == REQUESTED]

    @property
    def used(self) -> tuple[Used, ...]:
        """All facts looked at, those that decide first."""
        qualifying = [Used(fact, QUALIFIES) for fact in self.yes if fact not in self.contested]
        contested = [Used(fact, -CONTESTED) for fact in self.contested]
        maybe = [used for used in self.maybe if used.fact not in self.contested]
        denials = [Used(fact, CONTESTED) for fact in self.denials]
        return (*qualifying, *contested, *maybe, *self.no, *denials, *self.contraindicated)

    def worlds(self) -> "tuple[Tally, Tally]":
        """The record with its denials right, and with what they contest right instead."""
        agreed, disputed = Tally(self.denials), Tally(self.denials)
        agreed.yes = [fact for fact in self.yes if fact not in self.contested]
        agreed.maybe = [used for used in self.maybe if used.fact not in self.contested]
        disputed.yes, disputed.maybe = self.yes, self.maybe
        for world in (agreed, disputed):
            world.no, world.stated, world.contraindicated = self.no, self.stated, self.contraindicated
        agreed.denied = self.denied
        return agreed, disputed


class Tallier:
    """Counts the facts of one pattern."""

    def __init__(self, pattern: Pattern, conditions: ConditionBuilder, reader: CaseReader, interest: Interest) -> None:
        self.pattern = pattern
        self._reader = reader
        self._interest = interest
        self._slot = interest.register(pattern)
        self._conditions = [conditions.build(each) for each in pattern.conditions]
        self._confounders = [conditions.build(each) for each in pattern.confounders]
        self._together = tuple(cls for cls in pattern.closing if cls not in pattern.bases)
        self._above = [reader.classes_above(base) for base in pattern.names]

    def waiting(self, record: Record) -> tuple[list[tuple[Fact, int]], list[Fact]]:
        """Facts and denials of a record that concern the pattern."""
        found = self._interest.sorted(record)
        return found.facts.get(self._slot, NOTHING), found.denials.get(self._slot, NOBODY)

    def complete(self, record: Record) -> bool:
        """Whether the case lists all facts of the pattern's classes: it says so, or they are what it asks for."""
        if self.pattern.stage:
            return self.pattern.stage == "requested"
        return bool(record.complete) and all(each & record.complete for each in self._above)

    def all_denied(self, denials: list[Fact]) -> bool:
        """Whether denials take in all of the pattern's classes, everywhere."""
        return all(_denied(each, denials, FREE) for each in self._above)

    def tally(self, record: Record, scope: Scope = FREE) -> Tally:
        """Facts counted, from memory where they were already; not to be changed."""
        timed = scope.ordered or scope.window or scope.earlier
        if timed or scope.touch_levels or scope.touch_sides or scope.near:
            return self.count(record, scope)
        key = (self, scope.side, scope.level, scope.known)
        known = record.memo.get(key)
        if known is None:
            known = self.count(record, scope)
            record.memo[key] = known
        assert isinstance(known, Tally)
        return known

    def count(self, record: Record, scope: Scope = FREE) -> Tally:
        """Count, in one pass."""
        facts, denials = self.waiting(record)
        tally = Tally(denials)
        definite = indefinite = False
        line = scope.line
        if line and scope.near and self.pattern.stage == "requested":
            facts = [each for each in facts if how_near(each[0], line, scope.near) != TARGET]
        for fact, kind in facts:
            if fact.standing == CONTRAINDICATED:
                tally.contraindicated.append(Used(fact, -TYPE))
                continue
            self._place(tally, record, fact, self.verdict(record, fact, kind, scope))
            if kind == YES:
                definite, indefinite = definite or fact.counted, indefinite or not fact.counted
        self._close(tally, record, scope, definite and not indefinite and not self.pattern.stage)
        return tally

    def add(self, tally: Tally, record: Record, fact: Fact) -> None:
        """Let a fact that no record lists, such as the service asked for, count as one more."""
        kind = self._interest.kind(fact, self.pattern)
        if kind != NO:
            self._place(tally, record, fact, self.verdict(record, fact, kind, FREE))

    def _place(self, tally: Tally, record: Record, fact: Fact, verdict: Verdict) -> None:
        if verdict > 0:
            tally.no.append(Used(fact, verdict))
            return
        if verdict == QUALIFIES:
            tally.yes.append(fact)
        else:
            tally.maybe.append(Used(fact, verdict))
        if tally.denials and self._contested(record, fact):
            tally.contested.append(fact)

    def verdict(self, record: Record, fact: Fact, kind: int, scope: Scope) -> Verdict:
        """How a fact fares; a failure outranks an open point, so that what is known is said."""
        target = YES if scope is FREE else self._target(fact, scope)
        if target == NO:
            return TARGET
        near = how_near(fact, scope.line, scope.near) if scope.near and scope.line else QUALIFIES
        if near > 0:
            return near
        if self._confounders and self._confounded(record, fact):
            return -CONFOUNDED
        open_point = 0 if kind == YES else -TYPE
        for number, condition in enumerate(self._conditions, 1):
            answer = condition(record, fact)
            if answer == NO:
                return number
            if answer == UNKNOWN:
                open_point = open_point or -number
        if scope is FREE:
            return open_point
        late = _timing(record, fact, scope)
        if late > 0:
            return late
        return open_point or (-TARGET if target == UNKNOWN else near or late)

    def _confounded(self, record: Record, fact: Fact) -> bool:
        """Whether something that shares the day of a fact takes its meaning; the same for all patterns of a class."""
        key = (self._confounders[0], fact)
        known = record.memo.get(key)
        if known is None:
            known = any(each(record, fact) != NO for each in self._confounders)
            record.memo[key] = known
        return bool(known)

    def _target(self, fact: Fact, scope: Scope) -> int:
        verdicts = []
        if scope.side or scope.level or not scope.known:
            verdicts = [_covers_side(fact, scope), _covers_level(fact, scope)]
        if scope.touch_levels and scope.line:
            verdicts.append(levels_meet(fact.levels, scope.line.levels))
        if scope.touch_sides and scope.line:
            verdicts.append(sides_meet(fact.sides, scope.line.sides))
        return NO if NO in verdicts else UNKNOWN if UNKNOWN in verdicts else YES

    def _contested(self, record: Record, fact: Fact) -> bool:
        """Whether the record both affirms and denies this fact: its name, or what it says of the pattern's class."""
        denied = record.denied & self._reader.above[fact.cls]
        for cls in fact.types[1:]:
            denied |= record.denied & self._reader.above[cls] & frozenset().union(*self._above)
        return bool(denied) and any(denial.cls in denied and overlaps(fact, denial) for denial in record.denials)

    def _close(self, tally: Tally, record: Record, scope: Scope, listed: bool) -> None:
        if tally.denials:
            tally.denied = all(_denied(each, tally.denials, scope) for each in self._above)
        tally.stated = bool(self._together and self._listed_together(tally, record)) or listed or self.complete(record)

    def _listed_together(self, tally: Tally, record: Record) -> bool:
        """Whether the case lists members of a class that is listed all at once (coded diagnoses); they are evidence."""
        looked_at = {*tally.yes, *(used.fact for used in (*tally.maybe, *tally.no))}
        listed = [
            fact
            for group, facts in record.groups.items()
            if any(cls == group or cls in self._reader.above.get(group, ()) for cls in self._together)
            for fact in facts
        ]
        tally.no.extend(Used(fact, TYPE) for fact in listed if fact not in looked_at)
        return bool(listed)


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


def _denied(above: frozenset[str], denials: list[Fact], scope: Scope) -> bool:
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


def _covers_side(fact: Fact, scope: Scope) -> int:
    if not scope.side:
        return YES
    return UNKNOWN if not fact.sides else YES if fact.sides & scope.side else NO


def _covers_level(fact: Fact, scope: Scope) -> int:
    if not scope.known:
        return UNKNOWN
    if not scope.level:
        return YES
    return UNKNOWN if not fact.levels else YES if scope.level in fact.levels else NO


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
