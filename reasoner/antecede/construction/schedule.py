"""Days for the facts of a set of changes.

What is on file lies in the past; what has to be done begins on the day of the review.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from antecede.construction.change import Change, Changes, Kind, Verb
from antecede.construction.trait import Timing, Trait
from antecede.construction.values import days_of, duration_within, start_before
from antecede.record.fact import Fact
from antecede.record.record import Record
from antecede.truth.span import Span, span
from antecede.truth.window import ahead, back

#: Days that facts of one kind are kept apart where nothing asks for more, as far as a window leaves room.
USUAL_GAP = 14
#: How far from the edge of a time something lies that is not to be at it.
AMPLE = 14
DATED = ("events", "findings")
LONGEST_SEARCH = 20_000


class Placed(NamedTuple):
    """First and last day of a fact; one day for what has no length."""

    start: int
    end: int


#: A day that matters for nothing.
NOWHEN = Placed(1, 1)


class Schedule(NamedTuple):
    """Day of the review that the changes lead to, where their facts lie, and when what is due can be complete."""

    as_of: int
    days: Mapping[object, Placed]
    earliest: Mapping[object, int]


def lengths(trait: Trait) -> tuple[object, ...]:
    """Limits on how long a fact lasts."""
    return tuple(limit for limit in trait.limits if limit.key == "duration") or tuple(trait.given & {"duration"})


class Scheduler:
    """Places the facts of one set of changes in one record."""

    def __init__(self, record: Record, changes: Changes, name: Callable[[Change], str], *, ample: bool) -> None:
        self._record = record
        self._name = name
        self._ample = ample
        self._taken = {fact.when.first for fact in record.facts if fact.when and fact.when.first == fact.when.last}
        self._placed: dict[object, Placed] = {}
        self._names: dict[object, str] = {}
        self._changes = [change for change in changes if change.verb is Verb.ADD and change.slot.section in DATED]
        own = {fact.ref for fact in record.facts}
        self._dateless = [c for c in changes if c.verb is Verb.FILL and c.trait.timing.dated and c.slot.name in own]
        self._to_do = [change.slot for change in changes if change.kind is Kind.DO]
        self._waits = [change for change in changes if change.until]
        self._ranks = _ranks(self._changes)

    def schedule(self) -> Schedule:
        """Days for all new facts."""
        for change in sorted((c for c in self._changes if not c.due), key=self._latest_first):
            self._put(change, self._past(change))
        for change in sorted((c for c in self._changes if c.due), key=self._earliest_first):
            self._put(change, self._future(change))
        for change in self._dateless:
            self._placed[change.slot] = self._found(change)
        earliest: dict[object, int] = {c.slot: self._complete(c) for c in self._changes if c.due}
        earliest |= {change.slot: change.until for change in self._waits}
        earliest = dict.fromkeys(self._to_do, self._record.as_of) | earliest
        return Schedule(max((self._record.as_of, *earliest.values())), self._placed, earliest)

    def _latest_first(self, change: Change) -> tuple[bool, int, int]:
        return not change.trait.timing.last, -self._ranks[change.slot], change.slot.number

    def _earliest_first(self, change: Change) -> tuple[int, int]:
        return self._ranks[change.slot], change.slot.number

    def _put(self, change: Change, placed: Placed) -> None:
        self._placed[change.slot] = placed
        self._names[change.slot] = self._name(change)
        if change.slot.section == "events":
            self._taken.add(placed.end)

    # --- what is on file ----------------------------------------------------------------------------------------------

    def _past(self, change: Change) -> Placed:
        timing = change.trait.timing
        on_the_day = change.slot.section == "findings" or (timing.last and not self._ample)
        latest = self._record.as_of if on_the_day else self._record.as_of - 1
        if timing.ago:
            latest = min(
                latest, timing.ago.begins(self._record.service_day) - timing.strict - (AMPLE if self._ample else 0)
            )
        relief = self._relief(change)
        latest = min(latest, back(self._record.as_of, relief)) if relief else latest
        later = [
            placed.start - 1 for slot, placed in self._placed.items() if self._ranks[slot] > self._ranks[change.slot]
        ]
        end = self._free(change, min((latest, *later)), -1)
        return Placed(_start(change.trait, end, ample=self._ample), end)

    def _found(self, change: Change) -> Placed:
        """A day for an entry that gives none, or only a month or a year."""
        fact = next(fact for fact in self._record.facts if fact.ref == change.slot.name)
        latest = min(fact.when.last, self._record.as_of) if fact.when else self._record.as_of - 1
        if change.trait.timing.ago:
            latest = min(latest, change.trait.timing.ago.begins(self._record.service_day) - change.trait.timing.strict)
        day = self._free(change, latest, -1)
        self._taken.add(day)
        return Placed(day, day)

    # --- what has to be done ------------------------------------------------------------------------------------------

    def _future(self, change: Change) -> Placed:
        before = (c for c in self._changes if c.due and change.trait.timing.after in c.rules)
        ready = [self._complete(each) + 1 for each in before if each.slot in self._placed]
        start = self._free(change, max((self._record.as_of, *ready)), 1)
        limits = tuple(limit for limit in change.trait.limits if limit.key == "duration")
        return Placed(start, (days_of(limits, start) if limits else None) or start)

    def _complete(self, change: Change) -> int:
        """Day on which a fact and what has to be seen after it are over."""
        placed, relief = self._placed[change.slot], self._relief(change)
        return ahead(placed.end, relief) if relief else placed.end

    def _relief(self, change: Change) -> Span | None:
        """How long relief has to last, or had to."""
        limits = tuple(limit for limit in change.trait.limits if limit.key == "relief_duration")
        lasting = duration_within(limits, ample=self._ample) if limits else None
        return span(lasting) if lasting else None

    # --- room ---------------------------------------------------------------------------------------------------------

    def _free(self, change: Change, day: int, step: int) -> int:
        """The nearest day that no other fact has taken and that lies far enough from its like."""
        gap, like = self._gap(change.trait.timing), list(self._like(change))
        for candidate in range(day, day + step * LONGEST_SEARCH, step):
            if candidate not in self._taken and all(abs(candidate - other) >= gap for other in like):
                return candidate
        return day

    def _gap(self, timing: Timing) -> int:
        asked = int(timing.gap.longest) if timing.gap else 1
        roomy = timing.within is None or timing.within.shortest > 4 * USUAL_GAP
        return max(asked, USUAL_GAP) if roomy else asked

    def _like(self, change: Change) -> Iterator[int]:
        """Days of facts of the same name, on record or placed already."""
        if change.slot.section != "events":
            return
        own = self._name(change)
        yield from (self._placed[slot].end for slot, name in self._names.items() if name == own)
        facts: Iterable[Fact] = self._record.facts
        for fact in facts:
            if fact.when and fact.given.get("type") == own:
                yield fact.when.first if fact.when.first == fact.when.last else fact.when.last


def _start(trait: Trait, end: int, *, ample: bool) -> int:
    limits = tuple(limit for limit in trait.limits if limit.key == "duration")
    if not limits and "duration" not in trait.given:
        return end
    start = start_before(end, limits, ample=ample)
    return end if start is None else start


def _ranks(changes: list[Change]) -> dict[object, int]:
    """How many others each fact has to follow: those made for the criterion that it comes after."""
    ranks: dict[object, int] = {change.slot: 0 for change in changes}
    for _ in changes:
        for change in changes:
            after = change.trait.timing.after
            before = [ranks[other.slot] for other in changes if after and after in other.rules and other is not change]
            ranks[change.slot] = (
                max(ranks[change.slot], *(rank + 1 for rank in before), 0) if before else ranks[change.slot]
            )
    return ranks
