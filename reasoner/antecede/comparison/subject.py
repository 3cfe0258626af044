"""What a criterion looks at: the classes of facts it counts, or, on the request itself, the kind of rule it is."""

from collections.abc import Iterator

from antecede.comparison.claim import Books, Claim
from antecede.graph.hierarchy import Hierarchy
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.expression import Pattern


class Subjects:
    """Tells how much two criteria look at the same."""

    def __init__(self, books: Books, hierarchy: Hierarchy) -> None:
        self._books = books
        self._hierarchy = hierarchy

    def of(self, criterion: AnyCriterion) -> frozenset[str]:
        """Named classes before thresholds and levels, of the criterion and of its parts."""
        return frozenset(self._of(Claim(criterion)))

    def _of(self, claim: Claim) -> Iterator[str]:
        patterns = list(_patterns(claim.criterion))
        parts = self._books.parts(claim, holds=True, exact=False)
        yield from (base for pattern in patterns for base in pattern.bases)
        for part in parts:
            yield from self._of(part)
        if not patterns and not parts:
            yield type(claim.criterion).__name__

    def share(self, one: AnyCriterion, other: AnyCriterion) -> float:
        """Share of what either looks at that both do (0 to 1): a class, or one above or below it."""
        mine, theirs = self.of(one), self.of(other)
        met = sum(self._meets(each, theirs) for each in mine) + sum(self._meets(each, mine) for each in theirs)
        return met / (len(mine) + len(theirs))

    def _meets(self, cls: str, others: frozenset[str]) -> bool:
        above = self._hierarchy.above
        return any(cls == each or cls in above(each) or each in above(cls) for each in others)


def _patterns(criterion: AnyCriterion) -> Iterator[Pattern]:
    """Classes of facts that a criterion counts itself."""
    pattern = getattr(criterion, "pattern", None)
    yield from (pattern,) if pattern else ()
    yield from getattr(criterion, "members", ())
