"""Combinations of criteria."""

from collections.abc import Callable

from antecede.criterion.line import LineJudge
from antecede.criterion.outcome import Outcome, Part
from antecede.knowledge.criterion import AllOf, AnyOf, Not, Readings
from antecede.record.record import Line, Record
from antecede.truth.status import (
    CONFLICTING,
    CONJUNCTION_ORDER,
    DISJUNCTION_ORDER,
    MET,
    Reason,
    Status,
    negate,
)

#: Gives the closure of a criterion; asked when a case comes, since parts may be built after what they are part of.
Evaluators = Callable[[str], LineJudge]


def _parts(iris: tuple[str, ...], evaluators: Evaluators, record: Record, line: Line) -> tuple[Part, ...]:
    return tuple([Part(iri, 0, "", evaluators(iri)(record, line)) for iri in iris])


def _join(parts: tuple[Part, ...], order: tuple[Status, ...]) -> Outcome:
    """The part that decides gives the reason; a waived or inapplicable part stands aside."""
    statuses = {part.outcome.status for part in parts}
    status = next((each for each in order if each in statuses), MET)
    deciding = [part.outcome for part in parts if part.outcome.status is status]
    return Outcome(status, _reason(deciding), parts=parts)


def _reason(deciding: list[Outcome]) -> Reason:
    """What is open for a reason that can be worked on goes before a contraindication, which only a person can weigh."""
    reasons = [outcome.reason for outcome in deciding]
    return next(
        (reason for reason in reasons if reason is not Reason.CONTRAINDICATED),
        reasons[0] if reasons else Reason.SATISFIED,
    )


def all_of_judge(criterion: AllOf, evaluators: Evaluators) -> LineJudge:
    """Conjunction."""
    return lambda record, line: _join(_parts(criterion.parts, evaluators, record, line), CONJUNCTION_ORDER)


def any_of_judge(criterion: AnyOf, evaluators: Evaluators) -> LineJudge:
    """Disjunction."""
    return lambda record, line: _join(_parts(criterion.parts, evaluators, record, line), DISJUNCTION_ORDER)


def not_judge(criterion: Not, evaluators: Evaluators) -> LineJudge:
    """Negation."""

    def judge(record: Record, line: Line) -> Outcome:
        parts = _parts(criterion.parts, evaluators, record, line)
        inner = parts[0].outcome
        status = negate(inner.status)
        reason = (
            Reason.SATISFIED if status is MET else Reason.VALUE_OUT_OF_RANGE if inner.status is MET else inner.reason
        )
        return Outcome(status, reason, low=inner.low, high=inner.high, parts=parts)

    return judge


def readings_judge(criterion: Readings, evaluators: Evaluators) -> LineJudge:
    """What all readings agree on; otherwise conflicting, because the rule and not the record is in two minds."""

    def judge(record: Record, line: Line) -> Outcome:
        parts = _parts(criterion.parts, evaluators, record, line)
        statuses = {part.outcome.status for part in parts}
        if len(statuses) > 1:
            return Outcome(CONFLICTING, Reason.READINGS_DISAGREE, parts=parts)
        first = parts[0].outcome
        return Outcome(first.status, first.reason, parts=parts)

    return judge
