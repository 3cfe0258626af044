"""One fact of a case, ready to be looked at."""

from typing import Any

import msgspec
from msgspec.structs import asdict

from antecede.truth.day import Days

#: Sides as bits, so that overlap is an ``and``; 0 is not known.
SIDES = {"left": 1, "right": 2, "bilateral": 3, None: 0}

#: How a fact stands: it is so, it is denied, it is planned, it may not be done, it is asked for.
DONE, DENIED, PLANNED, CONTRAINDICATED, REQUESTED = range(5)

#: Which patterns see a fact, by how it stands.
STAGES = {DONE: "", CONTRAINDICATED: "", PLANNED: "planned", REQUESTED: "requested"}


class Fact(msgspec.Struct, eq=False, gc=False):
    """An entry of a case.

    ``ref`` is its place in the file (``events/1``); ``types`` are the classes it is certainly of by name, ``maybe``
    those of the defined classes it may be of, ``never`` those it cannot be of although its own class is above them;
    ``kind`` tells facts apart that differ in any of these.
    ``entry`` is the entry itself, whose values are read when a criterion asks; ``words`` are kept once the fact was
    described.
    """

    ref: str
    index: int
    cls: str
    entry: Any
    types: tuple[str, ...]
    kind: object
    maybe: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    standing: int = DONE
    when: Days | None = None
    ends: tuple[Days, Days] | None = None
    sides: int = 0
    levels: frozenset[str] = frozenset()
    count: int = 1
    counted: bool = True
    words: str = ""

    @property
    def given(self) -> dict[str, Any]:
        """Values of the entry by key, also of keys that were left out."""
        return asdict(self.entry)

    @property
    def said(self) -> dict[str, Any]:
        """Values of the entry by key, without what goes without saying."""
        said: dict[str, Any] = msgspec.to_builtins(self.entry)
        return said
