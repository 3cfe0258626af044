"""Where a code and the record contradict each other: what follows if the one is right, and if the other is."""

from collections.abc import Iterable, Iterator

from antecede.criterion.engine import Engine
from antecede.determination.precedence import coverage_of
from antecede.determination.result import Branch, LineResult
from antecede.knowledge.criterion import CodeAgreement
from antecede.knowledge.policy import Policy
from antecede.pathway.support import Support, supported
from antecede.pathway.walk import Standing, walk
from antecede.record.fact import Fact
from antecede.record.record import Record
from antecede.truth.status import CONFLICTING, NOT_MET


def branches(policy: Policy, engine: Engine, record: Record, result: LineResult) -> Iterator[Branch]:
    """Every pain generator that one of the contradicting sides points to, with the patient's place in its pathways.

    Neither side is preferred: which one is right is not for this review to say.
    """
    used = _contradicting(result)
    for generator, support in supported(record, engine.reader).items() if used else ():
        facts = _facts(support, used)
        if facts:
            yield from _follow(generator, facts, policy, engine, record, result)


def _contradicting(result: LineResult) -> set[Fact]:
    """Codes and findings that do not go together."""
    disputed = (
        each.outcome
        for each in result.assessments
        if isinstance(each.criterion, CodeAgreement) and each.outcome.status in (NOT_MET, CONFLICTING)
    )
    return {used.fact for outcome in disputed for used in outcome.used}


def _facts(support: Support, used: set[Fact]) -> tuple[Fact, ...]:
    return tuple(fact for fact in (*support.codes, *support.findings) if fact in used)


def _follow(
    generator: str, facts: tuple[Fact, ...], policy: Policy, engine: Engine, record: Record, result: LineResult
) -> Iterator[Branch]:
    """The pathway that the line stands on where it serves the generator, else every one that does."""
    own = {place.pathway.iri: place for place in result.places if generator in place.pathway.generators}
    serving = [place.pathway for place in own.values()] or [
        pathway for pathway in policy.pathways if generator in pathway.generators
    ]
    for pathway in serving:
        requested = own[pathway.iri].step if pathway.iri in own else None
        walked = tuple(walk(pathway, requested, engine, record, result.line))
        yield Branch(generator, facts, pathway, walked, tuple(_next_acts(walked, policy, engine)))
    if not serving:
        yield Branch(generator, facts, None, (), ())


def _next_acts(walked: Iterable[Standing], policy: Policy, engine: Engine) -> Iterator[tuple[str, str]]:
    """Acts of the first open step that offers some, each with its coverage."""
    opened = (each.step for each in walked if each.state not in ("complete", "not_applicable") and each.step.offers)
    step = next(opened, None)
    for act in step.offers if step else ():
        coverage = coverage_of(policy, engine, act)
        yield act, coverage.status if coverage else "silent"
