"""The map of families of policies and acts: who covers what, as data and as a picture."""

from collections.abc import Iterator
from dataclasses import dataclass

from antecede.criterion.engine import Engine
from antecede.determination.survey import Entry, survey
from antecede.diagram.icons import icon
from antecede.diagram.look import LOOKS
from antecede.diagram.measure import SMALL
from antecede.diagram.palette import LIGHT, Palette
from antecede.diagram.style import resolved
from antecede.diagram.svg import attributes, text
from antecede.diagram.type import BOLD, font_faces, wrap
from antecede.explanation.picture import COVERAGE_MAP, NO_WORD, STATE_WORDS, counted, title_case
from antecede.graph.vocabulary import name

ROW, HEAD, CELL, FIRST, EDGE = 46, 96, 226, 300, 18


@dataclass(frozen=True, slots=True)
class Cell:
    """What the documents of a family say of one act: coverage, and how many rules of how many documents it meets."""

    status: str
    rules: int
    documents: int

    @property
    def note(self) -> str:
        """Rules and documents in words."""
        if not self.documents:
            return NO_WORD
        told = (counted(self.rules, "rule", "rules"), counted(self.documents, "document", "documents"))
        return ", ".join(told if self.documents > 1 else told[:1])


@dataclass(frozen=True, slots=True)
class Row:
    """One act under all families."""

    act: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CoverageMap:
    """Families of policies and acts; acts of which no document speaks are not in it."""

    families: tuple[str, ...]
    rows: tuple[Row, ...]


def coverage_map(engine: Engine) -> CoverageMap:
    """The map of the latest editions in the plan of an engine: families by name, acts by label."""
    families = tuple(dict.fromkeys(each.document.family for each in survey(engine)))
    found: dict[str, dict[str, list[Entry]]] = {}
    for entry in survey(engine):
        found.setdefault(entry.act, {}).setdefault(entry.document.family, []).append(entry)
    rows = [
        Row(act, _label(engine, act), tuple(_cell(said.get(family, [])) for family in families))
        for act, said in found.items()
    ]
    return CoverageMap(families, tuple(sorted(rows, key=lambda row: (row.label, row.act))))


def _label(engine: Engine, act: str) -> str:
    known = engine.reader.by_iri.get(act)
    return title_case(known.label if known else name(act))


def _cell(entries: list[Entry]) -> Cell:
    statuses = {each.coverage.status if each.coverage else "silent" for each in entries} or {"silent"}
    status = statuses.pop() if len(statuses) == 1 else "varies"
    return Cell(status, max((len(each.criteria) for each in entries), default=0), len(entries))


def coverage_svg(found: CoverageMap, palette: Palette = LIGHT) -> str:
    """The map as a picture: a row an act, a column a family of policies; status by icon, word and border."""
    across = EDGE * 2 + FIRST + CELL * len(found.families)
    height = HEAD + ROW * len(found.rows) + EDGE
    named = attributes(
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {across} {height}", width=f"{across}", height=f"{height}",
        class_="picture", role="img", aria_label=COVERAGE_MAP,
    )  # fmt: skip
    style = f"<style>{font_faces()}{resolved(palette)}</style>"
    ground = f'<rect class="ground" width="{across}" height="{height}"/>'
    return f"<svg{named}>{style}{ground}{''.join(_parts(found, across))}</svg>\n"


def _parts(found: CoverageMap, across: float) -> Iterator[str]:
    families = counted(len(found.families), "family of policies", "families of policies")
    note = f"{families}, {counted(len(found.rows), 'act', 'acts')}"
    yield text(COVERAGE_MAP, EDGE, 30, "heading")
    yield text(note, EDGE, 49, "note")
    for column, family in enumerate(found.families):
        lines = wrap(family, CELL - 12, SMALL, BOLD, most=2)
        for number, line in enumerate(lines):
            yield text(line, EDGE + FIRST + CELL * column, HEAD - 26 + 15 * number, "section")
    for number, row in enumerate(found.rows):
        y = HEAD + ROW * number
        odd = " odd" if number % 2 else ""
        yield f'<rect class="band{odd}" y="{y}" width="{across}" height="{ROW}"/>'
        for place, label in enumerate(lines := wrap(row.label, FIRST - 20, 13, BOLD, most=2)):
            yield text(label, EDGE, y + ROW / 2 + 5 - 8 * (len(lines) - 1) + 16 * place, "name")
        for column, cell in enumerate(row.cells):
            yield _drawn(cell, EDGE + FIRST + CELL * column, y, f"{row.label}, {found.families[column]}")


def _drawn(cell: Cell, x: float, y: float, place: str) -> str:
    look = LOOKS[cell.status]
    word = STATE_WORDS[cell.status]
    named = attributes(class_=f"box {look.tone} {look.border}", role="img", aria_label=f"{place}: {word}, {cell.note}")
    face = f'<rect class="face" x="{x}" y="{y + 4}" width="{CELL - 12}" height="{ROW - 8}" rx="6"/>'
    words = text(word, x + 30, y + 20, "word") + text(cell.note, x + 30, y + 34, "small")
    return f"<g{named}>{face}{icon(look.icon, x + 7, y + 14)}{words}</g>"
