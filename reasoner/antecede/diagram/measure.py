"""How large boxes and panels are, from the words on them."""

from dataclasses import dataclass

from antecede.diagram.scene import Box, Node, Panel, Scene
from antecede.diagram.type import BOLD, width, wrap

#: Sizes in pixels.
BOX_WIDTH, GUTTER, MARGIN = 222, 148, 28
PAD, ICON, GAP, RAIL = 12, 18, 10, 20
LABEL, LABEL_LINE, SMALL, SMALL_LINE, TITLE, TITLE_LINE = 13, 17, 11.5, 15, 14.5, 19
SECTION_HEAD, FIRST_GAP, TAG = 24, 12, 18
#: A row of nodes is made no wider than this, or than the widest row has to be, where fewer columns can help it.
ROOM = 800
APART = 30


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a box, broken into lines."""

    label: tuple[str, ...]
    word: tuple[str, ...]
    height: float


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a node, with the columns in which a panel sets its boxes and the height of each box."""

    width: float
    height: float
    columns: int = 1
    head: float = 0


def words(box: Box, across: float = BOX_WIDTH) -> Words:
    """The lines on a box of a width."""
    room = across - 2 * PAD - ICON - 8
    label = wrap(box.label, room, LABEL, BOLD)
    short = room - _notation_room(box)
    word = wrap(box.under, short, SMALL, BOLD, most=3)
    height = 2 * PAD - 4 + len(label) * LABEL_LINE + len(word) * SMALL_LINE
    return Words(label, word, max(height, 46.0))


def _notation_room(box: Box) -> float:
    return width(box.notation, SMALL) + 8 if box.notation else 0


def head_words(panel: Panel, across: float) -> Words:
    """The lines in the head of a panel of a width."""
    room = across - 2 * PAD - 22 - 10
    label = wrap(panel.head.label, room, TITLE, BOLD)
    word = wrap(panel.head.under, room, SMALL, BOLD, most=2)
    return Words(label, word, 20 + len(label) * TITLE_LINE + len(word) * SMALL_LINE)


def panel_width(columns: int) -> float:
    """Width of a panel with so many columns of boxes."""
    return RAIL + columns * BOX_WIDTH + (columns - 1) * (GAP + 8) + 2 * PAD


def rows_of(boxes: tuple[Box, ...], columns: int) -> list[tuple[Box, ...]]:
    """Boxes in rows, left to right."""
    return [boxes[at : at + columns] for at in range(0, len(boxes), columns)]


def row_height(row: tuple[Box, ...]) -> float:
    """Height of a row: that of its tallest box."""
    return max(words(box).height + _tag_room(box) for box in row)


def _tag_room(box: Box) -> float:
    return TAG - 6 if box.tags else 0


def panel_size(panel: Panel, columns: int) -> Size:
    """Size of a panel that sets its boxes in so many columns."""
    across = panel_width(columns)
    head = head_words(panel, across).height
    height = head
    for section in panel.sections:
        height += SECTION_HEAD if section.title else FIRST_GAP
        height += sum(row_height(row) + GAP for row in rows_of(section.boxes, columns))
    return Size(across, height + (PAD - GAP + 4 if panel.sections else 0), columns, head)


def sizes(scene: Scene) -> dict[str, Size]:
    """Size of every node.  A row that has to be wide makes room for columns in the others."""
    rows = [row for band in scene.bands for row in band.rows]
    room = max([ROOM, *(_narrowest(row) for row in rows)])
    return {key: size for row in rows for key, size in _row(row, room).items()}


def _narrowest(row: tuple[Node, ...]) -> float:
    return sum(_size(node, 1).width for node in row) + APART * (len(row) - 1)


def _row(row: tuple[Node, ...], most: float) -> dict[str, Size]:
    """Panels of a row are given more columns as long as that makes the row lower and not too wide."""
    panels = {node.id: node for node in row if isinstance(node, Panel)}
    columns = dict.fromkeys(panels, 1)
    alone = sum(_size(node, 1).width for node in row if node.id not in panels)
    while panels:
        tallest = max(panels, key=lambda each: panel_size(panels[each], columns[each]).height)
        wider = {**columns, tallest: columns[tallest] + 1}
        room = sum(panel_width(each) for each in wider.values()) + APART * (len(row) - 1) + alone
        lower = (
            panel_size(panels[tallest], wider[tallest]).height < panel_size(panels[tallest], columns[tallest]).height
        )
        if room > most or not lower:
            break
        columns = wider
    return {node.id: _size(node, columns.get(node.id, 1)) for node in row}


def _size(node: Node, columns: int) -> Size:
    if isinstance(node, Panel):
        return panel_size(node, columns)
    across = BOX_WIDTH + {"request": 60, "outcome": -34}.get(node.kind, 0)
    return Size(across, words(node, across).height)
