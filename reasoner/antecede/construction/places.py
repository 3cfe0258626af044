"""Levels at which acts are asked for, and the places that a record speaks of."""

from collections.abc import Iterable, Mapping
from typing import Any

from antecede.criterion.engine import Engine
from antecede.knowledge.lexicon import Lexicon
from antecede.record.line import Line
from antecede.record.record import Record

SIDES = {"left": 1, "right": 2, "bilateral": 3}


def levels_for(act: str, code: str, engine: Engine) -> list[str]:
    """Levels at which an act may be asked for, joints first: those of the coding regions of act and code."""
    lexicon = engine.plan.lexicon
    own = engine.reader.places.regions(act, (), code=code).possible
    fitting = [name for name, level in lexicon.levels.items() if not own or own.intersection(level.coding)]
    rank = {region: index for index, region in enumerate(sorted(own, reverse=True))}

    def order(name: str) -> tuple[bool, int, str]:
        level = lexicon.levels[name]
        return not level.served_by, min((rank.get(each, len(rank)) for each in level.coding), default=len(rank)), name

    return sorted(fitting or lexicon.levels, key=order)


def levels_elsewhere(line: Line, engine: Engine) -> list[str]:
    """Joints that lie in no coding region of a line."""
    levels = engine.plan.lexicon.levels.items()
    return sorted(
        name for name, each in levels if each.served_by and not line.regions.possible.intersection(each.coding)
    )


def levels_alike(line: Line, engine: Engine) -> list[str]:
    """Joints of the coding regions of a line: those it names first."""
    levels = engine.plan.lexicon.levels
    alike = (name for name, each in levels.items() if each.served_by and line.regions.sure.intersection(each.coding))
    return list(dict.fromkeys((*line.entry.levels, *sorted(alike))))


class NamedPlaces:
    """Levels and sides that a case names anywhere: in what it asks for, or in what was found and done.

    ``levels`` are their IRIs, joints that named nerves make among them; ``sides`` as bits.
    """

    def __init__(self, record: Record, lexicon: Lexicon) -> None:
        facts = (*record.facts, *record.requested)
        self._known = lexicon.levels
        self.levels = frozenset(level for fact in facts for level in fact.levels)
        self.sides = 0
        for fact in facts:
            self.sides |= fact.sides

    def hold(self, written: Iterable[Mapping[str, Any]]) -> bool:
        """Whether no other place stands in what was written; where a case names none, any is as good as another."""
        return all(self._names(values) for each in written for values in (each, *(each.get("same_day") or ())))

    def _names(self, values: Mapping[str, Any]) -> bool:
        levels, side = values.get("levels") or (), SIDES.get(values.get("side") or "", 0)
        known = not self.levels or self.levels.issuperset(self._known[name].iri for name in levels)
        return known and (not self.sides or not side & ~self.sides)
