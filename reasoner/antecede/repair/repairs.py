"""All smallest sets of changes that lead a line to certification, each applied and reviewed again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from antecede.construction.builder import lifted, stands_in_the_way
from antecede.construction.certifying import in_the_way, reached, unmet
from antecede.construction.change import Change, Changes, Verb
from antecede.construction.links import rests_on
from antecede.construction.scene import Bench, Scene
from antecede.construction.search import Bounds, Search
from antecede.determination.recommend import CERTIFY, REFUSING_COVERAGE
from antecede.determination.result import Assessment, Determination, LineResult
from antecede.knowledge.criterion import AnyCriterion
from antecede.truth.status import Status

BOUNDS = Bounds(reviews=600, sets=24)


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a set; ``rules``: what it answers to; ``entries``: what it writes, by place or section.

    ``earliest``: for what has still to happen, the first day on which it can be complete, as an ordinal; ``or_do``:
    for what may be on file, the same where it is not.
    """

    change: Change
    rules: tuple[AnyCriterion, ...]
    entries: tuple[tuple[str, Any], ...]
    earliest: int | None
    or_do: int | None


@dataclass(frozen=True, slots=True)
class Repair:
    """A set of changes after which the line comes to ``reaches``; without any one of them it does not.

    ``as_of``: the day of that review, later than the case's own where something has still to happen.
    """

    steps: tuple[Step, ...]
    reaches: str
    as_of: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class Repairs:
    """All repairs of one line.

    ``reaches``: the best that any leads to, or nothing; ``barred``: rules that no change lifts; ``cut``: a bound
    ended the search, so there may be more.
    """

    line: int
    reaches: str
    repairs: tuple[Repair, ...]
    barred: tuple[Assessment, ...]
    cut: bool


def repairs(determination: Determination, result: LineResult, bounds: Bounds = BOUNDS) -> Repairs:
    """Every smallest set of changes that leads a line to certification, fewest changes first, then soonest.

    Where the policy grants no coverage of the act, the sets are those after which nothing is left to ask for, so
    that a person can decide.  Nothing is given for a line that is certified, nor past a rule that cannot be cured.
    """
    number = result.line.number
    final = [each for each in result.assessments if stands_in_the_way(each) and _incurable(each)]
    if result.recommendation == CERTIFY or final or (result.coverage and result.coverage.status in REFUSING_COVERAGE):
        return Repairs(number, "", (), tuple(final), cut=False)
    bench = Bench(determination.case, determination.engine, result.line.index)
    if reached(bench.base):
        return Repairs(number, result.recommendation, (), (), cut=False)
    search = Search(bench, unmet, reached, bounds)
    found = sorted((_repair(bench.scene(each)) for each in search.solutions()), key=lambda r: (len(r.steps), r.as_of))
    barred = () if found else tuple(_barred(bench.base))
    return Repairs(number, found[0].reaches if found else "", tuple(found), barred, cut=search.cut)


def _incurable(each: Assessment) -> bool:
    return not each.criterion.curable and each.status in (Status.NOT_MET, Status.FIRES)


def _barred(scene: Scene) -> Iterator[Assessment]:
    """Rules in the way that nothing lifts."""
    yield from (each for each in in_the_way(scene) if not all(lifted(each, scene)))


# --- a set that was found ---------------------------------------------------------------------------------------------


def _repair(scene: Scene) -> Repair:
    edited = scene.edited
    assert edited
    steps = tuple(
        Step(
            change,
            tuple(_answered(change, scene)),
            edited.entries.get(change.slot, ()),
            edited.earliest.get(change.slot),
            _or_do(change, scene.bench),
        )
        for change in scene.changes
    )
    return Repair(steps, scene.result.recommendation, scene.record.as_of, scene.changes)


def _or_do(change: Change, bench: Bench) -> int | None:
    """When an act that may be on file could be complete were it begun on the day of the review."""
    if change.verb is not Verb.ADD or change.slot.section != "events" or change.due:
        return None
    edited = bench.edit(Changes((replace(change, due=True),)))
    return edited.earliest.get(change.slot) if edited else None


def _answered(change: Change, scene: Scene) -> Iterator[AnyCriterion]:
    """Rules of the line that rest on what a change was made for."""
    criteria = scene.engine.plan.criteria
    assessments = (*scene.bench.base.result.assessments, *scene.result.assessments)
    rules = dict.fromkeys(each.criterion.iri for each in assessments)
    yield from (criteria[iri] for iri in rules if not rests_on(scene.engine, iri).isdisjoint(change.rules))
