"""What every peer gives on a case: a recommendation, and a status for each rule and line."""

from typing import NamedTuple

MET, NOT_MET, NOT_DOCUMENTED, CONFLICTING = "met", "not_met", "not_documented", "conflicting"
FIRES, CLEAR, WAIVED, NOT_APPLICABLE = "fires", "clear", "waived", "not_applicable"
CERTIFY, PEND, REFER, NON_CERTIFY, PARTIAL = "certify", "pend", "refer", "non_certify", "partial"


class LineReview(NamedTuple):
    """A request line: ``findings`` are statuses by rule (R1 to R7 and L2)."""

    code: str
    recommendation: str
    findings: dict[str, str]


class Review(NamedTuple):
    """A case."""

    recommendation: str
    lines: tuple[LineReview, ...]


def all_of(*statuses: str) -> str:
    """Conjunction of four values."""
    return next((each for each in (NOT_MET, CONFLICTING, NOT_DOCUMENTED) if each in statuses), MET)


def any_of(*statuses: str) -> str:
    """Disjunction of four values."""
    return next((each for each in (MET, CONFLICTING, NOT_DOCUMENTED) if each in statuses), NOT_MET)


def recommend(findings: dict[str, str]) -> str:
    """Recommendation on a line.  R6 only waives; readings of R3 that disagree go to a person."""
    deciding = {rule: status for rule, status in findings.items() if rule != "R6"}
    if NOT_MET in deciding.values():
        return NON_CERTIFY
    disagree = deciding.pop("R3") == CONFLICTING
    if NOT_DOCUMENTED in deciding.values() or CONFLICTING in deciding.values() or findings["R3"] == NOT_DOCUMENTED:
        return PEND
    return REFER if disagree else CERTIFY


def whole(lines: list[LineReview]) -> Review:
    """A case from its lines."""
    different = {line.recommendation for line in lines}
    return Review(different.pop() if len(different) == 1 else PARTIAL, tuple(lines))
