"""Where things are: nothing overlaps, every text is inside its box, the same on every run and in every process."""

import os
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from antecede.diagram.drawing import Drawing, Place, draw
from antecede.diagram.measure import (
    BOX_WIDTH,
    ICON,
    LABEL,
    PAD,
    SMALL,
    TITLE,
    head_words,
    words,
)
from antecede.diagram.palette import THEMES, contrast
from antecede.diagram.scene import Band, Box, Panel, Scene
from antecede.diagram.type import BOLD, width
from tests.look.scenes import drawings, listed, listing, scenes
from tests.support import python

GOLDEN = Path(__file__).parent / "golden"
KEYS = sorted(scenes())
LISTED = listed()
CHANGED = "the picture has changed; look at it, then run make pictures"


def overlap(one: Place, other: Place) -> bool:
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def inside(inner: Place, outer: Place) -> bool:
    near = 0.2
    return (
        inner.x >= outer.x - near
        and inner.y >= outer.y - near
        and inner.right <= outer.right + near
        and inner.bottom <= outer.bottom + near
    )


@pytest.mark.parametrize("key", KEYS)
def test_nothing_overlaps(key: str) -> None:
    drawing = drawings()[key]
    nodes = drawing.nodes
    assert not [(a, b) for a, b in combinations(nodes, 2) if overlap(nodes[a], nodes[b])]
    boxes = drawing.boxes
    assert len(boxes) == len(drawing.scene.boxes)
    assert not [(a, b) for a, b in combinations(boxes, 2) if overlap(boxes[a], boxes[b])]


@pytest.mark.parametrize("key", KEYS)
def test_boxes_stand_in_their_panels_and_bands(key: str) -> None:
    drawing = drawings()[key]
    bands = drawing.bands
    assert all(one.bottom == pytest.approx(other.y, abs=0.2) for one, other in pairwise(bands))
    for band, place in zip(drawing.scene.bands, bands, strict=True):
        assert (place.x, place.width) == (0, drawing.width)
        for node in band.nodes:
            assert inside(drawing.nodes[node.id], place)
            if isinstance(node, Panel):
                assert all(inside(drawing.boxes[box.id], drawing.nodes[node.id]) for box in (node.head, *node.boxes))


@pytest.mark.parametrize("key", KEYS)
def test_texts_are_in_their_boxes(key: str) -> None:
    drawing = drawings()[key]
    heads = {n.id: n for band in drawing.scene.bands for n in band.nodes if isinstance(n, Panel)}
    for box in drawing.scene.boxes:
        place = drawing.boxes[box.id]
        found = head_words(heads[box.id], place.width) if box.id in heads else words(box, place.width)
        size, icon = (TITLE, 22) if box.id in heads else (LABEL, ICON)
        room = place.width - 2 * PAD - icon - 6
        notation = width(box.notation, SMALL) + 8 if box.notation else 0
        assert all(width(line, size, BOLD) <= room for line in found.label)
        assert all(width(line, SMALL, BOLD) <= room - notation for line in found.word)
        assert found.height <= place.height + 0.2
        assert "…" not in "".join((*found.label, *found.word))


@pytest.mark.parametrize("key", KEYS)
def test_edges_end_at_their_boxes(key: str) -> None:
    drawing = drawings()[key]
    for edge, curve in zip(drawing.scene.edges, drawing.curves, strict=True):
        tail, head = drawing.nodes[edge.tail], drawing.nodes[edge.head]
        assert curve[0] == (pytest.approx(tail.x + tail.width / 2, abs=1.5), pytest.approx(tail.bottom, abs=1.5))
        assert curve[-1] == (pytest.approx(head.x + head.width / 2, abs=1.5), pytest.approx(head.y, abs=1.5))
        assert (len(curve) - 2) % 3 == 0
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in curve)


@pytest.mark.parametrize("key", [key for key in KEYS if not key.startswith("anatomy.")])
def test_edges_cross_no_box(key: str) -> None:
    """Points along each curve lie in no panel and no box but those it joins."""
    drawing = drawings()[key]
    for edge, curve in zip(drawing.scene.edges, drawing.curves, strict=True):
        others = [place for id, place in drawing.nodes.items() if id not in (edge.tail, edge.head)]
        for x, y in along(curve):
            assert not [place for place in others if place.x < x < place.right and place.y < y < place.bottom], edge.id


def along(curve: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    points = []
    for at in range(0, len(curve) - 4, 3):
        p = curve[at : at + 4]
        for step in range(21):
            t = step / 20
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
            points.append(tuple(sum(w * q[axis] for w, q in zip(weights, p, strict=True)) for axis in (0, 1)))
    return points  # type: ignore[return-value]


@pytest.mark.parametrize("key", LISTED)
def test_pictures_are_as_they_were(key: str) -> None:
    golden = GOLDEN / f"{key}.txt"
    assert golden.read_text(encoding="utf-8") == listing(drawings()[key]), CHANGED


def test_no_golden_file_is_left_over() -> None:
    assert sorted(path.stem for path in GOLDEN.glob("*.txt")) == LISTED
    assert len(LISTED) == 40


def test_every_process_draws_the_same() -> None:
    code = "from tests.look.scenes import drawings, listing\nfor key, each in drawings().items(): print(key, listing(each))"
    shown = [
        python("-c", code, PYTHONPATH=f"{os.environ.get('PYTHONPATH', '')}:reasoner:.", PYTHONHASHSEED=seed)
        for seed in "12"
    ]
    assert [(each.returncode, each.stderr) for each in shown] == [(0, ""), (0, "")]
    assert shown[0].stdout == shown[1].stdout
    assert len(shown[0].stdout) > 100_000


@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out(theme: str) -> None:
    """Contrast of every text with what it stands on, and of every border and icon with its ground."""
    palette = THEMES[theme]
    for ground in (palette.ground, palette.stripe, palette.panel):
        assert contrast(palette.ink, ground) >= 4.5
        assert contrast(palette.soft, ground) >= 4.5
        assert contrast(palette.way, ground) >= 3
        assert contrast(palette.lit, ground) >= 3
    assert contrast(palette.on_lit, palette.lit) >= 4.5
    for name, tone in palette.tones.items():
        assert contrast(tone.ink, tone.face) >= 4.5, name
        assert contrast(tone.word, tone.face) >= 4.5, name
        if name not in ("faded", "plain", "quiet"):
            assert contrast(tone.edge, palette.ground) >= 3, name
    assert contrast(palette.tones["info"].face, palette.tones["info"].edge) >= 4.5
    assert contrast(palette.tones["open"].face, palette.tones["open"].edge) >= 4.5


HOSTILE = [
    "<script>alert(1)</script>",
    '"]; node [label="x',
    "a" * 300,
    "\\N \\G \\E",
    "{a|b} <port>",
    "汉字" * 60,
    "emoji 🙂" * 20,
    "\x00\x1b[31m\ud800",
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_any_text_is_drawn_in_its_box(text: str) -> None:
    drawing = planted(text)
    for box in drawing.scene.boxes:
        found = words(box, BOX_WIDTH)
        room = BOX_WIDTH - 2 * PAD - ICON - 8
        assert all(width(line, LABEL, BOLD) <= room for line in found.label)
        assert found.height <= drawing.boxes[box.id].height + 0.2


def planted(text: str) -> Drawing:
    boxes = tuple(Box(f"b{n}", "criterion", text, "met", text, notation="X1") for n in range(3))
    bands = (Band(text, text, (boxes[:2],)), Band(text, text, (boxes[2:],)))
    return draw(Scene("planted", text, text, bands))
