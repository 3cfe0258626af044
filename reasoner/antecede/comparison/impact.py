"""What the step from one policy to another does: criteria that change, cases whose recommendation turns, and why."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec

from antecede.case.model import Case
from antecede.comparison.bearing import Bearing, Side, acts, everything, side
from antecede.comparison.claim import Books
from antecede.comparison.compare import Relation, pair_of
from antecede.comparison.difference import Difference, Differences
from antecede.comparison.entailment import Entailment
from antecede.comparison.subsumption import Subsumption
from antecede.criterion.engine import Engine
from antecede.determination.choice import families
from antecede.determination.determine import determine
from antecede.determination.precedence import coverage_of
from antecede.determination.recommend import weigh
from antecede.determination.result import Assessment, Determination, LineResult
from antecede.graph.hierarchy import Hierarchy
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.policy import Coverage

ADDED, REMOVED, CHANGED = "added", "removed", "changed"


class Change(NamedTuple):
    """A criterion that one side has and the other has not, or not so.

    ``relation``: how the old one stands to the new one, as far as it is proved; none of one that is only there once.
    """

    kind: str
    old: AnyCriterion | None
    new: AnyCriterion | None
    relation: Relation | None = None
    differences: tuple[Difference, ...] = ()


class Turned(NamedTuple):
    """A finding that carries a recommendation on one side and comes out otherwise, or is not asked, on the other."""

    old: Assessment | None
    new: Assessment | None


class Flip(NamedTuple):
    """A line of a case whose recommendation turns, with the findings that turn it; coverage where that differs."""

    case: str
    old: LineResult
    new: LineResult
    by: tuple[Turned, ...]


class Recovered(NamedTuple):
    """An act (its IRI) on whose coverage the sides differ; none where a side is silent."""

    act: str
    old: Coverage | None
    new: Coverage | None


class Impact(NamedTuple):
    """All that changes; ``reviewed`` are the ids of the cases that were tried."""

    sides: tuple[Side, Side]
    changes: tuple[Change, ...]
    coverage: tuple[Recovered, ...]
    reviewed: tuple[str, ...]
    flips: tuple[Flip, ...]


class World(NamedTuple):
    """A graph and a policy of it."""

    engine: Engine
    side: Side


def world(engine: Engine, name: str) -> World:
    """A policy by name in a graph; one edition as if it, and no other of its document, were always in force.

    Raises :class:`antecede.errors.InputError` for a name that is not known.
    """
    found = side(engine, name)
    if name in families(engine):
        return World(engine, found)
    plan, own = engine.plan, found.policy
    always = msgspec.structs.replace(own, from_day=1, until_day=None)
    kept = (each for each in plan.policies if (each.family, each.document) != (own.family, own.document))
    others = (msgspec.structs.replace(each, replaces=_without(each.replaces, own.iri)) for each in kept)
    return World(Engine(msgspec.structs.replace(plan, policies=(*others, always))), Side(name, always))


def _without(replaced: tuple[str, ...], iri: str) -> tuple[str, ...]:
    return tuple(each for each in replaced if each != iri)


def impact(old: World, new: World, cases: Iterable[tuple[Case, str]], added: Sequence[Path] = ()) -> Impact:
    """Everything that the step from one policy to another changes, on its own and for cases (each with its file).

    ``added`` are folders whose subclass axioms hold on both sides.
    Raises :class:`antecede.errors.InputError` for a case that cannot be reviewed.
    """
    tried = [(case.id, _reviewed(old, case, file), _reviewed(new, case, file)) for case, file in cases]
    flips = tuple(flip for name, before, after in tried for flip in _flips(name, before, after))
    reviewed = tuple(name for name, *_ in tried)
    return Impact((old.side, new.side), tuple(changes(old, new, added)), tuple(recovered(old, new)), reviewed, flips)


def recovered(old: World, new: World) -> Iterator[Recovered]:
    """Acts on whose coverage the sides differ."""
    spoken = (act for each in (old, new) for act in acts(each.side, each.engine))
    for act in dict.fromkeys(spoken):
        before, after = (coverage_of(each.side.policy, each.engine, act) for each in (old, new))
        if (before and before.status) != (after and after.status):
            yield Recovered(act, before, after)


def changes(old: World, new: World, added: Sequence[Path] = ()) -> Iterator[Change]:
    """Criteria that change: paired by their IRI, then by their notation."""
    books = Books((old.engine.plan.criteria, new.engine.plan.criteria), old.engine.reader.relation)
    comparer = Differences(books, 1)
    entailment = Entailment(books, Subsumption(old.engine.plan.lexicon, Hierarchy.read(added)))
    before, after = (everything(each.side, each.engine) for each in (old, new))
    pairs = _paired(before, after, comparer)
    for one, other in pairs:
        if not comparer.equal(one, other):
            yield _changed(one, other, (old, new), comparer, entailment)
    known = {one.iri for one, _ in pairs}, {other.iri for _, other in pairs}
    yield from (Change(REMOVED, each, None) for each in before if each.iri not in known[0])
    yield from (Change(ADDED, None, each) for each in after if each.iri not in known[1])


def _changed(
    one: AnyCriterion, other: AnyCriterion, worlds: tuple[World, World], comparer: Differences, entailment: Entailment
) -> Change:
    mine, theirs = Bearing(one, worlds[0].side.policy), Bearing(other, worlds[1].side.policy)
    pair = pair_of(entailment, mine, theirs, books=(0, 1))
    return Change(CHANGED, one, other, pair.relation, tuple(comparer.between(one, other)))


def _paired(
    before: list[AnyCriterion], after: list[AnyCriterion], comparer: Differences
) -> list[tuple[AnyCriterion, AnyCriterion]]:
    """Criteria of both sides that are one: of one IRI, of one notation, or asking for the same."""
    tests: tuple[Callable[[AnyCriterion, AnyCriterion], bool], ...] = (
        lambda one, other: one.iri == other.iri,
        lambda one, other: bool(one.notation) and one.notation == other.notation,
        comparer.equal,
    )
    pairs: list[tuple[AnyCriterion, AnyCriterion]] = []
    old, new = list(before), list(after)
    for test in tests:
        for one in tuple(old):
            twin = next((other for other in new if test(one, other)), None)
            if twin is not None:
                old.remove(one)
                new.remove(twin)
                pairs.append((one, twin))
    return pairs


def _reviewed(there: World, case: Case, file: str) -> Determination:
    """A case under a policy; under one edition of a place, as if the case belonged there."""
    policy = there.side.policy
    changed: dict[str, str] = {"policy": policy.family}
    if policy.contractors and not policy.documents:
        named = {each.iri: each for each in there.engine.plan.lexicon.contractors}
        place = named[policy.contractors[0]]
        if case.contractor not in place.names or case.state not in ("", *place.states):
            changed |= {"contractor": place.notation, "state": ""}
    return determine(msgspec.structs.replace(case, **changed), there.engine, file)


def _flips(case: str, old: Determination, new: Determination) -> Iterator[Flip]:
    for before, after in zip(old.lines, new.lines, strict=True):
        if before.recommendation != after.recommendation:
            yield Flip(case, before, after, tuple(_turned(before, after)))


def _turned(old: LineResult, new: LineResult) -> Iterator[Turned]:
    """Findings that carry either recommendation and differ."""
    before, after = ({_name(each): each for each in line.assessments} for line in (old, new))
    carrying = {_name(each): None for line in (old, new) for each in carriers(line)}
    for name in carrying:
        one, other = before.get(name), after.get(name)
        if one is None or other is None or one.status is not other.status:
            yield Turned(one, other)


def carriers(line: LineResult) -> list[Assessment]:
    """The findings that a recommendation rests on: grounds, else open points, else what only a person can weigh."""
    weight = weigh(line.assessments)
    return weight.grounds or weight.open or weight.for_a_person


def _name(each: Assessment) -> str:
    return each.criterion.notation or each.criterion.iri
