"""Which counters look at which facts: a case is sorted once, and each counter finds its own facts waiting."""

from typing import NamedTuple

from antecede.knowledge.expression import Pattern
from antecede.record.fact import CONTRAINDICATED, DENIED, DONE, PLANNED, REQUESTED, Fact
from antecede.record.reader import NO, UNKNOWN, YES, CaseReader
from antecede.record.record import Record

#: Which patterns see a fact, by how it stands.
STAGES = {DONE: "", CONTRAINDICATED: "", PLANNED: "planned", REQUESTED: "requested"}


class Sorted(NamedTuple):
    """Facts of a record by the slot of the pattern they concern: with their kind of membership, and denials."""

    facts: dict[int, list[tuple[Fact, int]]]
    denials: dict[int, list[Fact]]


class Interest:
    """Slots of patterns, and for every class of facts the slots it concerns."""

    def __init__(self, reader: CaseReader) -> None:
        self._reader = reader
        self._patterns: list[Pattern] = []
        self._facts: dict[tuple[object, ...], tuple[tuple[int, int], ...]] = {}
        self._denials: dict[str, tuple[int, ...]] = {}

    def register(self, pattern: Pattern) -> int:
        """A slot for a pattern."""
        self._patterns.append(pattern)
        self._facts.clear()
        self._denials.clear()
        return len(self._patterns) - 1

    def sorted(self, record: Record) -> Sorted:
        """The record sorted by slots, once."""
        known = record.memo.get(self)
        if known is None:
            known = self._sort(record)
            record.memo[self] = known
        assert isinstance(known, Sorted)
        return known

    def _sort(self, record: Record) -> Sorted:
        facts: dict[int, list[tuple[Fact, int]]] = {}
        for fact in (*record.facts, *record.requested):
            if fact.standing != DENIED:
                for slot, kind in self._slots(fact):
                    facts.setdefault(slot, []).append((fact, kind))
        denials: dict[int, list[Fact]] = {}
        for denial in record.denials:
            for slot in self._denied_slots(denial.cls):
                denials.setdefault(slot, []).append(denial)
        return Sorted(facts, denials)

    def _slots(self, fact: Fact) -> tuple[tuple[int, int], ...]:
        key = (STAGES[fact.standing], fact.cls, fact.types, fact.maybe, fact.never)
        known = self._facts.get(key)
        if known is None:
            seen = ((slot, pattern) for slot, pattern in enumerate(self._patterns) if pattern.stage == key[0])
            kinds = ((slot, self.kind(fact, pattern)) for slot, pattern in seen)
            known = tuple((slot, kind) for slot, kind in kinds if kind != NO)
            self._facts[key] = known
        return known

    def kind(self, fact: Fact, pattern: Pattern) -> int:
        """Whether a fact is of one of the named classes of a pattern."""
        verdicts = {self._reader.is_a(fact, base) for base in pattern.bases}
        return YES if YES in verdicts else UNKNOWN if UNKNOWN in verdicts else NO

    def _denied_slots(self, cls: str) -> tuple[int, ...]:
        known = self._denials.get(cls)
        if known is None:
            known = tuple(slot for slot, pattern in enumerate(self._patterns) if self._denies(cls, pattern))
            self._denials[cls] = known
        return known

    def _denies(self, cls: str, pattern: Pattern) -> bool:
        """Whether a denial of a class speaks of one of the pattern's classes, or of something below it."""
        reader = self._reader
        return not pattern.stage and any(
            cls in reader.classes_above(base) or base in reader.above[cls] for base in pattern.names
        )
