"""All smallest sets of changes that lead a line to certification, each applied and reviewed again."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from antecede.construction.builder import lifted, stands_in_the_way
from antecede.construction.certifying import in_the_way, reached, unmet
from antecede.construction.change import Change, Changes, Kind, Verb
from antecede.construction.demand import Demands
from antecede.construction.links import rests_on
from antecede.construction.scene import Bench, Scene
from antecede.construction.search import Bounds, Search
from antecede.determination.recommend import CERTIFY, REFUSING_COVERAGE
from antecede.determination.result import Assessment, Determination, LineResult
from antecede.knowledge.criterion import AnyCriterion
from antecede.pathway.support import supported
from antecede.record.reader import NO
from antecede.truth.status import Status

BOUNDS = Bounds(reviews=600, sets=24)


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a set; ``rules``: what it answers to; ``entries``: what it writes, by place or section.

    ``earliest``: for what has still to happen, the first day on which it can be complete, as an ordinal; ``or_do``:
    for what may be on file, the same where it is not; ``again``: what has to happen is the act that is asked for.
    """

    change: Change
    rules: tuple[AnyCriterion, ...]
    entries: tuple[tuple[str, Any], ...]
    earliest: int | None
    or_do: int | None
    again: bool


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
    solved = [_repair(scene) for scene in map(bench.scene, search.solutions()) if _borne_out(scene)]
    found = sorted(_plainest(solved), key=lambda r: (len(r.steps), r.as_of))
    barred = () if found or search.cut else tuple(_barred(bench, bounds))
    return Repairs(number, found[0].reaches if found else "", tuple(found), barred, cut=search.cut)


def _incurable(each: Assessment) -> bool:
    return not each.criterion.curable and each.status in (Status.NOT_MET, Status.FIRES)


def _barred(bench: Bench, bounds: Bounds) -> Iterator[Assessment]:
    """Rules in the way that nothing lifts, whatever becomes of the others; none where they only cannot go together."""
    for each in in_the_way(bench.base):
        search = Search(bench, partial(_lifting, each), partial(_is_lifted, each), replace(bounds, sets=1))
        if next(search.solutions(), None) is None:
            yield each


def _still(each: Assessment, scene: Scene) -> Assessment | None:
    against = (other for other in in_the_way(scene) if other.criterion.iri == each.criterion.iri)
    return next(against, None)


def _lifting(each: Assessment, scene: Scene) -> Demands:
    left = _still(each, scene)
    return lifted(left, scene) if left else ()


def _is_lifted(each: Assessment, scene: Scene) -> bool:
    return _still(each, scene) is None


def _borne_out(scene: Scene) -> bool:
    """Whether findings point to what each new diagnosis code stands for, as far as both say what that is."""
    reader = scene.engine.reader
    pointed = {generator for generator, each in supported(scene.record, reader).items() if each.findings}
    codes = (reader.code(fact.cls) for fact in scene.record.facts if scene.made(fact.ref))
    return all(not pointed or not code.generators or pointed.intersection(code.generators) for code in codes if code)


def _plainest(solved: list[Repair]) -> list[Repair]:
    """Sets that write nothing beyond what another one writes; of those that write the same, the first."""
    said = [_said(each) for each in solved]
    return [
        each
        for number, each in enumerate(solved)
        if not any(
            other <= said[number] and (other != said[number] or place < number)
            for place, other in enumerate(said)
            if place != number
        )
    ]


def _said(each: Repair) -> frozenset[str]:
    """All that a set writes, value by value, and the day that it waits for."""
    waits = (repr(step.change.slot) for step in each.steps if not step.entries)
    entries = [entry for step in each.steps for entry in step.entries]
    keyed = (
        f"{place} {key} {value!r}"
        for place, values in entries
        if "/" in place and isinstance(values, dict)
        for key, value in values.items()
    )
    whole = (f"{place} {values!r}" for place, values in entries if "/" not in place or not isinstance(values, dict))
    return frozenset((*waits, *keyed, *whole))


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
            change.kind is Kind.DO and is_requested(change, scene.bench),
        )
        for change in scene.changes
    )
    return Repair(steps, scene.result.recommendation, scene.record.as_of, scene.changes)


def is_requested(change: Change, bench: Bench) -> bool:
    """Whether a new event would be the very act that the line asks for, or may be."""
    named = bench.tools.namer.best(change.trait, "events") if change.slot.section == "events" else None
    return named is not None and bench.engine.reader.is_a(bench.base.line.fact, named.iri) != NO


def _or_do(change: Change, bench: Bench) -> int | None:
    """When an act that may be on file could be complete were it begun on the day of the review."""
    if change.verb is not Verb.ADD or change.slot.section != "events" or change.due or is_requested(change, bench):
        return None
    edited = bench.edit(Changes((replace(change, due=True),)))
    return edited.earliest.get(change.slot) if edited else None


def _answered(change: Change, scene: Scene) -> Iterator[AnyCriterion]:
    """Rules of the line that rest on what a change was made for, by themselves or by when their step applies."""
    assessments = (*scene.bench.base.result.assessments, *scene.result.assessments)
    for each in {each.criterion.iri: each for each in reversed(assessments)}.values():
        phase = each.step.applies_when if each.step else ""
        made_of = (rests_on(scene.engine, iri) for iri in (each.criterion.iri, phase) if iri)
        if not all(one.isdisjoint(change.rules) for one in made_of):
            yield each.criterion
