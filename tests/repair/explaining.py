"""Why a recommendation may move though no completion that was tried moves it: shown on the case, each time anew.

Nothing here asks the product whether a line holds.
"""

from antecede.construction.builder import lifted, stands_in_the_way
from antecede.construction.change import Change, Changes, Kind, Slot, Verb
from antecede.construction.demand import HOPELESS, Demands, Goal
from antecede.construction.links import rests_on
from antecede.construction.scene import Scene
from antecede.construction.search import Bounds, Search
from antecede.criterion.outcome import TYPE
from antecede.determination.result import Assessment
from antecede.record.fact import DENIED
from antecede.truth.status import CONFLICTING, FIRES, NOT_MET, Reason
from tests.repair.completing import turns

REFUSING = (NOT_MET, FIRES)
BOUNDS = Bounds(reviews=200, sets=1)
#: Findings that are put on record together to point to another pathway.
MOST_POINTING = 12


def against(scene: Scene) -> list[Assessment]:
    """Rules that stand in the way."""
    return [each for each in scene.result.assessments if stands_in_the_way(each)]


def moved_by_search(scene: Scene) -> bool:
    """Whether a set of facts to send, or to clear up, is found that lifts every refusal; it is reviewed."""
    base = scene.result.recommendation

    def unmet(other: Scene) -> Demands:
        refusing = [each for each in against(other) if each.status in REFUSING]
        ways = [demand for each in refusing for demand in lifted(each, other)]
        return tuple(tuple(way for way in demand if all(map(_on_file, way))) for demand in ways) or HOPELESS

    search = Search(scene.bench, unmet, lambda other: other.result.recommendation != base, BOUNDS)
    return next(search.solutions(), None) is not None


def _on_file(change: Change) -> bool:
    settled = change.kind is Kind.DOCUMENT or (change.kind is Kind.CLARIFY and change.verb is Verb.DROP)
    return settled and not change.due


def unanswerable(each: Assessment) -> bool:
    """Whether an open rule is one that no fact on file settles: a result that does not count, a code beside its line."""
    reason = each.outcome.reason
    return reason is Reason.CONFOUNDED or (each.status is CONFLICTING and reason is Reason.WRONG_LEVEL_OR_SIDE)


def silent_below(scene: Scene, ground: Assessment) -> bool:
    """Whether a ground rests on a criterion that takes silence for an answer, and comes to another where a fact turns up.

    Nothing on record may be of what that criterion looks for: a list is no silence, but the denial of a part of it is.
    """
    criteria = scene.engine.plan.criteria
    silent = (
        iri
        for iri in sorted(rests_on(scene.engine, ground.criterion.iri))
        if getattr(criteria[iri], "silence_satisfies", False)
        and all(abs(used.verdict) == TYPE or used.fact.standing == DENIED for used in scene.outcome(iri).used)
    )
    return any(_turned(scene, iri) for iri in silent)


def _turned(scene: Scene, iri: str) -> bool:
    before = scene.outcome(iri).status
    ways = (way for goal in (Goal.MET, Goal.FAILED) for way in turns(iri, goal, scene))
    found = (scene.bench.scene(Changes(way)) for way in ways)
    return any(other.determination is not None and other.outcome(iri).status is not before for other in found)


def chosen_otherwise(scene: Scene) -> bool:
    """Whether findings that point elsewhere put a vague act on another pathway, or on none."""
    here, lexicon = {place.pathway.iri for place in scene.result.places}, scene.engine.plan.lexicon
    served = {generator for place in scene.result.places for generator in place.pathway.generators}
    elsewhere: dict[str, list[str]] = {}
    for name, cls in sorted(lexicon.classes.items()):
        if cls.kind == "finding" and not cls.abstract and served.isdisjoint(cls.generators):
            for generator in cls.generators:
                elsewhere.setdefault(generator, []).append(name)
    for names in elsewhere.values():
        added = (
            Change(Slot("findings", name, 1), Verb.ADD, Kind.DOCUMENT, (), values=(("findings", {"type": name}),))
            for name in names[:MOST_POINTING]
        )
        other = scene.bench.scene(Changes(added))
        if other.determination is not None and {place.pathway.iri for place in other.result.places} != here:
            return True
    return False
