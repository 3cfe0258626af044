"""What a line still needs to be certified, or to be left with nothing but the policy's silence on coverage."""

from antecede.construction.builder import demands, lifted, stands_in_the_way
from antecede.construction.demand import Demands, Goal, either
from antecede.construction.scene import Scene
from antecede.determination.recommend import CERTIFY, GRANTING_COVERAGE, REFER
from antecede.determination.result import Assessment
from antecede.truth.status import Status


def unmet(scene: Scene, *, waivers: bool = True) -> Demands:
    """What is in the way of certification; where nothing is, that some rule applies at all."""
    against = in_the_way(scene)
    if against:
        return tuple(demand for each in against for demand in lifted(each, scene, waivers=waivers))
    idle = (each.criterion for each in scene.result.assessments if each.status is Status.NOT_APPLICABLE)
    conditions = dict.fromkeys(c.applies_when for c in idle if c.role == "prerequisite" and c.applies_when)
    return either(demands(each, Goal.MET, scene) for each in conditions) if conditions else ()


def reached(scene: Scene) -> bool:
    """Whether the line is certified, or referred for nothing but the policy's silence on coverage."""
    result = scene.result
    silent = result.coverage is None or result.coverage.status not in GRANTING_COVERAGE
    return result.recommendation == CERTIFY or (silent and result.recommendation == REFER and not in_the_way(scene))


def in_the_way(scene: Scene) -> list[Assessment]:
    """Rules that keep the line from being certified."""
    return [each for each in scene.result.assessments if stands_in_the_way(each)]
