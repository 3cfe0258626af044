"""Review a case: from request lines to recommendations, everything evaluated even where one rule already decides."""

from collections.abc import Iterator
from functools import partial

from antecede.case.model import Case
from antecede.criterion.engine import Engine
from antecede.criterion.outcome import Outcome
from antecede.determination.guidance import coverage_of, gather
from antecede.determination.recommend import curable, recommend, robust, weigh, whole
from antecede.determination.result import Assessment, Determination, LineResult
from antecede.errors import InputError, Problem
from antecede.knowledge.policy import Policy, Step
from antecede.pathway.place import Place, place
from antecede.record.reader import YES
from antecede.record.record import Line, Record
from antecede.truth.status import Reason, Status

NOT_APPLICABLE = Outcome(Status.NOT_APPLICABLE, Reason.NOT_APPLICABLE)
ROLE_WORDS = {
    Status.MET: Status.FIRES,
    Status.NOT_MET: Status.CLEAR,
}


def determine(case: Case, engine: Engine, file: str = "") -> Determination:
    """The determination on a case; ``file`` names it in messages.

    Raises :class:`InputError` for what is not known in it, and where no edition of its policy is in force.
    """
    where = file or case.id
    problems = [*_unknown_policy(case, engine, where), *engine.problems(case, where)]
    if problems:
        raise InputError(*problems)
    record = engine.record(case)
    policy, considered = choose_policy(case, engine, record, where)
    lines = [_line(policy, engine, record, line) for line in record.lines]
    return Determination(case, record, engine, policy, considered, lines, whole(each.recommendation for each in lines))


def _unknown_policy(case: Case, engine: Engine, file: str) -> Iterator[Problem]:
    known = sorted({policy.notation for policy in engine.plan.policies})
    if case.policy not in known:
        what = f"unknown policy {case.policy!r}" if case.policy else "no policy named"
        yield Problem(file, "policy", what, f"known are {', '.join(known)}")


def choose_policy(
    case: Case, engine: Engine, record: Record, file: str
) -> tuple[Policy, tuple[tuple[Policy, str], ...]]:
    """The edition in force on the day of the review, and every edition with why it was or was not taken."""
    editions = [policy for policy in engine.plan.policies if policy.notation == case.policy]
    considered = tuple((policy, _force(policy, record.as_of)) for policy in editions)
    chosen = [policy for policy, force in considered if force == "in_force"]
    if not chosen:
        what = f"no edition of policy {case.policy!r} is in force on {case.as_of}"
        raise InputError(Problem(file, "policy", what, "review as of another day, or under another policy"))
    return max(chosen, key=lambda policy: policy.from_day), considered


def _force(policy: Policy, day: int) -> str:
    if day < policy.from_day:
        return "not_yet_in_force"
    return "ended" if policy.until_day is not None and day > policy.until_day else "in_force"


def _line(policy: Policy, engine: Engine, record: Record, line: Line) -> LineResult:
    found = place(policy, engine, record, line)
    assessments = list(_assessments(policy, found, engine, record, line))
    coverage = coverage_of(policy, engine, line.act)
    weight = weigh(assessments)
    recommendation = recommend(weight, coverage)
    return LineResult(
        line=line,
        place=found,
        coverage=coverage,
        assessments=assessments,
        recommendation=recommendation,
        robust=robust(weight, coverage, recommendation),
        curable=curable(weight, coverage),
        gather=partial(gather, policy, engine, record),
    )


def _assessments(
    policy: Policy, found: Place | None, engine: Engine, record: Record, line: Line
) -> Iterator[Assessment]:
    """Rules of the policy that concern the line, then those of its step and all before; other phases do not apply."""
    key = (policy.iri, line.code, line.act)
    for iri in engine.remember(("rules", *key), lambda: [i for i in policy.rules if _concerns(i, engine, line)]):
        yield _assess(iri, engine, record, line, None)
    if found:
        own = engine.remember(("criteria", found.step.iri), lambda: _criteria_once(found))
        for iri, step in own.items():
            yield _assess(iri, engine, record, line, step)
        for step in found.passed:
            others = (engine.plan.criteria[iri] for iri in step.entry if iri not in own)
            yield from (Assessment(each, NOT_APPLICABLE, Status.NOT_APPLICABLE, step) for each in others)


def _criteria(found: Place) -> Iterator[tuple[str, Step | None]]:
    """Entry of the pathway, completion of the steps before, entry of the step; each where it first stands."""
    steps = {step.iri: step for step in found.pathway.steps}
    yield from ((iri, None) for iri in found.pathway.entry)
    for before in found.step.before:
        yield from ((iri, steps[before]) for iri in steps[before].completed_by)
    yield from ((iri, found.step) for iri in found.step.entry)


def _criteria_once(found: Place) -> dict[str, Step | None]:
    own: dict[str, Step | None] = {}
    for iri, step in _criteria(found):
        own.setdefault(iri, step)
    return own


def _concerns(iri: str, engine: Engine, line: Line) -> bool:
    criterion = engine.plan.criteria[iri]
    if not criterion.concerned_acts and not criterion.concerned_codes:
        return True
    return line.code in criterion.concerned_codes or any(
        line.act and engine.reader.relation(line.act, act) == YES for act in criterion.concerned_acts
    )


def _assess(iri: str, engine: Engine, record: Record, line: Line, step: Step | None) -> Assessment:
    criterion, outcome = engine.plan.criteria[iri], engine.outcome(iri, record, line)
    return Assessment(criterion, outcome, _in_role(criterion.role, outcome.status), step)


def _in_role(role: str, status: Status) -> Status:
    if role in ("exclusion", "exception"):
        return ROLE_WORDS.get(status, status)
    if role == "flag":
        return Status.FIRES if status is Status.MET else Status.CLEAR
    return status
