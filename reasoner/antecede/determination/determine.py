"""Review a case: from request lines to recommendations, everything evaluated even where one rule already decides."""

from collections.abc import Iterable, Iterator
from functools import partial

from antecede.case.model import Case
from antecede.criterion.engine import Engine
from antecede.criterion.outcome import Outcome
from antecede.determination.choice import IN_FORCE, choose, unknown_family
from antecede.determination.guidance import gather
from antecede.determination.precedence import Stated, applying, concerned_rules, stated
from antecede.determination.recommend import curable, recommend, robust, weigh, whole
from antecede.determination.result import Assessment, Determination, LineResult
from antecede.errors import InputError
from antecede.knowledge.policy import Policy, Step
from antecede.pathway.place import Place, places
from antecede.record.record import Line, Notice, Record
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
    problems = [*unknown_family(case, engine, where), *engine.problems(case, where)]
    if problems:
        raise InputError(*problems)
    record = engine.record(case)
    policy, considered = choose(case, engine, record, where)
    stand_ins = (each.policy.edition for each in considered if each.open and each.why == IN_FORCE)
    record.notices.extend(Notice("contractor", "representative", edition) for edition in stand_ins)
    lines = [_line(policy, engine, record, line) for line in record.lines]
    return Determination(case, record, engine, policy, considered, lines, whole(each.recommendation for each in lines))


def _line(policy: Policy, engine: Engine, record: Record, line: Line) -> LineResult:
    own = applying(policy, engine, line.act)
    found = places(own, engine, record, line)
    assessments = list(_assessments(own, found, engine, record, line))
    statements = stated(own, engine, line.act)
    coverage = statements[0].coverage if statements else None
    weight = weigh(assessments)
    recommendation = recommend(weight, coverage)
    return LineResult(
        line=line,
        documents=_speaking(own, assessments, found, statements),
        places=found,
        stated=statements,
        assessments=assessments,
        recommendation=recommendation,
        robust=robust(weight, coverage, recommendation),
        curable=curable(weight, coverage),
        gather=partial(gather, policy, engine, record),
    )


def _speaking(
    policy: Policy, assessments: Iterable[Assessment], found: Iterable[Place], statements: Iterable[Stated]
) -> tuple[Policy, ...]:
    """The documents that judge a line: with a rule that was assessed, a step for it, or a word on its coverage."""
    if not policy.documents:
        return (policy,)
    rules = {each.criterion.iri for each in assessments}
    pathways = {each.pathway.iri for each in found}
    words = {each.document.iri for each in statements}
    return tuple(
        document
        for document in policy.documents
        if document.iri in words
        or not rules.isdisjoint(document.rules)
        or any(each.iri in pathways for each in document.pathways)
    )


def _assessments(
    policy: Policy, found: tuple[Place, ...], engine: Engine, record: Record, line: Line
) -> Iterator[Assessment]:
    """Rules that concern the line, then those of its steps and all before, each once; other phases do not apply."""
    placed = tuple(each.pathway.iri for each in found)
    key = ("rules", policy.iri, line.code, line.act, placed)
    rules = engine.remember(key, lambda: concerned_rules(policy, engine, line, placed))
    yield from (_assess(iri, engine, record, line) for iri in rules)
    seen = set(rules)
    for each in found:
        own = engine.remember(("criteria", each.step.iri), partial(_criteria_once, each))
        yield from (_assess(iri, engine, record, line, step, each) for iri, step in own.items() if iri not in seen)
        seen.update(own)
    for each in found:
        for step in each.passed:
            others = (engine.plan.criteria[iri] for iri in step.entry if iri not in seen)
            yield from (Assessment(other, NOT_APPLICABLE, Status.NOT_APPLICABLE, step, each) for other in others)


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


def _assess(
    iri: str, engine: Engine, record: Record, line: Line, step: Step | None = None, found: Place | None = None
) -> Assessment:
    criterion, outcome = engine.plan.criteria[iri], engine.outcome(iri, record, line)
    return Assessment(criterion, outcome, _in_role(criterion.role, outcome.status), step, found)


def _in_role(role: str, status: Status) -> Status:
    if role in ("exclusion", "exception"):
        return ROLE_WORDS.get(status, status)
    if role == "flag":
        return Status.FIRES if status is Status.MET else Status.CLEAR
    return status
