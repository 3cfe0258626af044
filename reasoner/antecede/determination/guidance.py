"""Guidelines, alternatives, notes: what stands beside a recommendation and never makes it."""

from collections.abc import Iterator

from antecede.criterion.engine import Engine
from antecede.criterion.outcome import Outcome
from antecede.determination.notes import relevant_notes
from antecede.determination.recommend import CERTIFY
from antecede.determination.result import Advice, Alternative, Beside, LineResult, Mismatch
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.policy import Coverage, Guideline, Pathway, Policy, Recommendation
from antecede.pathway.support import Support, addressed, supported
from antecede.pathway.walk import Standing, State, walk
from antecede.record.fact import Fact
from antecede.record.reader import NO, UNKNOWN, YES
from antecede.record.record import Line, Record
from antecede.truth.status import MET, NOT_MET

APPLIES, OUT_OF_SCOPE, SCOPE_UNKNOWN = "applies", "out_of_scope", "scope_unknown"
#: Best first: a guideline speaks by the recommendation that fits best.
SCOPE_ORDER = (APPLIES, SCOPE_UNKNOWN, OUT_OF_SCOPE)
Scope = tuple[tuple[AnyCriterion, Outcome], ...]


def gather(policy: Policy, engine: Engine, record: Record, result: LineResult) -> Beside:
    """What is told beside a recommendation."""
    line, place = result.line, result.place
    family = place.pathway.generators if place else ()
    walked = tuple(walk(place.pathway, place.step, engine, record, line)) if place else ()
    others = competing(engine, record, line, family)
    found: tuple[Alternative, ...] = ()
    if result.recommendation != CERTIFY:
        found = tuple(alternatives(policy, engine, record, result, walked, others))
    return Beside(
        walked=walked,
        advice=tuple(advice(engine, record, line, line.act)),
        alternatives=found,
        mismatches=tuple(mismatches(engine, record, line, family)),
        competing=others,
        notes=tuple(relevant_notes(engine, record, result, found)),
    )


def coverage_of(policy: Policy, engine: Engine, act: str) -> Coverage | None:
    """What a policy says about covering an act; none where it is silent."""
    return next((each for each in policy.coverage if act and engine.reader.relation(act, each.act) == YES), None)


def advice(engine: Engine, record: Record, line: Line, act: str) -> list[Advice]:
    """What each guideline in force says on an act."""
    in_force = [each for each in engine.plan.guidelines if each.from_day <= record.as_of]
    return record.remember(("advice", act), lambda: [_advice(each, engine, record, line, act) for each in in_force])


def _advice(guideline: Guideline, engine: Engine, record: Record, line: Line, act: str) -> Advice:
    judged = [
        (*_scope(each, engine, record, line, sure), each)
        for each in guideline.recommendations
        if (sure := _speaks_of(each.acts, engine, act)) != NO
    ]
    if judged:
        status, scope, best = min(judged, key=lambda each: SCOPE_ORDER.index(each[0]))
        return Advice(guideline, status, best, False, scope)
    opened = next(
        (each for each in guideline.recommendations if _speaks_of(each.disclosed_for, engine, act) == YES), None
    )
    return Advice(guideline, OUT_OF_SCOPE, opened, opened is not None)


def _speaks_of(acts: tuple[str, ...], engine: Engine, act: str) -> int:
    if not act:
        return UNKNOWN if acts else NO
    relations = {engine.reader.relation(act, each) for each in acts}
    return YES if YES in relations else UNKNOWN if UNKNOWN in relations else NO


def _scope(recommendation: Recommendation, engine: Engine, record: Record, line: Line, sure: int) -> tuple[str, Scope]:
    scope = tuple((engine.plan.criteria[iri], engine.outcome(iri, record, line)) for iri in recommendation.scope)
    statuses = {outcome.status for _, outcome in scope}
    if NOT_MET in statuses:
        return OUT_OF_SCOPE, scope
    return (APPLIES if statuses <= {MET} and sure == YES else SCOPE_UNKNOWN), scope


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
    if not result.place:
        return
    before = result.place.step.before
    for standing in walked:
        if standing.step.iri in before and standing.state in (State.SKIPPED, State.UNDETERMINED, State.OPEN):
            for act in standing.step.offers:
                yield Alternative(
                    result.place.pathway, standing.step, act, _status(policy, engine, act), False,
                    tuple(advice(engine, record, result.line, act)),
                )  # fmt: skip


def _redirects(
    policy: Policy, engine: Engine, record: Record, result: LineResult, others: dict[str, Support]
) -> Iterator[Alternative]:
    """Where what the record shows lies elsewhere, the acts of the pathway that starts there."""
    for pathway in policy.pathways:
        ours = result.place and pathway.iri == result.place.pathway.iri
        pointed = [each for each in pathway.generators if each in others and others[each].findings]
        if ours or not pointed:
            continue
        for standing in _walked(pathway, engine, record, result.line):
            if standing.step.offers and standing.state not in (State.COMPLETE, State.NOT_APPLICABLE):
                for act in standing.step.offers:
                    yield Alternative(
                        pathway, standing.step, act, _status(policy, engine, act), True,
                        tuple(advice(engine, record, result.line, act)),
                    )  # fmt: skip
                break


def _walked(pathway: Pathway, engine: Engine, record: Record, line: Line) -> list[Standing]:
    return record.remember(("walk", pathway.iri, line.place), lambda: walk(pathway, None, engine, record, line))


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
    fitting = wanted & {each for fact in record.facts for each in _may_support(fact, engine)}
    if fitting:
        kinds = kinds[1:]
    return [Mismatch(kind, line.act, target, found) for kind, found in kinds if found and not wanted & set(found)]


def _may_support(fact: Fact, engine: Engine) -> tuple[str, ...]:
    code = engine.reader.code(fact.cls)
    return code.may_support if code else ()


def competing(engine: Engine, record: Record, line: Line, family: tuple[str, ...]) -> dict[str, Support]:
    """Generators beside the act's own that something on record points to."""
    own = {*addressed(line.act, engine.reader), *family}
    return {generator: each for generator, each in supported(record, engine.reader).items() if generator not in own}
