"""What there is to see, as plain data: boxes in panels, panels in bands, edges between them, and the paths of reasons.

A scene knows no colours, sizes or places.  Everything that counts, walks or draws a picture works on this one object,
so that the counts shown are those of the boxes shown.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

#: Kinds of boxes that stand for criteria.
JUDGED = ("criterion", "exclusion")


@dataclass(frozen=True, slots=True)
class Box:
    """One thing with one state.

    ``kind``: request, criterion, exclusion, gate, act, outcome, alternative or onward.  ``state`` is a key of
    :data:`antecede.diagram.look.LOOKS`, ``word`` how it is told; ``detail`` is a measure, ``tags`` are pinned to it.
    """

    id: str
    kind: str
    label: str
    state: str
    word: str
    notation: str = ""
    detail: str = ""
    iri: str = ""
    tags: tuple[str, ...] = ()

    @property
    def under(self) -> str:
        """What stands under the label: the word and the measure."""
        return " · ".join(filter(None, (self.word, self.detail)))

    @property
    def name(self) -> str:
        """Everything that is to be read on the box, in the order in which it is drawn."""
        return ", ".join(filter(None, (self.label, self.under, self.notation, *self.tags)))


@dataclass(frozen=True, slots=True)
class Section:
    """Boxes of a panel that stand together under a title."""

    title: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A gate (``head``: a step, or the rules on a request) with the boxes that it consists of."""

    head: Box
    sections: tuple[Section, ...]

    @property
    def id(self) -> str:
        """Id of the gate."""
        return self.head.id

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The boxes below the gate, in reading order."""
        return tuple(box for section in self.sections for box in section.boxes)


Node = Box | Panel


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one gate or box to another.

    ``kind`` says what the edge stands for; ``taken`` whether the case has come along it.  Where no case is shown every
    edge counts as taken.
    """

    tail: str
    head: str
    kind: str
    taken: bool = True

    @property
    def id(self) -> str:
        """Id of the edge."""
        return f"{self.tail}--{self.head}"


@dataclass(frozen=True, slots=True)
class Band:
    """A full-width strip: one phase.  Nodes of a row stand side by side, rows below each other."""

    title: str
    note: str
    rows: tuple[tuple[Node, ...], ...]

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many criteria of the band are in which state, by state and word of the first that has it."""
        states = Counter(box.state for box in self.boxes if box.kind in JUDGED and box.state != "plain")
        return tuple(states.items())

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Nodes of all rows."""
        return tuple(node for row in self.rows for node in row)

    @property
    def boxes(self) -> Iterator[Box]:
        """Every box of the band, gates included, in reading order."""
        for node in self.nodes:
            if isinstance(node, Panel):
                yield node.head
                yield from node.boxes
            else:
                yield node


@dataclass(frozen=True, slots=True)
class Path:
    """Why something stands: the boxes to look at, in order.  ``about`` is what it explains (an IRI)."""

    about: str
    boxes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture before it has any size."""

    id: str
    title: str
    note: str
    bands: tuple[Band, ...]
    edges: tuple[Edge, ...] = ()
    paths: tuple[Path, ...] = field(default=())

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Every box, in reading order."""
        return tuple(box for band in self.bands for box in band.boxes)

    @property
    def members(self) -> dict[str, str]:
        """The gate of each box that stands in a panel."""
        panels = (node for band in self.bands for node in band.nodes if isinstance(node, Panel))
        return {box.id: panel.id for panel in panels for box in panel.boxes}

    def links(self, path: Path) -> tuple[str, ...]:
        """Ids of the edges along a path; a box in a panel is reached through its gate."""
        owner = self.members
        known = {(edge.tail, edge.head): edge.id for edge in self.edges}
        found = []
        for one, other in zip(path.boxes, path.boxes[1:], strict=False):
            if owner.get(one) == other:
                found.append(member_id(one))
            else:
                found.append(known[owner.get(one, one), owner.get(other, other)])
        return tuple(found)

    @property
    def ways(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """For each box where the arrow keys lead: up, down, and to its neighbours."""
        return _ways(self)


def member_id(box: str) -> str:
    """Id of the short line that joins a box to the gate of its panel."""
    return f"{box}--gate"


def slug(text: str) -> str:
    """A text as part of an id.

    >>> slug('x<y> "z"')
    'x-y-z'
    """
    return re.sub(r"[^0-9A-Za-z_]+", "-", text).strip("-") or "x"


def _ways(scene: Scene) -> dict[str, dict[str, tuple[str, ...]]]:
    ways: dict[str, dict[str, tuple[str, ...]]] = {}
    owner = scene.members
    panels = [node for band in scene.bands for node in band.nodes if isinstance(node, Panel)]
    inside = {panel.id: tuple(box.id for box in panel.boxes) for panel in panels}
    for box in scene.boxes:
        if box.id in owner:
            ways[box.id] = {"up": (owner[box.id],), "down": (owner[box.id],), "beside": inside[owner[box.id]]}
            continue
        above = tuple(edge.tail for edge in scene.edges if edge.head == box.id)
        below = tuple(edge.head for edge in scene.edges if edge.tail == box.id)
        ways[box.id] = {"up": above, "down": below, "beside": inside.get(box.id, ())}
    return ways
