"""Examples of what may stand where any value will do: taken from what the graph asks for elsewhere."""

from collections.abc import Iterator

from antecede.construction.trait import Limit
from antecede.construction.values import duration_within
from antecede.criterion.engine import Engine
from antecede.knowledge.criterion import AnyCriterion, Counting, Every, KOfN
from antecede.knowledge.expression import Pattern, Within, ranges
from antecede.truth.span import span


def example_length(engine: Engine, key: str) -> str | None:
    """The shortest time that any class of facts asks for under a key; nothing where none does."""
    return engine.remember(("example of a length", key), lambda: _shortest(engine, key))


def _shortest(engine: Engine, key: str) -> str | None:
    attributes = engine.plan.lexicon.attributes
    limits = [
        Limit(key, attributes[each.attribute].unit, each)
        for each in _ranges(engine)
        if each.low is not None and attributes[each.attribute].key == key
    ]
    texts = filter(None, (duration_within((limit,), ample=False) for limit in limits))
    return min(texts, key=lambda text: (span(text).shortest, text), default=None)


def _ranges(engine: Engine) -> Iterator[Within]:
    """Every range that a class of the vocabulary or of a criterion asks for."""
    for defined in engine.plan.lexicon.defined:
        yield from ranges(defined.condition)
    for criterion in engine.plan.criteria.values():
        for pattern in _patterns(criterion):
            for condition in pattern.conditions:
                yield from ranges(condition)


def _patterns(criterion: AnyCriterion) -> Iterator[Pattern]:
    if isinstance(criterion, Counting):
        yield criterion.pattern
    if isinstance(criterion, Every):
        yield criterion.each
    if isinstance(criterion, KOfN):
        yield from criterion.members
