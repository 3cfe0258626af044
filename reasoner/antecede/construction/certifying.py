"""What a line still needs to be certified, or to be left with nothing but the policy's silence on coverage."""

from collections.abc import Iterator

from antecede.construction.builder import demands, lifted, stands_in_the_way
from antecede.construction.demand import Demands, Goal, either
from antecede.construction.scene import Scene
from antecede.determination.recommend import CERTIFY, GRANTING_COVERAGE, REFER
from antecede.determination.result import Assessment
from antecede.truth.status import Status


def unmet(scene: Scene, *, around: bool = True) -> Demands:
    """What is in the way of certification, and ways ``around`` it; where nothing is, that some rule applies at all."""
    against = in_the_way(scene)
    if against:
        return tuple(demand for each in against for demand in lifted(each, scene, around=around))
    return either(filter(None, _examined(scene, around=around)))


def _examined(scene: Scene, *, around: bool) -> Iterator[Demands]:
    """What makes a rule apply where none does: its own condition, or facts that put the request at another step."""
    idle = [each for each in scene.result.assessments if each.status is Status.NOT_APPLICABLE]
    conditions = dict.fromkeys(_awaited(each) for each in idle if each.criterion.role == "prerequisite")
    yield from (demands(each, Goal.MET, scene) for each in conditions if each)
    phases = (place.step.applies_when for place in scene.result.places if around)
    yield from (demands(each, Goal.FAILED, scene) for each in phases if each)


def _awaited(each: Assessment) -> str:
    """What a rule that does not apply waits for: the condition of a step that was passed over, or its own."""
    if each.step and each.place and each.step in each.place.passed:
        return each.step.applies_when
    return each.criterion.applies_when


def reached(scene: Scene) -> bool:
    """Whether the line is certified, or referred for nothing but the policy's silence on coverage."""
    result = scene.result
    silent = result.coverage is None or result.coverage.status not in GRANTING_COVERAGE
    return result.recommendation == CERTIFY or (silent and result.recommendation == REFER and not in_the_way(scene))


def in_the_way(scene: Scene) -> list[Assessment]:
    """Rules that keep the line from being certified."""
    return [each for each in scene.result.assessments if stands_in_the_way(each)]
