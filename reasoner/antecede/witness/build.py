"""The smallest case that certifies: made of what the rules demand, then stripped of what it does not need."""

from collections.abc import Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from antecede.case.model import Case
from antecede.construction.builder import demands
from antecede.construction.certifying import reached, unmet
from antecede.construction.demand import Demands, Goal
from antecede.construction.places import levels_for
from antecede.construction.scene import Bench, Scene
from antecede.construction.search import Bounds, Search
from antecede.criterion.engine import Engine
from antecede.determination.determine import determine
from antecede.determination.result import Assessment, Determination
from antecede.errors import InputError
from antecede.truth.status import Status
from antecede.witness.setting import Setting

BOUNDS = Bounds(reviews=400, sets=1)
SECTIONS = ("events", "findings", "diagnoses", "complete")
#: More levels than this are not tried for one act.
MOST_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Witness:
    """A case that was reviewed; its first line came to ``reaches``: certify, or refer with nothing open."""

    setting: Setting
    case: Case
    determination: Determination
    reaches: str


def build(setting: Setting, engine: Engine) -> Witness | None:
    """The witness of a setting; nothing where no case was found that certifies."""
    for request in _requests(setting, engine):
        case = Case.model_validate(_bare(setting, request))
        try:
            bench = Bench(case, engine, 0, ample=True)
            found = _search(bench, setting, waivers=False) or _search(bench, setting, waivers=True)
        except InputError:
            continue
        if found is not None:
            return _stripped(found, setting, engine)
    return None


def bare(setting: Setting, engine: Engine) -> Case:
    """The request of a setting alone."""
    return Case.model_validate(_bare(setting, next(_requests(setting, engine))))


def _bare(setting: Setting, request: dict[str, object]) -> dict[str, object]:
    name = f"witness-{setting.policy.notation}-{setting.code}"
    made: dict[str, object] = {
        "id": name,
        "as_of": setting.as_of,
        "policy": setting.policy.family,
        "request": [request],
    }
    if setting.contractor:
        made["contractor"] = setting.contractor
    return made


def _requests(setting: Setting, engine: Engine) -> Iterator[dict[str, object]]:
    """The line without a place, then at one level and side after another."""
    line: dict[str, object] = {"line": 1, "code": setting.code}
    known = engine.reader.procedures.get(setting.code)
    if known is None or known.act != setting.act:
        name = next(name for name, cls in engine.reader.classes.items() if cls.iri == setting.act)
        line["act"] = name
    for level in levels_for(setting.act, setting.code, engine)[:MOST_LEVELS]:
        place: dict[str, object] = {"levels": [level], "side": "left"}
        yield line | place
    yield line


def _search(bench: Bench, setting: Setting, *, waivers: bool) -> Case | None:
    """A case in which rules are met, or where ``waivers`` are looked at and nothing else will do, waived."""
    search = Search(
        bench,
        lambda scene: _phase(scene, setting) or unmet(scene, around=waivers),
        lambda scene: _reached(scene, setting) and (waivers or not _waived(scene)),
        BOUNDS,
    )
    found = next(search.solutions(), None)
    edited = bench.edit(found) if found is not None else None
    return edited.case if edited else None


def _reached(scene: Scene, setting: Setting) -> bool:
    placed = scene.result.place
    at_step = setting.step is None or (placed is not None and placed.step.iri == setting.step.iri)
    return at_step and scene.line.code == setting.code and reached(scene)


def _waived(scene: Scene) -> bool:
    """Whether a rule is waived, or would be if it failed."""
    return any(_lifts(each) for each in scene.result.assessments)


def _lifts(each: Assessment) -> bool:
    fires = each.criterion.role == "exception" and each.status is Status.FIRES
    return fires or each.status is Status.WAIVED


def _phase(scene: Scene, setting: Setting) -> Demands:
    """That the step applies, and that no later one which offers the act does."""
    placed, step = scene.result.place, setting.step
    if placed is None or step is None or placed.step.iri == step.iri:
        return ()
    if step.applies_when and scene.outcome(step.applies_when).status is not Status.MET:
        return demands(step.applies_when, Goal.MET, scene)
    return demands(placed.step.applies_when, Goal.FAILED, scene) if placed.step.applies_when else ()


# --- the smallest -----------------------------------------------------------------------------------------------------


def _stripped(case: Case, setting: Setting, engine: Engine) -> Witness | None:
    """Without entries that it certifies without; nothing is left out that a waiver then has to make up for."""
    witness = certified(case, setting, engine)
    waivers = witness is not None and any(map(_lifts, witness.determination.lines[0].assessments))
    for section in SECTIONS if witness else ():
        for index in reversed(range(len(getattr(case, section)))):
            entries = getattr(case, section)
            fewer = replace(case, **{section: (*entries[:index], *entries[index + 1 :])})
            smaller = certified(fewer, setting, engine, waivers=waivers)
            if smaller is not None:
                case, witness = fewer, smaller
    return witness


def certified(case: Case, setting: Setting, engine: Engine, *, waivers: bool = True) -> Witness | None:
    """The witness that a case is, by a whole review; nothing where it does not certify at the step asked for."""
    determination = determine(case, engine)
    scene = Bench(case, engine, 0).base
    if not _reached(scene, setting) or (_waived(scene) and not waivers):
        return None
    return Witness(setting, case, determination, determination.lines[0].recommendation)
