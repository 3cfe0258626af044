"""A witness with one criterion just failed, just met, or with nothing to say about it; each reviewed again."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from antecede.case.model import Case
from antecede.construction.builder import demands
from antecede.construction.change import Changes, Slot, Way
from antecede.construction.demand import REACHED, Demands, Goal, together
from antecede.construction.links import rests_on
from antecede.construction.scene import Bench, Scene
from antecede.construction.search import Bounds, Search
from antecede.criterion.engine import Engine
from antecede.determination.result import Assessment
from antecede.knowledge.criterion import AnyCriterion, PartOf
from antecede.knowledge.expression import Pattern
from antecede.truth.status import Status
from antecede.witness.reasons import ELSEWHERE, impossible

#: Ways tried for one variant, and reviews where none of them does.
MOST_TRIED = 24
#: Ways tried to keep a line at the step that holds a criterion.
MOST_HELD = 3
BOUNDS = Bounds(reviews=60, sets=1)
#: In the order of a report.
GOALS = (Goal.MET, Goal.EDGE, Goal.FAILED, Goal.SILENT)
REVERSED = {Goal.MET: Goal.FAILED, Goal.EDGE: Goal.FAILED, Goal.FAILED: Goal.MET, Goal.SILENT: Goal.SILENT}


@dataclass(frozen=True, slots=True)
class Moved:
    """Another finding that is not what it was; ``shares``: it looks at something that was changed."""

    criterion: AnyCriterion
    before: str
    after: str
    shares: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """A case in which a criterion came to a goal; or, without one, the reason (empty: it should have, and did not).

    ``changes`` are what was changed of ``start``: the witness, or a case like it to which the criterion applies.
    """

    criterion: AnyCriterion
    goal: Goal
    case: Case | None
    status: str
    recommendation: str
    moved: tuple[Moved, ...]
    why_not: str
    start: Case
    changes: Changes


def variants(case: Case, engine: Engine) -> Iterator[Variant]:
    """Every variant of a case for every criterion that its first line was held to."""
    base = Bench(case, engine, 0, rewrite=True).base
    for each in base.result.assessments:
        yield from (variant(case, engine, each, goal) for goal in GOALS)


def variant(case: Case, engine: Engine, each: Assessment, goal: Goal) -> Variant:
    """The case with one criterion brought to a goal, by what moves fewest others."""
    criterion = each.criterion
    for start in _starts(case, engine, criterion):
        wanted = _wanted(criterion, goal)
        if goal is Goal.MET and _came_to(start.base, criterion, _accepted(criterion, wanted, start)):
            return _made(start.base, start.base, criterion, goal)
        found = _nearest(start, criterion, wanted)
        if found is not None:
            return _made(found, start.base, criterion, goal)
    why_not = impossible(criterion.iri, _wanted(criterion, goal), engine) or _not_held(case, engine, criterion, goal)
    return Variant(criterion, goal, None, "", "", (), why_not, case, Changes())


def _not_held(case: Case, engine: Engine, criterion: AnyCriterion, goal: Goal) -> str:
    """Where the criterion comes to the goal only in cases that are no longer held to it: the reason."""
    wanted = _wanted(criterion, goal)
    for start in _starts(case, engine, criterion):
        for way in islice(_ways(start, criterion, wanted), MOST_TRIED):
            scene = start.scene(Changes(way))
            if scene.determination and scene.outcome(criterion.iri).status is REACHED[wanted]:
                return ELSEWHERE
    return ""


def _wanted(criterion: AnyCriterion, goal: Goal) -> Goal:
    """What the criterion itself comes to: what is good for the case is that an exclusion does not hold."""
    return REVERSED[goal] if criterion.role == "exclusion" else goal


def _starts(case: Case, engine: Engine, criterion: AnyCriterion) -> Iterator[Bench]:
    """The case; and where the criterion does not apply or is not met in it, one in which it is."""
    bench = Bench(case, engine, 0, rewrite=True)
    if bench.base.outcome(criterion.iri).status is not Status.NOT_APPLICABLE or isinstance(criterion, PartOf):
        yield bench
    for goal in (Goal.MET, Goal.FAILED):
        if bench.base.outcome(criterion.iri).status is REACHED[goal]:
            continue
        plain = Bench(case, engine, 0, rewrite=True, ample=True)
        found = next(_search(plain, criterion, goal, (REACHED[goal],)).solutions(), None)
        edited = plain.edit(found) if found is not None else None
        if edited:
            yield Bench(edited.case, engine, 0, rewrite=True)


def _search(bench: Bench, criterion: AnyCriterion, goal: Goal, accepted: tuple[Status, ...]) -> Search:
    """A search for a case in which a criterion comes to a goal."""
    return Search(
        bench,
        lambda scene: demands(criterion.iri, goal, scene) or _still_held(criterion, scene),
        lambda scene: _came_to(scene, criterion, accepted),
        BOUNDS,
    )


def _still_held(criterion: AnyCriterion, scene: Scene) -> Demands:
    """Where a line is no longer held to a criterion: that the step it now stands at does not apply."""
    held = any(each.criterion.iri == criterion.iri for each in scene.result.assessments)
    applies = scene.result.place.step.applies_when if scene.result.place else ""
    return () if held or not applies else demands(applies, Goal.FAILED, scene)


def _nearest(bench: Bench, criterion: AnyCriterion, goal: Goal) -> Scene | None:
    """Of the ways to a goal the one that moves fewest other findings."""
    accepted = _accepted(criterion, goal, bench)
    first = (bench.scene(Changes(way)) for way in islice(_ways(bench, criterion, goal), MOST_TRIED))
    tried = (each for scene in first for each in (scene, *_held_on(scene, criterion, accepted)))
    able = [scene for scene in tried if scene.determination and _came_to(scene, criterion, accepted)]
    if able:
        few = 0 if goal is Goal.EDGE else 1
        return min(able, key=lambda each: (len(list(_moves(each, bench.base, criterion))), few * len(each.changes)))
    if goal is Goal.EDGE:
        return None
    search = _search(bench, criterion, goal, accepted)
    found = next(search.solutions(), None)
    return bench.scene(found) if found is not None else None


def _held_on(scene: Scene, criterion: AnyCriterion, accepted: tuple[Status, ...]) -> Iterator[Scene]:
    """Where a criterion came to a goal and the line is no longer held to it: the same with the step before kept."""
    if scene.determination is None or scene.outcome(criterion.iri).status not in accepted:
        return
    for way in together(_still_held(criterion, scene))[:MOST_HELD]:
        longer = scene.changes.plus(way)
        if longer is not None and way:
            yield scene.bench.scene(longer)


def _came_to(scene: Scene, criterion: AnyCriterion, accepted: tuple[Status, ...]) -> bool:
    """Whether the line is held to a criterion, and it came to one of the statuses."""
    held = any(each.criterion.iri == criterion.iri for each in scene.result.assessments)
    return held and scene.outcome(criterion.iri).status in accepted


def _ways(bench: Bench, criterion: AnyCriterion, goal: Goal) -> Iterator[Way]:
    base = bench.base
    if goal is not Goal.EDGE and base.outcome(criterion.iri).status is REACHED[goal]:
        yield ()
    yield from together(demands(criterion.iri, goal, base))


def _accepted(criterion: AnyCriterion, goal: Goal, bench: Bench) -> tuple[Status, ...]:
    """Statuses that count as the goal.

    What can only contradict itself fails by that; what no other line takes in is not applicable, which is its best.
    """
    if isinstance(criterion, PartOf) and goal is Goal.MET:
        return REACHED[goal], Status.NOT_APPLICABLE
    conflicts = goal is Goal.FAILED and impossible(criterion.iri, goal, bench.engine)
    return (REACHED[goal], Status.CONFLICTING) if conflicts else (REACHED[goal],)


def _made(scene: Scene, base: Scene, criterion: AnyCriterion, goal: Goal) -> Variant:
    assert scene.edited
    moved = tuple(_moves(scene, base, criterion))
    status = next(each.status for each in scene.result.assessments if each.criterion.iri == criterion.iri)
    recommendation = scene.result.recommendation
    return Variant(
        criterion, goal, scene.edited.case, status.value, recommendation, moved, "", base.bench.case, scene.changes
    )


def _moves(scene: Scene, base: Scene, criterion: AnyCriterion) -> Iterator[Moved]:
    """Findings beside the criterion's own that came out otherwise."""
    before = {each.criterion.iri: each for each in base.result.assessments}
    after = {each.criterion.iri: each for each in scene.result.assessments}
    touched = _touched(scene)
    for iri in dict.fromkeys((*before, *after)):
        old, new = before.get(iri), after.get(iri)
        statuses = (old.status.value if old else "not asked", new.status.value if new else "not asked")
        if iri != criterion.iri and statuses[0] != statuses[1]:
            shares = not (old and new) or _shares(iri, base, scene, touched)
            yield Moved(scene.engine.plan.criteria[iri], *statuses, shares=shares)


def _shares(iri: str, base: Scene, scene: Scene, touched: set[str]) -> bool:
    """Whether a criterion, or one that its facts have to follow, looks at what was touched or at what stands beside."""
    if any(ref.startswith("request") for ref in touched):
        return True
    criteria = scene.engine.plan.criteria
    own = rests_on(scene.engine, iri)
    followed = {after for each in own if (after := getattr(criteria[each], "after", ""))}
    looked = {ref for each in own | followed for where in (base, scene) for ref in _looked_at(each, where)}
    return bool(looked & touched) or any(_minds_company(criteria[each]) for each in own)


def _minds_company(criterion: AnyCriterion) -> bool:
    """Whether facts of a criterion count or not by what stands beside them."""
    pattern: Pattern | None = getattr(criterion, "pattern", None)
    return pattern is not None and bool(pattern.confounders)


def _looked_at(iri: str, scene: Scene) -> Iterator[str]:
    """Entries that a criterion looked at, by what they were before."""
    for used in scene.outcome(iri).used:
        yield _slot_name(scene.origin(used.fact.ref))


def _touched(scene: Scene) -> set[str]:
    """Entries that changes touch, named as :func:`_looked_at` names them."""
    names = {_slot_name(change.slot) for change in scene.changes}
    return names | {ref for change in scene.changes for ref in change.instead}


def _slot_name(slot: Slot) -> str:
    return slot.name if slot.section == "entry" else f"{slot.section}/{slot.name}/{slot.number}"
