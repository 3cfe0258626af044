"""From outcomes to a recommendation: the table of section 5 of the design, and what would hold whatever comes."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from antecede.determination.result import Assessment
from antecede.knowledge.policy import Coverage
from antecede.truth.status import (
    CLEAR,
    CONFLICTING,
    CONTRAINDICATED,
    FIRES,
    MET,
    NOT_APPLICABLE,
    NOT_DOCUMENTED,
    NOT_MET,
    READINGS_DISAGREE,
    WAIVED,
)

CERTIFY, PEND, REFER, NON_CERTIFY, PARTIAL = "certify", "pend", "refer", "non_certify", "partial"
REFUSING_COVERAGE = ("unproven", "not_covered")
GRANTING_COVERAGE = ("covered", "conditional")
#: Roles whose assessments make the recommendation; flags and exceptions never do.
DECIDING = frozenset(("prerequisite", "consistency", "line_rule", "exclusion"))
OPEN = (NOT_DOCUMENTED, CONFLICTING)
#: Nothing refuses and nothing is open.
SETTLED = frozenset((MET, WAIVED, NOT_APPLICABLE, CLEAR))
FOR_A_PERSON = (READINGS_DISAGREE, CONTRAINDICATED)


class Weight(NamedTuple):
    """Assessments sorted by what they do: refuse, leave open, call for a person; ``examined``: some rule was met."""

    grounds: list[Assessment]
    open: list[Assessment]
    for_a_person: list[Assessment]
    examined: bool


def weigh(assessments: Iterable[Assessment]) -> Weight:
    """Sort assessments, in one pass."""
    grounds: list[Assessment] = []
    open_points: list[Assessment] = []
    person: list[Assessment] = []
    examined = False
    for each in assessments:
        status = each.status
        if status in SETTLED:
            if not examined and status is not NOT_APPLICABLE:
                examined = each.criterion.role == "prerequisite"
        elif each.criterion.role in DECIDING:
            if status is NOT_MET or status is FIRES:
                grounds.append(each)
            else:
                (person if each.outcome.reason in FOR_A_PERSON else open_points).append(each)
    return Weight(grounds, open_points, person, examined)


def recommend(weight: Weight, coverage: Coverage | None) -> str:
    """The recommendation on a line.  Nothing examined is nothing met: without rules of its own, never certify."""
    status = coverage.status if coverage else "silent"
    if status in REFUSING_COVERAGE or weight.grounds:
        return NON_CERTIFY
    if weight.open:
        return PEND
    if weight.for_a_person or status not in GRANTING_COVERAGE or not weight.examined:
        return REFER
    return CERTIFY


def curable(weight: Weight, coverage: Coverage | None) -> bool:
    """Whether something on the patient's side can still lead to certification."""
    refused = coverage is not None and coverage.status in REFUSING_COVERAGE
    return not refused and all(each.criterion.curable for each in weight.grounds)


def robust(weight: Weight, coverage: Coverage | None, recommendation: str, hangs: Callable[[Assessment], bool]) -> bool:
    """Whether the recommendation certainly stays whatever the undocumented facts and conflicts turn out to be.

    ``hangs`` tells of what refuses, or calls for a person, whether it applies, may be waived, or may come to something
    else is open.
    """
    if recommendation == NON_CERTIFY:
        refused = coverage is not None and coverage.status in REFUSING_COVERAGE
        return refused or not all(map(hangs, weight.grounds))
    if weight.open:
        return False
    return not any(asks_for_facts(each) or hangs(each) for each in weight.for_a_person)


def asks_for_facts(each: Assessment) -> bool:
    """Whether a fact could settle an open point: not where definite readings disagree, nor over a contraindication."""
    if each.outcome.reason not in FOR_A_PERSON:
        return each.status in OPEN
    return each.outcome.reason is READINGS_DISAGREE and any(part.outcome.status in OPEN for part in each.outcome.parts)


def whole(recommendations: Iterable[str]) -> str:
    """Recommendation on the request: that of its lines, or partial where they differ."""
    different = set(recommendations)
    return different.pop() if len(different) == 1 else PARTIAL
