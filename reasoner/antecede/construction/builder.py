"""What a criterion demands of a case, by its kind."""

from functools import partial

from antecede.construction import agreeing, combining, counting, every, measuring, requesting, valuing
from antecede.construction.demand import HOPELESS, REACHED, Demands, Goal, either
from antecede.construction.scene import Scene
from antecede.determination.recommend import DECIDING, OPEN
from antecede.determination.result import Assessment
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion
from antecede.truth.status import Status


def demands(iri: str, goal: Goal, scene: Scene) -> Demands:
    """What brings a criterion to a goal; nothing where it is there."""
    criterion = scene.engine.plan.criteria[iri]
    outcome = scene.outcome(iri)
    if goal is not Goal.EDGE and outcome.status is REACHED[goal]:
        return ()
    applies = criterion.applies_when
    if applies and scene.outcome(applies).status is not Status.MET:
        return demands(applies, Goal.MET, scene)
    return _own(criterion, goal, scene)


def _own(criterion: AnyCriterion, goal: Goal, scene: Scene) -> Demands:
    match criterion:
        case kinds.Count():
            return counting.count(criterion, goal, scene)
        case kinds.KOfN():
            return counting.k_of_n(criterion, goal, scene)
        case kinds.Duration():
            return measuring.duration(criterion, goal, scene)
        case kinds.Elapsed():
            return measuring.elapsed(criterion, goal, scene)
        case kinds.Value():
            return valuing.value(criterion, goal, scene)
        case kinds.Every():
            return every.every(criterion, goal, scene)
        case kinds.AllOf() | kinds.AnyOf() | kinds.Readings():
            return combining.combination(criterion, goal, scene, partial(_part, scene))
        case kinds.Not():
            return combining.negation(criterion, goal, scene, partial(_part, scene))
        case kinds.Agreement():
            return agreeing.agreement(criterion, goal, scene)
        case kinds.CodeAgreement():
            return agreeing.code_agreement(criterion, goal, scene)
    return requesting.request(criterion, goal, scene)


def _part(scene: Scene, iri: str, goal: Goal) -> Demands:
    return demands(iri, goal, scene)


def stands_in_the_way(each: Assessment) -> bool:
    """Whether a rule keeps a line from being certified."""
    refuses = each.status in (Status.NOT_MET, Status.FIRES)
    return each.criterion.role in DECIDING and (refuses or each.status in OPEN)


def lifted(each: Assessment, scene: Scene) -> Demands:
    """What takes a rule out of the way: met, waived, or not applicable."""
    criterion = each.criterion
    if each.status in (Status.NOT_MET, Status.FIRES) and not criterion.curable:
        return HOPELESS
    goal = Goal.FAILED if criterion.role == "exclusion" else Goal.MET
    options = [_own(criterion, goal, scene) if scene.outcome(criterion.iri).status is not REACHED[goal] else ()]
    if criterion.waived_by:
        options.append(demands(criterion.waived_by, Goal.MET, scene))
    conditions = (criterion.applies_when, each.step.applies_when if each.step else "")
    for applies in filter(None, dict.fromkeys(conditions)):
        if scene.outcome(applies).status in OPEN:
            options.append(demands(applies, Goal.FAILED, scene))
    hopeful = [option for option in options if all(option)]
    return either(hopeful) if len(hopeful) > 1 else hopeful[0] if hopeful else HOPELESS
