"""Class expressions as closures over a fact: yes, no, or not known."""

from collections.abc import Callable

from antecede.knowledge.expression import (
    All,
    AnyExpression,
    HasAny,
    HasFlag,
    HasLevel,
    HasWord,
    IsA,
    No,
    Related,
    Some,
    States,
    Within,
)
from antecede.knowledge.lexicon import Attribute, Word
from antecede.record.fact import DONE, Fact
from antecede.record.reader import NO, UNKNOWN, YES, CaseReader, Condition
from antecede.record.record import Record
from antecede.truth.day import Days
from antecede.truth.span import Bracket, Lasting, Span

#: How two facts relate, by the local name of the relation.
Relation = Callable[[Fact, Fact], int]


class ConditionBuilder:
    """Builds closures; one per expression, kept."""

    def __init__(self, reader: CaseReader) -> None:
        self._reader = reader
        self._built: dict[AnyExpression, Condition] = {}

    def build(self, expression: AnyExpression) -> Condition:
        """The closure of an expression."""
        known = self._built.get(expression)
        if known is None:
            known = self._build(expression)
            self._built[expression] = known
        return known

    def _build(self, expression: AnyExpression) -> Condition:
        match expression:
            case IsA():
                return self._is_a(expression)
            case Within():
                return self._within(expression)
            case HasWord():
                return self._word(expression)
            case HasFlag():
                return self._flag(expression)
            case HasLevel():
                return _level(expression)
            case HasAny():
                return self._any_value(expression)
            case States():
                return _states(expression.key)
            case Related():
                return _related(RELATIONS[expression.relation.rpartition("#")[2]], self.build(expression.to))
            case All():
                return _all([self.build(part) for part in expression.parts])
            case Some():
                return self._some(expression)
            case No():
                return _no(self.build(expression.part))

    def _is_a(self, expression: IsA) -> Condition:
        is_a, cls = self._reader.is_a, expression.cls
        return lambda record, fact: is_a(fact, cls)

    def _attribute(self, iri: str) -> Attribute:
        return self._reader.lexicon.attributes[iri]

    def _within(self, expression: Within) -> Condition:
        attribute, read = self._attribute(expression.attribute), self._reader.readers[expression.attribute]
        in_range = _in_range(expression, attribute.unit)

        def condition(record: Record, fact: Fact) -> int:
            number = read(fact)
            return UNKNOWN if number is None else in_range(number)

        return condition

    def _word(self, expression: HasWord) -> Condition:
        attribute = self._attribute(expression.attribute)
        if attribute.alternatives:
            return _among(attribute.key, frozenset((expression.word,)))
        verdicts = {notation: _word_verdict(word, expression.word) for notation, word in attribute.words.items()}
        for word in attribute.words.values():
            if word.iri == expression.word and word.broader:
                verdicts |= {n: UNKNOWN for n, each in attribute.words.items() if each.iri == word.broader}
        key, unlisted = attribute.key, NO if attribute.open_words else UNKNOWN

        def condition(record: Record, fact: Fact) -> int:
            given = fact.given.get(key, "")
            if isinstance(given, tuple):
                return _any([verdicts.get(each, unlisted) for each in given])
            return verdicts.get(given, unlisted) if given else UNKNOWN

        return condition

    def _some(self, expression: Some) -> Condition:
        """One of several parts; of alternatives one of several words, so that all of them together may be known."""
        words = [part for part in expression.parts if isinstance(part, HasWord)]
        attributes = {part.attribute for part in words}
        if len(words) == len(expression.parts) and len(attributes) == 1:
            attribute = self._attribute(attributes.pop())
            if attribute.alternatives:
                return _among(attribute.key, frozenset(part.word for part in words))
        return _some([self.build(part) for part in expression.parts])

    def _flag(self, expression: HasFlag) -> Condition:
        attribute, wanted = self._attribute(expression.attribute), expression.value
        key, absent = attribute.key, attribute.absent_means
        missing = UNKNOWN if absent is None else YES if absent is wanted else NO

        def condition(record: Record, fact: Fact) -> int:
            value = fact.given.get(key)
            return missing if value is None else YES if value is wanted else NO

        return condition

    def _any_value(self, expression: HasAny) -> Condition:
        attribute = self._attribute(expression.attribute)
        if attribute.words and not attribute.unit:
            key = attribute.key
            return lambda record, fact: YES if fact.given.get(key, "") not in ("", None) else UNKNOWN
        read = self._reader.readers[expression.attribute]
        return lambda record, fact: UNKNOWN if read(fact) is None else YES


def _among(key: str, words: frozenset[str]) -> Condition:
    """Whether the one of several possible values that holds is among some words."""

    def condition(record: Record, fact: Fact) -> int:
        possible = frozenset(fact.given.get(key, ()))
        if not possible:
            return UNKNOWN
        return YES if possible <= words else UNKNOWN if possible & words else NO

    return condition


def _word_verdict(word: Word, wanted: str) -> int:
    return YES if wanted in (word.iri, word.broader) else NO


def _level(expression: HasLevel) -> Condition:
    level = expression.level
    return lambda record, fact: (YES if level in fact.levels else NO) if fact.levels else UNKNOWN


def _states(key: str) -> Condition:
    """Whether an entry says something under a key: what is left out is not unknown but not said."""
    return lambda record, fact: NO if fact.given.get(key) in (None, "") else YES


def _all(parts: list[Condition]) -> Condition:
    def condition(record: Record, fact: Fact) -> int:
        verdict = YES
        for part in parts:
            answer = part(record, fact)
            if answer == NO:
                return NO
            if answer == UNKNOWN:
                verdict = UNKNOWN
        return verdict

    return condition


def _some(parts: list[Condition]) -> Condition:
    def condition(record: Record, fact: Fact) -> int:
        return _any([part(record, fact) for part in parts])

    return condition


def _any(verdicts: list[int]) -> int:
    return YES if YES in verdicts else UNKNOWN if UNKNOWN in verdicts else NO


def _no(part: Condition) -> Condition:
    def condition(record: Record, fact: Fact) -> int:
        verdict = part(record, fact)
        return verdict if verdict == UNKNOWN else YES - verdict

    return condition


def _in_range(expression: Within, unit: str) -> Callable[[Bracket | Lasting], int]:
    """Yes when all of the number lies in the range, no when none does."""

    def verdict(number: Bracket | Lasting) -> int:
        least, most = _ends(number, expression.low, unit)
        low = _at_least(least, most, expression.low_strict) if expression.low is not None else YES
        least, most = _ends(number, expression.high, unit)
        high = _at_least(-most, -least, expression.high_strict) if expression.high is not None else YES
        return NO if NO in (low, high) else UNKNOWN if UNKNOWN in (low, high) else YES

    return verdict


def _ends(number: Bracket | Lasting, bound: float | None, unit: str) -> tuple[float, float]:
    """Least and greatest difference (or its sign) between a number and a bound."""
    if bound is None:
        return 0, 0
    if isinstance(number, Lasting):
        return number.compare(Span(bound, 0) if unit == "month" else Span(0, bound))
    return number.low - bound, number.high - bound


def _at_least(least: float, most: float, strict: bool) -> int:
    if least > 0 or (least == 0 and not strict):
        return YES
    return NO if most < 0 or (most == 0 and strict) else UNKNOWN


def _related(relation: Relation, to: Condition) -> Condition:
    """Whether some other fact of a class stands in the relation."""

    def condition(record: Record, fact: Fact) -> int:
        best = NO
        for other in record.dated if relation is same_day else record.facts:
            if other is fact or other.standing != DONE or (linked := relation(fact, other)) == NO:
                continue
            member = to(record, other)
            if linked == YES and member == YES:
                return YES
            if member != NO:
                best = UNKNOWN
        return best

    return condition


def same_day(fact: Fact, other: Fact) -> int:
    """Whether two facts share a day; undated facts are not taken to."""
    if (
        fact.when is None
        or other.when is None
        or fact.when.first > other.when.last
        or other.when.first > fact.when.last
    ):
        return NO
    exact = fact.when.first == fact.when.last and other.when.first == other.when.last
    return YES if exact else UNKNOWN


def ruled_out_by(fact: Fact, act: Fact) -> int:
    """Whether the levels and sides of an act take in all of a finding's."""
    if not fact.levels or not act.levels:
        return UNKNOWN
    if not fact.levels <= act.levels:
        return NO
    wanted = fact.sides or 3
    return YES if act.sides & wanted == wanted else NO if act.sides else UNKNOWN


def follows(fact: Fact, other: Fact) -> int:
    """Whether a fact is of a later day than another."""
    return later(fact.when, other.when)


def precedes(fact: Fact, other: Fact) -> int:
    """Whether a fact is of an earlier day than another."""
    return later(other.when, fact.when)


def later(when: Days | None, than: Days | None) -> int:
    """Whether one partial date is after another."""
    if when is None or than is None:
        return UNKNOWN
    return YES if when.first > than.last else NO if when.last <= than.first else UNKNOWN


RELATIONS: dict[str, Relation] = {
    "sameDayAs": same_day,
    "ruledOutBy": ruled_out_by,
    "follows": follows,
    "precedes": precedes,
}
