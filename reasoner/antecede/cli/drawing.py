"""What the draw command is asked for, made."""

from pathlib import Path
from typing import NamedTuple

from antecede.api import Reviewer
from antecede.determination.recommend import CERTIFY
from antecede.determination.result import Determination, LineResult
from antecede.diagram.formats import TEXTS, pixels, stacked
from antecede.diagram.line import line_scene
from antecede.diagram.palette import THEMES
from antecede.diagram.pathway import pathway_scene
from antecede.diagram.scene import Path as Way
from antecede.diagram.scene import Scene
from antecede.errors import InputError, Problem
from antecede.graph.data import shipped_files, turtle_files
from antecede.graph.triples import load
from antecede.knowledge.policy import Pathway
from antecede.record.reader import YES


class Order(NamedTuple):
    """A picture asked for."""

    target: str
    acts: tuple[str, ...]
    families: tuple[str, ...]
    line: int
    reason: str
    anatomy: str
    coverage: bool
    classes: bool
    suffix: str
    theme: str
    kg: tuple[Path, ...]


def drawn(order: Order) -> str | bytes:
    """The picture.  Raises :class:`InputError` for a target, act, line, rule or format that is not there."""
    reviewer = Reviewer(order.kg)
    if order.classes:
        return _classes(order)
    if order.coverage:
        return _coverage(order, reviewer)
    if order.anatomy:
        from antecede.diagram.anatomy import anatomy_scene

        triples = load([*shipped_files(), *turtle_files(*order.kg)])
        return _written([anatomy_scene(order.anatomy, reviewer.engine.plan.lexicon, triples)], None, order)
    if Path(order.target).is_file():
        return _written(*_case(order, reviewer), order)
    return _written(_policy(order, reviewer), None, order)


def _written(scenes: list[Scene], way: Way | None, order: Order) -> str | bytes:
    palette = THEMES[order.theme]
    if order.suffix == "html":
        from antecede.report.browse import picture_page

        return picture_page(scenes)
    if order.suffix in ("svg", "png"):
        from antecede.diagram.drawing import draw
        from antecede.diagram.svg import Writer

        fonts = order.suffix == "svg"
        if len(scenes) == 1:
            made = Writer(draw(scenes[0]), path=way).document(palette, fonts=fonts)
        else:
            made = stacked(scenes, palette, fonts=fonts)
        return made if fonts else pixels(made)
    return "\n".join(TEXTS[order.suffix](scene) for scene in scenes)


def _case(order: Order, reviewer: Reviewer) -> tuple[list[Scene], Way | None]:
    [determination] = reviewer.review_files([Path(order.target)])
    result = _line(order, determination)
    scene = line_scene(determination, result)
    return [scene], _way(order, scene)


def _line(order: Order, determination: Determination) -> LineResult:
    lines = determination.lines
    chosen = [each for each in lines if each.line.number == order.line]
    if order.line and not chosen:
        numbers = ", ".join(str(each.line.number) for each in lines)
        raise InputError(Problem(order.target, "line", f"no line {order.line}", f"its lines are {numbers}"))
    return chosen[0] if chosen else next((each for each in lines if each.recommendation != CERTIFY), lines[0])


def _way(order: Order, scene: Scene) -> Way | None:
    if not order.reason:
        return None
    notations = {box.iri: box.notation for box in scene.boxes}
    ways = {notations.get(way.about, ""): way for way in scene.paths}
    if order.reason not in ways:
        known = ", ".join(ways) or "none"
        raise InputError(Problem(order.target, "reason", f"no reason {order.reason!r}", f"its reasons are {known}"))
    return ways[order.reason]


def _policy(order: Order, reviewer: Reviewer) -> list[Scene]:
    """Pathways of a document, or of a family in its latest editions; with an act those that lead to it, each once."""
    plan = reviewer.engine.plan
    latest = {each.document: each for each in sorted(plan.policies, key=lambda each: each.from_day)}
    policies = [each for each in plan.policies if each.notation == order.target]
    policies = policies or [each for each in latest.values() if each.family == order.target]
    if not policies:
        known = ", ".join(sorted({policy.family for policy in plan.policies}))
        what = f"neither a file nor a policy: {order.target!r}" if order.target else "nothing to draw named"
        raise InputError(Problem("draw", "target", what, f"name a case file, or one of {known}"))
    acts = _acts(order, reviewer)
    own = {each.iri: (policy, each) for policy in policies for each in policy.pathways}
    found = [(policy, each) for policy, each in own.values() if not acts or _leads(each, acts, reviewer)]
    if not found:
        raise InputError(
            Problem("draw", "act", f"no pathway leads to {', '.join(order.acts)}", "leave the act out to see them all")
        )
    return [pathway_scene(policy, pathway, reviewer.engine) for policy, pathway in found]


def _acts(order: Order, reviewer: Reviewer) -> tuple[str, ...]:
    known = reviewer.engine.plan.lexicon.classes
    for act in order.acts:
        if act not in known:
            acts = sorted(key for key, each in known.items() if each.kind == "act" and not each.abstract)
            raise InputError(Problem("draw", "act", f"unknown act {act!r}", f"known are {', '.join(acts)}"))
    return tuple(known[act].iri for act in order.acts)


def _leads(pathway: Pathway, acts: tuple[str, ...], reviewer: Reviewer) -> bool:
    relation = reviewer.engine.reader.relation
    return any(relation(act, offered) == YES for step in pathway.steps for offered in step.offers for act in acts)


def _coverage(order: Order, reviewer: Reviewer) -> str | bytes:
    from antecede.diagram.coverage import coverage_map

    found = coverage_map(reviewer.engine, order.families, order.acts)
    if order.suffix == "html":
        from antecede.report.browse import coverage_page

        return coverage_page(found)
    if order.suffix in ("svg", "png"):
        from antecede.diagram.chart import coverage_svg

        made = coverage_svg(found, THEMES[order.theme])
        return made if order.suffix == "svg" else pixels(made)
    raise InputError(Problem("draw", "format", f"the map is no {order.suffix}", "write .svg, .png or .html"))


def _classes(order: Order) -> str:
    from antecede.diagram.classes import class_tree
    from antecede.report.browse import class_page

    if order.suffix != "html":
        raise InputError(Problem("draw", "format", "the tree of classes is HTML", "write -o classes.html"))
    return class_page(class_tree(order.kg))
