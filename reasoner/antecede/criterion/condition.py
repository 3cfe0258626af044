"""Class expressions as closures over a fact: yes, no, or not known."""

from collections.abc import Callable

from antecede.criterion.outcome import QUALIFIES, TYPE, Verdict
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
            case Related():
                return _related(RELATIONS[expression.relation.rpartition("#")[2]], self.build(expression.to))
            case All():
                return _all([self.build(part) for part in expression.parts])
            case Some():
                return _some([self.build(part) for part in expression.parts])
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
        verdicts = {notation: _word_verdict(word, expression.word) for notation, word in attribute.words.items()}
        for word in attribute.words.values():
            if word.iri == expression.word and word.broader:
                verdicts |= {n: UNKNOWN for n, each in attribute.words.items() if each.iri == word.broader}
        key = attribute.key
        return lambda record, fact: verdicts.get(fact.given.get(key, ""), UNKNOWN)

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
            return lambda record, fact: YES if fact.given.get(key) else UNKNOWN
        read = self._reader.readers[expression.attribute]
        return lambda record, fact: UNKNOWN if read(fact) is None else YES


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
        verdicts = [part(record, fact) for part in parts]
        return YES if YES in verdicts else UNKNOWN if UNKNOWN in verdicts else NO

    return condition


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
