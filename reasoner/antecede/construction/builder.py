"""What a criterion demands of a case, by its kind."""

from functools import partial

from antecede.construction import agreeing, combining, counting, every, limiting, measuring, requesting, valuing
from antecede.construction.demand import HOPELESS, REACHED, Demands, Goal, either
from antecede.construction.scene import Scene
from antecede.criterion.engine import SILENT
from antecede.determination.hanging import further, phases
from antecede.determination.recommend import DECIDING, OPEN
from antecede.determination.result import Assessment
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion
from antecede.truth.status import Status

ASIDE = (Status.WAIVED, Status.NOT_APPLICABLE)
Conditions = tuple[str, ...]


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
    return _own_on_line(criterion, goal, scene)


def _own_on_line(criterion: AnyCriterion, goal: Goal, scene: Scene) -> Demands:
    match criterion:
        case kinds.LevelLimit():
            return limiting.level_limit(criterion, goal, scene)
        case kinds.UnitLimit():
            return limiting.unit_limit(criterion, goal, scene)
        case kinds.RegionAgreement():
            return limiting.region_agreement(criterion, goal, scene)
    return requesting.request(criterion, goal, scene)


def _part(scene: Scene, iri: str, goal: Goal) -> Demands:
    return settled(iri, goal, scene) if goal is Goal.MET else demands(iri, goal, scene)


def stands_in_the_way(each: Assessment) -> bool:
    """Whether a rule keeps a line from being certified."""
    refuses = each.status in (Status.NOT_MET, Status.FIRES)
    return each.criterion.role in DECIDING and (refuses or each.status in OPEN)


def lifted(each: Assessment, scene: Scene, *, around: bool = True) -> Demands:
    """What takes a rule out of the way; nothing does where it stands against the line and no one can cure it."""
    if each.status in (Status.NOT_MET, Status.FIRES) and not each.criterion.curable:
        return HOPELESS
    return aside(each, scene, around=around)


def aside(each: Assessment, scene: Scene, *, around: bool = True) -> Demands:
    """What makes a rule met or not applicable, or, where ways ``around`` it are looked at, gets past it.

    Such a way is a waiver, or facts that put the request at another step for its act.
    """
    goal = Goal.FAILED if each.criterion.role == "exclusion" else Goal.MET
    return settled(each.criterion.iri, goal, scene, phases(each), further(each), around=around)


def settled(
    iri: str, goal: Goal, scene: Scene, left: Conditions = (), reached: Conditions = (), *, around: bool = True
) -> Demands:
    """What brings a criterion to a goal, or sets it aside: waived, or not applicable.

    It is not applicable either where one of its phases is ``left``, or a later one is ``reached``.
    """
    criterion = scene.engine.plan.criteria[iri]
    status = scene.outcome(iri).status
    if status is REACHED[goal] or status in ASIDE:
        return ()
    applies = criterion.applies_when
    if _unsaid(applies, scene):
        options = [demands(applies, Goal.MET, scene)]
    else:
        options = [_own(criterion, goal, scene)]
        options += [demands(criterion.waived_by, Goal.MET, scene)] if criterion.waived_by and around else []
    conditions = filter(None, dict.fromkeys((applies, *left)))
    options.extend(demands(condition, Goal.FAILED, scene) for condition in conditions)
    options.extend(demands(condition, Goal.MET, scene) for condition in reached if around)
    hopeful = [option for option in options if option and all(option)]
    return either(hopeful) if len(hopeful) > 1 else hopeful[0] if hopeful else HOPELESS


def _unsaid(applies: str, scene: Scene) -> bool:
    """Whether nothing is said on whether a criterion applies, so that it is not looked at."""
    if not applies:
        return False
    outcome = scene.outcome(applies)
    return outcome.status in OPEN and outcome.reason in SILENT
