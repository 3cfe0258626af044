"""A scene with every box in its place."""

from collections.abc import Iterator
from dataclasses import dataclass

from antecede.diagram.dot import Problem
from antecede.diagram.layout import LayoutEngine, Point, lay_out
from antecede.diagram.measure import (
    BOX_WIDTH,
    FIRST_GAP,
    GAP,
    GUTTER,
    MARGIN,
    PAD,
    RAIL,
    SECTION_HEAD,
    SMALL_LINE,
    TAG,
    Size,
    row_height,
    rows_of,
    sizes,
    words,
)
from antecede.diagram.scene import Band, Box, Panel, Scene, Section

TOP = 64
BAND_TOP = 22
ARROW = 9.0
#: How straight an edge of a kind wants to be; what leads past the steps gives way.
STRAIGHT = {"asks": 4, "requires": 3, "opens": 2, "decides": 1, "instead": 0}


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle in pixels, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Title:
    """Title of a section and where its line begins."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Places of bands, nodes, boxes, and the curves of edges (in the order of the scene's edges)."""

    scene: Scene
    width: float
    height: float
    bands: tuple[Place, ...]
    nodes: dict[str, Place]
    heads: dict[str, float]
    boxes: dict[str, Place]
    titles: tuple[Title, ...]
    curves: tuple[tuple[Point, ...], ...]


def draw(scene: Scene, by: LayoutEngine | None = None) -> Drawing:
    """Lay a scene out.

    Nodes of a row are laid out as high as the highest of them, so that they begin on one line; the ways out of a lower
    one begin at its own lower edge.
    """
    found = sizes(scene)
    rows = [row for band in scene.bands for row in band.rows]
    high = {node.id: max(found[each.id].height for each in row) for row in rows for node in row}
    number = {each: n for n, each in enumerate(high)}
    problem = Problem(
        tuple((found[each].width, high[each]) for each in high),
        tuple(tuple(number[node.id] for node in row) for row in rows),
        tuple((number[edge.tail], number[edge.head]) for edge in scene.edges),
        tuple(STRAIGHT.get(edge.kind, 1) for edge in scene.edges),
        tuple((number[above], number[below]) for above, below in _pulls(scene, list(high))),
    )
    layout = lay_out(problem, by)
    across = (
        GUTTER + MARGIN / 2 - min(x - found[each].width / 2 for each, (x, _) in zip(high, layout.centres, strict=True))
    )
    down = TOP + BAND_TOP
    nodes = {
        each: Place(
            round(x + across - found[each].width / 2, 1), round(y + down - high[each] / 2, 1), *_extent(found[each])
        )
        for each, (x, y) in zip(high, layout.centres, strict=True)
    }
    level = {node.id: number for number, row in enumerate(rows) for node in row}
    floor = {number: max(nodes[node.id].bottom for node in row) for number, row in enumerate(rows)}
    curves = []
    for edge, curve in zip(scene.edges, layout.curves, strict=True):
        start, end = nodes[edge.tail], nodes[edge.head]
        if level[edge.head] == level[edge.tail] + 1:
            points = _between(_middle(start), floor[level[edge.tail]], (_middle(end), end.y))
        else:
            points = [(round(x + across, 1), round(y + down, 1)) for x, y in curve]
        curves.append(_from(points, start))
    return _finished(scene, found, nodes, tuple(curves))


def _pulls(scene: Scene, order: list[str]) -> Iterator[tuple[str, str]]:
    """What stands open instead goes below the last gate that decides, not below the recommendation at the side."""
    for edge in scene.edges:
        if edge.kind == "instead":
            gates = [each.tail for each in scene.edges if each.kind == "decides" and each.head == edge.tail]
            yield max(gates, key=order.index), edge.head


def _middle(place: Place) -> float:
    return round(place.x + place.width / 2, 1)


def _between(x: float, y: float, tip: Point) -> list[Point]:
    """The curve between neighbouring rows, where nothing can stand in its way, and the tip of its arrow."""
    end_x, end_y = tip[0], tip[1] - ARROW
    half = round((y + end_y) / 2, 1)
    return [(x, y), (x, half), (end_x, half), (end_x, end_y), tip]


def _extent(size: Size) -> tuple[float, float]:
    return size.width, size.height


def _from(points: list[Point], tail: Place) -> tuple[Point, ...]:
    """A curve from the lower edge of its first node."""
    (x, y), below = points[0], round(tail.bottom, 1)
    if y - below < 1:
        return tuple(points)
    third = round((y - below) / 3, 1)
    return ((x, below), (x, below + third), (x, y - third), *points)


def _finished(
    scene: Scene, found: dict[str, Size], nodes: dict[str, Place], curves: tuple[tuple[Point, ...], ...]
) -> Drawing:
    rightmost = max((*(place.right for place in nodes.values()), *(x for curve in curves for x, _ in curve)))
    across = max(rightmost + MARGIN, 560.0)
    bands = tuple(_bands(scene, nodes, across))
    boxes, titles = _inside(scene, nodes, found)
    heads = {key: found[key].head for key in nodes if found[key].head}
    return Drawing(scene, across, bands[-1].bottom, bands, nodes, heads, boxes, titles, curves)


def _bands(scene: Scene, nodes: dict[str, Place], width: float) -> Iterator[Place]:
    """Strips that meet half-way between the nodes of one band and the next, and are tall enough for their notes."""
    tops = [min(nodes[node.id].y for node in band.nodes) for band in scene.bands]
    ends = [max(nodes[node.id].bottom for node in band.nodes) for band in scene.bands]
    edge = float(TOP)
    for number in range(len(scene.bands)):
        last = number + 1 == len(scene.bands)
        bottom = ends[number] + BAND_TOP if last else (ends[number] + tops[number + 1]) / 2
        yield Place(0, round(edge, 1), width, round(bottom - edge, 1))
        edge = bottom


def note_height(band: Band) -> float:
    """Height that the notes in the gutter of a band need."""
    return 44 + len(band.counts) * (SMALL_LINE + 3)


def _inside(
    scene: Scene, nodes: dict[str, Place], found: dict[str, Size]
) -> tuple[dict[str, Place], tuple[Title, ...]]:
    boxes: dict[str, Place] = {}
    titles: list[Title] = []
    for band in scene.bands:
        for node in band.nodes:
            place = nodes[node.id]
            if isinstance(node, Panel):
                boxes[node.id] = Place(place.x, place.y, place.width, found[node.id].head)
                _fill(node, place, found[node.id], boxes, titles)
            else:
                boxes[node.id] = place
    return boxes, tuple(titles)


def _fill(panel: Panel, place: Place, size: Size, boxes: dict[str, Place], titles: list[Title]) -> None:
    y = place.y + size.head
    for section in panel.sections:
        if section.title:
            titles.append(Title(place.x + PAD + RAIL, y + SECTION_HEAD - 8, section.title))
        y += SECTION_HEAD if section.title else FIRST_GAP
        y = _rows(section, place.x + PAD + RAIL, y, size.columns, boxes)


def _rows(section: Section, x: float, y: float, columns: int, boxes: dict[str, Place]) -> float:
    for row in rows_of(section.boxes, columns):
        height = row_height(row)
        for column, box in enumerate(row):
            drop = _drop(box)
            boxes[box.id] = Place(x + column * (BOX_WIDTH + GAP + 8), y + drop, BOX_WIDTH, height - drop)
        y += height + GAP
    return y


def _drop(box: Box) -> float:
    return TAG - 6 if box.tags else 0


def text_lines(box: Box, place: Place) -> tuple[str, ...]:
    """All lines set on a box, for those who check that they fit."""
    found = words(box, place.width)
    return (*found.label, *found.word)
