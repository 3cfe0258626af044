"""How far a case has come on a pathway, seen from the step that is asked for."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from antecede.criterion.engine import Engine
from antecede.criterion.line import LineJudge
from antecede.knowledge.policy import Pathway, Step
from antecede.record.line import Line
from antecede.record.record import Record
from antecede.truth.status import CONFLICTING, MET, NOT_APPLICABLE, NOT_DOCUMENTED, NOT_MET, WAIVED, Status, all_of

DECIDING_ROLES = ("prerequisite", "consistency")
#: Statuses of a rule that does not keep a step from being complete.
STANDS_ASIDE = (WAIVED, NOT_APPLICABLE)


class State(StrEnum):
    """State of a step."""

    COMPLETE = "complete"
    OPEN = "open"
    SKIPPED = "skipped"
    BLOCKED = "blocked"
    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"


# Members under names of their own: looking one up in its class takes longer than most of what is done with it.
COMPLETE, OPEN, SKIPPED, BLOCKED, UNDETERMINED = (
    State.COMPLETE, State.OPEN, State.SKIPPED, State.BLOCKED, State.UNDETERMINED,
)  # fmt: skip
#: A step that stands in nobody's way.
PASSED = (State.COMPLETE, State.NOT_APPLICABLE)
OUT_OF_PHASE = State.NOT_APPLICABLE


class Standing(NamedTuple):
    """A step with its state; ``requested`` marks the one asked for."""

    step: Step
    state: State
    requested: bool


def walk(pathway: Pathway, requested: Step | None, engine: Engine, record: Record, line: Line) -> list[Standing]:
    """Every step with its state, in walking order; shared by lines of one place, unless it looks at the line itself."""
    key = ("walk", *whose_walk(pathway, engine, line), requested.iri if requested else "")
    return record.remember(key, lambda: _walk(pathway, requested, engine, record, line))


def _walk(pathway: Pathway, requested: Step | None, engine: Engine, record: Record, line: Line) -> list[Standing]:
    states: dict[str, State] = {}
    walked: list[Standing] = []
    for step in pathway.steps:
        states[step.iri] = state = _state(step, requested, states, engine, record, line)
        walked.append(Standing(step, state, step is requested))
    return walked


def whose_walk(pathway: Pathway, engine: Engine, line: Line) -> tuple[object, ...]:
    """What a walk can differ by."""
    alone = engine.remember(("alone", pathway.iri), lambda: any(map(engine.is_on_line, _walked_by(pathway))))
    return pathway.iri, line.index if alone else line.place


def _walked_by(pathway: Pathway) -> Iterator[str]:
    """Criteria that say how far a case has come."""
    for step in pathway.steps:
        yield from filter(None, (*step.completed_by, step.applies_when))


def _state(
    step: Step, requested: Step | None, states: dict[str, State], engine: Engine, record: Record, line: Line
) -> State:
    if step.applies_when and engine.outcome(step.applies_when, record, line).status is NOT_MET:
        return OUT_OF_PHASE
    ready = all(states[each] in PASSED for each in step.requires)
    if step is requested:
        return OPEN if ready else BLOCKED
    status = completion(step, engine, record, line)
    if status is None:
        return _by_surroundings(step, requested, ready)
    if status is MET:
        return COMPLETE
    if status in (NOT_DOCUMENTED, CONFLICTING):
        return UNDETERMINED
    passed_over = requested is not None and step.iri in requested.before and bool(step.offers)
    return SKIPPED if passed_over else OPEN if ready else BLOCKED


def passed(step: Step, engine: Engine, record: Record, line: Line) -> bool:
    """Whether a step stands in nobody's way where no request goes beyond it: out of its phase, or complete."""
    if step.applies_when and engine.outcome(step.applies_when, record, line).status is NOT_MET:
        return True
    judges = _completing(step, engine)
    for judge in judges:
        status = judge(record, line).status
        if status is not MET and status not in STANDS_ASIDE:
            return False
    return bool(judges)


def _by_surroundings(step: Step, requested: Step | None, ready: bool) -> State:
    """A step without criteria of its own is passed once the request goes beyond it."""
    if requested is not None and step.iri in requested.before:
        return COMPLETE if ready else BLOCKED
    return OPEN if ready else BLOCKED


def completion(step: Step, engine: Engine, record: Record, line: Line) -> Status | None:
    """Whether a step is complete; none where it has no criterion that tells."""
    statuses = [judge(record, line).status for judge in _completing(step, engine)]
    if not statuses:
        return None
    return all_of([MET if status in STANDS_ASIDE else status for status in statuses])


def _completing(step: Step, engine: Engine) -> list[LineJudge]:
    """What judges whether a step is complete."""

    def made() -> list[LineJudge]:
        criteria = engine.plan.criteria
        return [engine.evaluator(iri) for iri in step.completed_by if criteria[iri].role in DECIDING_ROLES]

    return engine.remember(("completing", step.iri), made)
