"""Where two criteria say different things: part by part, field by field."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from antecede.comparison.claim import NAMING, TOLD, Books
from antecede.comparison.scope import told, window_told
from antecede.comparison.subsumption import same
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.expression import Pattern, Within, ranges
from antecede.truth.span import Span
from antecede.truth.window import Window

#: What decides though it is no part of what is asked for.
WEIGHT = ("role", "curable")


class Difference(NamedTuple):
    """One thing that a criterion, or a part of it, says otherwise; empty where one side says nothing of it.

    ``field`` is the name of the property; classes and criteria stand by their IRIs.
    """

    criterion: str
    field: str
    before: str
    after: str


class Differences:
    """Compares criteria of two books, the first and the last that were given."""

    def __init__(self, books: Books, last: int = 0) -> None:
        self._books = books
        self._last = last

    def equal(self, one: AnyCriterion, other: AnyCriterion) -> bool:
        """Whether two criteria ask for the same, play the same part, and can be cured alike."""
        alike = all(getattr(one, field) == getattr(other, field) for field in WEIGHT)
        return alike and self._content(one, 0) == self._content(other, self._last)

    def between(self, one: AnyCriterion, other: AnyCriterion) -> Iterator[Difference]:
        """What two criteria say differently."""
        if type(one) is not type(other):
            yield Difference(one.iri, "kind", type(one).__name__, type(other).__name__)
            return
        for field in one.__struct_fields__:
            if field in NAMING:
                yield from self._named(one, other, field)
            elif field in WEIGHT or field not in TOLD:
                before, after = getattr(one, field), getattr(other, field)
                if not _equal(before, after):
                    yield from _said(one.iri, field, before, after)

    def _named(self, one: AnyCriterion, other: AnyCriterion, field: str) -> Iterator[Difference]:
        """Criteria that are named: those of one side alone, paired by what they are called and then by their place."""
        before = [self._books.get(0, iri) for iri in _names(one, field)]
        after = [self._books.get(self._last, iri) for iri in _names(other, field)]
        gone = [each for each in before if all(self._differ(each, new) for new in after)]
        come = [each for each in after if all(self._differ(old, each) for old in before)]
        for each in gone:
            twin = _pick(each, come)
            if twin is None:
                yield Difference(one.iri, field, each.iri, "")
            else:
                come.remove(twin)
                yield from self.between(each, twin)
        yield from (Difference(one.iri, field, "", each.iri) for each in come)

    def _differ(self, one: AnyCriterion, other: AnyCriterion) -> bool:
        return self._content(one, 0) != self._content(other, self._last)

    def _content(self, criterion: AnyCriterion, book: int) -> tuple[object, ...]:
        return self._books.content(criterion, book)


def _said(criterion: str, field: str, before: object, after: object) -> Iterator[Difference]:
    """Both values; of a class that has kept its name, the ranges by attribute that one side alone asks for."""
    kept = isinstance(before, Pattern) and isinstance(after, Pattern) and before.iri == after.iri
    was, now = (_ranges(each) if kept else {} for each in (before, after))
    moved = [each for each in sorted({*was, *now}) if was.get(each) != now.get(each)]
    for attribute in moved:
        yield Difference(criterion, attribute, was.get(attribute, ""), now.get(attribute, ""))
    if not moved:
        yield Difference(criterion, field, _value(before), _value(after))


def _ranges(pattern: object) -> dict[str, str]:
    """What a class of facts asks of numbers, by attribute."""
    found: dict[str, list[str]] = {}
    for condition in pattern.conditions if isinstance(pattern, Pattern) else ():
        for each in ranges(condition):
            found.setdefault(each.attribute, []).append(_bounds(each))
    return {attribute: ", ".join(told) for attribute, told in found.items()}


def _bounds(each: Within) -> str:
    ends = ((each.low, "> " if each.low_strict else "≥ "), (each.high, "< " if each.high_strict else "≤ "))
    return " and ".join(f"{sign}{bound:g}" for bound, sign in ends if bound is not None)


def _names(criterion: AnyCriterion, field: str) -> tuple[str, ...]:
    value = getattr(criterion, field)
    return value if isinstance(value, tuple) else (value,) if value else ()


def _pick(criterion: AnyCriterion, others: list[AnyCriterion]) -> AnyCriterion | None:
    """The one of others that goes by the same name; of the same kind, where none does."""
    tests: tuple[Callable[[AnyCriterion], bool], ...] = (
        lambda each: each.iri == criterion.iri,
        lambda each: bool(each.notation) and each.notation == criterion.notation,
        lambda each: type(each) is type(criterion),
    )
    return next((each for test in tests for each in others if test(each)), None)


def _equal(before: object, after: object) -> bool:
    if isinstance(before, Pattern) and isinstance(after, Pattern):
        return same(before, after)
    return before == after


def _value(value: object) -> str:
    """A value as the graph has it; of a class its IRI."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Span):
        return told(value)
    if isinstance(value, Window):
        return window_told(value)
    if isinstance(value, Pattern):
        return value.iri
    if isinstance(value, tuple):
        return ", ".join(map(_value, value))
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
