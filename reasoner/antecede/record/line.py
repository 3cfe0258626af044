"""A request line as it is read.  Data only."""

from typing import Any

import msgspec

from antecede.case.model import RequestLine
from antecede.record.fact import Fact
from antecede.record.places import Regions


class Line(msgspec.Struct, eq=False, gc=False):
    """A request line: its act resolved, its levels and sides closed; ``place`` is all that facts are matched with.

    ``fact`` is the line as a requested service; ``regions`` are the coding regions it lies in.  ``memo`` holds what
    criteria have come to for this line, ``shared`` what they have for all lines of its place.
    """

    index: int
    number: int
    code: str
    act: str
    entry: RequestLine
    fact: Fact
    units: int | None
    sides: int
    levels: frozenset[str]
    wanted: tuple[str, ...]
    regions: Regions
    place: tuple[object, ...]
    shared: dict[object, Any]
    memo: dict[object, Any] = {}
