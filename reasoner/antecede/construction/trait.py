"""What one fact has to be like, as limits on the keys of its entry."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import NamedTuple, TypeVar

from antecede.knowledge.expression import AnyExpression, Within
from antecede.truth.span import Span
from antecede.truth.window import Window

#: More ways than this to be of one class are not looked at.
MOST_WAYS = 32
#: Ends the key of a limit on how many values stand under it.
COUNT_MARK = "#"
Length = TypeVar("Length", Span, Window)


class Limit(NamedTuple):
    """A range for the number under a key, in the unit of the attribute that reads it."""

    key: str
    unit: str
    range: Within


class Timing(NamedTuple):
    """When a fact has to lie.

    ``within``: at most so long before the day of the review; ``ago``: at least so long (longer where ``strict``);
    ``gap``: so far from others of its kind; ``after``: later than the facts of that criterion; ``last``: than all;
    ``dated``: on a day that is known.
    """

    within: Window | None = None
    ago: Window | None = None
    strict: bool = False
    gap: Span | None = None
    after: str = ""
    last: bool = False
    dated: bool = False

    def with_other(self, other: "Timing") -> "Timing":
        """Both, the narrower of each."""
        return Timing(
            within=_narrower(self.within, other.within, least=True),
            ago=_narrower(self.ago, other.ago, least=False),
            strict=self.strict or other.strict,
            gap=_narrower(self.gap, other.gap, least=False),
            after=self.after or other.after,
            last=self.last or other.last,
            dated=self.dated or other.dated,
        )


def _narrower(one: Length | None, other: Length | None, *, least: bool) -> Length | None:
    if one is None or other is None:
        return one or other
    return (min if least else max)(one, other, key=lambda span: span.longest)


@dataclass(frozen=True, slots=True)
class Trait:
    """Limits on one fact.

    ``of`` and ``never``: classes it is and is not of; ``some``: sets of which it is of one each; ``words``: notations
    that may stand under a key; ``given``: keys under which something has to stand, ``left_out``: nothing; ``holds``:
    words one of which has to stand among those under a key, ``lacks``: words that may not; ``beside`` and
    ``apart_from``: relations it has to have, or not, to facts of a class; ``sides`` as bits.
    """

    of: frozenset[str] = frozenset()
    some: frozenset[frozenset[str]] = frozenset()
    never: frozenset[str] = frozenset()
    limits: tuple[Limit, ...] = ()
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    flags: Mapping[str, bool] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    holds: frozenset[tuple[str, frozenset[str]]] = frozenset()
    lacks: frozenset[tuple[str, str]] = frozenset()
    levels: frozenset[str] = frozenset()
    not_levels: frozenset[str] = frozenset()
    sides: int = 0
    beside: tuple[tuple[str, AnyExpression], ...] = ()
    apart_from: tuple[tuple[str, AnyExpression], ...] = ()
    timing: Timing = field(default_factory=Timing)

    def with_other(self, other: "Trait") -> "Trait | None":
        """A trait that asks for both; nothing where no fact can be so."""
        words = _join_words(self.words, other.words)
        flags = {**self.flags, **other.flags}
        both = Trait(
            of=self.of | other.of,
            some=self.some | other.some,
            never=self.never | other.never,
            limits=tuple(dict.fromkeys((*self.limits, *other.limits))),
            words=words,
            flags=flags,
            given=self.given | other.given,
            left_out=self.left_out | other.left_out,
            holds=self.holds | other.holds,
            lacks=self.lacks | other.lacks,
            levels=self.levels | other.levels,
            not_levels=self.not_levels | other.not_levels,
            sides=self.sides | other.sides,
            beside=tuple(dict.fromkeys((*self.beside, *other.beside))),
            apart_from=tuple(dict.fromkeys((*self.apart_from, *other.apart_from))),
            timing=self.timing.with_other(other.timing),
        )
        agree = all(flags[key] == value for key, value in self.flags.items())
        barred = any(all((key, word) in both.lacks for word in any_of) for key, any_of in both.holds)
        barred = barred or bool(both.given & both.left_out)
        clash = both.of & both.never or both.levels & both.not_levels or not all(words.values()) or barred
        return both if agree and not clash else None

    def timed(self, timing: Timing) -> "Trait":
        """The same at a time."""
        return replace(self, timing=self.timing.with_other(timing))

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def key(self) -> tuple[object, ...]:
        """What tells it from others."""
        words = tuple(sorted((key, tuple(sorted(each))) for key, each in self.words.items()))
        flags = tuple(sorted(self.flags.items()))
        names = tuple(
            tuple(sorted(each))
            for each in (self.of, self.never, self.given, self.left_out, self.levels, self.not_levels)
        )
        limits = tuple(sorted(map(repr, self.limits)))
        lists = tuple(sorted(map(repr, (*self.holds, *self.lacks))))
        relations = tuple(sorted(map(repr, (*self.beside, *self.apart_from))))
        some = tuple(sorted(tuple(sorted(each)) for each in self.some))
        return names, some, limits, words, flags, lists, self.sides, relations, self.timing


def _join_words(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    return {
        key: one.get(key, other.get(key, frozenset())) & other.get(key, one.get(key, frozenset()))
        for key in {**one, **other}
    }


ANYTHING = Trait()


def all_of(parts: Iterable[tuple[Trait, ...]]) -> tuple[Trait, ...]:
    """Ways to meet every part, of the ways to meet each."""
    found: tuple[Trait, ...] = (ANYTHING,)
    for ways in parts:
        joined = (one.with_other(other) for one, other in product(found, ways))
        found = tuple([each for each in joined if each is not None][:MOST_WAYS])
    return found
