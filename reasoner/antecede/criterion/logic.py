"""Combinations of criteria."""

from collections.abc import Callable

from antecede.criterion.line import LineJudge
from antecede.criterion.outcome import Outcome, Part
from antecede.knowledge.criterion import AllOf, AnyOf, Not, Readings
from antecede.record.record import Line, Record
from antecede.truth.status import (
    CONFLICTING,
    CONJUNCTION_ORDER,
    CONTRAINDICATED,
    DISJUNCTION_ORDER,
    MET,
    READINGS_DISAGREE,
    SATISFIED,
    VALUE_OUT_OF_RANGE,
    Reason,
    Status,
    negate,
)

#: Gives the closure of a criterion; asked when a case comes, since parts may be built after what they are part of.
Evaluators = Callable[[str], LineJudge]
Parts = tuple[Part, ...]


def _parts(criterion: AllOf | AnyOf | Not | Readings, evaluators: Evaluators) -> Callable[[Record, Line], Parts]:
    """What gives the parts of a criterion."""
    judges: list[tuple[str, LineJudge]] = []

    def parts(record: Record, line: Line) -> Parts:
        if not judges:
            judges.extend((iri, evaluators(iri)) for iri in criterion.parts)
        return tuple([Part(iri, 0, "", judge(record, line)) for iri, judge in judges])

    return parts


def _join(parts: Parts, order: tuple[Status, ...]) -> Outcome:
    """The part that decides gives the reason; a waived or inapplicable part stands aside."""
    statuses = [part.outcome.status for part in parts]
    for status in order:
        if status in statuses:
            reason = parts[statuses.index(status)].outcome.reason
            if reason is CONTRAINDICATED:
                reason = _reason(status, parts)
            return Outcome(status, reason, (), None, None, parts)
    return Outcome(MET, SATISFIED, (), None, None, parts)


def _reason(status: Status, parts: Parts) -> Reason:
    """What is open for a reason that can be worked on goes before a contraindication, which only a person can weigh."""
    for part in parts:
        outcome = part.outcome
        if outcome.status is status and outcome.reason is not CONTRAINDICATED:
            return outcome.reason
    return CONTRAINDICATED


def all_of_judge(criterion: AllOf, evaluators: Evaluators) -> LineJudge:
    """Conjunction."""
    parts = _parts(criterion, evaluators)
    return lambda record, line: _join(parts(record, line), CONJUNCTION_ORDER)


def any_of_judge(criterion: AnyOf, evaluators: Evaluators) -> LineJudge:
    """Disjunction."""
    parts = _parts(criterion, evaluators)
    return lambda record, line: _join(parts(record, line), DISJUNCTION_ORDER)


def not_judge(criterion: Not, evaluators: Evaluators) -> LineJudge:
    """Negation."""
    inside = _parts(criterion, evaluators)

    def judge(record: Record, line: Line) -> Outcome:
        parts = inside(record, line)
        inner = parts[0].outcome
        status = negate(inner.status)
        reason = SATISFIED if status is MET else VALUE_OUT_OF_RANGE if inner.status is MET else inner.reason
        return Outcome(status, reason, low=inner.low, high=inner.high, parts=parts)

    return judge


def readings_judge(criterion: Readings, evaluators: Evaluators) -> LineJudge:
    """What all readings agree on; otherwise conflicting, because the rule and not the record is in two minds."""
    inside = _parts(criterion, evaluators)

    def judge(record: Record, line: Line) -> Outcome:
        parts = inside(record, line)
        statuses = {part.outcome.status for part in parts}
        if len(statuses) > 1:
            return Outcome(CONFLICTING, READINGS_DISAGREE, parts=parts)
        first = parts[0].outcome
        return Outcome(first.status, first.reason, parts=parts)

    return judge
