"""Combinations of criteria."""

from collections.abc import Callable

from antecede.criterion.line import LineJudge
from antecede.criterion.outcome import Outcome, Part
from antecede.knowledge.criterion import AllOf, AnyOf, Not, Readings
from antecede.record.line import Line
from antecede.record.record import Record
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
Judged = tuple[Parts, list[Status]]


def _judged(criterion: AllOf | AnyOf | Not | Readings, evaluators: Evaluators) -> Callable[[Record, Line], Judged]:
    """What gives the parts of a criterion, with their statuses."""
    judges: list[tuple[str, LineJudge]] = []

    def judged(record: Record, line: Line) -> Judged:
        if not judges:
            judges.extend([(iri, evaluators(iri)) for iri in criterion.parts])
        parts: list[Part] = []
        statuses: list[Status] = []
        for iri, judge in judges:
            outcome = judge(record, line)
            parts.append(Part(iri, 0, "", outcome))
            statuses.append(outcome.status)
        return tuple(parts), statuses

    return judged


def _joined(judged: Callable[[Record, Line], Judged], order: tuple[Status, ...]) -> LineJudge:
    """The part that decides gives the reason; a waived or inapplicable part stands aside."""

    def judge(record: Record, line: Line) -> Outcome:
        parts, statuses = judged(record, line)
        for status in order:
            if status in statuses:
                reason = parts[statuses.index(status)].outcome.reason
                if reason is CONTRAINDICATED:
                    reason = _reason(status, parts)
                return Outcome(status, reason, (), None, None, parts)
        return Outcome(MET, SATISFIED, (), None, None, parts)

    return judge


def _reason(status: Status, parts: Parts) -> Reason:
    """What is open for a reason that can be worked on goes before a contraindication, which only a person can weigh."""
    for part in parts:
        outcome = part.outcome
        if outcome.status is status and outcome.reason is not CONTRAINDICATED:
            return outcome.reason
    return CONTRAINDICATED


def all_of_judge(criterion: AllOf, evaluators: Evaluators) -> LineJudge:
    """Conjunction."""
    return _joined(_judged(criterion, evaluators), CONJUNCTION_ORDER)


def any_of_judge(criterion: AnyOf, evaluators: Evaluators) -> LineJudge:
    """Disjunction."""
    return _joined(_judged(criterion, evaluators), DISJUNCTION_ORDER)


def not_judge(criterion: Not, evaluators: Evaluators) -> LineJudge:
    """Negation."""
    judged = _judged(criterion, evaluators)

    def judge(record: Record, line: Line) -> Outcome:
        parts, _ = judged(record, line)
        inner = parts[0].outcome
        status = negate(inner.status)
        reason = SATISFIED if status is MET else VALUE_OUT_OF_RANGE if inner.status is MET else inner.reason
        return Outcome(status, reason, low=inner.low, high=inner.high, parts=parts)

    return judge


def readings_judge(criterion: Readings, evaluators: Evaluators) -> LineJudge:
    """What all readings agree on; otherwise conflicting, because the rule and not the record is in two minds."""
    judged = _judged(criterion, evaluators)

    def judge(record: Record, line: Line) -> Outcome:
        parts, statuses = judged(record, line)
        if len(set(statuses)) > 1:
            return Outcome(CONFLICTING, READINGS_DISAGREE, parts=parts)
        first = parts[0].outcome
        return Outcome(first.status, first.reason, parts=parts)

    return judge
