"""Facts that stand in a relation to another: on its day, before or after it, at its levels."""

from typing import Any

from antecede.construction.change import Change, Kind, Slot, Verb, Way
from antecede.construction.entries import SIDE_WORDS
from antecede.construction.scene import Scene
from antecede.construction.schedule import NOWHEN
from antecede.construction.trait import Trait
from antecede.knowledge.expression import AnyExpression
from antecede.record.fact import Fact
from antecede.truth.day import text

#: By how many days a related fact lies after the one it is related to.
SHIFTS = {"sameDayAs": 0, "follows": -1, "precedes": 1}


def company(rule: str, fact: Fact, relation: str, to: AnyExpression, scene: Scene) -> Way:
    """A new fact of a class to which another stands in a relation; nothing where none can be written."""
    for trait in scene.tools.inverter.traits(to):
        for name in scene.tools.namer.names(trait)[:1]:
            entry = scene.tools.writer.entry(name.section, name.name, trait, NOWHEN, ample=False)
            placed = _related(fact, relation.rpartition("#")[2], scene)
            if entry and placed is not None:
                values = ((name.section, {**entry, **placed}),)
                return (
                    Change(
                        Slot("company", f"{fact.ref} {name.name}"), Verb.ADD, Kind.DOCUMENT, (rule,), Trait(), values
                    ),
                )
    return ()


def _related(fact: Fact, relation: str, scene: Scene) -> dict[str, Any] | None:
    if relation in SHIFTS:
        return {"date": text(fact.when.first + SHIFTS[relation])} if fact.when else None
    names = {level.iri: notation for notation, level in scene.engine.plan.lexicon.levels.items()}
    levels = [names[level] for level in sorted(fact.levels)]
    date = {"date": text(scene.record.as_of - 1)}
    return {**date, "levels": levels, "side": SIDE_WORDS[fact.sides or 3]} if levels else None
