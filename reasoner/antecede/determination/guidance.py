"""Guidelines, alternatives, notes: what stands beside a recommendation and never makes it."""

from collections.abc import Iterator

from antecede.criterion.engine import Engine
from antecede.determination.advice import advice
from antecede.determination.branches import branches
from antecede.determination.dispute import dispute
from antecede.determination.notes import relevant_notes
from antecede.determination.precedence import coverage_of
from antecede.determination.recommend import CERTIFY
from antecede.determination.result import Alternative, Beside, LineResult, Mismatch
from antecede.knowledge.policy import Pathway, Policy, Step
from antecede.pathway.support import Support, addressed, supported
from antecede.pathway.walk import OPEN, SKIPPED, UNDETERMINED, Standing, passed, walk, whose_walk
from antecede.record.line import Line
from antecede.record.record import Record


def gather(policy: Policy, engine: Engine, record: Record, result: LineResult) -> Beside:
    """What is told beside a recommendation."""
    line = result.line
    family = tuple(dict.fromkeys(each for place in result.places for each in place.pathway.generators))
    walked = tuple([each for place in result.places for each in walk(place.pathway, place.step, engine, record, line)])
    others = competing(engine, record, line, family)
    advised = advice(engine, record, line, line.act)
    found: tuple[Alternative, ...] = ()
    if result.recommendation != CERTIFY:
        found = tuple(alternatives(policy, engine, record, result, walked, others))
    return Beside(
        walked=walked,
        advice=advised,
        alternatives=found,
        mismatches=mismatches(engine, record, line, family),
        competing=others,
        notes=tuple(relevant_notes(policy.family, engine, record, result, found)),
        dispute=dispute(result.stated, advised),
        branches=tuple(branches(policy, engine, record, result)),
    )


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
    open_steps = [each.step for each in walked if each.state in (SKIPPED, UNDETERMINED, OPEN)]
    for place in result.places:
        for step in (each for each in open_steps if each.iri in place.step.before):
            for act in step.offers:
                yield Alternative(
                    place.pathway, step, act, _status(policy, engine, act), False,
                    advice(engine, record, result.line, act),
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
        step = _first_open(pathway, engine, record, result.line)
        if step:
            for act in step.offers:
                advised = advice(engine, record, result.line, act)
                yield Alternative(pathway, step, act, _status(policy, engine, act), True, advised)


def _first_open(pathway: Pathway, engine: Engine, record: Record, line: Line) -> Step | None:
    """The first step that offers something and is not passed."""

    def made() -> Step | None:
        offering = (step for step in pathway.steps if step.offers)
        return next((step for step in offering if not passed(step, engine, record, line)), None)

    return record.remember(("first open step", *whose_walk(pathway, engine, line)), made)


def _status(policy: Policy, engine: Engine, act: str) -> str:
    coverage = coverage_of(policy, engine, act)
    return coverage.status if coverage else "silent"


def mismatches(engine: Engine, record: Record, line: Line, family: tuple[str, ...]) -> tuple[Mismatch, ...]:
    """Where no code, or no finding, points to what the act addresses while some point elsewhere."""
    key = ("mismatches", line.act, family)
    return record.remember(key, lambda: tuple(_mismatches(engine, record, line.act, family)))


def _mismatches(engine: Engine, record: Record, act: str, family: tuple[str, ...]) -> list[Mismatch]:
    target = addressed(act, engine.reader)
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
    return [Mismatch(kind, act, target, found) for kind, found in kinds if found and not wanted & set(found)]


def competing(engine: Engine, record: Record, line: Line, family: tuple[str, ...]) -> dict[str, Support]:
    """Generators beside the act's own that something on record points to."""
    own = {*addressed(line.act, engine.reader), *family}
    return {generator: each for generator, each in supported(record, engine.reader).items() if generator not in own}
