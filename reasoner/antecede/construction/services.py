"""Ways for what is asked for itself: request lines, other acts of their day.  The sender may correct all of it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from antecede.construction.asked import Asked
from antecede.construction.change import Change, Kind, Verb, Way
from antecede.construction.demand import HOPELESS, Demands, one
from antecede.construction.names import Named
from antecede.construction.places import SIDES, levels_elsewhere
from antecede.construction.scene import Scene
from antecede.construction.trait import COUNT_MARK, Trait
from antecede.construction.values import keeps
from antecede.record.fact import Fact
from antecede.record.reader import NO, YES
from antecede.truth.span import Bracket

REQUESTED, PLANNED = "requested", "planned"


def more_services(asked: Asked, number: int, scene: Scene) -> Demands:
    """Lines corrected so that they are of the class; or another act beside them."""
    traits = scene.tools.inverter.pattern(asked.pattern)
    able = [used.fact for used in asked.facts.others if used.verdict > 0 or used.verdict < 0]
    fitting = ((fact, trait) for fact in able for trait in traits if _holds(fact, trait, scene))
    ways: list[Way] = [
        (_corrected(*each, asked.rule, scene),) for each in fitting if scene.bench.made_up or not _conceals(*each)
    ]
    if "line" not in asked.match:
        ways.extend(_beside(asked, trait, scene) for trait in traits)
    return one(*filter(None, ways)) if any(ways) else HOPELESS


def fewer_services(asked: Asked, most: int, scene: Scene) -> Demands:
    """Lines corrected so that they are not of the class, or taken out; the line itself is only corrected."""
    surplus = asked.facts.qualifying[most:]
    opened = [used.fact for used in asked.facts.others if used.verdict < 0]
    ways: list[Way] = [()]
    for fact in surplus or opened:
        options = list(_otherwise(asked, fact, scene))
        ways = [(*way, change) for way in ways for change in options]
    return one(*filter(None, ways)) if any(ways) else HOPELESS


def line_as(asked: Asked, scene: Scene) -> Way:
    """The line itself by a narrower name, where it is open if it is of the class."""
    own = scene.line.fact
    if not any(used.fact is own and used.verdict < 0 for used in asked.facts.others):
        return ()
    traits = (trait for trait in scene.tools.inverter.pattern(asked.pattern) if _holds(own, trait, scene))
    return tuple(_corrected(own, trait, asked.rule, scene) for trait in list(traits)[:1])


def _holds(fact: Fact, trait: Trait, scene: Scene) -> bool:
    """Whether a service is of the classes of a trait, so that only what is said of it has to change."""
    is_a = scene.engine.reader.is_a
    of = all(is_a(fact, cls) != NO for cls in trait.of)
    return of and all(any(is_a(fact, cls) != NO for cls in some) for some in trait.some)


def _corrected(fact: Fact, trait: Trait, rule: str, scene: Scene) -> Change:
    said = any(fact.given.get(key) not in (None, "", ()) for key in _keys(trait))
    kind = Kind.CORRECT if said else Kind.DOCUMENT
    return Change(scene.origin(fact.ref), Verb.FILL, kind, (rule,), trait, _narrower(fact, trait, scene))


def _narrower(fact: Fact, trait: Trait, scene: Scene) -> tuple[tuple[str, object], ...]:
    """The act by a narrower name, where the one that is asked for leaves it open if it is of the classes."""
    is_a = scene.engine.reader.is_a
    sure = all(is_a(fact, cls) == YES for cls in trait.of) and all(
        any(is_a(fact, c) == YES for c in s) for s in trait.some
    )
    name = None if sure else scene.tools.namer.best(trait, "events")
    return (("act", name.name),) if name else ()


def _conceals(fact: Fact, trait: Trait) -> bool:
    """Whether a service would no longer say what it says."""
    return any(fact.given.get(key) not in (None, "", ()) for key in trait.left_out)


def _keys(trait: Trait) -> set[str]:
    listed = {key for key, _ in (*trait.holds, *trait.lacks)}
    measured = {limit.key.removesuffix(COUNT_MARK) for limit in trait.limits}
    return {*trait.words, *trait.flags, *trait.given, *listed, *measured}


def _otherwise(asked: Asked, fact: Fact, scene: Scene) -> Iterator[Change]:
    """A service that says something else of itself; another one than the line's also by being taken out."""
    own = fact is scene.line.fact
    if not own and not scene.made(fact.ref):
        yield Change(scene.origin(fact.ref), Verb.DROP, Kind.CORRECT, (asked.rule,))
    for condition in asked.pattern.conditions:
        for trait in scene.tools.inverter.traits(condition, wanted=False):
            if _keys(trait) and "/same_day/" not in fact.ref:
                yield from _corrections(fact, trait, asked.rule, scene)


def _corrections(fact: Fact, trait: Trait, rule: str, scene: Scene) -> Iterator[Change]:
    """A service corrected; where it asks for too many sides, for each that the record speaks of."""
    rest = tuple(limit for limit in trait.limits if limit.key != "side" + COUNT_MARK)
    if scene.bench.made_up or rest == trait.limits:
        yield _corrected(fact, trait, rule, scene)
        return
    one_sided = keeps((limit for limit in trait.limits if limit not in rest), Bracket(1, 1))
    found = {side for each in scene.record.facts for side in SIDES if SIDES[side] & each.sides}
    for side in ("left", "right") if one_sided else ():
        if side in found:
            change = _corrected(fact, replace(trait, limits=rest), rule, scene)
            yield replace(change, kind=Kind.CORRECT, values=(*change.values, ("side", side)))


def _beside(asked: Asked, trait: Trait, scene: Scene) -> Way:
    """Another act planned for the day of the line, in another region where that is asked for.

    For a real case only one that the class names itself: which of many, nobody can say.
    """
    name = next((each for each in scene.tools.namer.names(trait) if each.section == "events"), None)
    values = scene.tools.writer.values(trait, ample=False, spoken=True)
    named = name and (scene.bench.made_up or name.iri in asked.pattern.bases)
    if not named or name is None or values is None:
        return ()
    if "otherRegion" in asked.match:
        values["levels"] = levels_elsewhere(scene.line, scene.engine)[:1]
    return (_planned(asked, name, values, scene),)


def _planned(asked: Asked, name: Named, values: dict[str, Any], scene: Scene) -> Change:
    slot = scene.origin(scene.line.fact.ref)
    planned = tuple(act.said for act in scene.line.entry.same_day)
    acts = (*planned, {"act": name.name, **values})
    return Change(slot, Verb.SET, Kind.CORRECT, (asked.rule,), values=(("same_day", acts),))
