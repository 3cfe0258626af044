"""Which criteria of a policy bear on an act, and at which steps they stand."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from antecede.criterion.engine import Engine
from antecede.determination.choice import IN_FORCE, consider, families
from antecede.determination.precedence import acts_of, applying, compose, speaks
from antecede.determination.recommend import DECIDING
from antecede.errors import InputError, Problem
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.policy import Pathway, Policy, Step
from antecede.record.reader import YES
from antecede.truth.day import days
from antecede.witness.setting import nameable


class Bearing(NamedTuple):
    """A criterion that decides on an act: the document that has it, the steps it guards (none: a rule of its own)."""

    criterion: AnyCriterion
    document: Policy
    steps: tuple[Step, ...] = ()


class Side(NamedTuple):
    """A policy as it is compared: under which name, and the documents that are used together."""

    name: str
    policy: Policy

    @property
    def documents(self) -> tuple[Policy, ...]:
        """The documents, lowest rank first."""
        return self.policy.members


def side(engine: Engine, name: str, as_of: str = "") -> Side:
    """A family as a case that names no place would meet it, a document in its latest edition, or one edition.

    A family is taken on a day: ``as_of``, or else the day on which the latest of its editions came into force.
    Raises :class:`InputError` for a name that is not known, and where nothing is in force on the day.
    """
    known = families(engine)
    if name in known:
        return Side(name, _family(engine, name, known[name], as_of))
    editions = [each for each in engine.plan.policies if name in (each.notation, each.document)]
    exact = [each for each in editions if each.notation == name] or sorted(editions, key=lambda each: each.from_day)
    if not exact:
        remedy = f"known are {', '.join(known)}, and the documents and editions that 'antecede policies' lists"
        raise InputError(Problem("policy", name, "is not known", remedy))
    return Side(name, exact[-1])


def _family(engine: Engine, name: str, editions: tuple[Policy, ...], as_of: str) -> Policy:
    try:
        day = days(as_of).last if as_of else max(each.from_day for each in editions)
    except ValueError as error:
        raise InputError(Problem("--as-of", as_of, str(error), "write it like 2025-08-04")) from None
    chosen = [each.policy for each in consider(editions, (), day) if each.why == IN_FORCE]
    if not chosen:
        raise InputError(Problem("policy", name, f"has nothing in force on {as_of}", "name another day"))
    return compose(chosen, editions, engine)


def acts(side: Side, engine: Engine) -> list[str]:
    """Acts with names of their own of which a policy speaks."""
    named = (act for document in side.documents for act in acts_of(document, engine) if act)
    return list(dict.fromkeys(each for act in named for each in nameable(act, engine)))


def bearing(side: Side, engine: Engine, act: str) -> list[Bearing]:
    """Criteria of a policy that can decide a line for an act, each once, in the order in which they are asked."""
    found: dict[str, Bearing] = {}
    for document in applying(side.policy, engine, act).members:
        for iri, step in _of_document(document, engine, act):
            known = found.get(iri) or Bearing(engine.plan.criteria[iri], document)
            steps = known.steps if step is None or step in known.steps else (*known.steps, step)
            found[iri] = known._replace(steps=steps)
    return [each for each in found.values() if each.criterion.role in DECIDING]


def _of_document(document: Policy, engine: Engine, act: str) -> Iterator[tuple[str, Step | None]]:
    speaking = speaks(document, engine, act) or not (document.pathways or document.coverage)
    for iri in document.rules:
        criterion = engine.plan.criteria[iri]
        named = criterion.concerned_acts or criterion.concerned_codes
        by_code = any(_names(engine, code, act) for code in criterion.concerned_codes)
        if by_code or _among(act, criterion.concerned_acts, engine) or (not named and speaking):
            yield iri, None
    for pathway in document.pathways:
        yield from _of_pathway(pathway, engine, act)


def _of_pathway(pathway: Pathway, engine: Engine, act: str) -> Iterator[tuple[str, Step | None]]:
    steps = {each.iri: each for each in pathway.steps}
    for step in pathway.steps:
        if _among(act, step.offers, engine):
            yield from ((iri, None) for iri in pathway.entry)
            yield from ((iri, steps[before]) for before in step.before for iri in steps[before].completed_by)
            yield from ((iri, step) for iri in step.entry)


def _names(engine: Engine, code: str, act: str) -> bool:
    known = engine.reader.procedures.get(code)
    return known is not None and bool(known.act) and engine.reader.relation(act, known.act) == YES


def _among(act: str, classes: Iterable[str], engine: Engine) -> bool:
    return any(engine.reader.relation(act, each) == YES for each in classes)


def everything(side: Side, engine: Engine) -> list[AnyCriterion]:
    """All criteria of a policy that can decide, whatever the act, in the order in which its documents have them."""
    found: dict[str, None] = {}
    for document in side.documents:
        found.update(dict.fromkeys(document.rules))
        for pathway in document.pathways:
            found.update(dict.fromkeys(pathway.entry))
            found.update(dict.fromkeys(iri for each in pathway.steps for iri in (*each.entry, *each.completed_by)))
    criteria = (engine.plan.criteria[iri] for iri in found)
    return [each for each in criteria if each.role in DECIDING]
