"""Whether every fact of one class is a fact of another, by the definitions and the subclass axioms of the graph.

A proof holds for facts of which not everything is known, too.  *Surely*: what certainly is of the first class certainly
is of the second.  *Possibly*: what may be of the first may be of the second.  The two differ where a class has several
parents: what is known only as one of them may be of the class and need not be of the other parent.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

from antecede.comparison.proof import BROADER, RANGE, TRIVIAL, Axiom, Proof, joined
from antecede.graph.hierarchy import Hierarchy
from antecede.knowledge.expression import (
    All,
    AnyExpression,
    HasWord,
    IsA,
    No,
    Pattern,
    Related,
    Some,
    Within,
)
from antecede.knowledge.lexicon import Lexicon

#: Attribute of which one of several words holds, and the words.
Words = tuple[str, frozenset[str]]


@lru_cache(maxsize=4096)
def bare(expression: AnyExpression) -> AnyExpression:
    """An expression without its words: two that say the same are then equal.

    >>> bare(IsA(cls="x", label="an x")) == IsA(cls="x")
    True
    """
    match expression:
        case All(parts=parts):
            return All(parts=tuple(map(bare, parts)))
        case Some(parts=parts):
            return Some(parts=tuple(map(bare, parts)))
        case No(part=part):
            return No(part=bare(part))
        case Related(relation=relation, to=to):
            return Related(relation=relation, to=bare(to))
    fields = {field: getattr(expression, field) for field in expression.__struct_fields__}
    return type(expression)(**(fields | {"label": ""}))


@lru_cache(maxsize=4096)
def whole(pattern: Pattern) -> AnyExpression:
    """A pattern as one expression: of one of its named classes, and meeting every condition."""
    return All(parts=(Some(parts=tuple(IsA(cls=base) for base in pattern.bases)), *pattern.conditions))


def alike(one: Pattern, other: Pattern) -> bool:
    """Whether two patterns see the same facts of the same named classes, as the evaluator looks them up."""
    return listing(one) == listing(other)


def listing(pattern: Pattern) -> tuple[object, ...]:
    """All that says which facts of a record a pattern looks at, and when a record lists them all."""
    return pattern.bases, pattern.names, pattern.closing, pattern.apart, pattern.stage


def same(one: Pattern, other: Pattern) -> bool:
    """Whether two patterns say the same."""
    return alike(one, other) and bare(whole(one)) == bare(whole(other)) and _confounders(one) == _confounders(other)


def _confounders(pattern: Pattern) -> frozenset[AnyExpression]:
    return frozenset(map(bare, pattern.confounders))


class Subsumption:
    """Proves that classes of facts lie inside each other."""

    def __init__(self, lexicon: Lexicon, hierarchy: Hierarchy) -> None:
        self._lexicon = lexicon
        self._hierarchy = hierarchy
        self._defined = lexicon.defined
        self._entries = frozenset(each.iri for each in lexicon.classes.values() if not each.abstract)
        self._safe: dict[tuple[tuple[str, ...], tuple[str, ...]], bool] = {}

    def surely(self, one: Pattern, other: Pattern) -> Proof | None:
        """What certainly qualifies for the one certainly qualifies for the other, whatever a record denies."""
        if same(one, other):
            return TRIVIAL
        if one.stage != other.stage or not (one.bases and other.bases):
            return None
        if not _confounders(other) <= _confounders(one) or not self._contested_alike(one, other):
            return None
        return self._told(one, other, self.below(whole(one), whole(other), sure=True))

    def possibly(self, one: Pattern, other: Pattern) -> Proof | None:
        """What may qualify for the one may qualify for the other; both have to look facts up in one way."""
        if same(one, other):
            return TRIVIAL
        if not alike(one, other):
            return None
        return self._told(one, other, self.below(whole(one), whole(other), sure=False))

    def _told(self, one: Pattern, other: Pattern, proof: Proof | None) -> Proof | None:
        """A proof by definitions; by the subclass axioms instead where the graph has them, with numbers and words."""
        chain = self._chain(one.iri, other.iri)
        if proof is None or not chain:
            return proof
        return joined(chain, tuple(axiom for axiom in proof if axiom.kind in (RANGE, BROADER)))

    def _chain(self, below: str, above: str) -> Proof | None:
        steps = self._hierarchy.chain(below, above)
        return None if steps is None else tuple(Axiom(step.origin, step.below, step.above) for step in steps)

    def _contested_alike(self, one: Pattern, other: Pattern) -> bool:
        """Whether whatever denial contests a fact of the one as counted by the other contests it there, too."""
        if one.stage or one.names == other.names:
            return True
        key = (one.names, other.names)
        if key not in self._safe:
            facts = (each for each in self._entries if not self._hierarchy.above(each).isdisjoint(one.bases))
            self._safe[key] = all(self._contests_alike(fact, one, other) for fact in facts)
        return self._safe[key]

    def _contests_alike(self, fact: str, one: Pattern, other: Pattern) -> bool:
        above = self._hierarchy.above
        deniable = above(fact) & self._entries
        named, named_other = (frozenset[str]().union(*map(above, each.names)) for each in (one, other))
        recognised = [above(each.cls) for each in self._defined if not above(fact).isdisjoint(each.bases)]
        told_by_name = all(self._speaks(cls, one) for cls in deniable)
        return told_by_name and all((each & named_other) <= (named | above(fact)) for each in recognised)

    def _speaks(self, denied: str, pattern: Pattern) -> bool:
        """Whether a denial of a class speaks of one of the pattern's classes, or of something below it."""
        above = self._hierarchy.above
        return any(denied in above(each) or each in above(denied) for each in pattern.names)

    def below(self, one: AnyExpression, other: AnyExpression, *, sure: bool) -> Proof | None:
        """What meets the one meets the other: ``sure`` of what certainly does, else of what may."""
        if bare(one) == bare(other):
            return TRIVIAL
        if isinstance(other, All):
            return joined(*(self.below(one, part, sure=sure) for part in other.parts))
        mine, theirs = self._words(one), self._words(other)
        if mine or theirs:
            inside = mine and theirs and mine[0] == theirs[0] and mine[1] <= theirs[1]
            return (Axiom(RANGE, _told(one), _told(other)),) if inside else self._choose(one, other, sure=sure)
        if isinstance(one, Some):
            return joined(*(self.below(part, other, sure=sure) for part in one.parts))
        return self._choose(one, other, sure=sure)

    def _choose(self, one: AnyExpression, other: AnyExpression, *, sure: bool) -> Proof | None:
        """One part of the first, or one alternative of the second, that is enough."""
        if isinstance(one, All):
            found = _first(lambda part: self.below(part, other, sure=sure), one.parts)
            if found is not None:
                return found
        if isinstance(other, Some) and not self._words(other):
            return _first(lambda part: self.below(one, part, sure=sure), other.parts)
        return self._atom(one, other, sure=sure)

    def _atom(self, one: AnyExpression, other: AnyExpression, *, sure: bool) -> Proof | None:
        match one, other:
            case IsA(), IsA():
                return self._is_a(one.cls, other.cls, sure=sure)
            case Within(), Within():
                return (Axiom(RANGE, _told(one), _told(other)),) if inside(one, other) else None
            case HasWord(), HasWord() if one.attribute == other.attribute:
                return self._broader(one, other)
            case No(), No():
                return self.below(other.part, one.part, sure=not sure)
            case Related(), Related() if one.relation == other.relation:
                return self.below(one.to, other.to, sure=sure)
        return None

    def _is_a(self, one: str, other: str, *, sure: bool) -> Proof | None:
        chain = self._chain(one, other)
        return chain if chain is None or sure or self._comparable(one, other) else None

    def _broader(self, one: HasWord, other: HasWord) -> Proof | None:
        """A word and the one it is a case of; words are judged one step up, so nothing may be a case of the first."""
        words = self._lexicon.attributes[one.attribute].words.values()
        direct = any(each.iri == one.word and each.broader == other.word for each in words)
        lowest = not any(each.broader == one.word for each in words)
        return (Axiom(BROADER, one.word, other.word),) if direct and lowest else None

    def _comparable(self, one: str, other: str) -> bool:
        """Whether all that may be of the first class is told apart from the second no better than from the first."""
        above = self._hierarchy.above
        lines = all(each in above(other) or other in above(each) for each in above(one))
        return lines and (above(one) | above(other)).isdisjoint(each.cls for each in self._defined)

    def _words(self, expression: AnyExpression) -> Words | None:
        """The words of an attribute of which one of several possible ones holds; such words are judged together."""
        parts = expression.parts if isinstance(expression, Some) else (expression,)
        words = [part for part in parts if isinstance(part, HasWord)]
        attributes = {part.attribute for part in words}
        if not words or len(words) < len(parts) or len(attributes) > 1:
            return None
        attribute = attributes.pop()
        several = self._lexicon.attributes[attribute].alternatives
        return (attribute, frozenset(part.word for part in words)) if several else None


def inside(one: Within, other: Within) -> bool:
    """Whether a range lies in another one of the same attribute, strict ends told from others.

    >>> inside(Within(attribute="x", low=50, low_strict=True), Within(attribute="x", low=50))
    True
    >>> inside(Within(attribute="x", low=50), Within(attribute="x", low=50, low_strict=True))
    False
    """
    low = _within_end(one.low, one.low_strict, other.low, other.low_strict, 1)
    high = _within_end(one.high, one.high_strict, other.high, other.high_strict, -1)
    return one.attribute == other.attribute and low and high


def _within_end(mine: float | None, strict: bool, theirs: float | None, their_strict: bool, sign: int) -> bool:
    if theirs is None or mine is None:
        return theirs is None
    return sign * mine > sign * theirs or (mine == theirs and (strict or not their_strict))


def _first(prove: Callable[[AnyExpression], Proof | None], parts: Iterable[AnyExpression]) -> Proof | None:
    return next((found for part in parts if (found := prove(part)) is not None), None)


def _told(expression: AnyExpression) -> str:
    """An expression in the graph's own words."""
    if expression.label or not isinstance(expression, Some | All):
        return expression.label
    return (" or " if isinstance(expression, Some) else " and ").join(map(_told, expression.parts))
