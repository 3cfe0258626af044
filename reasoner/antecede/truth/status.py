"""Status and reason words, and the four-valued connectives."""

from collections.abc import Iterable
from enum import StrEnum


class Status(StrEnum):
    """What a criterion came to.  The first four are the truth values; none is ever merged with another."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_DOCUMENTED = "not_documented"
    CONFLICTING = "conflicting"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"
    FIRES = "fires"
    CLEAR = "clear"


class Reason(StrEnum):
    """Why a criterion came to its status."""

    SATISFIED = "satisfied"
    ABSENT = "absent"
    VALUE_OUT_OF_RANGE = "value_out_of_range"
    COUNT_OUT_OF_RANGE = "count_out_of_range"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    TOO_SHORT = "too_short"
    WRONG_TARGET = "wrong_target"
    WRONG_LEVEL_OR_SIDE = "wrong_level_or_side"
    CONFOUNDED = "confounded"
    CONTRADICTED = "contradicted"
    READINGS_DISAGREE = "readings_disagree"
    ATTRIBUTE_MISSING = "attribute_missing"
    NOTHING_RECORDED = "nothing_recorded"
    CONTRAINDICATED = "contraindicated"
    WAIVED = "waived"
    NOT_APPLICABLE = "not_applicable"


# Members under names of their own: looking one up in its class takes longer than most of what is done with it.
MET, NOT_MET = Status.MET, Status.NOT_MET
NOT_DOCUMENTED, CONFLICTING = Status.NOT_DOCUMENTED, Status.CONFLICTING
WAIVED, NOT_APPLICABLE, FIRES, CLEAR = Status.WAIVED, Status.NOT_APPLICABLE, Status.FIRES, Status.CLEAR
SATISFIED, ABSENT, TOO_SHORT = Reason.SATISFIED, Reason.ABSENT, Reason.TOO_SHORT
VALUE_OUT_OF_RANGE, COUNT_OUT_OF_RANGE = Reason.VALUE_OUT_OF_RANGE, Reason.COUNT_OUT_OF_RANGE
ATTRIBUTE_MISSING, NOTHING_RECORDED = Reason.ATTRIBUTE_MISSING, Reason.NOTHING_RECORDED
CONTRAINDICATED, READINGS_DISAGREE = Reason.CONTRAINDICATED, Reason.READINGS_DISAGREE
CONTRADICTED, WRONG_TARGET, WRONG_LEVEL_OR_SIDE = Reason.CONTRADICTED, Reason.WRONG_TARGET, Reason.WRONG_LEVEL_OR_SIDE
IS_WAIVED, DOES_NOT_APPLY = Reason.WAIVED, Reason.NOT_APPLICABLE

#: Least first: a conjunction takes the least of its parts, so that conflict outranks silence and invents no refusal.
CONJUNCTION_ORDER = (NOT_MET, CONFLICTING, NOT_DOCUMENTED, MET)
DISJUNCTION_ORDER = (MET, CONFLICTING, NOT_DOCUMENTED, NOT_MET)


def all_of(statuses: Iterable[Status]) -> Status:
    """Conjunction; of nothing it is met, which the compiler refuses to build.

    >>> all_of([MET, NOT_DOCUMENTED, CONFLICTING]).value
    'conflicting'
    """
    present = set(statuses)
    return next((status for status in CONJUNCTION_ORDER if status in present), MET)


def any_of(statuses: Iterable[Status]) -> Status:
    """Disjunction, the mirror of :func:`all_of`.

    >>> any_of([NOT_MET, NOT_DOCUMENTED]).value
    'not_documented'
    """
    present = set(statuses)
    return next((status for status in DISJUNCTION_ORDER if status in present), NOT_MET)


def negate(status: Status) -> Status:
    """Negation swaps met and not met and keeps the other two.

    >>> negate(CONFLICTING).value
    'conflicting'
    """
    return NOT_MET if status is MET else MET if status is NOT_MET else status


def k_of_n(statuses: Iterable[Status], k: int) -> Status:
    """At least ``k`` members met; unknown members bracket the count, conflicting ones are tried both ways.

    >>> k_of_n([MET, MET, NOT_DOCUMENTED, NOT_MET], 3).value
    'not_documented'
    """
    members = list(statuses)
    met, conflicting = members.count(MET), members.count(CONFLICTING)
    if met >= k:
        return MET
    if met + conflicting + members.count(NOT_DOCUMENTED) < k:
        return NOT_MET
    return CONFLICTING if met + conflicting >= k else NOT_DOCUMENTED
