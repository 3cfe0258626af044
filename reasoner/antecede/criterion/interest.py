"""Which patterns the facts of a record concern: told once per kind of fact, kept, and noted on each record as bits.

A pattern has a slot and its slot a bit.  Where no bit of a criterion is noted on a record, nothing there concerns it.
"""

from collections.abc import Callable, Iterable, Iterator
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


class Catalogue:
    """Patterns by the classes that they name, so that what a fact concerns is found without asking every pattern.

    ``based`` are bits of patterns by their bases, ``closed`` by the classes that close their list, ``named`` by their
    names; of patterns of what is planned or requested the names stand in ``staged``.  ``below`` are the bases and names
    that lie below a class, itself included; ``nameless`` are the bits of patterns without a name.
    """

    def __init__(self) -> None:
        self.based: dict[str, int] = {}
        self.closed: dict[str, int] = {}
        self.named: dict[str, int] = {}
        self.staged: dict[str, int] = {}
        self.below: dict[str, list[str]] = {}
        self.nameless = 0
        self._placed: set[str] = set()

    def enter(self, pattern: Pattern, bit: int, classes_above: Callable[[str], frozenset[str]]) -> None:
        """Enter a pattern under its bit."""
        _mark(self.based, pattern.bases, bit)
        _mark(self.closed, pattern.closing, bit)
        _mark(self.staged if pattern.stage else self.named, pattern.names, bit)
        if not pattern.stage and not pattern.names:
            self.nameless |= bit
        for each in {*pattern.bases, *pattern.names} - self._placed:
            self._placed.add(each)
            for cls in classes_above(each):
                self.below.setdefault(cls, []).append(each)


def _mark(marked: dict[str, int], classes: Iterable[str], bit: int) -> None:
    for cls in classes:
        marked[cls] = marked.get(cls, 0) | bit


def _marked(marked: dict[str, int], classes: Iterable[str]) -> int:
    """All bits that classes are marked with."""
    found = 0
    for cls in classes:
        found |= marked.get(cls, 0)
    return found


def _single(bits: int) -> Iterator[int]:
    """The bits one by one."""
    while bits:
        bit = bits & -bits
        yield bit
        bits ^= bit


class Interest:
    """Slots of patterns, and for every kind of fact the slots it concerns."""

    def __init__(self, reader: CaseReader) -> None:
        self._reader = reader
        self._slots: dict[int, Slot] = {}
        self._catalogue = Catalogue()
        self._registered: dict[str, tuple[int, dict[object, int]]] = {}
        self._affirmed: dict[object, tuple[int, int]] = {}
        self._denied: dict[str, tuple[int, int]] = {}

    def register(self, pattern: Pattern) -> tuple[int, dict[object, int]]:
        """The bit of a pattern, and the kinds of facts that concern it, filled as they are met.

        Records that were noted before a pattern was registered do not know of it.
        """
        known = self._registered.get(pattern.iri)
        if known is None:
            self._affirmed.clear()
            self._denied.clear()
            bit = 1 << (len(self._slots) + ALWAYS)
            slot = self._slots[bit] = Slot(pattern, {})
            self._catalogue.enter(pattern, bit, self._reader.classes_above)
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
        for bit in _single(self._possible(fact)):
            slot = self._slots[bit]
            membership = self.kind(fact, slot.pattern) if slot.pattern.stage == stage else NO
            if membership != NO:
                slot.kinds[kind] = membership
                concerned |= bit
        listing = _marked(self._catalogue.closed, {fact.cls, *self._reader.above.get(fact.cls, ())})
        known = self._affirmed[kind] = (concerned, listing)
        return known

    def _possible(self, fact: Fact) -> int:
        """Patterns that facts of a kind can concern: with a base above one of their classes, or below it."""
        above, catalogue = self._reader.above, self._catalogue
        found = 0
        for cls in {fact.cls, *fact.types, *fact.maybe}:
            found |= _marked(catalogue.based, (*above.get(cls, ()), *catalogue.below.get(cls, ())))
        return found

    def kind(self, fact: Fact, pattern: Pattern) -> int:
        """Whether a fact is of one of the named classes of a pattern."""
        verdicts = {self._reader.is_a(fact, base) for base in pattern.bases}
        return YES if YES in verdicts else UNKNOWN if UNKNOWN in verdicts else NO

    def _deny(self, cls: str) -> tuple[int, int]:
        """Patterns that a denial of a class speaks of, and patterns all of whose classes it takes in."""
        above, catalogue = self._reader.classes_above, self._catalogue
        below = _marked(catalogue.named, catalogue.below.get(cls, ()))
        taken_in = catalogue.nameless
        for bit in _single(below):
            if all(cls in above(name) for name in self._slots[bit].pattern.names):
                taken_in |= bit
        known = self._denied[cls] = (below | _marked(catalogue.named, self._shared(cls)), taken_in)
        return known

    def _shared(self, cls: str) -> frozenset[str]:
        """Classes of which something below a class may be, too: a denial of it denies such facts of theirs."""
        return frozenset().union(*(above for above in self._reader.above.values() if cls in above))

    def _completion(self, cls: str) -> int:
        """Patterns that a complete list of a class can close."""
        below = self._catalogue.below.get(cls, ())
        return _marked(self._catalogue.named, below) | _marked(self._catalogue.staged, below)
