"""A change of a case: what one would send, clear up, do or correct; and sets of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple

from antecede.construction.trait import ANYTHING, Trait


class Kind(StrEnum):
    """What a change asks somebody to do."""

    DOCUMENT = "document"
    CLARIFY = "clarify"
    DO = "do"
    CORRECT = "correct"


#: Of several reasons for one change the one that asks for most names it.
KIND_ORDER = (Kind.DOCUMENT, Kind.DO, Kind.CLARIFY, Kind.CORRECT)


class Verb(IntEnum):
    """What happens to an entry; where two changes of one entry meet, the later of these holds."""

    FILL = 1
    ADD = 2
    SET = 3
    DROP = 4
    WAIT = 5


class Slot(NamedTuple):
    """What a change is about.

    ``entry``: an entry of the case by its place (``events/1``); a section: the ``number``-th new fact of a name there;
    ``absence``: a class of which it is said that there is none; ``request``: a line by its place; ``wait``: the day.
    """

    section: str
    name: str = ""
    number: int = 0


Values = tuple[tuple[str, Any], ...]
WAITING = Slot("wait")


@dataclass(frozen=True, slots=True)
class Change:
    """One change, made for the criteria in ``rules``.

    ``trait`` is what a fact has to be like; ``values`` are set as they stand; ``until`` is the day to wait for.
    ``due``: what is asked for has still to happen, after the day of the review; ``instead``: places of entries that
    a new fact takes the place of; ``stances``: classes of findings of which it says that they are there, or are not.
    """

    slot: Slot
    verb: Verb
    kind: Kind
    rules: tuple[str, ...]
    trait: Trait = ANYTHING
    values: Values = ()
    due: bool = False
    until: int = 0
    instead: tuple[str, ...] = ()
    stances: tuple[tuple[str, bool], ...] = ()

    def with_other(self, other: "Change") -> "Change | None":
        """One change for both, where one entry can be so."""
        rules = tuple(dict.fromkeys((*self.rules, *other.rules)))
        kind = max(self.kind, other.kind, key=KIND_ORDER.index)
        first, last = sorted((self, other), key=lambda change: change.verb)
        values, trait = _join(first, last), first.trait.with_other(last.trait)
        if values is None or trait is None:
            return None
        due, until = first.due or last.due, max(first.until, last.until)
        instead = tuple(dict.fromkeys((*first.instead, *last.instead)))
        stances = tuple(dict.fromkeys((*first.stances, *last.stances)))
        joined = replace(last, rules=rules, kind=kind, trait=trait, values=values, due=due, until=until)
        return replace(joined, instead=instead, stances=stances)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from others."""
        return self.slot, self.verb, self.trait.key, repr(self.values), self.due, self.until, self.instead


def _join(first: Change, last: Change) -> Values | None:
    """Values of two changes, where they do not say different things of one key."""
    if first.values == last.values or first.verb is not last.verb:
        return last.values
    made = {**dict(first.values), **dict(last.values)}
    agree = all(made[key] == value for key, value in first.values)
    return tuple(sorted(made.items(), key=lambda each: each[0])) if agree else None


Way = tuple[Change, ...]


class Changes:
    """Changes of a case, one an entry."""

    __slots__ = ("_by_slot", "key")

    def __init__(self, changes: Iterable[Change] = ()) -> None:
        self._by_slot = {change.slot: change for change in changes}
        self.key = frozenset(change.key for change in self._by_slot.values())

    def __iter__(self) -> Iterator[Change]:
        return iter(self._by_slot.values())

    def __len__(self) -> int:
        return len(self._by_slot)

    def get(self, slot: Slot) -> Change | None:
        """The change of one thing."""
        return self._by_slot.get(slot)

    def plus(self, way: Way) -> "Changes | None":
        """With more changes; nothing where they do not go together."""
        made = dict(self._by_slot)
        for change in way:
            known = made.get(change.slot)
            joined = change if known is None else known.with_other(change)
            if joined is None:
                return None
            made[change.slot] = joined
        return None if _contradict(made.values()) else Changes(made.values())

    def without(self, slot: Slot) -> "Changes":
        """All but one."""
        return Changes(change for change in self if change.slot != slot)

    def within(self, other: "Changes") -> bool:
        """Whether another set holds all of these changes, each asking for no less."""
        return all((theirs := other.get(change.slot)) and _no_less(change, theirs) for change in self)


def _contradict(changes: Iterable[Change]) -> bool:
    """Whether one change says of a finding what another denies."""
    stances = {stance for change in changes for stance in change.stances}
    return any((cls, not there) in stances for cls, there in stances)


def _no_less(change: Change, other: Change) -> bool:
    joined = change.with_other(other)
    return joined is not None and joined.key == other.key
