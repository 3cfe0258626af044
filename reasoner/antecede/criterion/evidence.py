"""The facts that a criterion looked at, sorted by how they fared."""

import msgspec

from antecede.criterion.outcome import CONTESTED, QUALIFIES, TYPE, Used, Verdict
from antecede.record.fact import REQUESTED, Fact

#: A fact with its kind of membership, and how it fares before any scope is looked at.
Weighed = tuple[Fact, int, Verdict]


class Tally(msgspec.Struct, eq=False, gc=False):
    """Facts that qualify, may qualify, and do not; how far the record lists all there are.

    ``weighed`` are the facts with how they fare wherever they lie.  ``stated``: the record lists all such facts;
    ``denied``: it says that there are none.  ``sided``: a fact or a denial lies on one side alone, once that was asked.
    What is mostly empty is a tuple: an empty one is made for nothing.
    """

    denials: list[Fact]
    weighed: list[Weighed] = []
    yes: list[Fact] = []
    maybe: tuple[Used, ...] = ()
    no: tuple[Used, ...] = ()
    contested: tuple[Fact, ...] = ()
    contraindicated: tuple[Used, ...] = ()
    denied: bool = False
    stated: bool = False
    sided: bool | None = None

    @property
    def one_sided(self) -> bool:
        """Whether one side may come to something else than the other: something on record lies on one side alone."""
        if self.sided is None:
            sides = [each[0].sides for each in self.weighed] + [denial.sides for denial in self.denials]
            self.sided = 1 in sides or 2 in sides
        return self.sided

    @property
    def listed(self) -> bool:
        """Whether all such facts are known: the record lists them, or denies any."""
        return self.stated or self.denied

    @property
    def possible(self) -> list[Fact]:
        """Facts that may qualify; where the record lists all such facts, one of unnamed kind is none of them."""
        listed, possible = self.stated or self.denied, []
        for used in self.maybe:
            if used.verdict != -TYPE or not listed or used.fact.standing == REQUESTED:
                possible.append(used.fact)
        return possible

    @property
    def used(self) -> tuple[Used, ...]:
        """All facts looked at, those that decide first."""
        contested, denials = self.contested, [Used(fact, CONTESTED) for fact in self.denials]
        if not contested:
            return (
                *[Used(fact, QUALIFIES) for fact in self.yes],
                *self.maybe,
                *self.no,
                *denials,
                *self.contraindicated,
            )
        qualifying = [Used(fact, QUALIFIES) for fact in self.yes if fact not in contested]
        disputed = [Used(fact, -CONTESTED) for fact in contested]
        maybe = [used for used in self.maybe if used.fact not in contested]
        return (*qualifying, *disputed, *maybe, *self.no, *denials, *self.contraindicated)

    def worlds(self) -> "tuple[Tally, Tally]":
        """The record with its denials right, and with what they contest right instead."""
        agreed, disputed = Tally(self.denials), Tally(self.denials)
        agreed.yes = [fact for fact in self.yes if fact not in self.contested]
        agreed.maybe = tuple([used for used in self.maybe if used.fact not in self.contested])
        disputed.yes, disputed.maybe = self.yes, self.maybe
        for world in (agreed, disputed):
            world.no, world.stated, world.contraindicated = self.no, self.stated, self.contraindicated
        agreed.denied = self.denied
        return agreed, disputed
