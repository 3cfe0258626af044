"""Find the step that a request line asks for."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

import msgspec

from antecede.criterion.engine import Engine
from antecede.knowledge.policy import Pathway, Policy, Step
from antecede.pathway.support import supported
from antecede.record.line import Line
from antecede.record.reader import NO, YES
from antecede.record.record import Record
from antecede.truth.status import NOT_MET

#: Class of the acts whose generator is known; acts outside it are placed by what the record supports.
TARGETED = "https://w3id.org/antecede/ontology#TargetedAct"


class Place(msgspec.Struct, frozen=True, eq=False):
    """Step of a pathway; ``exact`` where the stated act itself is offered there.

    ``passed`` are steps that offer the act too and do not apply in this phase.  It follows from the plan and from which
    phases apply; an engine has one for each.
    """

    pathway: Pathway
    step: Step
    exact: bool
    passed: tuple[Step, ...] = ()


class Offer(NamedTuple):
    """A pathway with the steps that offer an act; ``place`` where no phase has to apply for any of them."""

    pathway: Pathway
    steps: tuple[Step, ...]
    exact: bool
    place: Place | None


def places(policy: Policy, engine: Engine, record: Record, line: Line) -> tuple[Place, ...]:
    """Where a line stands in a policy's pathways: once for each document with a step for its act, else at most once."""
    stated = engine.remember(("stated", policy.iri, line.act), lambda: _stated(policy, engine, line))
    if stated:
        return tuple([each.place or _in_phase(each, engine, record, line) for each in stated])
    for pathway in _supported(policy, engine, record):
        key = ("general offer", pathway.iri, line.act, line.code)
        offer = engine.remember(key, partial(_offer, pathway, engine, line, False))
        if offer:
            return (offer.place or _in_phase(offer, engine, record, line),)
    return ()


def _stated(policy: Policy, engine: Engine, line: Line) -> tuple[Offer, ...]:
    """The first pathway of each document that offers the act of a line; one that two documents share once."""
    found: dict[str, Offer] = {}
    for document in policy.members:
        offers = (_offer(pathway, engine, line, True) for pathway in document.pathways)
        first = next(filter(None, offers), None)
        if first:
            found[first.pathway.iri] = first
    return tuple(found.values())


def _offer(pathway: Pathway, engine: Engine, line: Line, exact: bool) -> Offer | None:
    """The steps of a pathway that offer the act of a line, if there are any."""
    steps = tuple(step for step in pathway.steps if _offers(step, engine, line, exact))
    if not steps:
        return None
    phased = any(step.applies_when for step in steps)
    return Offer(pathway, steps, exact, None if phased else Place(pathway, steps[-1], exact))


def _in_phase(offer: Offer, engine: Engine, record: Record, line: Line) -> Place:
    """The furthest step whose phase applies: where that is open, all that may be asked for is looked at."""
    pathway, steps, exact, _ = offer
    applying = [step for step in steps if not _out_of_phase(step, engine, record, line)] or steps[:1]
    key = ("place", pathway.iri, exact, *[step.iri for step in steps], "in", *[step.iri for step in applying])
    passed = tuple([step for step in steps if step not in applying])
    return engine.remember(key, lambda: Place(pathway, applying[-1], exact, passed))


def _out_of_phase(step: Step, engine: Engine, record: Record, line: Line) -> bool:
    return bool(step.applies_when) and engine.outcome(step.applies_when, record, line).status is NOT_MET


def _supported(policy: Policy, engine: Engine, record: Record) -> list[Pathway]:
    """Pathways whose generator the record points to, best supported first."""
    support = supported(record, engine.reader)
    weighed: list[tuple[tuple[int, int], Pathway]] = []
    for pathway in policy.pathways:
        found = [support[each] for each in pathway.generators if each in support]
        if found:
            findings = {fact for each in found for fact in each.findings}
            codes = {fact for each in found for fact in each.codes}
            weighed.append(((len(findings), len(codes)), pathway))
    weighed.sort(key=lambda each: each[0], reverse=True)
    return [pathway for _, pathway in weighed]


def _offers(step: Step, engine: Engine, line: Line, exact: bool) -> bool:
    relation = engine.reader.relation
    if exact:
        return bool(line.act) and any(relation(line.act, offered) == YES for offered in step.offers)
    return any(_may_be(step, engine, act) for act in _possible(engine, line))


def _possible(engine: Engine, line: Line) -> Iterator[str]:
    """The act, where it has no target of its own; for a code that names none, the acts it may stand for."""
    if line.act:
        if engine.reader.relation(line.act, TARGETED) != YES:
            yield line.act
    elif line.code in engine.reader.procedures:
        yield from engine.reader.procedures[line.code].may_be


def _may_be(step: Step, engine: Engine, act: str) -> bool:
    relation = engine.reader.relation
    return any(relation(act, each) == YES for each in step.may_offer) or any(
        relation(offered, act) == YES and relation(act, offered) != NO for offered in step.offers
    )
