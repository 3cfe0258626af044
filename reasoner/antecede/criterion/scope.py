"""Where and when facts have to lie.  Data only."""

import msgspec

from antecede.criterion.nearness import Near
from antecede.record.line import Line
from antecede.truth.day import Days
from antecede.truth.window import Window


class Scope(msgspec.Struct, eq=False, gc=False):
    """What facts have to meet besides their class: the line, one side and level of it, a window, a day to lie after.

    ``earlier``: a window that facts have to lie before.  ``only_place``: nothing but a side and a level.

    ``near``: what else a fact has to be to the line; ``regions``: coding regions it can lie in, where that counts.
    ``side`` 0 and ``level`` "" leave them free; ``known`` is false where the line does not name what is asked for.
    ``after`` -1: that day never came; none: it is not known.
    """

    line: Line | None = None
    touch_levels: bool = False
    touch_sides: bool = False
    side: int = 0
    level: str = ""
    known: bool = True
    window: Window | None = None
    earlier: Window | None = None
    after: "Days | int | None" = None
    ordered: bool = False
    near: Near = ()
    regions: frozenset[str] = frozenset()
    only_place: bool = False


#: Facts only have to be of the class.
FREE = Scope()
