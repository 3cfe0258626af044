"""From class expressions to what a fact has to be like to be of the class, or certainly not of it."""

from collections.abc import Iterable

from antecede.construction.entries import LISTS
from antecede.construction.trait import COUNT_MARK, Limit, Trait, all_of
from antecede.criterion.engine import Engine
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
from antecede.knowledge.lexicon import Attribute

Ways = tuple[Trait, ...]


class Inverter:
    """Turns expressions round; each way that it gives is enough by itself."""

    def __init__(self, engine: Engine) -> None:
        self._attributes = engine.plan.lexicon.attributes
        self._others = frozenset(each.iri for each in engine.plan.lexicon.contractors)

    def traits(self, expression: AnyExpression, wanted: bool = True) -> Ways:
        """Ways in which a fact is of an expression for certain; with ``wanted`` false, certainly not of it."""
        match expression:
            case IsA():
                return (
                    Trait(of=frozenset((expression.cls,))) if wanted else Trait(never=frozenset((expression.cls,))),
                )
            case Within():
                return self._within(expression, wanted)
            case HasWord():
                return self._word(expression, wanted)
            case HasFlag():
                key = self._attributes[expression.attribute].key
                return (Trait(flags={key: expression.value is wanted}),)
            case HasLevel():
                level = frozenset((expression.level,))
                return (Trait(levels=level) if wanted else Trait(not_levels=level),)
            case HasAny():
                return self._any_value(expression, wanted)
            case Related():
                relation = ((expression.relation, expression.to),)
                return (Trait(beside=relation) if wanted else Trait(apart_from=relation),)
            case States():
                stated = frozenset((expression.key,))
                return (Trait(given=stated) if wanted else Trait(left_out=stated),)
            case No():
                return self.traits(expression.part, not wanted)
            case All() | Some():
                return self._parts(expression, wanted)

    def _parts(self, expression: All | Some, wanted: bool) -> Ways:
        named = [part.cls for part in expression.parts if isinstance(part, IsA)]
        if wanted and isinstance(expression, Some) and len(named) == len(expression.parts):
            return (one_of(named),)
        ways = [self.traits(part, wanted) for part in expression.parts]
        if isinstance(expression, All) is wanted:
            return all_of(ways)
        return tuple(way for each in ways for way in each)

    def _within(self, expression: Within, wanted: bool) -> Ways:
        attribute = self._attributes[expression.attribute]
        ranges = (expression,) if wanted else tuple(_outside(expression))
        key = attribute.key + (COUNT_MARK if attribute.counted else "")
        return tuple(Trait(limits=(Limit(key, attribute.unit, each),)) for each in ranges)

    def _word(self, expression: HasWord, wanted: bool) -> Ways:
        attribute = self._attributes[expression.attribute]
        if attribute.alternatives:
            allowed = frozenset((expression.word,)) if wanted else self._others - {expression.word}
            return (Trait(words={attribute.key: allowed}),)
        if attribute.key in LISTS:
            return self._listed(attribute, expression.word, wanted)
        allowed = _notations(attribute, expression.word, wanted)
        return (Trait(words={attribute.key: allowed}),) if allowed else ()

    def _listed(self, attribute: Attribute, word: str, wanted: bool) -> Ways:
        """A word among several, or none of those that are it."""
        words = _notations(attribute, word, True)
        if wanted:
            return (Trait(holds=frozenset(((attribute.key, words),))),) if words else ()
        return (Trait(lacks=frozenset((attribute.key, each) for each in words)),)

    def _any_value(self, expression: HasAny, wanted: bool) -> Ways:
        attribute = self._attributes[expression.attribute]
        if not wanted:
            return ()
        if attribute.key in LISTS and attribute.words:
            return (Trait(holds=frozenset(((attribute.key, frozenset(attribute.words)),))),)
        if attribute.words and not attribute.unit:
            return (Trait(words={attribute.key: frozenset(attribute.words)}),)
        return (Trait(given=frozenset((attribute.key,))),)

    # --- patterns -----------------------------------------------------------------------------------------------------

    def pattern(self, pattern: Pattern) -> Ways:
        """Ways in which a fact qualifies for a pattern."""
        return all_of((bases(pattern), *(self.traits(each) for each in pattern.conditions)))

    def conditions(self, pattern: Pattern) -> Ways:
        """Ways in which a fact meets the conditions of a pattern, whatever it is called."""
        return all_of(self.traits(each) for each in pattern.conditions)

    def failing(self, pattern: Pattern, number: int) -> Ways:
        """Ways in which a fact of the pattern's classes fails one condition and meets the others."""
        rest = (self.traits(each, index != number) for index, each in enumerate(pattern.conditions))
        return all_of((bases(pattern), *rest))


def bases(pattern: Pattern) -> Ways:
    """To be of one of the named classes that a pattern starts from."""
    return (one_of(pattern.bases),)


def one_of(classes: Iterable[str]) -> Trait:
    """To be of one of several classes."""
    named = frozenset(classes)
    return Trait(some=frozenset((named,))) if len(named) > 1 else Trait(of=named)


def _outside(expression: Within) -> Iterable[Within]:
    """The ranges below and above one."""
    if expression.low is not None:
        yield Within(attribute=expression.attribute, high=expression.low, high_strict=not expression.low_strict)
    if expression.high is not None:
        yield Within(attribute=expression.attribute, low=expression.high, low_strict=not expression.high_strict)


def _notations(attribute: Attribute, wanted: str, yes: bool) -> frozenset[str]:
    """Words that are, or certainly are not, a word: neither are those that it is narrower than."""
    words = attribute.words.items()
    broader = {word.broader for _, word in words if word.iri == wanted}
    if yes:
        return frozenset(notation for notation, word in words if wanted in (word.iri, word.broader))
    return frozenset(n for n, word in words if wanted not in (word.iri, word.broader) and word.iri not in broader)
