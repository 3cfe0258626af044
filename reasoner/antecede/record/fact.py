"""One fact of a case, ready to be looked at."""

from typing import Any

from antecede.truth.day import Days

#: Sides as bits, so that overlap is an ``and``; 0 is not known.
SIDES = {"left": 1, "right": 2, "bilateral": 3, None: 0}

#: How a fact stands: it is so, it is denied, it is planned, it may not be done, it is asked for.
DONE, DENIED, PLANNED, CONTRAINDICATED, REQUESTED = range(5)


class Fact:
    """An entry of a case.

    ``ref`` is its place in the file (``events/1``); ``types`` are the classes it is certainly of by name, ``maybe``
    those of the defined classes it may be of, ``never`` those it cannot be of although its own class is above them.
    ``entry`` is the entry itself and ``given`` its values by key, read when a criterion asks; ``words`` are kept once
    the fact was described.
    """

    __slots__ = (
        "cls",
        "count",
        "counted",
        "ends",
        "entry",
        "given",
        "index",
        "levels",
        "maybe",
        "never",
        "ref",
        "sides",
        "standing",
        "types",
        "when",
        "words",
    )

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
        self.words = ""
        self.given: dict[str, Any] = entry.__dict__
