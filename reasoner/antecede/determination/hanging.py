"""Whether a rule applies at all, or is waived, can itself be open."""

from collections.abc import Iterator

from antecede.criterion.engine import Engine
from antecede.determination.recommend import OPEN
from antecede.determination.result import Assessment
from antecede.record.record import Line, Record


def hangs(engine: Engine, record: Record, line: Line, each: Assessment) -> bool:
    """Whether it is open if a rule applies: its pathway was chosen by what the record supports, or a condition is open.

    Conditions are those under which the rule, a part of it or its step applies, and what waives the rule or a part.
    """
    if each.place and not each.place.exact:
        return True
    phase = (each.step.applies_when,) if each.step and each.step.applies_when else ()
    conditions = (*conditions_of(engine, each.criterion.iri), *phase)
    return any(engine.outcome(iri, record, line).status in OPEN for iri in conditions)


def conditions_of(engine: Engine, iri: str) -> tuple[str, ...]:
    """What a criterion and its parts apply under or are waived by."""
    return engine.remember(("conditions", iri), lambda: tuple(dict.fromkeys(_conditions(engine, iri))))


def _conditions(engine: Engine, iri: str) -> Iterator[str]:
    criterion = engine.plan.criteria[iri]
    yield from filter(None, (criterion.applies_when, criterion.waived_by))
    for part in getattr(criterion, "parts", ()):
        yield from conditions_of(engine, part)
