"""A drawing as SVG.

Every text goes through :func:`text`, every attribute through :func:`attributes`: nothing of a case or a policy is ever
markup.  Standing alone the picture carries its fonts and colours; in a page both come from the page.
"""

from collections.abc import Iterator, Sequence
from math import atan2, cos, hypot, sin
from xml.sax.saxutils import escape, quoteattr

from antecede.diagram.drawing import Drawing, Place
from antecede.diagram.icons import icon
from antecede.diagram.layout import Point
from antecede.diagram.look import LOOKS
from antecede.diagram.measure import (
    ICON,
    LABEL,
    LABEL_LINE,
    PAD,
    RAIL,
    SMALL,
    SMALL_LINE,
    TITLE,
    TITLE_LINE,
    head_words,
    words,
)
from antecede.diagram.palette import LIGHT, Palette
from antecede.diagram.scene import Band, Box, Edge, Panel, Path, member_id
from antecede.diagram.style import resolved
from antecede.diagram.type import BOLD, font_faces, width, wrap
from antecede.explanation.picture import FIRST_OPEN, LEGEND, PASSED, STATE_WORDS, WAY_NOT_TAKEN, WAY_TAKEN
from antecede.explanation.words import clean

LEGEND_HEIGHT = 44


def text(value: str, x: float, y: float, kind: str) -> str:
    """A line of text that begins at a place."""
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(clean(value))}</text> '


def attributes(**values: str) -> str:
    r"""Attributes, escaped; underscores in names become hyphens.

    >>> attributes(aria_label='a "b" <c>')
    ' aria-label=\'a "b" &lt;c&gt;\''
    """
    return "".join(f" {key.rstrip('_').replace('_', '-')}={quoteattr(clean(value))}" for key, value in values.items())


class Writer:
    """Writes one drawing.  ``prefix`` keeps ids apart where several pictures stand in one page."""

    def __init__(self, drawing: Drawing, *, prefix: str = "", path: Path | None = None, live: bool = False) -> None:
        self._drawing = drawing
        self._scene = drawing.scene
        self._prefix = prefix
        self._path = path
        self._live = live
        self._on = set(path.boxes) if path else set()
        self._lit = set(self._scene.links(path)) if path else set()

    def document(self, palette: Palette = LIGHT, *, fonts: bool = True) -> str:
        """The picture by itself, with a legend, in the colours of one theme."""
        height = self._drawing.height + LEGEND_HEIGHT
        style = (font_faces() if fonts else "") + resolved(palette)
        body = [f"<style>{style}</style>", self._background(height), *self._heading(), *self._parts(), *self._legend()]
        return self._element(height, body)

    def fragment(self, y: float = 0) -> str:
        """The picture for a page that has the style sheet, or for a larger picture, from a height.

        A live picture scrolls in its page, which tells its title beside it: it begins below its own.
        """
        top = self._drawing.bands[0].y if self._live else 0
        body = [self._background(self._drawing.height), *(() if self._live else self._heading()), *self._parts()]
        return self._element(self._drawing.height, body, y, top)

    def _element(self, height: float, body: Sequence[str], y: float = 0, top: float = 0) -> str:
        drawing, scene = self._drawing, self._scene
        named = f"{scene.title}: {scene.note}"
        role = "group" if self._live else "img"
        opening = attributes(
            xmlns="http://www.w3.org/2000/svg",
            viewBox=f"0 {top:g} {drawing.width:g} {height - top:g}",
            width=f"{drawing.width:g}",
            height=f"{height - top:g}",
            class_="picture",
            role=role,
            aria_label=named,
            **({"y": f"{y:g}"} if y else {}),
        )
        return f"<svg{opening}>{''.join(body)}</svg>\n"

    def _background(self, height: float) -> str:
        return f'<rect class="ground" width="{self._drawing.width:g}" height="{height:g}"/>'

    def _heading(self) -> Iterator[str]:
        yield text(self._scene.title, 18, 30, "heading")
        yield text(self._scene.note, 18, 49, "note")

    def _parts(self) -> Iterator[str]:
        scene, drawing = self._scene, self._drawing
        for number, (band, place) in enumerate(zip(scene.bands, drawing.bands, strict=True)):
            yield from self._band(band, place, number)
        for edge, curve in zip(scene.edges, drawing.curves, strict=True):
            yield self._edge(edge, curve)
        for node in (node for band in scene.bands for node in band.nodes):
            if isinstance(node, Panel):
                yield from self._panel(node)
        for title in drawing.titles:
            yield text(title.text, title.x, title.y, "section")
        yield from self._halos()
        for band in scene.bands:
            for node in band.nodes:
                yield from self._boxes(node)
        yield from self._badges()

    # --- bands, edges, panels ----------------------------------------------------------------------------------------

    def _band(self, band: Band, place: Place, number: int) -> Iterator[str]:
        odd = " odd" if number % 2 else ""
        yield f'<rect class="band{odd}" y="{place.y:g}" width="{place.width:g}" height="{place.height:g}"/>'
        yield f'<path class="rule" d="M 0 {place.y:g}H{place.width:g}"/>'
        y = place.y + 32
        yield text(band.title, 18, y, "phase")
        for line in wrap(band.note, 126, SMALL):
            y += 17
            yield text(line, 18, y, "note")
        y += 10
        for state, amount in band.counts:
            look = LOOKS[state]
            y += SMALL_LINE + 3
            yield f'<g class="mark {look.tone}">{icon(look.icon, 18, y - 11, 14)}</g>'
            yield text(f"{_state_word(state, band)}: {amount}", 37, y, "count")

    def _edge(self, edge: Edge, curve: tuple[Point, ...]) -> str:
        classes = " ".join(filter(None, ("edge", "" if edge.taken else "untaken", self._lit_class(edge.id))))
        named = attributes(class_=classes, id=self._id(edge.id))
        start = f"M{curve[0][0]:g} {curve[0][1]:g}C{' '.join(f'{x:g} {y:g}' for x, y in curve[1:-1])}"
        return f'<g{named}><path d="{start}"/>{_tip(curve)}</g>'

    def _panel(self, panel: Panel) -> Iterator[str]:
        place = self._drawing.nodes[panel.id]
        yield _rect("frame", place, 10)
        x = place.x + PAD + 4
        for box in panel.boxes:
            own = self._drawing.boxes[box.id]
            turn = x if own.x < x + RAIL + 1 else own.x - 9
            top, middle = place.y + self._drawing.heads[panel.id], own.y + own.height / 2
            named = attributes(class_=f"rail{self._lit_class(member_id(box.id), ' ')}", id=self._id(member_id(box.id)))
            yield f'<path{named} d="M{turn:g} {top:g}V{middle:g}H{own.x:g}"/>'

    # --- boxes -------------------------------------------------------------------------------------------------------

    def _boxes(self, node: Box | Panel) -> Iterator[str]:
        if not isinstance(node, Panel):
            yield self._box(node)
            return
        place = self._drawing.boxes[node.id]
        found = head_words(node, place.width)
        yield self._group(node.head, self._gate(node, place, found.label, found.word))
        for box in node.boxes:
            yield self._box(box)

    def _gate(self, panel: Panel, place: Place, label: Sequence[str], word: Sequence[str]) -> str:
        look = LOOKS[panel.head.state]
        y = place.y + 12
        parts = [_outline("gate", place, look.border), icon(look.icon, place.x + PAD, y, 22)]
        x = place.x + PAD + (32 if look.icon else 4)
        parts += [text(line, x, y + TITLE - 1 + n * TITLE_LINE, "label") for n, line in enumerate(label)]
        y += len(label) * TITLE_LINE
        parts += [text(line, x, y + SMALL + n * SMALL_LINE, "word") for n, line in enumerate(word)]
        return "".join(parts)

    def _box(self, box: Box) -> str:
        place = self._drawing.boxes[box.id]
        look, found = LOOKS[box.state], words(box, place.width)
        lines = len(found.label) * LABEL_LINE + len(found.word) * SMALL_LINE
        y = place.y + (place.height - lines) / 2
        parts = [_outline(box.kind, place, look.border), icon(look.icon, place.x + PAD - 2, y, ICON)]
        x = place.x + PAD + (ICON + 6 if look.icon else 0)
        parts += [text(line, x, y + LABEL - 0.5 + n * LABEL_LINE, "label") for n, line in enumerate(found.label)]
        y += len(found.label) * LABEL_LINE
        parts += [text(line, x, y + SMALL + n * SMALL_LINE, "word") for n, line in enumerate(found.word)]
        if box.notation:
            end = place.right - PAD - width(box.notation, SMALL)
            parts.append(text(box.notation, end, y + SMALL, "notation"))
        return self._group(box, "".join(parts))

    def _group(self, box: Box, inside: str) -> str:
        look = LOOKS[box.state]
        tone = "faded" if self._on and box.id not in self._on else look.tone
        classes = f"box {box.kind} {tone} {look.border}"
        named = {"class_": classes, "id": self._id(box.id), "data_box": box.id}
        if self._live:
            ways = {f"data_{key}": " ".join(ids) for key, ids in self._scene.ways[box.id].items() if ids}
            named |= {"tabindex": "0", "role": "button", "aria_pressed": "false", **ways}
        else:
            named |= {"aria_label": box.name, "role": "img"}
        return f"<g{attributes(**named)}>{inside}{self._tags(box)}</g>"

    def _tags(self, box: Box) -> str:
        place = self._drawing.boxes[box.id]
        parts = []
        for number, tag in enumerate(box.tags):
            wide = width(tag, 11, BOLD) + 18
            x = place.x + 10 if number == 0 else place.right - 10 - wide
            kind = {FIRST_OPEN: "tag open", PASSED: "tag quiet"}.get(tag, "tag")
            shape = f'<rect x="{x:.1f}" y="{place.y - 9:.1f}" width="{wide:.1f}" height="18" rx="9"/>'
            parts.append(f'<g class="{kind}">{shape}{text(tag, x + 9, place.y + 4, "")}</g>')
        return "".join(parts)

    def _halos(self) -> Iterator[str]:
        """Rings around the boxes of the path shown, below the boxes and what is pinned to them."""
        for id in self._path.boxes if self._path else ():
            place = self._drawing.boxes[id]
            yield _rect("halo", Place(place.x - 4, place.y - 4, place.width + 8, place.height + 8), 11)

    def _badges(self) -> Iterator[str]:
        """Numbers of the path shown, in a layer of their own, so that they are part of no name."""
        for number, id in enumerate(self._path.boxes if self._path else (), 1):
            place = self._drawing.boxes[id]
            x, y = place.right - 2, place.y
            mark = f'<text x="{x:.1f}" y="{y + 4:.1f}">{number}</text>'
            yield f'<g class="badge" aria-hidden="true"><circle cx="{x:.1f}" cy="{y:.1f}" r="10"/>{mark}</g>'

    def _legend(self) -> Iterator[str]:
        x, y = 18.0, self._drawing.height + 27
        shown = {LOOKS[box.state] for box in self._scene.boxes}
        for state, word in LEGEND:
            look = LOOKS[state]
            if look in shown:
                yield f'<g class="mark {look.tone}">{icon(look.icon, x, y - 12, 15)}</g>'
                yield text(word, x + 21, y, "key")
                x += 21 + width(word, SMALL) + 20
        if not all(edge.taken for edge in self._scene.edges):
            for word, kind in ((WAY_TAKEN, "edge"), (WAY_NOT_TAKEN, "edge untaken")):
                yield f'<g class="{kind}"><path d="M{x:.1f} {y - 4:.1f}h26"/></g>'
                yield text(word, x + 32, y, "key")
                x += 32 + width(word, SMALL) + 20

    def _id(self, id: str) -> str:
        return f"{self._prefix}{id}"

    def _lit_class(self, id: str, before: str = "") -> str:
        return f"{before}lit" if id in self._lit else ""


def _state_word(state: str, band: Band) -> str:
    word = next(box.word for box in band.boxes if box.state == state)
    return STATE_WORDS.get(state) or word


def _rect(kind: str, place: Place, radius: float) -> str:
    return (
        f'<rect class="{kind}" x="{place.x:g}" y="{place.y:g}" width="{place.width:g}" '
        f'height="{place.height:g}" rx="{radius:g}"/>'
    )


def _outline(kind: str, place: Place, border: str) -> str:
    """The shape of a box; a second line within says double."""
    shape = _chamfered(place) if kind == "exclusion" else _rect("face", place, _radius(kind, place))
    if border != "double":
        return shape
    inner = Place(place.x + 3.5, place.y + 3.5, place.width - 7, place.height - 7)
    return shape + _rect("inner", inner, max(_radius(kind, place) - 3, 2))


def _radius(kind: str, place: Place) -> float:
    """Corners: acts are round, what is requested or recommended less, criteria hardly."""
    return {"act": 16, "alternative": 16, "onward": 16, "request": 10, "outcome": 10, "gate": 9.5}.get(kind, 5)


def _chamfered(place: Place) -> str:
    x, y, right, bottom, cut = place.x, place.y, place.right, place.bottom, 11
    points = (
        f"M{x + cut:g} {y:g}H{right - cut:g}L{right:g} {y + cut:g}V{bottom - cut:g}L{right - cut:g} {bottom:g}"
        f"H{x + cut:g}L{x:g} {bottom - cut:g}V{y + cut:g}Z"
    )
    return f'<path class="face" d="{points}"/>'


def _tip(curve: tuple[Point, ...]) -> str:
    """The head of an arrow: a triangle from the end of the curve to its tip."""
    (x, y), (tx, ty) = curve[-2:]
    if hypot(tx - x, ty - y) < 1:
        (x, y), (tx, ty) = curve[-3], curve[-1]
    angle = atan2(ty - y, tx - x)
    left, right = ((tx - 9 * cos(angle + turn), ty - 9 * sin(angle + turn)) for turn in (0.42, -0.42))
    return f'<path class="tip" d="M{tx:g} {ty:g}L{left[0]:.1f} {left[1]:.1f}L{right[0]:.1f} {right[1]:.1f}Z"/>'
