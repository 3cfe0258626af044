"""Numbers of a fact: percentages, durations, counts, as brackets; nothing where the record gives none."""

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec

from antecede.knowledge.lexicon import Attribute, Lexicon
from antecede.record.fact import Fact
from antecede.record.places import Places
from antecede.truth.span import Bracket, Lasting, span

Number = Bracket | Lasting | None
Reader = Callable[[Fact], Number]


def readers(lexicon: Lexicon, places: Places) -> dict[str, Reader]:
    """How the number of each attribute is read from an entry, by the IRI of the attribute."""
    return {iri: _reader(attribute, lexicon, places) for iri, attribute in lexicon.attributes.items()}


def told_as_is(attribute: Attribute) -> bool:
    """Whether a plain number under the key of an attribute is its number."""
    return not attribute.counted and attribute.key not in COMPUTED


def stated(entry: msgspec.Struct, key: str) -> bool:
    """Whether an entry says something under a key; an empty list of what may be left out says that there is none."""
    said = getattr(entry, key, None)
    return said not in (None, "") and said != _left_out(type(entry), key)


@cache
def _left_out(form: type[msgspec.Struct], key: str) -> object:
    return next((each.default for each in msgspec.structs.fields(form) if each.name == key), None)


def _reader(attribute: Attribute, lexicon: Lexicon, places: Places) -> Reader:
    if attribute.counted:
        return _sides if attribute.key == "side" else _levels(places)
    computed = COMPUTED.get(attribute.key)
    if computed:
        return computed
    other = lexicon.attributes.get(attribute.else_as)
    return _spoken(attribute, _reader(other, lexicon, places) if other else None)


def _spoken(attribute: Attribute, other: Reader | None) -> Reader:
    """A number, a range of two, or a word that stands for one; where left out, another number, then another word."""
    words = {notation: word.number for notation, word in attribute.words.items()}
    key, else_key = attribute.key, attribute.else_key

    def read(fact: Fact) -> Number:
        value: Any = getattr(fact.entry, key, None)
        if value is None and other and (number := other(fact)) is not None:
            return number
        if value is None and else_key:
            value = getattr(fact.entry, else_key, "")
        if isinstance(value, str):
            meant = words.get(value.strip().lower())
            return None if meant is None else Bracket(meant, meant)
        if isinstance(value, tuple):
            return Bracket(min(value), max(value))
        return None if value is None else Bracket(value, value)

    return read


def _levels(places: Places) -> Reader:
    return lambda fact: places.count(fact.cls, getattr(fact.entry, "levels", ()))


def _sides(fact: Fact) -> Number:
    sides = fact.sides.bit_count()
    return Bracket(sides, sides) if sides else None


def _relief_duration(fact: Fact) -> Number:
    value = getattr(fact.entry, "relief_duration", "")
    if not value:
        return None
    ends = (value, value) if isinstance(value, str) else value
    low, high = span(ends[0]), span(ends[1])
    return Lasting(spans=(low, high) if low.shortest <= high.shortest else (high, low))


def lasting(fact: Fact) -> Lasting | None:
    """How long a fact lasted: a documented duration before dates."""
    documented = getattr(fact.entry, "duration", "")
    if documented:
        length = span(documented)
        return Lasting(spans=(length, length))
    return Lasting(ends=fact.ends) if fact.ends else None


def _score_fall(fact: Fact) -> Number:
    entry = fact.entry
    before, after = getattr(entry, "score_before", None), getattr(entry, "score_after", None)
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
