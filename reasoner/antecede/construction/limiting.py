"""Ways for limits on the levels and units of a request, and for diagnoses of its region."""

from collections.abc import Iterator

from antecede.construction.change import Change, Kind, Slot, Verb, Way
from antecede.construction.demand import HOPELESS, Demands, Goal, one
from antecede.construction.inversion import bases
from antecede.construction.names import DIAGNOSES
from antecede.construction.places import levels_alike
from antecede.construction.requesting import asking
from antecede.construction.scene import Scene
from antecede.construction.trait import Trait
from antecede.knowledge.criterion import LevelLimit, RegionAgreement, UnitLimit
from antecede.knowledge.lexicon import DiagnosisCode

#: Codes that are tried for one demand.
MOST_CODES = 3


def level_limit(criterion: LevelLimit, goal: Goal, scene: Scene) -> Demands:
    """A line with as many levels as are left; one more where it is to fail."""
    levels = levels_alike(scene.line, scene.engine)
    if goal is Goal.SILENT:
        return one((asking(scene, criterion.iri, levels=None),))
    if goal is Goal.FAILED:
        return one(_asking_for(levels[: criterion.at_most + 1], criterion.iri, scene))
    if goal is Goal.EDGE:
        return one(_asking_for(levels[: criterion.at_most], criterion.iri, scene))
    outcome = scene.outcome(criterion.iri)
    named = scene.line.entry.levels
    if not named:
        return one(_asking_for(levels[:1], criterion.iri, scene, Kind.DOCUMENT))
    beyond = int((outcome.high or 0) - criterion.at_most)
    return one(_asking_for(list(named)[:-beyond], criterion.iri, scene)) if 0 < beyond < len(named) else HOPELESS


def _asking_for(levels: list[str], rule: str, scene: Scene, kind: Kind = Kind.CORRECT) -> Way:
    return (asking(scene, rule, kind, levels=tuple(levels), units=None),) if levels else ()


def unit_limit(criterion: UnitLimit, goal: Goal, scene: Scene) -> Demands:
    """As many units as the code allows; one more where it is to fail."""
    code = scene.engine.reader.procedures.get(scene.line.code)
    if code is None or code.maximum_units is None or goal is Goal.SILENT:
        return HOPELESS
    return one((asking(scene, criterion.iri, units=code.maximum_units + (goal is Goal.FAILED)),))


# --- diagnoses of the region ------------------------------------------------------------------------------------------


def region_agreement(criterion: RegionAgreement, goal: Goal, scene: Scene) -> Demands:
    """A diagnosis that supports the line, of its region; only ones of another where it is to fail."""
    coded = [fact for fact in scene.record.facts if fact.ref.startswith(DIAGNOSES)]
    gone = tuple(Change(scene.origin(f.ref), Verb.DROP, Kind.CORRECT, (criterion.iri,)) for f in coded)
    if goal is Goal.SILENT:
        return one(gone) if gone else HOPELESS
    if goal is Goal.EDGE:
        return one(())
    here = [code for code in _supporting(criterion, scene) if _fits(code, scene) is (goal is Goal.MET)]
    kind = Kind.CORRECT if coded else Kind.DOCUMENT
    added = [_coded(code, kind, criterion.iri) for code in here[:MOST_CODES]]
    if goal is Goal.FAILED:
        return one(*((*gone, change) for change in added)) if added else HOPELESS
    return one(*((change,) for change in added[:1])) if added else HOPELESS


def _supporting(criterion: RegionAgreement, scene: Scene) -> Iterator[DiagnosisCode]:
    lexicon = scene.engine.plan.lexicon
    codes = (code for code in map(lexicon.diagnosis, lexicon.diagnoses) if code and code.billable)
    valid = (code for code in codes if code.valid_on(scene.record.service_day))
    if criterion.pattern:
        named = {name.iri for trait in bases(criterion.pattern) for name in scene.tools.namer.names(trait)}
        yield from (code for code in valid if code.iri in named)
        return
    act = scene.engine.reader.by_iri.get(scene.line.act)
    wanted = set(act.generators) if act else set()
    yield from (code for code in valid if not wanted or wanted & {*code.generators, *code.may_support})


def _fits(code: DiagnosisCode, scene: Scene) -> bool:
    return bool(scene.line.regions.possible.intersection(code.coding))


def _coded(code: DiagnosisCode, kind: Kind, rule: str) -> Change:
    slot = Slot(DIAGNOSES, code.iri, 1)
    return Change(slot, Verb.ADD, kind, (rule,), Trait(of=frozenset((code.iri,))))
