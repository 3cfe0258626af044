"""Class expressions as closures over a fact: yes, no, or not known."""

from collections.abc import Callable

from antecede.criterion.outcome import QUALIFIES, TYPE, Verdict
from antecede.criterion.relation import RELATIONS, Relation, same_day
from antecede.knowledge.expression import (
    All,
    AnyExpression,
    HasAny,
    HasFlag,
    HasLevel,
    HasWord,
    IsA,
    No,
    Pattern,
    Related,
    Some,
    States,
    Within,
)
from antecede.knowledge.lexicon import Attribute, Word
from antecede.record.fact import DONE, Fact
from antecede.record.reader import NO, UNKNOWN, YES, CaseReader, Condition
from antecede.record.record import Record
from antecede.truth.span import Bracket, Lasting, Span


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
        is_a, cls, by_kind = self._reader.is_a, expression.cls, dict[object, int]()

        def condition(record: Record, fact: Fact) -> int:
            known = by_kind.get(fact.kind)
            if known is None:
                known = by_kind[fact.kind] = is_a(fact, cls)
            return known

        return condition

    def _attribute(self, iri: str) -> Attribute:
        return self._reader.lexicon.attributes[iri]

    def _within(self, expression: Within) -> Condition:
        attribute, read = self._attribute(expression.attribute), self._reader.readers[expression.attribute]
        within = in_range(expression, attribute.unit)

        def condition(record: Record, fact: Fact) -> int:
            number = read(fact)
            return UNKNOWN if number is None else within(number)

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
            given = getattr(fact.entry, key, "")
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
            value = getattr(fact.entry, key, None)
            return missing if value is None else YES if value is wanted else NO

        return condition

    def _any_value(self, expression: HasAny) -> Condition:
        attribute = self._attribute(expression.attribute)
        if attribute.words and not attribute.unit:
            key = attribute.key
            return lambda record, fact: YES if getattr(fact.entry, key, None) not in ("", None) else UNKNOWN
        read = self._reader.readers[expression.attribute]
        return lambda record, fact: UNKNOWN if read(fact) is None else YES


def _among(key: str, words: frozenset[str]) -> Condition:
    """Whether the one of several possible values that holds is among some words."""

    def condition(record: Record, fact: Fact) -> int:
        possible = frozenset(getattr(fact.entry, key, ()))
        if not possible:
            return UNKNOWN
        return YES if possible <= words else UNKNOWN if possible & words else NO

    return condition


def fares(builder: ConditionBuilder, pattern: Pattern) -> Callable[[Record, Fact], Verdict]:
    """How a fact fares against a class that it is held to, its names included; what fails outranks what is open."""
    named = [builder.build(IsA(cls=base)) for base in pattern.bases]
    conditions = [builder.build(each) for each in pattern.conditions]
    kind = _some(named) if named else None

    def verdict(record: Record, fact: Fact) -> Verdict:
        of_class = kind(record, fact) if kind else YES
        answers = [condition(record, fact) for condition in conditions]
        if of_class == NO:
            return TYPE
        if NO in answers:
            return answers.index(NO) + 1
        if of_class == UNKNOWN:
            return -TYPE
        return -(answers.index(UNKNOWN) + 1) if UNKNOWN in answers else QUALIFIES

    return verdict


def _word_verdict(word: Word, wanted: str) -> int:
    return YES if wanted in (word.iri, word.broader) else NO


def _level(expression: HasLevel) -> Condition:
    level = expression.level
    return lambda record, fact: (YES if level in fact.levels else NO) if fact.levels else UNKNOWN


def _states(key: str) -> Condition:
    """Whether an entry says something under a key: what is left out is not unknown but not said."""
    return lambda record, fact: NO if getattr(fact.entry, key, None) in (None, "") else YES


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


def in_range(expression: Within, unit: str) -> Callable[[Bracket | Lasting], int]:
    """Yes when all of the number lies in the range, no when none does."""
    low, high = expression.low, expression.high

    def verdict(number: Bracket | Lasting) -> int:
        above = below = YES
        if low is not None:
            least, most = _ends(number, low, unit)
            above = _at_least(least, most, expression.low_strict)
        if high is not None:
            least, most = _ends(number, high, unit)
            below = _at_least(-most, -least, expression.high_strict)
        return NO if NO in (above, below) else min(above, below)

    return verdict


def _ends(number: Bracket | Lasting, bound: float, unit: str) -> tuple[float, float]:
    """Least and greatest difference (or its sign) between a number and a bound."""
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
        for other in _on_its_days(record, fact) if relation is same_day else record.facts:
            if other is fact or other.standing != DONE or (linked := relation(fact, other)) == NO:
                continue
            member = to(record, other)
            if linked == YES and member == YES:
                return YES
            if member != NO:
                best = UNKNOWN
        return best

    return condition


def _on_its_days(record: Record, fact: Fact) -> list[Fact]:
    """Facts that may share a day with a fact."""
    if fact.when is None:
        return []
    first, last = fact.when
    return [each for each in record.dated if (days := each.when) and days[0] <= last and first <= days[1]]
