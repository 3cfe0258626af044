"""Every scene there is to draw: lines of the shipped cases, pathways of the shipped policies, anatomies of all acts."""

import json
from functools import cache
from pathlib import Path

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.determination.result import Determination, LineResult
from antecede.diagram.anatomy import anatomy_scene
from antecede.diagram.drawing import Drawing, draw
from antecede.diagram.line import line_scene
from antecede.diagram.pathway import key, pathway_scene
from antecede.diagram.scene import Scene
from antecede.graph.data import shipped_files
from antecede.graph.triples import load
from antecede.graph.vocabulary import name
from antecede.knowledge.policy import Pathway, Policy
from tests.support import CASES

FIELD = Path(__file__).resolve().parents[1] / "cases-field"
#: Names of the cases of the field.
FIELD_CASES = [path.stem for path in sorted(FIELD.glob("*.json"))]


@cache
def reviewer() -> Reviewer:
    return Reviewer()


@cache
def field(name: str) -> Determination:
    """The determination on a case of the field."""
    given = json.loads((FIELD / f"{name}.json").read_text(encoding="utf-8"))["case"]
    return reviewer().review(Case.model_validate(given))


@cache
def determination(case: str) -> Determination:
    return reviewer().review(Case.model_validate(CASES[case]))


def lines() -> list[tuple[Determination, LineResult]]:
    """Every request line of every shipped case."""
    return [(found, result) for found in map(determination, CASES) for result in found.lines]


def scene_key(policy: Policy, pathway: Pathway) -> str:
    """Name of a pathway's scene."""
    return f"policy-{key(policy.iri)}.{name(pathway.iri)}"


@cache
def scenes() -> dict[str, Scene]:
    """Scenes by a name of their own."""
    engine = reviewer().engine
    found = {f"{d.case.id}.{r.line.number}": line_scene(d, r) for d, r in lines()}
    for policy in engine.plan.policies:
        for pathway in policy.pathways:
            found[scene_key(policy, pathway)] = pathway_scene(policy, pathway, engine)
    triples = load(shipped_files())
    for act, known in engine.plan.lexicon.classes.items():
        if known.kind == "act" and not known.abstract:
            found[f"anatomy.{act}"] = anatomy_scene(act, engine.plan.lexicon, triples)
    return found


@cache
def drawings() -> dict[str, Drawing]:
    """Drawings of all scenes, by the same names."""
    return {key: draw(scene) for key, scene in scenes().items()}


def listed() -> list[str]:
    """Scenes whose drawings are kept as lists: lines of cases, and pathways of the first policy."""
    return sorted(
        each for each in scenes() if not each.startswith(("anatomy.", "policy-")) or each.startswith("policy-cpb-")
    )


def listing(drawing: Drawing) -> str:
    """A drawing as text that people can compare: every box with its place and words, every curve."""
    rows = [f"{drawing.scene.title} | {drawing.scene.note} | {drawing.width:g} x {drawing.height:g}"]
    for band, place in zip(drawing.scene.bands, drawing.bands, strict=True):
        counts = ", ".join(f"{state} {amount}" for state, amount in band.counts)
        rows.append(f"== {band.title} | {band.note} | {place.y:g} +{place.height:g} | {counts}".rstrip(" |"))
        for box in band.boxes:
            at = drawing.boxes[box.id]
            rows.append(f"{box.id} [{box.kind}, {box.state}] {at.x:g},{at.y:g} {at.width:g}x{at.height:g} {box.name}")
    for edge, curve in zip(drawing.scene.edges, drawing.curves, strict=True):
        points = " ".join(f"{x:g},{y:g}" for x, y in curve)
        rows.append(f"{edge.tail} -> {edge.head} [{edge.kind}{'' if edge.taken else ', not taken'}] {points}")
    for path in drawing.scene.paths:
        rows.append(f"path {name(path.about)}: {' > '.join(path.boxes)}")
    return "\n".join(rows) + "\n"
