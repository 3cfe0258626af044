"""Proves that one criterion implies another, for every case: by what they are made of, then by what they ask for.

"Implies" means that whatever case meets the first meets the second, as the evaluator judges cases: a record that leaves
the second open does not meet it.  What is not proved is not said; that nothing was found proves nothing.
"""

from collections.abc import Iterable, Iterator

from antecede.comparison.claim import Books, Claim
from antecede.comparison.leaf import leaf
from antecede.comparison.proof import PART, SAME, TRIVIAL, WAIVER, Axiom, Proof, joined
from antecede.comparison.subsumption import Subsumption
from antecede.knowledge import criterion as kinds


class Entailment:
    """Searches proofs; each is looked for once."""

    def __init__(self, books: Books, subsumption: Subsumption) -> None:
        self._books = books
        self._subsumption = subsumption
        self._known: dict[tuple[object, ...], Proof | None] = {}

    def proof(self, premise: Claim, goal: Claim) -> Proof | None:
        """The axioms by which the premise implies the goal; none where no proof was found."""
        key = (*_key(premise), *_key(goal))
        if key not in self._known:
            self._known[key] = self._prove(premise, goal)
        return self._known[key]

    def _prove(self, premise: Claim, goal: Claim) -> Proof | None:
        if self._same(premise, goal):
            return _alike(premise, goal)
        if self._books.condition(goal) is None:
            return None if goal.exact else TRIVIAL
        if self._books.condition(premise) is None or not self._conditions_fit(premise, goal):
            return None
        if not self._waivers_fit(premise, goal):
            return None
        found = self._inner(premise._replace(inner=True), goal._replace(inner=True))
        return joined(found, self._waived_only_there(premise, goal))

    def _same(self, premise: Claim, goal: Claim) -> bool:
        """Whether two claims say the same, and the goal no more exactly than the premise."""
        says = (self._books.content(each.criterion, each.book) for each in (premise, goal))
        alike = premise.holds == goal.holds and premise.inner == goal.inner and next(says) == next(says)
        return alike and (premise.exact or not goal.exact or not self._books.stands_aside(premise))

    def _conditions_fit(self, premise: Claim, goal: Claim) -> bool:
        """Whether what the criteria apply under lets the one be compared with the other.

        The same condition does.  Of two that differ, that of the premise has to hold, and that of the goal must be one
        that a record cannot leave open.
        """
        mine, theirs = self._books.condition(premise), self._books.condition(goal)
        if mine and theirs and not isinstance(mine, str) and not isinstance(theirs, str):
            shared = self._books.content(mine, premise.book) == self._books.content(theirs, goal.book)
            if shared:
                return premise.exact or not goal.exact
        if mine and not premise.exact:
            return False
        if not theirs or isinstance(theirs, str):
            return True
        return not goal.exact and self._books.never_silent(theirs, goal.book)

    def _waivers_fit(self, premise: Claim, goal: Claim) -> bool:
        """Whether a waiver of the premise waives the goal, and none can take away what the goal says exactly."""
        mine, theirs = _waiver(premise), _waiver(goal)
        if theirs and goal.exact and not goal.holds:
            return False
        if not mine or premise.exact:
            return True
        shared = theirs and self._content(premise.book, mine) == self._content(goal.book, theirs)
        return bool(shared) and not goal.exact and goal.holds and premise.holds

    def _content(self, book: int, iri: str) -> tuple[object, ...]:
        return self._books.content(self._books.get(book, iri), book)

    def _waived_only_there(self, premise: Claim, goal: Claim) -> Proof:
        told = _waiver(goal) and not _waiver(premise)
        return (Axiom(WAIVER, goal.criterion.iri, _waiver(goal)),) if told else TRIVIAL

    def _inner(self, premise: Claim, goal: Claim) -> Proof | None:
        """By what both ask for: first what can only be done in one way, then what has to be chosen, then facts."""
        if self._same(premise, goal):
            return _alike(premise, goal)
        for step in (self._split_goal, self._split_premise):
            claims = step(premise, goal)
            if claims is not None:
                return self._every(claims, premise, goal)
        for claim in self._choices(premise, goal):
            found = self.proof(*claim)
            if found is not None:
                return joined(_made_of(claim, premise, goal), found)
        if goal.exact and not premise.exact and self._books.stands_aside(premise):
            return None
        return leaf(premise, goal, self._subsumption)

    def _every(self, claims: Iterable[tuple[Claim, Claim]], premise: Claim, goal: Claim) -> Proof | None:
        parts: list[Proof | None] = []
        for each in claims:
            parts.extend((_made_of(each, premise, goal), self.proof(*each)))
            if parts[-1] is None:
                return None
        return joined(*parts)

    def _split_goal(self, premise: Claim, goal: Claim) -> list[tuple[Claim, Claim]] | None:
        """Claims on the parts of the goal that all have to be implied; none where it is not of that kind."""
        match goal.criterion:
            case kinds.Not():
                inside = self._turned(goal)
                return [(premise, inside)]
            case kinds.AllOf() if goal.holds:
                return [(premise, part) for part in self._books.parts(goal, holds=True, exact=False)]
            case kinds.AnyOf() if not goal.holds:
                return [(premise, part) for part in self._books.parts(goal, holds=False, exact=True)] or None
            case kinds.Readings():
                return [(premise, part) for part in self._all_parts(goal, exact=True)]
        return None

    def _split_premise(self, premise: Claim, goal: Claim) -> list[tuple[Claim, Claim]] | None:
        """Claims on the alternatives of the premise, each of which has to imply the goal."""
        match premise.criterion:
            case kinds.Not():
                return [(self._turned(premise), goal)]
            case kinds.AnyOf() if premise.holds:
                parts = self._books.parts(premise, holds=True, exact=True)
                decided = any(not self._books.stands_aside(part) for part in parts)
                return [(part, goal) for part in parts] if decided else None
            case kinds.AllOf() if not premise.holds:
                return [(part, goal) for part in self._books.parts(premise, holds=False, exact=True)] or None
        return None

    def _choices(self, premise: Claim, goal: Claim) -> Iterator[tuple[Claim, Claim]]:
        """Pairs of claims any one of which is enough."""
        match premise.criterion:
            case kinds.AllOf() if premise.holds:
                yield from ((part, goal) for part in self._books.parts(premise, holds=True, exact=False))
            case kinds.AnyOf() if not premise.holds:
                yield from ((part, goal) for part in self._books.parts(premise, holds=False, exact=False))
            case kinds.Readings():
                yield from ((part, goal) for part in self._all_parts(premise, exact=premise.exact))
        match goal.criterion:
            case kinds.AnyOf() if goal.holds:
                yield from ((premise, part) for part in self._books.parts(goal, holds=True, exact=True))
            case kinds.AllOf() if not goal.holds:
                yield from ((premise, part) for part in self._books.parts(goal, holds=False, exact=True))

    def _turned(self, claim: Claim) -> Claim:
        """A claim on a negation as one on what it negates."""
        [inside] = self._all_parts(claim, exact=claim.exact)
        return inside._replace(holds=not claim.holds)

    def _all_parts(self, claim: Claim, *, exact: bool) -> list[Claim]:
        parts = getattr(claim.criterion, "parts", ())
        return [Claim(self._books.get(claim.book, iri), claim.book, claim.holds, exact) for iri in parts]


def _key(claim: Claim) -> tuple[object, ...]:
    return (claim.criterion.iri, *claim[1:])


def _alike(premise: Claim, goal: Claim) -> Proof:
    """That two criteria ask for the same, where they are two."""
    one, other = premise.criterion.iri, goal.criterion.iri
    return TRIVIAL if one == other else (Axiom(SAME, one, other),)


def _waiver(claim: Claim) -> str:
    return "" if claim.inner else claim.criterion.waived_by


def _made_of(parts: tuple[Claim, Claim], premise: Claim, goal: Claim) -> Proof:
    """That a claim was taken apart."""
    pairs = zip((premise, goal), parts, strict=True)
    return tuple(
        Axiom(PART, whole.criterion.iri, part.criterion.iri)
        for whole, part in pairs
        if whole.criterion.iri != part.criterion.iri
    )
