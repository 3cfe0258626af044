"""How far a record lists all the facts that a pattern is about, so that what it does not name is not there."""

from collections.abc import Iterable

from antecede.criterion.kinds import Kinds
from antecede.knowledge.expression import Pattern
from antecede.record.fact import Fact
from antecede.record.reader import CaseReader
from antecede.record.record import Record

NONE: frozenset[str] = frozenset()


class Listing:
    """What closes the list of a pattern's facts.

    ``above`` are the names of a pattern, each with all classes above it.  ``apart``: its names are listed each by
    itself, so that naming facts of one says nothing of the others.
    """

    def __init__(self, pattern: Pattern, reader: CaseReader) -> None:
        self._names = frozenset(pattern.names)
        self._stage = pattern.stage
        self._reader = reader
        self._together = tuple(cls for cls in pattern.closing if cls not in pattern.bases)
        self._listing = Kinds(self._lists)
        self.apart = pattern.apart
        self.above = [reader.classes_above(base) for base in pattern.names]
        self.by_name = dict(zip(pattern.names, self.above, strict=True))

    @property
    def plain(self) -> bool:
        """Whether one definite fact closes the list, and no fact of another class does."""
        return not (self._stage or self._together or self.apart)

    def complete(self, record: Record) -> bool:
        """Whether the case lists all facts of the pattern's classes: it says so, or they are what it asks for."""
        if self._stage:
            return self._stage == "requested"
        return bool(record.complete) and all(each & record.complete for each in self.above)

    def named(self, facts: Iterable[Fact]) -> frozenset[str]:
        """Names of the pattern whose list definite facts, of which there are some, close."""
        if self._stage:
            return NONE
        if not self.apart:
            return self._names
        above = self._reader.above
        return self._names & frozenset().union(*[above[cls] for fact in facts for cls in fact.types])

    def closed(self, record: Record, named: frozenset[str]) -> bool:
        """Whether what is named, and what the case says to list whole, leaves no name open."""
        if (named and named is self._names) or self.complete(record):
            return True
        if not named or self._stage:
            return False
        return all(name in named or above & record.complete for name, above in self.by_name.items())

    def together(self, record: Record) -> list[Fact]:
        """Facts of a class whose members are listed all at once (coded diagnoses); any of them closes the list."""
        if not self._together:
            return []
        listed: list[Fact] | None = record.memo.get(self._together)
        if listed is None:
            listed = record.memo[self._together] = self._listing.facts(record.groups)
        return listed

    def _lists(self, fact: Fact) -> bool:
        """Whether facts of a kind list all there are."""
        return not {fact.cls, *self._reader.above.get(fact.cls, ())}.isdisjoint(self._together)
