"""What a criterion looks at: the classes of facts it counts, or, on the request itself, the kind of rule it is."""

from collections.abc import Iterator

from antecede.comparison.claim import Books, Claim
from antecede.graph.hierarchy import Hierarchy
from antecede.knowledge.criterion import AnyCriterion, Value
from antecede.knowledge.expression import All, AnyExpression, IsA, No, Pattern, Some, Within
from antecede.knowledge.lexicon import Lexicon

#: What is asked for in numbers is looked at, too.
MEASURED = "measured"
#: A class of facts before thresholds and levels, with the stage at which they are looked at (empty: done or found), or
#: the key of what is measured.
Subject = tuple[str, str]
#: Criteria of different kinds that look at the same are a little less alike.
OF_ANOTHER_KIND = 0.9


class Subjects:
    """Tells how much two criteria look at the same."""

    def __init__(self, books: Books, hierarchy: Hierarchy, lexicon: Lexicon) -> None:
        self._books = books
        self._hierarchy = hierarchy
        self._defined = {each.cls: each.condition for each in lexicon.defined}
        self._keys = {iri: each.key for iri, each in lexicon.attributes.items()}

    def of(self, criterion: AnyCriterion) -> frozenset[Subject]:
        """What the criterion and its parts look at."""
        return frozenset(self._of(Claim(criterion)))

    def _of(self, claim: Claim) -> Iterator[Subject]:
        patterns = list(_patterns(claim.criterion))
        parts = self._books.parts(claim, holds=True, exact=False)
        yield from ((pattern.stage, base) for pattern in patterns for base in pattern.bases)
        measured = (self._measured(each) for pattern in patterns for each in pattern.conditions)
        yield from ((MEASURED, self._keys[attribute]) for attributes in measured for attribute in attributes)
        if isinstance(claim.criterion, Value):
            yield MEASURED, self._keys[claim.criterion.attribute]
        for part in parts:
            yield from self._of(part)
        if not patterns and not parts:
            yield "", type(claim.criterion).__name__

    def _measured(self, expression: AnyExpression) -> Iterator[str]:
        """Attributes of which an expression asks for a number."""
        match expression:
            case Within():
                yield expression.attribute
            case IsA() if expression.cls in self._defined:
                yield from self._measured(self._defined[expression.cls])
            case No():
                yield from self._measured(expression.part)
            case All() | Some():
                for part in expression.parts:
                    yield from self._measured(part)

    def share(self, one: AnyCriterion, other: AnyCriterion) -> float:
        """How much of what either looks at both do (0 to 1): a class, or to a part one close above or below it."""
        mine, theirs = self.of(one), self.of(other)
        met = sum(self._met(each, theirs) for each in mine) + sum(self._met(each, mine) for each in theirs)
        return met / (len(mine) + len(theirs)) * (1 if type(one) is type(other) else OF_ANOTHER_KIND)

    def _met(self, subject: Subject, others: frozenset[Subject]) -> float:
        stage, cls = subject
        if stage == MEASURED:
            return subject in others
        return max((self._close(cls, other) for at, other in others if at == stage), default=0)

    def _close(self, one: str, other: str) -> float:
        """1 for the same class, two thirds for one next above or below, less with every class between, else nothing."""
        above, below = self._hierarchy.above(one), self._hierarchy.above(other)
        if one != other and one not in below and other not in above:
            return 0
        return 1 / (1 + abs(len(above - {one}) - len(below - {other})) / 2)


def _patterns(criterion: AnyCriterion) -> Iterator[Pattern]:
    """Classes of facts that a criterion counts itself."""
    pattern = getattr(criterion, "pattern", None)
    yield from (pattern,) if pattern else ()
    yield from getattr(criterion, "members", ())
