"""From outcomes to a recommendation: the table of section 5 of the design, and what would hold whatever comes."""

from collections.abc import Iterable

from antecede.determination.result import Assessment
from antecede.knowledge.policy import Coverage
from antecede.truth.status import Reason, Status

CERTIFY, PEND, REFER, NON_CERTIFY, PARTIAL = "certify", "pend", "refer", "non_certify", "partial"
REFUSING_COVERAGE = ("unproven", "not_covered")
GRANTING_COVERAGE = ("covered", "conditional")
MUST_HOLD = ("prerequisite", "consistency", "line_rule")


def grounds(assessments: Iterable[Assessment]) -> list[Assessment]:
    """Assessments that refuse by themselves: an exclusion that fires, or a rule that is not met."""
    return [each for each in assessments if _refuses(each)]


def _refuses(each: Assessment) -> bool:
    if each.criterion.role == "exclusion":
        return each.status is Status.FIRES
    return each.criterion.role in MUST_HOLD and each.status is Status.NOT_MET


def open_points(assessments: Iterable[Assessment]) -> list[Assessment]:
    """Assessments that leave the record open or in conflict; what only a person can weigh is not among them."""
    return [each for each in assessments if _decides(each) and _is_open(each) and not for_a_person(each)]


def for_a_person(each: Assessment) -> bool:
    """Whether readings of a rule disagree, or an act is contraindicated."""
    return each.outcome.reason in (Reason.READINGS_DISAGREE, Reason.CONTRAINDICATED) and _is_open(each)


def _decides(each: Assessment) -> bool:
    return each.criterion.role in (*MUST_HOLD, "exclusion")


def _is_open(each: Assessment) -> bool:
    return each.status in (Status.NOT_DOCUMENTED, Status.CONFLICTING)


def recommend(assessments: list[Assessment], coverage: Coverage | None) -> str:
    """The recommendation on a line.  Nothing examined is nothing met: without rules of its own, never certify."""
    status = coverage.status if coverage else "silent"
    if status in REFUSING_COVERAGE or grounds(assessments):
        return NON_CERTIFY
    if open_points(assessments):
        return PEND
    examined = any(
        each.criterion.role == "prerequisite" and each.status in (Status.MET, Status.WAIVED) for each in assessments
    )
    if any(map(for_a_person, filter(_decides, assessments))) or status not in GRANTING_COVERAGE or not examined:
        return REFER
    return CERTIFY


def curable(assessments: list[Assessment], coverage: Coverage | None) -> bool:
    """Whether something on the patient's side can still lead to certification."""
    refused = coverage is not None and coverage.status in REFUSING_COVERAGE
    return not refused and all(each.criterion.curable for each in grounds(assessments))


def robust(assessments: list[Assessment], coverage: Coverage | None, recommendation: str) -> bool:
    """Whether the recommendation stays whatever the undocumented facts and the sides of conflicts turn out to be."""
    waivers = {each.criterion.iri for each in assessments if each.criterion.role == "exception" and _is_open(each)}
    firm = [
        each for each in assessments if each.criterion.waived_by not in waivers or each.status is not Status.NOT_MET
    ]
    if recommendation == NON_CERTIFY:
        refused = coverage is not None and coverage.status in REFUSING_COVERAGE
        return refused or bool(grounds(firm))
    return not any(_decides(each) and _is_open(each) and _hangs_on_facts(each) for each in assessments)


def _hangs_on_facts(each: Assessment) -> bool:
    """Whether a fact could settle an open point: not where definite readings disagree, nor over a contraindication."""
    if each.outcome.reason is Reason.READINGS_DISAGREE:
        settled = (Status.MET, Status.NOT_MET)
        return any(part.outcome.status not in settled for part in each.outcome.parts)
    return each.outcome.reason is not Reason.CONTRAINDICATED


def whole(recommendations: Iterable[str]) -> str:
    """Recommendation on the request: that of its lines, or partial where they differ."""
    different = set(recommendations)
    return different.pop() if len(different) == 1 else PARTIAL
