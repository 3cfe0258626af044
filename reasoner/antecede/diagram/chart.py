"""The map of coverage as a picture that fits on a page: act by act, the families by what they say."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from antecede.diagram.coverage import Cell, CoverageMap, Row
from antecede.diagram.icons import icon
from antecede.diagram.look import LOOKS
from antecede.diagram.measure import SMALL
from antecede.diagram.palette import LIGHT, Palette
from antecede.diagram.style import resolved
from antecede.diagram.svg import attributes, text
from antecede.diagram.type import BOLD, font_faces, width, wrap
from antecede.explanation.picture import (
    COVERAGE_MAP,
    FAMILIES_MANY,
    FAMILIES_ONE,
    STATE_WORDS,
    counted,
)

#: Pixels: width of the page, margin, where statuses and families begin, heights of head, line and name, gap of chips.
WIDTH, EDGE, STATUS, FAMILIES, HEAD, LINE, NAME, GAP = 960, 18, 236, 482, 70, 30, 17, 6
NOTE_SIZE = 10.5


class Chip(NamedTuple):
    """A family on the line of what it says."""

    cell: Cell
    x: float
    width: float


def coverage_svg(found: CoverageMap, palette: Palette = LIGHT) -> str:
    """The map as a picture: a band an act, a line a status with the families that say so; icon, word, border."""
    bands = [_band(row, found.quiet(row)) for row in found.rows]
    height = HEAD + sum(each.height for each in bands) + EDGE
    named = attributes(
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {WIDTH} {height}", width=f"{WIDTH}", height=f"{height}",
        class_="picture", role="img", aria_label=COVERAGE_MAP,
    )  # fmt: skip
    style = f"<style>{font_faces()}{resolved(palette)}</style>"
    ground = f'<rect class="ground" width="{WIDTH}" height="{height}"/>'
    return f"<svg{named}>{style}{ground}{''.join(_parts(found, bands))}</svg>\n"


class Band(NamedTuple):
    """An act: the lines of its name, the lines of chips of each status, how many families say nothing."""

    row: Row
    label: tuple[str, ...]
    groups: tuple[tuple[str, tuple[tuple[Chip, ...], ...]], ...]
    quiet: str

    @property
    def height(self) -> int:
        """Its height; on the left the name and how many say nothing, on the right the statuses."""
        return max(LINE * sum(len(chips) for _, chips in self.groups), NAME * (len(self.label) + 1) + 8) + 2 * GAP


def _band(row: Row, quiet: str) -> Band:
    label = wrap(row.label, STATUS - 2 * EDGE, 13, BOLD)
    return Band(row, label, tuple((status, tuple(_set(cells))) for status, cells in row.groups), quiet)


def _set(cells: Sequence[Cell]) -> Iterator[tuple[Chip, ...]]:
    """Families in lines that fit on the page."""
    line: list[Chip] = []
    x = float(FAMILIES)
    for cell in cells:
        wide = width(cell.family, SMALL, BOLD) + width(cell.note, NOTE_SIZE) + (22 if cell.note else 16)
        if line and x + wide > WIDTH - EDGE:
            yield tuple(line)
            line, x = [], float(FAMILIES)
        line.append(Chip(cell, x, wide))
        x += wide + GAP
    yield tuple(line)


def _parts(found: CoverageMap, bands: Sequence[Band]) -> Iterator[str]:
    yield text(COVERAGE_MAP, EDGE, 30, "heading")
    families = counted(len(found.families), FAMILIES_ONE, FAMILIES_MANY)
    yield text(f"{families}, {counted(len(found.rows), 'act', 'acts')}", EDGE, 49, "note")
    y = HEAD
    for number, band in enumerate(bands):
        odd = " odd" if number % 2 else ""
        yield f'<rect class="band{odd}" y="{y}" width="{WIDTH}" height="{band.height}"/>'
        for place, line in enumerate(band.label):
            yield text(line, EDGE, y + GAP + 19 + NAME * place, "name")
        if band.quiet:
            yield text(band.quiet, EDGE, y + GAP + 18 + NAME * len(band.label), "note")
        yield from _said(band, y + GAP)
        y += band.height


def _said(band: Band, y: int) -> Iterator[str]:
    for status, lines in band.groups:
        look = LOOKS[status]
        amount = sum(map(len, lines))
        yield f'<g class="mark {look.tone}">{icon(look.icon, STATUS, y + 7, 16)}</g>'
        yield text(f"{STATE_WORDS[status]}: {amount}", STATUS + 22, y + 19, "name")
        for chips in lines:
            yield from (_drawn(chip, y, f"{band.row.label}, {chip.cell.family}") for chip in chips)
            y += LINE


def _drawn(chip: Chip, y: int, place: str) -> str:
    cell = chip.cell
    look, word = LOOKS[cell.status], STATE_WORDS[cell.status]
    told = ", ".join(filter(None, (word, cell.note)))
    named = attributes(class_=f"box {look.tone} {look.border}", role="img", aria_label=f"{place}: {told}")
    words = text(cell.family, chip.x + 8, y + 19, "word")
    if cell.note:
        words += text(cell.note, chip.x + 14 + width(cell.family, SMALL, BOLD), y + 19, "small")
    face = f'<rect class="face" x="{chip.x:.1f}" y="{y + 4}" width="{chip.width:.1f}" height="{LINE - 8}" rx="6"/>'
    return f"<g{named}>{face}{words}</g>"
