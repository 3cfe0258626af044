"""Gather the facts that a criterion looks at, and how each fares."""

from dataclasses import dataclass, field, replace

from antecede.criterion.condition import ConditionBuilder
from antecede.criterion.outcome import AFTER, CONFOUNDED, CONTESTED, QUALIFIES, TARGET, TYPE, WINDOW, Used, Verdict
from antecede.knowledge.expression import Pattern
from antecede.record.fact import CONTRAINDICATED, Fact
from antecede.record.reader import NO, UNKNOWN, YES, CaseReader
from antecede.record.record import Line, Record
from antecede.truth.day import Days, add_months
from antecede.truth.span import Span

BOTH = 3


@dataclass(slots=True)
class Scope:
    """What facts have to meet besides their class: the line, one side and level of it, a window, a day to lie after.

    ``side`` 0 and ``level`` "" leave them free; ``known`` is false where the line does not name what is asked for.
    """

    line: Line | None = None
    touch_levels: bool = False
    touch_sides: bool = False
    side: int = 0
    level: str = ""
    known: bool = True
    window: Span | None = None
    after: "Days | int | None" = None
    ordered: bool = False


@dataclass(slots=True)
class Tally:
    """Facts that qualify, may qualify, and do not; how far the record lists all there are."""

    yes: list[Fact] = field(default_factory=list)
    maybe: list[Used] = field(default_factory=list)
    no: list[Used] = field(default_factory=list)
    contested: list[Fact] = field(default_factory=list)
    contraindicated: list[Used] = field(default_factory=list)
    denials: list[Fact] = field(default_factory=list)
    denied: bool = False
    stated: bool = False

    @property
    def listed(self) -> bool:
        """Whether all such facts are known: the record lists them, or denies any."""
        return self.stated or self.denied

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
        agreed = replace(
            self,
            yes=[fact for fact in self.yes if fact not in self.contested],
            maybe=[used for used in self.maybe if used.fact not in self.contested],
        )
        return agreed, replace(self, denied=False)


class Tallier:
    """Counts the facts of one pattern."""

    def __init__(self, pattern: Pattern, conditions: ConditionBuilder, reader: CaseReader) -> None:
        self.pattern = pattern
        self._reader = reader
        self._conditions = [conditions.build(each) for each in pattern.conditions]
        self._confounders = [conditions.build(each) for each in pattern.confounders]
        self._found: dict[str, int] = {}

    def candidates(self, record: Record) -> list[tuple[Fact, int]]:
        """Facts that are or may be of the named class, done or contraindicated."""
        found: list[tuple[Fact, int]] = []
        for cls, facts in record.groups.items():
            known = self._found.get(cls)
            if known is None:
                known = self._relation(cls)
                self._found[cls] = known
            for fact in facts:
                kind = known if len(fact.types) == 1 and not fact.maybe and not fact.never else self._kind(fact)
                if kind != NO:
                    found.append((fact, kind))
        return found

    def _relation(self, cls: str) -> int:
        verdicts = {self._reader.relation(cls, base) for base in self.pattern.bases}
        return YES if YES in verdicts else UNKNOWN if UNKNOWN in verdicts else NO

    def _kind(self, fact: Fact) -> int:
        verdicts = {self._reader.is_a(fact, base) for base in self.pattern.bases}
        return YES if YES in verdicts else UNKNOWN if UNKNOWN in verdicts else NO

    def tally(self, record: Record, scope: Scope) -> Tally:
        """Count, in one pass."""
        tally = Tally()
        definite = indefinite = False
        for fact, kind in self.candidates(record):
            if fact.standing == CONTRAINDICATED:
                tally.contraindicated.append(Used(fact, -TYPE))
                continue
            verdict = self.verdict(record, fact, kind, scope)
            self._place(tally, record, fact, verdict)
            if kind == YES:
                definite, indefinite = definite or fact.counted, indefinite or not fact.counted
        self._close(tally, record, scope, definite and not indefinite)
        return tally

    def _place(self, tally: Tally, record: Record, fact: Fact, verdict: Verdict) -> None:
        if verdict > 0:
            tally.no.append(Used(fact, verdict))
            return
        if verdict == QUALIFIES:
            tally.yes.append(fact)
        else:
            tally.maybe.append(Used(fact, verdict))
        if self._contested(record, fact):
            tally.contested.append(fact)

    def verdict(self, record: Record, fact: Fact, kind: int, scope: Scope) -> Verdict:
        """How a fact fares; a failure outranks an open point, so that what is known is said."""
        target = self._target(fact, scope)
        if target == NO:
            return TARGET
        if self._confounders and any(each(record, fact) != NO for each in self._confounders):
            return -CONFOUNDED
        open_point = 0 if kind == YES else -TYPE
        for number, condition in enumerate(self._conditions, 1):
            answer = condition(record, fact)
            if answer == NO:
                return number
            if answer == UNKNOWN:
                open_point = open_point or -number
        late = self._timing(record, fact, scope)
        if late > 0:
            return late
        return open_point or (-TARGET if target == UNKNOWN else late)

    def _target(self, fact: Fact, scope: Scope) -> int:
        verdicts = []
        if scope.side or scope.level or not scope.known:
            verdicts = [self._covers_side(fact, scope), self._covers_level(fact, scope)]
        if scope.touch_levels and scope.line:
            verdicts.append(_overlap(fact.levels, scope.line.levels))
        if scope.touch_sides and scope.line:
            verdicts.append(_touch(fact.sides, scope.line.sides))
        return NO if NO in verdicts else UNKNOWN if UNKNOWN in verdicts else YES

    def _covers_side(self, fact: Fact, scope: Scope) -> int:
        if not scope.side:
            return YES
        return UNKNOWN if not fact.sides else YES if fact.sides & scope.side else NO

    def _covers_level(self, fact: Fact, scope: Scope) -> int:
        if not scope.known:
            return UNKNOWN
        if not scope.level:
            return YES
        return UNKNOWN if not fact.levels else YES if scope.level in fact.levels else NO

    def _timing(self, record: Record, fact: Fact, scope: Scope) -> Verdict:
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
        return _in_window(record.as_of, fact.when, scope.window) if scope.window else QUALIFIES

    def _contested(self, record: Record, fact: Fact) -> bool:
        """Whether the record both affirms and denies this fact."""
        denied = record.denied & self._reader.above[fact.cls]
        return bool(denied) and any(
            denial.cls in denied and overlaps(fact, denial) for denial in record.denials if denial.entry is not fact.entry
        )

    def _close(self, tally: Tally, record: Record, scope: Scope, listed: bool) -> None:
        above = [self._reader.classes_above(base) for base in self.pattern.bases]
        tally.denials = [denial for denial in record.denials if self._touches(denial, above)]
        tally.denied = bool(above) and all(_denied(each, tally.denials, scope) for each in above)
        stated = record.complete and all(each & record.complete for each in above)
        tally.stated = self._listed_together(tally, record) or listed or bool(stated)

    def _touches(self, denial: Fact, above: list[frozenset[str]]) -> bool:
        """Whether a denial speaks of one of the named classes, or of something below it."""
        mine = self._reader.above[denial.cls]
        return any(denial.cls in each for each in above) or any(base in mine for base in self.pattern.bases)

    def _listed_together(self, tally: Tally, record: Record) -> bool:
        """Whether the case lists members of a class that is listed all at once (coded diagnoses); they are evidence."""
        classes = [cls for cls in self.pattern.closing if cls not in self.pattern.bases]
        if not classes:
            return False
        looked_at = {*tally.yes, *(used.fact for used in (*tally.maybe, *tally.no))}
        listed = [
            fact
            for group, facts in record.groups.items()
            if any(cls == group or cls in self._reader.above.get(group, ()) for cls in classes)
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


def _overlap(mine: frozenset[str], theirs: frozenset[str]) -> int:
    return UNKNOWN if not mine or not theirs else YES if mine & theirs else NO


def _touch(mine: int, theirs: int) -> int:
    if mine and theirs:
        return YES if mine & theirs else NO
    return YES if BOTH in (mine, theirs) else UNKNOWN


def _in_window(as_of: int, when: Days | None, window: Span) -> Verdict:
    if when is None:
        return -WINDOW
    first = add_months(as_of, -int(window.months)) - int(window.days)
    if when.last < first or when.first > as_of:
        return WINDOW
    return QUALIFIES if when.first >= first and when.last <= as_of else -WINDOW
