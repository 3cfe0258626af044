"""One fact of a case, ready to be looked at."""

from typing import Any

from antecede.truth.day import Days
from antecede.truth.span import Bracket, Lasting

#: Sides as bits, so that overlap is an ``and``; 0 is not known.
SIDES = {"left": 1, "right": 2, "bilateral": 3, None: 0}

#: How a fact stands: it is so, it is denied, it is planned, it may not be done.
DONE, DENIED, PLANNED, CONTRAINDICATED = range(4)


class Fact:
    """An entry of a case.

    ``ref`` is its place in the file (``events/1``); ``types`` are the classes it is certainly of by name, ``maybe``
    those of the defined classes it may be of, ``never`` those it cannot be of although its own class is above them.
    ``entry`` is the entry itself; numbers and words are read from it when a criterion asks.
    """

    __slots__ = (
        "_numbers",
        "cls",
        "count",
        "counted",
        "ends",
        "entry",
        "index",
        "levels",
        "maybe",
        "never",
        "ref",
        "sides",
        "standing",
        "types",
        "when",
    )  # fmt: skip

    def __init__(self, ref: str, index: int, cls: str, entry: Any) -> None:
        self.ref = ref
        self.index = index
        self.cls = cls
        self.types: tuple[str, ...] = (cls,)
        self.maybe: tuple[str, ...] = ()
        self.never: tuple[str, ...] = ()
        self.standing = DONE
        self.when: Days | None = None
        self.ends: tuple[Days, Days] | None = None
        self.sides = 0
        self.levels: frozenset[str] = frozenset()
        self.count = 1
        self.counted = True
        self.entry = entry
        self._numbers: dict[str, Bracket | Lasting | None] = {}
