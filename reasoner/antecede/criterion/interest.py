"""Which patterns the facts of a record concern: told once per kind of fact, kept, and noted on each record as bits.

A pattern has a slot and its slot a bit.  Where no bit of a criterion is noted on a record, nothing there concerns it.
"""

from collections.abc import Callable
from typing import NamedTuple

from antecede.criterion.target import everywhere
from antecede.knowledge.expression import Pattern
from antecede.record.fact import STAGES, Fact
from antecede.record.reader import NO, UNKNOWN, YES, CaseReader
from antecede.record.record import Record

#: The bit that is noted on every record: for criteria that look at more than the facts of patterns.
ALWAYS = 1


class Slot(NamedTuple):
    """A pattern, and how facts of the kinds met so far belong to its classes: those that do or may."""

    pattern: Pattern
    kinds: dict[object, int]


class Interest:
    """Slots of patterns, and for every kind of fact the slots it concerns."""

    def __init__(self, reader: CaseReader) -> None:
        self._reader = reader
        self._slots: dict[int, Slot] = {}
        self._registered: dict[str, tuple[int, dict[object, int]]] = {}
        self._affirmed: dict[object, tuple[int, int]] = {}
        self._denied: dict[str, tuple[int, int]] = {}
        self._completed: dict[str, int] = {}

    def register(self, pattern: Pattern) -> tuple[int, dict[object, int]]:
        """The bit of a pattern, and the kinds of facts that concern it, filled as they are met.

        Records that were noted before a pattern was registered do not know of it.
        """
        known = self._registered.get(pattern.iri)
        if known is None:
            for each in (self._affirmed, self._denied, self._completed):
                each.clear()
            bit = 1 << (len(self._slots) + ALWAYS)
            slot = self._slots[bit] = Slot(pattern, {})
            known = self._registered[pattern.iri] = (bit, slot.kinds)
        return known

    def note(self, record: Record) -> None:
        """Note on a record what its facts, its denials and its complete lists concern."""
        affirmed, negated, refuted, touched = 0, 0, 0, ALWAYS
        groups, known = record.groups, self._affirmed
        for kind in groups.keys() - known.keys():
            self._affirm(kind, groups[kind][0])
        for kind in groups:
            concerned, listing = known[kind]
            affirmed |= concerned
            touched |= listing
        for kind, facts in record.staged.items():
            affirmed |= (self._affirmed.get(kind) or self._affirm(kind, facts[0]))[0]
        denying, denied = record.denying, self._denied
        for denial in record.denials:
            spoken_of, taken_in = denied.get(denial.cls) or self._deny(denial.cls)
            negated |= spoken_of
            denying.append((spoken_of, denial))
            if taken_in and ((not denial.levels and not denial.sides and not denial.when) or everywhere(denial)):
                refuted |= taken_in
        for cls in record.complete:
            touched |= self._completion(cls)
        record.affirmed, record.negated, record.refuted = affirmed, negated, refuted
        record.touched = affirmed | negated | touched

    def _affirm(self, kind: object, fact: Fact) -> tuple[int, int]:
        """Patterns that facts of a kind concern, and patterns whose classes they list."""
        concerned, stage = 0, STAGES[fact.standing]
        for bit, slot in self._slots.items():
            membership = self.kind(fact, slot.pattern) if slot.pattern.stage == stage else NO
            if membership != NO:
                slot.kinds[kind] = membership
                concerned |= bit
        above = {fact.cls, *self._reader.above.get(fact.cls, ())}
        listing = self._bits(lambda each: not above.isdisjoint(each.closing))
        known = self._affirmed[kind] = (concerned, listing)
        return known

    def kind(self, fact: Fact, pattern: Pattern) -> int:
        """Whether a fact is of one of the named classes of a pattern."""
        verdicts = {self._reader.is_a(fact, base) for base in pattern.bases}
        return YES if YES in verdicts else UNKNOWN if UNKNOWN in verdicts else NO

    def _deny(self, cls: str) -> tuple[int, int]:
        """Patterns that a denial of a class speaks of, and patterns all of whose classes it takes in."""
        above = self._reader.classes_above
        taken_in = self._bits(lambda each: not each.stage and all(cls in above(name) for name in each.names))
        shared = self._shared(cls)
        spoken_of = self._bits(
            lambda each: not each.stage and any(cls in above(name) or name in shared for name in each.names)
        )
        known = self._denied[cls] = (spoken_of, taken_in)
        return known

    def _shared(self, cls: str) -> frozenset[str]:
        """Classes of which something below a class may be, too: a denial of it denies such facts of theirs."""
        return frozenset().union(*(above for above in self._reader.above.values() if cls in above))

    def _completion(self, cls: str) -> int:
        """Patterns that a complete list of a class can close."""
        known = self._completed.get(cls)
        if known is None:
            above = self._reader.classes_above
            known = self._bits(lambda each: any(cls in above(name) for name in each.names))
            self._completed[cls] = known
        return known

    def _bits(self, concerned: Callable[[Pattern], bool]) -> int:
        return sum(bit for bit, slot in self._slots.items() if concerned(slot.pattern))
