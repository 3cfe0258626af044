"""Levels at which acts are asked for."""

from antecede.criterion.engine import Engine
from antecede.record.record import Line


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
