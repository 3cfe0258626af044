"""Class expressions as closures over a fact: yes, no, or not known."""

from collections.abc import Callable

from antecede.criterion.kinds import Kinds
from antecede.criterion.outcome import QUALIFIES, TYPE, Verdict
from antecede.criterion.range import ends, in_range
from antecede.criterion.relation import RELATIONS
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
from antecede.record.reading import stated, told_as_is
from antecede.record.record import Record


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
                return self._related(expression)
            case All():
                return all_of([self.build(part) for part in expression.parts])
            case Some():
                return self._some(expression)
            case No():
                return negated(self.build(expression.part))

    def _is_a(self, expression: IsA) -> Condition:
        is_a, cls, by_kind = self._reader.is_a, expression.cls, dict[object, int]()

        def condition(record: Record, fact: Fact) -> int:
            known = by_kind.get(fact.kind)
            if known is None:
                known = by_kind[fact.kind] = is_a(fact, cls)
            return known

        return condition

    def _related(self, expression: Related) -> Condition:
        """Whether some other fact of a class stands in the relation; only what may be of that class is looked at."""
        relation, to = RELATIONS[expression.relation.rpartition("#")[2]], self.build(expression.to)
        among = self._among_kinds(expression.to)

        def condition(record: Record, fact: Fact) -> int:
            best = NO
            for other in among(record):
                if other is fact or other.standing != DONE or (linked := relation(fact, other)) == NO:
                    continue
                member = to(record, other)
                if linked == YES and member == YES:
                    return YES
                if member != NO:
                    best = UNKNOWN
            return best

        return condition

    def _among_kinds(self, expression: AnyExpression) -> Callable[[Record], list[Fact]]:
        """Facts on record that may be of a class, told by their kind where the class names one."""
        first = expression.parts[0] if isinstance(expression, All) else expression
        if not isinstance(first, IsA):
            return lambda record: record.facts
        is_a, cls = self._reader.is_a, first.cls
        kinds = Kinds(lambda fact: is_a(fact, cls) != NO)

        def among(record: Record) -> list[Fact]:
            known: list[Fact] | None = record.memo.get(among)
            if known is not None:
                return known
            found = kinds.facts(record.groups)
            if record.touched:  # else it is still being read, and more may come
                record.memo[among] = found
            return found

        return among

    def _attribute(self, iri: str) -> Attribute:
        return self._reader.lexicon.attributes[iri]

    def _within(self, expression: Within) -> Condition:
        attribute, read = self._attribute(expression.attribute), self._reader.readers[expression.attribute]
        within = in_range(expression, attribute.unit)
        key, (least, most) = attribute.key if told_as_is(attribute) else "", ends(expression)

        def condition(record: Record, fact: Fact) -> int:
            if key:
                value = getattr(fact.entry, key, None)
                if type(value) is float:
                    return YES if least <= value <= most else NO
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
        return some_of([self.build(part) for part in expression.parts])

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
    kind = some_of(named) if named else None

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
    return lambda record, fact: YES if stated(fact.entry, key) else NO


def all_of(parts: list[Condition]) -> Condition:
    """Whether a fact meets every condition."""

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


def some_of(parts: list[Condition]) -> Condition:
    """Whether a fact meets one of several conditions."""

    def condition(record: Record, fact: Fact) -> int:
        return _any([part(record, fact) for part in parts])

    return condition


def _any(verdicts: list[int]) -> int:
    return YES if YES in verdicts else UNKNOWN if UNKNOWN in verdicts else NO


def negated(part: Condition) -> Condition:
    """Whether a fact does not meet a condition."""

    def condition(record: Record, fact: Fact) -> int:
        verdict = part(record, fact)
        return verdict if verdict == UNKNOWN else YES - verdict

    return condition
