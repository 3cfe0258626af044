"""What a criterion rests on."""

from collections.abc import Iterator

from antecede.criterion.engine import Engine
from antecede.knowledge.criterion import AnyCriterion


def rests_on(engine: Engine, iri: str) -> frozenset[str]:
    """A criterion with its parts, its conditions and what waives it, all the way down."""
    return engine.remember(("rests on", iri), lambda: frozenset(_below(engine.plan.criteria, iri)))


def _below(criteria: dict[str, AnyCriterion], iri: str) -> Iterator[str]:
    criterion = criteria[iri]
    yield iri
    for other in (*getattr(criterion, "parts", ()), criterion.applies_when, criterion.waived_by):
        if other:
            yield from _below(criteria, other)
