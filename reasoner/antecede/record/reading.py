"""Numbers of a fact: percentages, durations, counts, as brackets; nothing where the record gives none."""

from collections.abc import Callable
from typing import Any

from antecede.knowledge.lexicon import Attribute
from antecede.record.fact import Fact
from antecede.truth.span import Bracket, Lasting, span

Number = Bracket | Lasting | None
Reader = Callable[[Fact], Number]


def reader(attribute: Attribute) -> Reader:
    """How the number of an attribute is read from an entry."""
    if attribute.key == "relief":
        return _relief(attribute)
    return COMPUTED.get(attribute.key) or _plain(attribute.key)


def _plain(key: str) -> Reader:
    def read(fact: Fact) -> Number:
        value = fact.given.get(key)
        return None if value is None or isinstance(value, str) else Bracket(value, value)

    return read


def _relief(attribute: Attribute) -> Reader:
    words = {notation: word.number for notation, word in attribute.words.items()}

    def read(fact: Fact) -> Number:
        value: Any = fact.given.get("relief")
        if value is None and attribute.else_key:
            value = fact.given.get(attribute.else_key, "")
        if isinstance(value, str):
            number = words.get(value.strip().lower())
            return None if number is None else Bracket(number, number)
        if isinstance(value, tuple):
            return Bracket(min(value), max(value))
        return None if value is None else Bracket(value, value)

    return read


def _relief_duration(fact: Fact) -> Number:
    value = fact.given.get("relief_duration", "")
    if not value:
        return None
    ends = (value, value) if isinstance(value, str) else value
    low, high = span(ends[0]), span(ends[1])
    return Lasting(spans=(low, high) if low.shortest <= high.shortest else (high, low))


def lasting(fact: Fact) -> Lasting | None:
    """How long a fact lasted: a documented duration before dates."""
    documented = fact.given.get("duration", "")
    if documented:
        length = span(documented)
        return Lasting(spans=(length, length))
    return Lasting(ends=fact.ends) if fact.ends else None


def _score_fall(fact: Fact) -> Number:
    before, after = fact.given.get("score_before"), fact.given.get("score_after")
    if not before or after is None:
        return None
    fall = (before - after) / before * 100
    return Bracket(fall, fall)


#: Numbers that are computed from more than the value of one key.
COMPUTED: dict[str, Reader] = {
    "relief_duration": _relief_duration,
    "duration": lasting,
    "score_after": _score_fall,
}
