"""Why a criterion cannot come to something, where that follows from what it is."""

from collections.abc import Iterator

from antecede.construction.demand import Goal
from antecede.construction.services import PLANNED, REQUESTED
from antecede.criterion.engine import Engine
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.expression import All, AnyExpression, HasAny, Some

SILENCE = "silence satisfies it"
NO_CONTRADICTION = "silence is no contradiction"
ON_THE_LINE = "what the line says is always there"
NO_NUMBER = "nothing is counted or measured"
ONLY_CONFLICTS = "a contradiction is conflicting, never not met"
ONLY_RECORDED = "what is left out is not known, never for certain absent"
LISTED = "what is asked for is listed completely"
ELSEWHERE = "a case in which it does is asked for at another step"
NEVER_ALL = "what is planned is never listed completely"
UNITS_LEFT_OUT = "units that are left out are not checked"
ELSE_OPEN = "where it does not hold it is left open"
FIXED_BY_CODE = "settled by the code and act that are asked for"
LINE_KINDS = (kinds.Request, kinds.AddOn, kinds.PartOf, kinds.SameWork, kinds.CodeNamesAct, kinds.Units)


def impossible(iri: str, goal: Goal, engine: Engine) -> str:
    """The reason why a criterion never comes to a goal; empty where it should."""
    criterion = engine.plan.criteria[iri]
    if isinstance(criterion, LINE_KINDS):
        return _on_the_line(criterion, goal)
    if isinstance(criterion, kinds.UnitLimit) and goal is Goal.SILENT:
        return UNITS_LEFT_OUT
    if isinstance(criterion, kinds.Agreement):
        return {Goal.SILENT: NO_CONTRADICTION, Goal.FAILED: ONLY_CONFLICTS, Goal.EDGE: NO_NUMBER}.get(goal, "")
    if isinstance(criterion, kinds.CodeAgreement):
        return {Goal.SILENT: NO_CONTRADICTION, Goal.EDGE: NO_NUMBER}.get(goal, "")
    if isinstance(criterion, kinds.Every) and goal is Goal.FAILED:
        return ONLY_RECORDED if all(map(_only_recorded, criterion.each.conditions)) else ""
    if goal is Goal.SILENT and getattr(criterion, "silence_satisfies", False):
        return SILENCE
    if goal is Goal.SILENT and getattr(getattr(criterion, "pattern", None), "stage", "") == REQUESTED:
        return LISTED
    if goal is Goal.FAILED and getattr(getattr(criterion, "pattern", None), "stage", "") == PLANNED:
        return NEVER_ALL
    parts = list(_parts(criterion, goal, engine))
    enough = any(parts) if isinstance(criterion, kinds.AnyOf) and goal is Goal.FAILED else bool(parts) and all(parts)
    return next(filter(None, parts)) if enough else ""


def _on_the_line(criterion: AnyCriterion, goal: Goal) -> str:
    if isinstance(criterion, kinds.Units):
        return ""
    if isinstance(criterion, kinds.Request) and criterion.else_not_documented:
        return {Goal.FAILED: ELSE_OPEN, Goal.EDGE: NO_NUMBER}.get(goal, "")
    if isinstance(criterion, kinds.AddOn | kinds.PartOf):
        return {Goal.SILENT: ON_THE_LINE, Goal.EDGE: NO_NUMBER}.get(goal, "")
    if isinstance(criterion, kinds.CodeNamesAct):
        return {Goal.SILENT: ON_THE_LINE, Goal.EDGE: NO_NUMBER, Goal.FAILED: ONLY_CONFLICTS}.get(goal, "")
    if goal is Goal.SILENT:
        return ON_THE_LINE
    return NO_NUMBER if goal is Goal.EDGE else FIXED_BY_CODE


def _parts(criterion: AnyCriterion, goal: Goal, engine: Engine) -> Iterator[str]:
    """Reasons of the parts, empty for each that can come to it."""
    inner = {Goal.FAILED: Goal.MET, Goal.MET: Goal.FAILED, Goal.EDGE: Goal.FAILED}
    for part in getattr(criterion, "parts", ()):
        yield impossible(part, inner.get(goal, goal) if isinstance(criterion, kinds.Not) else goal, engine)


def _only_recorded(condition: AnyExpression) -> bool:
    """Whether a condition asks for nothing but that something is recorded."""
    if isinstance(condition, All | Some):
        return all(map(_only_recorded, condition.parts))
    return isinstance(condition, HasAny)
