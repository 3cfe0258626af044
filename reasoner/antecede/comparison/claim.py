"""Claims about criteria, and what follows from a criterion alone: what it says, and when it may stand aside."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from antecede.comparison.subsumption import bare, listing, whole
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.expression import Pattern
from antecede.record.reader import NO, YES

#: Fields that say how a criterion is told, cited and placed, and nothing of what it asks for.
TOLD = frozenset((
    "iri", "label", "notation", "role", "curable", "requirement", "remedy", "caution", "assumption", "citations",
    "concerned_acts", "concerned_codes", "not_counted", "not_counted_because", "shows_attribute", "shows_of",
))  # fmt: skip
NAMING = ("parts", "applies_when", "waived_by", "after")
#: Kinds that always come to one of the four values.
DECIDED = (
    kinds.Count, kinds.Duration, kinds.Value, kinds.Elapsed, kinds.KOfN, kinds.AllOf, kinds.AnyOf, kinds.Request,
    kinds.RegionAgreement, kinds.SameWork,
)  # fmt: skip
Content = tuple[object, ...]


class Claim(NamedTuple):
    """That a criterion of a book comes out one way.

    ``holds``: met, else not met.  ``exact``: just so; else it may stand aside instead (waived, or not applicable).
    ``inner``: its condition and its waiver are already dealt with, and only what it asks for counts.
    """

    criterion: AnyCriterion
    book: int = 0
    holds: bool = True
    exact: bool = False
    inner: bool = False


class Books:
    """Criteria by IRI, of one graph or of two.  ``act`` is the act of the lines that are spoken of; empty: of all.

    ``relation`` says whether an act is of a class of acts.
    """

    def __init__(
        self, books: tuple[Mapping[str, AnyCriterion], ...], relation: Callable[[str, str], int], act: str = ""
    ) -> None:
        self._books = books
        self._relation = relation
        self._act = act
        self._contents: dict[tuple[int, str], Content] = {}

    def get(self, book: int, iri: str) -> AnyCriterion:
        """A criterion of a book."""
        return self._books[book][iri]

    def parts(self, claim: Claim, *, holds: bool, exact: bool) -> list[Claim]:
        """Claims on the parts of a criterion, without those that never apply to the act."""
        parts = (self.get(claim.book, iri) for iri in getattr(claim.criterion, "parts", ()))
        made = [Claim(part, claim.book, holds, exact) for part in parts]
        return [each for each in made if self.condition(each) is not None]

    def condition(self, claim: Claim) -> AnyCriterion | str | None:
        """The criterion without which one does not apply; "" where it always does, none where it never does."""
        iri = "" if claim.inner else claim.criterion.applies_when
        if not iri:
            return ""
        condition = self.get(claim.book, iri)
        known = self.settled(condition, claim.book)
        return condition if known is None else "" if known else None

    def settled(self, criterion: AnyCriterion, book: int) -> bool | None:
        """What a criterion on the request comes to for the act, where that alone settles it."""
        if criterion.applies_when or criterion.waived_by:
            return None
        if isinstance(criterion, kinds.Request):
            return self._asked_for(criterion)
        if not isinstance(criterion, kinds.Not | kinds.AllOf | kinds.AnyOf):
            return None
        known = [self.settled(self.get(book, iri), book) for iri in criterion.parts]
        if isinstance(criterion, kinds.Not):
            return None if known[0] is None else not known[0]
        early = isinstance(criterion, kinds.AnyOf)
        return early if early in known else None if None in known else not early

    def _asked_for(self, criterion: kinds.Request) -> bool | None:
        relations = {self._relation(self._act, each) for each in criterion.acts} if self._act else set()
        if YES in relations:
            return True
        open_ended = criterion.codes or criterion.else_not_documented or not self._act
        return False if relations <= {NO} and not open_ended else None

    def never_silent(self, criterion: AnyCriterion, book: int) -> bool:
        """Whether a criterion is decided by the request line alone, so that no silence of a record leaves it open."""
        if criterion.applies_when or criterion.waived_by:
            return False
        inner = isinstance(criterion, kinds.Not | kinds.AllOf | kinds.AnyOf)
        parts = criterion.parts if inner else ()  # type: ignore[union-attr]
        return isinstance(criterion, kinds.Request) or (
            inner and all(self.never_silent(self.get(book, iri), book) for iri in parts)
        )

    def stands_aside(self, claim: Claim) -> bool:
        """Whether a criterion may come to be waived or not applicable."""
        criterion = claim.criterion
        if not claim.inner and (self.condition(claim) != "" or criterion.waived_by):
            return True
        if isinstance(criterion, kinds.Not | kinds.Readings):
            return any(self.stands_aside(Claim(self.get(claim.book, iri), claim.book)) for iri in criterion.parts)
        if isinstance(criterion, kinds.Every):
            return criterion.silence_satisfies
        return not isinstance(criterion, DECIDED)

    def content(self, criterion: AnyCriterion, book: int) -> Content:
        """What a criterion asks for, however it is named and told; two that ask for the same are equal in this."""
        key = (book, criterion.iri)
        known = self._contents.get(key)
        if known is None:
            known = self._contents[key] = self._content(criterion, book)
        return known

    def _content(self, criterion: AnyCriterion, book: int) -> Content:
        made: list[object] = [type(criterion).__name__]
        for field in criterion.__struct_fields__:
            value = getattr(criterion, field)
            if field in NAMING:
                names = value if isinstance(value, tuple) else (value,) if value else ()
                made.append(frozenset(self.content(self.get(book, iri), book) for iri in names))
            elif field not in TOLD:
                made.append(_plain(value))
        return tuple(made)


def _plain(value: object) -> object:
    """A value without words; the order of classes, matches and codes says nothing."""
    if isinstance(value, Pattern):
        confounders = frozenset(map(bare, value.confounders))
        return (bare(whole(value)), listing(value), confounders)
    return frozenset(map(_plain, value)) if type(value) is tuple else value
