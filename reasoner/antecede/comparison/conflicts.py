"""Guidance that opposes guidance, or a policy's coverage, on one act and one population: both sides, none preferred."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from antecede.comparison.claim import Claim
from antecede.comparison.compare import Comparer
from antecede.comparison.entailment import Entailment
from antecede.comparison.proof import Proof, joined
from antecede.criterion.engine import Engine
from antecede.determination.choice import IN_FORCE, consider, families
from antecede.determination.dispute import AGAINST, FOR
from antecede.determination.precedence import Stated, coverage_of
from antecede.determination.recommend import GRANTING_COVERAGE
from antecede.errors import InputError, Problem
from antecede.knowledge.criterion import AnyCriterion, Citation
from antecede.knowledge.policy import Guideline, Policy, Recommendation
from antecede.record.reader import YES
from antecede.truth.day import days
from antecede.witness.setting import nameable


class Population(StrEnum):
    """How the populations of two sides lie to each other, as far as it is proved.

    ``within``: that of the first lies in that of the second; ``around``: the converse.  ``open``: nothing is proved,
    and a patient may belong to both; two that no patient can share are no conflict.
    """

    SAME = "same"
    WITHIN = "within"
    AROUND = "around"
    OPEN = "open"


class Voice(NamedTuple):
    """What one authority says of an act: a guideline by a recommendation, or a document by its coverage.

    ``population`` are the criteria that a patient has to meet; a document that covers or refuses speaks of all.
    """

    direction: str
    guideline: Guideline | None = None
    recommendation: Recommendation | None = None
    stated: Stated | None = None
    population: tuple[AnyCriterion, ...] = ()

    @property
    def authority(self) -> Guideline | Policy:
        """The guideline or the document."""
        found = self.guideline or (self.stated and self.stated.document)
        assert found
        return found

    @property
    def statement(self) -> str:
        """IRI of what takes the side."""
        if self.recommendation:
            return self.recommendation.iri
        return self.stated.coverage.iri if self.stated else ""

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where that stands."""
        if self.recommendation:
            return self.recommendation.citations
        return self.stated.coverage.citations if self.stated else ()


class Opposed(NamedTuple):
    """One voice for and one against, and how their populations lie."""

    granting: Voice
    refusing: Voice
    population: Population
    proof: Proof


class Conflict(NamedTuple):
    """An act (or several of which the same is said), by IRI, with every pair of voices that oppose each other."""

    acts: tuple[str, ...]
    pairs: tuple[Opposed, ...]


def conflicts(engine: Engine, *, act: str = "", as_of: str = "", added: Sequence[Path] = ()) -> tuple[Conflict, ...]:
    """All conflicts of the graph, or those on one act (its IRI); in force on a day, or in the latest editions.

    Two documents that differ are a comparison and no conflict; one side at least is guidance.
    Raises :class:`InputError` for what is no day.
    """
    try:
        day = days(as_of).last if as_of else None
    except ValueError as error:
        raise InputError(Problem("--as-of", as_of, str(error), "write it like 2025-08-04")) from None
    entailment = Comparer(engine, added).entailment()
    groups: dict[object, Conflict] = {}
    for each in [act] if act else _acts(engine):
        pairs = tuple(_opposed(list(_voices(engine, each, day)), entailment))
        key = tuple((pair.granting.statement, pair.refusing.statement) for pair in pairs)
        if pairs:
            known = groups.get(key, Conflict((), pairs))
            groups[key] = known._replace(acts=(*known.acts, each))
    return tuple(groups.values())


def _acts(engine: Engine) -> list[str]:
    """Acts with names of their own of which a guideline speaks."""
    spoken = (act for each in engine.plan.guidelines for said in each.recommendations for act in said.acts)
    return sorted({each for act in spoken for each in nameable(act, engine)})


def _voices(engine: Engine, act: str, day: int | None) -> Iterator[Voice]:
    for guideline in engine.plan.guidelines:
        if day is None or (guideline.from_day <= day and (guideline.until_day is None or day <= guideline.until_day)):
            yield from _advice(engine, guideline, act)
    for document in _documents(engine, day):
        coverage = coverage_of(document, engine, act)
        if coverage:
            yield Voice(FOR if coverage.status in GRANTING_COVERAGE else AGAINST, stated=Stated(document, coverage))


def _advice(engine: Engine, guideline: Guideline, act: str) -> Iterator[Voice]:
    for said in guideline.recommendations:
        on_act = any(engine.reader.relation(act, each) == YES for each in said.acts)
        if on_act and said.direction in (FOR, AGAINST):
            population = tuple(engine.plan.criteria[iri] for iri in said.scope)
            yield Voice(said.direction, guideline, said, population=population)


def _documents(engine: Engine, day: int | None) -> Iterator[Policy]:
    """One edition of each document: in force on the day, or the latest; one that stands for its like alone."""
    for editions in families(engine).values():
        on = max(each.from_day for each in editions) if day is None else day
        taken = consider(editions, (), on)
        yield from (each.policy for each in taken if each.why == IN_FORCE)


def _opposed(voices: list[Voice], entailment: Entailment) -> Iterator[Opposed]:
    """Pairs for and against, of different authorities, at least one of them guidance, that can meet in one patient."""
    for granting in (each for each in voices if each.direction == FOR):
        for refusing in (each for each in voices if each.direction == AGAINST):
            advised = granting.guideline or refusing.guideline
            if advised and granting.authority.iri != refusing.authority.iri:
                yield from _met(granting, refusing, entailment)


def _met(granting: Voice, refusing: Voice, entailment: Entailment) -> Iterator[Opposed]:
    mine, theirs = granting.population, refusing.population
    if _apart(mine, theirs, entailment) or _apart(theirs, mine, entailment):
        return
    forth, back = _inside(mine, theirs, entailment), _inside(theirs, mine, entailment)
    if forth is not None and back is not None:
        yield Opposed(granting, refusing, Population.SAME, joined(forth, back) or ())
    elif forth is not None:
        yield Opposed(granting, refusing, Population.WITHIN, forth)
    else:
        yield Opposed(granting, refusing, Population.OPEN if back is None else Population.AROUND, back or ())


def _inside(one: Iterable[AnyCriterion], other: Iterable[AnyCriterion], entailment: Entailment) -> Proof | None:
    """That whoever meets all of the one meets each of the other."""
    criteria = tuple(one)
    found = (_any(criteria, Claim(goal), entailment) for goal in other)
    return joined(*found)


def _apart(one: Iterable[AnyCriterion], other: Iterable[AnyCriterion], entailment: Entailment) -> bool:
    """Whether meeting the one is proved to be failing some criterion of the other."""
    criteria = tuple(one)
    return any(_any(criteria, Claim(goal, holds=False, exact=True), entailment) is not None for goal in other)


def _any(premises: Iterable[AnyCriterion], goal: Claim, entailment: Entailment) -> Proof | None:
    proofs = (entailment.proof(Claim(each), goal) for each in premises)
    return next((proof for proof in proofs if proof is not None), None)
