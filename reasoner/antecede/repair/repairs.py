"""All smallest sets of changes that lead a line to certification, each applied and reviewed again."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from antecede.construction.builder import lifted, stands_in_the_way
from antecede.construction.certifying import in_the_way, reached, unmet
from antecede.construction.change import WAITING, Change, Changes, Kind, Slot, Verb
from antecede.construction.demand import Demands
from antecede.construction.links import rests_on
from antecede.construction.scene import Bench, Scene
from antecede.construction.search import Bounds, Search
from antecede.criterion.outcome import CONTESTED
from antecede.determination.recommend import CERTIFY, REFUSING_COVERAGE
from antecede.determination.result import Assessment, Determination, LineResult
from antecede.knowledge.criterion import AnyCriterion
from antecede.pathway.support import supported
from antecede.record.fact import DENIED, Fact
from antecede.record.reader import NO
from antecede.truth.status import Status

BOUNDS = Bounds(reviews=400, sets=16)
#: For one set by the shortest way, and for what may stand in for one change of it.
ANY, INSTEAD = Bounds(reviews=200, sets=1), Bounds(reviews=60, sets=6)


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a set; ``rules``: what it answers to; ``entries``: what it writes, by place or section.

    ``earliest``: for what has still to happen, the first day on which it can be complete, as an ordinal; ``or_do``:
    for what may be on file, the same where it is not; ``again``: what is added is the act that is asked for;
    ``opposed``: of a contradiction what speaks against the entry and stays.
    """

    change: Change
    rules: tuple[AnyCriterion, ...]
    entries: tuple[tuple[str, Any], ...]
    earliest: int | None
    or_do: int | None
    again: bool
    opposed: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Repair:
    """A set of changes after which the line comes to ``reaches``; without any one of them it does not.

    ``as_of``: the day of that review, later than the case's own where something has still to happen; ``meanwhile``:
    rules in the way that no change answers to, and that are out of it by then.
    """

    steps: tuple[Step, ...]
    reaches: str
    as_of: int
    changes: Changes
    meanwhile: tuple[AnyCriterion, ...]

    @property
    def circular(self) -> bool:
        """Whether the act that is asked for would itself have to be done before."""
        return any(step.again and step.change.kind is Kind.DO for step in self.steps)


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

    Sets that have the act that is asked for done first come last.
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
    anew = _anew(bench)
    sets = [*anew, *(each for each in search.solutions() if not anew or _is_of_today(each, bench))]
    if search.cut:
        sets = sets or list(Search(bench, unmet, reached, ANY, deep=True).solutions())
        sets.extend(_instead(bench, sets))
    solved = [_repair(scene) for scene in map(bench.scene, sets) if _borne_out(scene)]
    found = sorted(_plainest(solved), key=lambda r: (r.circular, len(r.steps), r.as_of))
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


def _anew(bench: Bench) -> list[Changes]:
    """Asking for a service on a later day, where it lies before the review and what came since makes up for all."""
    record = bench.record
    if record.service_day >= record.as_of:
        return []
    rules = tuple(each.criterion.iri for each in in_the_way(bench.base))
    later = Changes((Change(WAITING, Verb.WAIT, Kind.DO, rules, until=record.as_of + 1),))
    scene = bench.scene(later)
    return [later] if scene.determination and reached(scene) else []


def _is_of_today(changes: Changes, bench: Bench) -> bool:
    """Whether nothing of a set has still to happen."""
    scene = bench.scene(changes)
    return scene.determination is not None and scene.record.as_of == bench.record.as_of


def _instead(bench: Bench, sets: list[Changes]) -> Iterator[Changes]:
    """More sets, where a search was cut: for every change of the first one, those that do without it.

    So every open rule shows each way to answer it, however many combinations the others make.
    """
    for change in sets[0] if sets else ():
        start, avoid = sets[0].without(change.slot), Changes((change,))
        for found in Search(bench, unmet, reached, INSTEAD, start, avoid).solutions():
            if not any(known.within(found) for known in sets):
                yield found


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
    later = _or_do(scene)
    steps = [_step(change, scene, later.get(change.slot)) for change in scene.changes]
    answered = {rule.iri for step in steps for rule in step.rules}
    others = [each.criterion for each in in_the_way(scene.bench.base) if each.criterion.iri not in answered]
    meanwhile = _in_time(others, scene)
    left = [each for each in others if each not in meanwhile]
    steps = [replace(each, rules=(*each.rules, *_needing(each.change, left, scene))) for each in steps]
    return Repair(tuple(steps), scene.result.recommendation, scene.record.as_of, scene.changes, meanwhile)


def _step(change: Change, scene: Scene, or_do: int | None) -> Step:
    assert scene.edited
    return Step(
        change,
        tuple(_answered(change, scene)),
        scene.edited.entries.get(change.slot, ()),
        scene.edited.earliest.get(change.slot),
        or_do,
        change.verb is Verb.ADD and is_requested(change, scene.bench),
        tuple(_opposed(change, scene)),
    )


def _answered(change: Change, scene: Scene) -> Iterator[AnyCriterion]:
    """Rules of the line that rest on what a change was made for."""
    assessments = (*scene.bench.base.result.assessments, *scene.result.assessments)
    for each in {each.criterion.iri: each for each in reversed(assessments)}.values():
        if not rests_on(scene.engine, each.criterion.iri).isdisjoint(change.rules):
            yield each.criterion


def _in_time(rules: list[AnyCriterion], scene: Scene) -> tuple[AnyCriterion, ...]:
    """Rules that nothing but the time until the day of the review takes out of the way."""
    wait = Change(WAITING, Verb.WAIT, Kind.DO, (), until=scene.record.as_of)
    return _out_of_the_way(rules, scene.bench.scene(Changes((wait,)))) if rules else ()


def _needing(change: Change, rules: list[AnyCriterion], scene: Scene) -> tuple[AnyCriterion, ...]:
    """Rules that were not what a change was made for, and are in the way again without it."""
    if not rules:
        return ()
    still = _out_of_the_way(rules, scene.bench.scene(scene.changes.without(change.slot)))
    return tuple(each for each in rules if each not in still)


def _out_of_the_way(rules: list[AnyCriterion], scene: Scene) -> tuple[AnyCriterion, ...]:
    against = [each.criterion for each in in_the_way(scene)] if scene.determination else rules
    return tuple(each for each in rules if each not in against)


def _opposed(change: Change, scene: Scene) -> Iterator[Fact]:
    """What on record contests an entry that is to be cleared up, and is not cleared up with it."""
    before = scene.bench.scene(scene.changes.without(change.slot))
    if change.kind is not Kind.CLARIFY or before.determination is None:
        return
    settled = {each.slot for each in scene.changes if each.kind is Kind.CLARIFY}
    used = [each for rule in change.rules for each in before.outcome(rule).used if abs(each.verdict) == CONTESTED]
    denied = any(each.fact.standing == DENIED for each in used if before.origin(each.fact.ref) == change.slot)
    for fact in dict.fromkeys(each.fact for each in used):
        same_side = denied and fact.standing == DENIED
        if not (same_side or before.made(fact.ref) or before.origin(fact.ref) in settled):
            yield fact


def is_requested(change: Change, bench: Bench) -> bool:
    """Whether a new event would be the very act that the line asks for, or may be."""
    named = bench.tools.namer.best(change.trait, "events") if change.slot.section == "events" else None
    return named is not None and bench.engine.reader.is_a(bench.base.line.fact, named.iri) != NO


def _or_do(scene: Scene) -> Mapping[Slot, int]:
    """When acts that may be on file could be complete were all of them begun on the day of the review."""
    bench = scene.bench
    begun = {each.slot for each in scene.changes if _may_be_begun(each, bench)}
    later = Changes(replace(each, due=True) if each.slot in begun else each for each in scene.changes)
    edited = bench.edit(later) if begun else None
    return {slot: day for slot, day in edited.earliest.items() if slot in begun} if edited else {}


def _may_be_begun(change: Change, bench: Bench) -> bool:
    event = change.verb is Verb.ADD and change.slot.section == "events" and not change.due
    return event and not is_requested(change, bench)
