"""Guidelines, alternatives, notes: what stands beside a recommendation and never makes it."""

from collections.abc import Iterator
from typing import NamedTuple

from antecede.criterion.engine import Engine
from antecede.criterion.line import LineJudge
from antecede.criterion.outcome import Outcome
from antecede.determination.branches import branches
from antecede.determination.dispute import dispute
from antecede.determination.notes import relevant_notes
from antecede.determination.precedence import coverage_of
from antecede.determination.recommend import CERTIFY
from antecede.determination.result import Advice, Alternative, Beside, LineResult, Mismatch
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.policy import Guideline, Pathway, Policy, Recommendation, Step
from antecede.pathway.support import Support, addressed, supported
from antecede.pathway.walk import Standing, State, walk
from antecede.record.reader import NO, UNKNOWN, YES
from antecede.record.record import Line, Record
from antecede.truth.status import MET, NOT_MET, Status

APPLIES, OUT_OF_SCOPE, SCOPE_UNKNOWN = "applies", "out_of_scope", "scope_unknown"
#: Best first: a guideline speaks by the recommendation that fits best.
SCOPE_ORDER = (APPLIES, SCOPE_UNKNOWN, OUT_OF_SCOPE)


class Candidate(NamedTuple):
    """A recommendation that may speak of an act: whether for sure, and what judges its scope."""

    recommendation: Recommendation
    sure: int
    scope: list[tuple[AnyCriterion, LineJudge]]


class Speaker(NamedTuple):
    """A guideline that speaks of an act: by which recommendations, or by the one on what the act is meant to open."""

    guideline: Guideline
    candidates: list[Candidate]
    opened: Recommendation | None


def gather(policy: Policy, engine: Engine, record: Record, result: LineResult) -> Beside:
    """What is told beside a recommendation."""
    line = result.line
    family = tuple(dict.fromkeys(each for place in result.places for each in place.pathway.generators))
    walked = tuple(
        [each for place in result.places for each in _walked(place.pathway, place.step, engine, record, line)]
    )
    others = competing(engine, record, line, family)
    advised = tuple(advice(engine, record, line, line.act))
    found: tuple[Alternative, ...] = ()
    if result.recommendation != CERTIFY:
        found = tuple(alternatives(policy, engine, record, result, walked, others))
    return Beside(
        walked=walked,
        advice=advised,
        alternatives=found,
        mismatches=tuple(mismatches(engine, record, line, family)),
        competing=others,
        notes=tuple(relevant_notes(policy.family, engine, record, result, found)),
        dispute=dispute(result.stated, advised),
        branches=tuple(branches(policy, engine, record, result)),
    )


def advice(engine: Engine, record: Record, line: Line, act: str) -> list[Advice]:
    """What each guideline in force says on an act; one without a word on it is told only if it always is."""

    def made() -> list[Advice]:
        day, said = record.as_of, list[Advice]()
        for speaker in engine.remember(("speakers", act), lambda: list(_speakers(engine, act))):
            if _in_force(speaker.guideline, day):
                said.extend(_advice(speaker, record, line))
        return said

    return record.remember(("advice", act), made)


def _speakers(engine: Engine, act: str) -> Iterator[Speaker]:
    """Guidelines that have something to say on an act, or are told always: they follow from the plan."""
    for each in engine.plan.guidelines:
        if act or each.told_always:
            candidates, opened = _candidates(each, engine, act), _opened(each, engine, act)
            if candidates or opened or each.told_always:
                yield Speaker(each, candidates, opened)


def _in_force(guideline: Guideline, day: int) -> bool:
    return guideline.from_day <= day and (guideline.until_day is None or day <= guideline.until_day)


def _advice(speaker: Speaker, record: Record, line: Line) -> list[Advice]:
    """The recommendations that fit best: one, or one each way where those that fit alike point different ways."""
    guideline, candidates, opened = speaker
    if not candidates:
        return [Advice(guideline, OUT_OF_SCOPE, opened, opened is not None)]
    judged = [_judged(guideline, each, record, line) for each in candidates]
    if len(judged) == 1:
        return judged
    status = min([each.status for each in judged], key=SCOPE_ORDER.index)
    ways: dict[str, Advice] = {}
    for each in judged:
        if each.status == status and each.recommendation:
            ways.setdefault(each.recommendation.direction, each)
    return list(ways.values())[: 1 if status == OUT_OF_SCOPE else None]


def _opened(guideline: Guideline, engine: Engine, act: str) -> Recommendation | None:
    """The recommendation on what an act is meant to open."""
    opening = (each for each in guideline.recommendations if _speaks_of(each.disclosed_for, engine, act) == YES)
    return next(opening, None)


def _speaks_of(acts: tuple[str, ...], engine: Engine, act: str) -> int:
    if not act:
        return UNKNOWN if acts else NO
    relations = {engine.reader.relation(act, each) for each in acts}
    return YES if YES in relations else UNKNOWN if UNKNOWN in relations else NO


def _candidates(guideline: Guideline, engine: Engine, act: str) -> list[Candidate]:
    """Recommendations that do or may speak of an act."""
    spoken = ((each, _speaks_of(each.acts, engine, act)) for each in guideline.recommendations)
    return [Candidate(each, sure, _judges(each.scope, engine)) for each, sure in spoken if sure != NO]


def _judges(iris: tuple[str, ...], engine: Engine) -> list[tuple[AnyCriterion, LineJudge]]:
    return [(engine.plan.criteria[iri], engine.evaluator(iri)) for iri in iris]


def _judged(guideline: Guideline, candidate: Candidate, record: Record, line: Line) -> Advice:
    """A recommendation with what the criteria of its scope come to."""
    recommendation, sure, judges = candidate
    scope: list[tuple[AnyCriterion, Outcome]] = []
    statuses: list[Status] = []
    for criterion, judge in judges:
        outcome = judge(record, line)
        scope.append((criterion, outcome))
        statuses.append(outcome.status)
    fits = sure == YES and statuses.count(MET) == len(statuses)
    status = OUT_OF_SCOPE if NOT_MET in statuses else APPLIES if fits else SCOPE_UNKNOWN
    return Advice(guideline, status, recommendation, False, tuple(scope), tuple(statuses))


def alternatives(
    policy: Policy,
    engine: Engine,
    record: Record,
    result: LineResult,
    walked: tuple[Standing, ...],
    others: dict[str, Support],
) -> list[Alternative]:
    """Acts on the frontier: steps passed over on the pathway asked for, then where other generators on record lead."""
    found = [*_passed_over(policy, engine, record, result, walked), *_redirects(policy, engine, record, result, others)]
    seen: dict[str, Alternative] = {}
    for each in found:
        seen.setdefault(each.act, each)
    return list(seen.values())


def _passed_over(
    policy: Policy, engine: Engine, record: Record, result: LineResult, walked: tuple[Standing, ...]
) -> Iterator[Alternative]:
    """Acts of the steps before the one asked for that are not complete."""
    open_steps = [each.step for each in walked if each.state in (State.SKIPPED, State.UNDETERMINED, State.OPEN)]
    for place in result.places:
        for step in (each for each in open_steps if each.iri in place.step.before):
            for act in step.offers:
                yield Alternative(
                    place.pathway, step, act, _status(policy, engine, act), False,
                    tuple(advice(engine, record, result.line, act)),
                )  # fmt: skip


def _redirects(
    policy: Policy, engine: Engine, record: Record, result: LineResult, others: dict[str, Support]
) -> Iterator[Alternative]:
    """Where what the record shows lies elsewhere, the acts of the pathway that starts there."""
    ours = {place.pathway.iri for place in result.places}
    for pathway in policy.pathways:
        pointed = [each for each in pathway.generators if each in others and others[each].findings]
        if pathway.iri in ours or not pointed:
            continue
        for standing in _walked(pathway, None, engine, record, result.line):
            if standing.step.offers and standing.state not in (State.COMPLETE, State.NOT_APPLICABLE):
                for act in standing.step.offers:
                    yield Alternative(
                        pathway, standing.step, act, _status(policy, engine, act), True,
                        tuple(advice(engine, record, result.line, act)),
                    )  # fmt: skip
                break


def _walked(pathway: Pathway, requested: Step | None, engine: Engine, record: Record, line: Line) -> list[Standing]:
    """The walk, shared by lines of one place; a walk that looks at the line itself is its own."""
    alone = engine.remember(("alone", pathway.iri), lambda: any(map(engine.is_on_line, _walked_by(pathway))))
    key = ("walk", pathway.iri, requested.iri if requested else "", line.index if alone else line.place)
    return record.remember(key, lambda: walk(pathway, requested, engine, record, line))


def _walked_by(pathway: Pathway) -> Iterator[str]:
    """Criteria that say how far a case has come."""
    for step in pathway.steps:
        yield from filter(None, (*step.completed_by, step.applies_when))


def _status(policy: Policy, engine: Engine, act: str) -> str:
    coverage = coverage_of(policy, engine, act)
    return coverage.status if coverage else "silent"


def mismatches(engine: Engine, record: Record, line: Line, family: tuple[str, ...]) -> list[Mismatch]:
    """Where no code, or no finding, points to what the act addresses while some point elsewhere."""
    target = addressed(line.act, engine.reader)
    if not target:
        return []
    support = supported(record, engine.reader)
    wanted = {*target, *family}
    by_code = {generator: each for generator, each in support.items() if each.codes}
    by_finding = {generator: each for generator, each in support.items() if each.findings}
    kinds = [("code", by_code), ("finding", by_finding)]
    codes = (engine.reader.code(fact.cls) for fact in record.facts)
    if any(code and not wanted.isdisjoint(code.may_support) for code in codes):
        kinds = kinds[1:]
    return [Mismatch(kind, line.act, target, found) for kind, found in kinds if found and not wanted & set(found)]


def competing(engine: Engine, record: Record, line: Line, family: tuple[str, ...]) -> dict[str, Support]:
    """Generators beside the act's own that something on record points to."""
    own = {*addressed(line.act, engine.reader), *family}
    return {generator: each for generator, each in supported(record, engine.reader).items() if generator not in own}
