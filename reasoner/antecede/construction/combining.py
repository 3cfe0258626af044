"""Ways for combinations of criteria, from the ways for their parts."""

from collections.abc import Callable, Iterable

from antecede.construction.demand import HOPELESS, Demands, Goal, either, one, together
from antecede.construction.scene import Scene
from antecede.knowledge.criterion import AllOf, AnyOf, Not, Readings
from antecede.truth.status import MET, NOT_DOCUMENTED, NOT_MET, Status

#: Ways of all parts together that come before those of one part alone.
MOST_WHOLE = 12
#: Gives what a part demands.
Part = Callable[[str, Goal], Demands]
ASIDE = (Status.WAIVED, Status.NOT_APPLICABLE)
OPPOSITE = {Goal.MET: Goal.FAILED, Goal.EDGE: Goal.FAILED, Goal.FAILED: Goal.MET, Goal.SILENT: Goal.SILENT}


def combination(criterion: AllOf | AnyOf | Readings, goal: Goal, scene: Scene, part: Part) -> Demands:
    """Every part, or one of them."""
    if goal is Goal.EDGE:
        return _at_edge(criterion, scene, part)
    if goal is Goal.SILENT and isinstance(criterion, AnyOf):
        open_ones = [iri for iri in criterion.parts if scene.outcome(iri).status not in (NOT_MET, NOT_DOCUMENTED)]
        return tuple(demand for iri in open_ones for demand in _untold(iri, part))
    if _needs_every(criterion, goal):
        demands = tuple(demand for iri in _unreached(criterion, goal, scene) for demand in part(iri, goal))
        return _first_those_that_can(demands) if scene.bench.rewrite else demands
    return either(_hopeful(part(iri, goal) for iri in criterion.parts))


def _untold(iri: str, part: Part) -> Demands:
    """A part that no longer holds: nothing is said of it, or else it fails."""
    return either(_hopeful((part(iri, Goal.SILENT), part(iri, Goal.FAILED))))


def _first_those_that_can(demands: Demands) -> Demands:
    """In a made-up case what nothing answers yet may be answered once other parts have facts to look at."""
    return tuple(filter(None, demands)) or demands


def _hopeful(options: Iterable[Demands]) -> list[Demands]:
    """Options of which nothing is known to be out of reach."""
    return [demands for demands in options if all(demands)] or [HOPELESS]


def _needs_every(criterion: AllOf | AnyOf | Readings, goal: Goal) -> bool:
    """Whether all parts have to come to a goal for the whole to come to it."""
    if isinstance(criterion, Readings):
        return True
    return (goal is Goal.MET) is isinstance(criterion, AllOf)


def _unreached(criterion: AllOf | AnyOf | Readings, goal: Goal, scene: Scene) -> list[str]:
    wanted = {Goal.MET: MET, Goal.FAILED: NOT_MET, Goal.SILENT: NOT_DOCUMENTED}[goal]
    return [
        iri for iri in criterion.parts if (status := scene.outcome(iri).status) is not wanted and status not in ASIDE
    ]


def _at_edge(criterion: AllOf | AnyOf | Readings, scene: Scene, part: Part) -> Demands:
    """Every part that is met at its edge; where they do not go together, one of them."""
    met = [iri for iri in criterion.parts if scene.outcome(iri).status is MET]
    demands = [part(iri, Goal.EDGE) for iri in met]
    whole = together([demand for each in demands for demand in each])
    single = [way for each in demands for way in together(each)]
    ways = (*whole[:MOST_WHOLE], *single, *whole[MOST_WHOLE:])
    return one(*ways) if ways else HOPELESS


def negation(criterion: Not, goal: Goal, scene: Scene, part: Part) -> Demands:
    """The part the other way round."""
    return part(criterion.parts[0], OPPOSITE[goal])
