"""What can still move a recommendation: which findings have to decide, which may, and what to ask for first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from antecede.construction.builder import aside, demands, stands_in_the_way
from antecede.construction.change import Change, Changes, Kind, Verb, Way
from antecede.construction.demand import HOPELESS, Demand, Demands, Goal, either, one
from antecede.construction.scene import Bench, Scene
from antecede.construction.search import Bounds, Search
from antecede.determination.hanging import Hanging
from antecede.determination.recommend import NON_CERTIFY
from antecede.determination.result import Assessment, Determination, LineResult
from antecede.repair.repairs import Repairs, Step
from antecede.truth.status import Status

#: What may turn out of a record as it stands: nothing here has still to happen.
TURNS_OUT = (Kind.DOCUMENT, Kind.CLARIFY)
BOUNDS = Bounds(reviews=200, sets=1)
REFUSING = (Status.NOT_MET, Status.FIRES)


def holds(determination: Determination, result: LineResult) -> bool:
    """Whether the recommendation stays the same however undocumented facts and conflicts turn out.

    Where a refusal might hang on an open waiver or condition, the ways in which it could be lifted are tried: red
    flags that lift a waiting time, say, may refuse on another ground.  A search that is cut counts as not proved.
    """
    if result.robust or result.recommendation != NON_CERTIFY:
        return result.robust
    return not _can_turn(determination, result, None)


def _can_turn(determination: Determination, result: LineResult, ground: str | None) -> bool:
    """Whether facts that may turn out lift one ground of refusal, or all.

    Where the pathway itself was chosen by what the record supports, other facts may choose another; and of what a
    ground took silence for, more may turn up than a search would look for.
    """
    hanging = Hanging(determination.engine, determination.record, result.line, result.assessments)
    grounds = (each for each in result.assessments if stands_in_the_way(each) and each.status in REFUSING)
    looked_at = (each for each in grounds if ground is None or each.criterion.iri == ground)
    if any(not place.exact for place in result.places) or any(map(hanging.rests_on_silence, looked_at)):
        return True
    bench = Bench(determination.case, determination.engine, result.line.index)

    def standing(scene: Scene) -> list[Assessment]:
        grounds = [each for each in scene.result.assessments if stands_in_the_way(each) and each.status in REFUSING]
        return grounds if ground is None else [each for each in grounds if each.criterion.iri == ground]

    def unmet(scene: Scene) -> Demands:
        return tuple(demand for each in standing(scene) for demand in _lifting(each, scene)) or HOPELESS

    def reached(scene: Scene) -> bool:
        return not standing(scene) and (ground is not None or scene.result.recommendation != NON_CERTIFY)

    search = Search(bench, unmet, reached, BOUNDS)
    return next(search.solutions(), None) is not None or search.cut


def _lifting(each: Assessment, scene: Scene) -> Demands:
    """Facts that may turn out and take a ground away: those made for it, or those that another rule asks for."""
    own = tuple(map(_turning_out, aside(each, scene)))
    hanging = Hanging(scene.engine, scene.record, scene.line, scene.result.assessments)
    others = (demand for other in hanging.concerning(each) for demand in aside(other, scene))
    counted = (one(way) for demand in others for way in _turning_out(demand))
    return either((own, *counted))


def _turning_out(demand: Demand) -> Demand:
    return tuple(way for way in demand if all(map(_turns_out, way)))


def _turns_out(change: Change) -> bool:
    """Whether a change only says how an open point, or what the record both affirms and denies, turned out."""
    settles = change.kind is Kind.DOCUMENT or (change.kind is Kind.CLARIFY and change.verb is Verb.DROP)
    return settles and not change.due


# --- which findings decide --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Deciding:
    """Findings against certification: in ``must`` however missing facts turn out, in ``may`` depending on them."""

    must: tuple[Assessment, ...]
    may: tuple[Assessment, ...]


def deciding(determination: Determination, result: LineResult) -> Deciding:
    """Sort the findings that stand in the way of a line."""
    against = [each for each in result.assessments if stands_in_the_way(each)]
    grounds = [each for each in against if each.status in REFUSING]
    hanging = Hanging(determination.engine, determination.record, result.line, result.assessments)
    open_ones = (each for each in grounds if hanging.hangs(each))
    moving = {each.criterion.iri for each in open_ones if _can_turn(determination, result, each.criterion.iri)}
    must = tuple(each for each in grounds if each.criterion.iri not in moving)
    return Deciding(must, tuple(each for each in against if each not in must))


# --- what to ask for first --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Question:
    """A fact that is missing or contested, and how the line would move.

    ``settles``: findings that stand in the way no longer where it turns out well; ``otherwise``: the recommendation
    where it turns out badly; ``always``: it is part of every repair.
    """

    step: Step
    settles: tuple[Assessment, ...]
    otherwise: str
    always: bool


def ask_first(determination: Determination, result: LineResult, found: Repairs) -> list[Question]:
    """What is missing, most worth asking for first.

    First what every repair needs; of that what refuses where it turns out badly, for then nothing else need be
    sought; then what settles most.  Whether the act was done before, which nobody says, is asked last.
    """
    bench = Bench(determination.case, determination.engine, result.line.index)
    slots = [{step.change.slot for step in repair.steps} for repair in found.repairs]
    steps = {
        step.change.slot: step for repair in found.repairs for step in repair.steps if step.change.kind in TURNS_OUT
    }
    questions = [
        Question(
            step=step,
            settles=tuple(_settled(bench, step.change)),
            otherwise=_otherwise(bench, step.change),
            always=all(slot in each for each in slots),
        )
        for slot, step in steps.items()
    ]
    return sorted(questions, key=lambda q: (q.step.again, not q.always, q.otherwise != NON_CERTIFY, -len(q.settles)))


def _settled(bench: Bench, change: Change) -> Iterator[Assessment]:
    scene = bench.scene(Changes((change,)))
    if scene.determination is None:
        return
    left = {each.criterion.iri for each in scene.result.assessments if stands_in_the_way(each)}
    for each in bench.base.result.assessments:
        if stands_in_the_way(each) and each.criterion.iri not in left:
            yield each


def _otherwise(bench: Bench, change: Change) -> str:
    """The recommendation where the criterion that the change was made for fails instead."""
    base = bench.base
    for rule in change.rules:
        for demand in demands(rule, _opposite(rule, base), base):
            for way in _plain(demand):
                scene = bench.scene(Changes(way))
                if scene.determination is not None:
                    return scene.result.recommendation
    return base.result.recommendation


def _opposite(rule: str, scene: Scene) -> Goal:
    """What a criterion comes to where the answer is not the one that was hoped for."""
    excludes = scene.engine.plan.criteria[rule].role == "exclusion"
    return Goal.MET if excludes else Goal.FAILED


def _plain(demand: Demand) -> Iterable[Way]:
    return (tuple(replace(change, due=False) for change in way) for way in demand[:2])
