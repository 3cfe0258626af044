"""Review a case: from request lines to recommendations, everything evaluated even where one rule already decides."""

from collections.abc import Iterable, Iterator, Set
from functools import partial
from typing import NamedTuple

from antecede.case.model import Case
from antecede.criterion.engine import Engine
from antecede.criterion.line import LineJudge
from antecede.criterion.outcome import Outcome
from antecede.determination.choice import IN_FORCE, choose, families, unknown_family
from antecede.determination.guidance import gather
from antecede.determination.hanging import Hanging
from antecede.determination.precedence import Stated, applying, concerned_rules, stated
from antecede.determination.recommend import curable, recommend, robust, weigh, whole
from antecede.determination.result import Assessment, Determination, LineResult
from antecede.errors import InputError
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.policy import Policy, Step
from antecede.pathway.place import Place, places
from antecede.record.line import Line
from antecede.record.record import Notice, Record
from antecede.truth.status import Reason, Status

NOT_APPLICABLE = Outcome(Status.NOT_APPLICABLE, Reason.NOT_APPLICABLE, kept=True)
#: Statuses in the words of a role; roles that are not named keep the four values.
PLAIN = {status: status for status in Status}
EXCEPTIONAL = PLAIN | {Status.MET: Status.FIRES, Status.NOT_MET: Status.CLEAR}
FLAGGED = dict.fromkeys(Status, Status.CLEAR) | {Status.MET: Status.FIRES}
WORDS: dict[str, dict[Status, Status]] = {"exclusion": EXCEPTIONAL, "exception": EXCEPTIONAL, "flag": FLAGGED}


class Rule(NamedTuple):
    """A criterion where it stands: what judges it, the words of its role, the step that asks for it, and the place."""

    criterion: AnyCriterion
    judge: LineJudge
    words: dict[Status, Status]
    step: Step | None
    place: Place | None


class Rules(NamedTuple):
    """What follows from the plan for a line with its places: rules, those of phases passed, coverage, documents."""

    judged: list[Rule]
    passed: list[Assessment]
    stated: tuple[Stated, ...]
    documents: tuple[Policy, ...]


def determine(case: Case, engine: Engine, file: str = "", *, only: int | None = None) -> Determination:
    """The determination on a case; ``file`` names it in messages; ``only``: the index of the one line to look at.

    Raises :class:`InputError` for what is not known in it, and where no edition of its policy is in force.
    """
    where = file or case.id
    if case.policy not in families(engine):
        raise InputError(*unknown_family(case, engine, where), *engine.problems(case, where))
    record = engine.read(case, where)
    policy, considered = choose(case, engine, record, where)
    stand_ins = (each.policy.edition for each in considered if each.open and each.why == IN_FORCE)
    record.notices.extend(Notice("contractor", "representative", edition) for edition in stand_ins)
    looked_at = record.lines if only is None else record.lines[only : only + 1]
    lines = [_line(policy, engine, record, line) for line in looked_at]
    return Determination(
        case, record, engine, policy, considered, lines, whole([each.recommendation for each in lines])
    )


def _line(policy: Policy, engine: Engine, record: Record, line: Line) -> LineResult:
    own = applying(policy, engine, line.act)
    found = places(own, engine, record, line)
    rules = engine.remember(("rules", own.iri, line.code, line.act, found), partial(_rules, own, found, engine, line))
    assessments = _assessments(rules, record, line)
    statements = rules.stated
    coverage = statements[0].coverage if statements else None
    weight = weigh(assessments)
    recommendation = recommend(weight, coverage)
    return LineResult(
        line=line,
        documents=rules.documents,
        places=found,
        stated=statements,
        assessments=assessments,
        recommendation=recommendation,
        curable=curable(weight, coverage),
        stays=partial(_stays, engine, record),
        gather=partial(gather, policy, engine, record),
    )


def _stays(engine: Engine, record: Record, result: LineResult) -> bool:
    """Whether a recommendation holds whatever is still to be learnt."""
    hanging = Hanging(engine, record, result.line, result.assessments)
    return robust(weigh(result.assessments), result.coverage, result.recommendation, hanging.hangs)


def _assessments(rules: Rules, record: Record, line: Line) -> list[Assessment]:
    """What each rule comes to; those of other phases do not apply."""
    made: list[Assessment] = []
    for criterion, judge, words, step, place in rules.judged:
        outcome = judge(record, line)
        made.append(Assessment(criterion, outcome, words[outcome.status], step, place))
    return made + rules.passed if rules.passed else made


def _rules(policy: Policy, found: tuple[Place, ...], engine: Engine, line: Line) -> Rules:
    """Rules of the policy that concern a line, then those of its steps and all before, each once."""
    concerned = concerned_rules(policy, engine, line, tuple(each.pathway.iri for each in found))
    judged = [_rule(iri, None, None, engine) for iri in concerned]
    seen = set(concerned)
    for each in found:
        own = _criteria_once(each)
        judged.extend(_rule(iri, step, each, engine) for iri, step in own.items() if iri not in seen)
        seen.update(own)
    passed = [assessment for each in found for assessment in _passed(each, seen, engine)]
    statements = stated(policy, engine, line.act)
    speaking = {*(rule.criterion.iri for rule in judged), *(each.criterion.iri for each in passed)}
    return Rules(judged, passed, statements, _speaking(policy, speaking, found, statements))


def _speaking(
    policy: Policy, rules: Set[str], found: Iterable[Place], statements: Iterable[Stated]
) -> tuple[Policy, ...]:
    """The documents that judge a line: with a rule that was assessed, a step for it, or a word on its coverage."""
    if not policy.documents:
        return (policy,)
    pathways = {each.pathway.iri for each in found}
    words = {each.document.iri for each in statements}
    return tuple(
        document
        for document in policy.documents
        if document.iri in words
        or not rules.isdisjoint(document.rules)
        or any(each.iri in pathways for each in document.pathways)
    )


def _rule(iri: str, step: Step | None, place: Place | None, engine: Engine) -> Rule:
    criterion = engine.plan.criteria[iri]
    return Rule(criterion, engine.evaluator(iri), WORDS.get(criterion.role, PLAIN), step, place)


def _passed(found: Place, seen: set[str], engine: Engine) -> Iterator[Assessment]:
    """Rules of phases that the record has left behind, or not reached, each once: they do not apply."""
    for step in found.passed:
        others = [engine.plan.criteria[iri] for iri in step.entry if iri not in seen]
        seen.update(step.entry)
        yield from (Assessment(each, NOT_APPLICABLE, Status.NOT_APPLICABLE, step, found) for each in others)


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
