"""How facts of one kind fare: what their kind alone tells is told once, and only the rest is asked of each fact."""

from collections.abc import Callable

from antecede.criterion.condition import ConditionBuilder, all_of, negated, some_of
from antecede.criterion.outcome import QUALIFIES, Verdict
from antecede.knowledge.expression import All, AnyExpression, HasWord, IsA, No, Some
from antecede.record.fact import Fact
from antecede.record.reader import NO, UNKNOWN, YES, CaseReader, Condition
from antecede.record.record import Record

Fares = Callable[[Record, Fact], Verdict]
#: An answer that is the same for all facts of a kind, or what gives it.
Narrowed = Condition | int


class Narrowing:
    """Verdicts on facts held to several expressions, by kind of fact."""

    def __init__(
        self, expressions: tuple[AnyExpression, ...], conditions: ConditionBuilder, reader: CaseReader
    ) -> None:
        self._expressions = expressions
        self._conditions = conditions
        self._reader = reader
        self._fares: dict[object, Fares | None] = {}

    def fares(self, fact: Fact) -> Fares | None:
        """What gives the verdict on facts of the kind of one: what fails outranks what is open; none: all qualify."""
        kind = fact.kind
        if kind not in self._fares:
            self._fares[kind] = _all_or_first([self._narrow(each, fact) for each in self._expressions])
        return self._fares[kind]

    def _narrow(self, expression: AnyExpression, fact: Fact) -> Narrowed:
        match expression:
            case IsA():
                return self._reader.is_a(fact, expression.cls)
            case No():
                part = self._narrow(expression.part, fact)
                return negated(part) if callable(part) else part if part == UNKNOWN else YES - part
            case All():
                return _combined([self._narrow(part, fact) for part in expression.parts], YES, NO, all_of)
            case Some() if not any(isinstance(part, HasWord) for part in expression.parts):
                return _combined([self._narrow(part, fact) for part in expression.parts], NO, YES, some_of)
            case _:
                return self._conditions.build(expression)


def _combined(
    parts: list[Narrowed], neutral: int, deciding: int, join: Callable[[list[Condition]], Condition]
) -> Narrowed:
    """Parts joined; those told by the kind decide, or stand aside."""
    if deciding in parts:
        return deciding
    rest = [part for part in parts if part != neutral]
    if not any(map(callable, rest)):
        return UNKNOWN if rest else neutral
    asked = [_asked(part) for part in rest]
    return asked[0] if len(asked) == 1 else join(asked)


def _asked(part: Narrowed) -> Condition:
    if callable(part):
        return part
    answer: int = part
    return lambda record, fact: answer


def _all_or_first(answers: list[Narrowed]) -> Fares | None:
    left = [(number, _asked(answer)) for number, answer in enumerate(answers, 1) if answer != YES]
    if not left:
        return None
    if len(left) == 1:
        [(number, only)] = left
        verdicts = {YES: QUALIFIES, NO: number, UNKNOWN: -number}
        return lambda record, fact: verdicts[only(record, fact)]

    def verdict(record: Record, fact: Fact) -> Verdict:
        first_open = QUALIFIES
        for number, condition in left:
            answer = condition(record, fact)
            if answer == NO:
                return number
            if answer == UNKNOWN and not first_open:
                first_open = -number
        return first_open

    return verdict
