"""How two facts relate: by day, by place."""

from collections.abc import Callable

from antecede.record.fact import Fact
from antecede.record.reader import NO, UNKNOWN, YES
from antecede.truth.day import Days

#: How two facts relate: yes, no, or not known.
Relation = Callable[[Fact, Fact], int]


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
