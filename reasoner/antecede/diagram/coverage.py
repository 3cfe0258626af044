"""The map of policies and acts: who covers what, as data and as a picture."""

from collections.abc import Iterator
from dataclasses import dataclass

from antecede.criterion.engine import Engine
from antecede.determination.precedence import coverage_of
from antecede.diagram.icons import icon
from antecede.diagram.look import LOOKS
from antecede.diagram.measure import SMALL
from antecede.diagram.palette import LIGHT, Palette
from antecede.diagram.style import resolved
from antecede.diagram.svg import attributes, text
from antecede.diagram.type import BOLD, font_faces, width, wrap
from antecede.explanation.picture import COVERAGE_MAP, NO_STEP, STATE_WORDS, counted, title_case
from antecede.knowledge.policy import Policy

ROW, HEAD, CELL, FIRST, EDGE = 46, 96, 226, 300, 18


@dataclass(frozen=True, slots=True)
class Cell:
    """What one policy says of one act: its coverage status, and the pathways that lead to it."""

    status: str
    pathways: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One act under all policies."""

    act: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CoverageMap:
    """Policies and acts; acts of which no policy speaks are not in it."""

    policies: tuple[Policy, ...]
    rows: tuple[Row, ...]


def coverage_map(engine: Engine) -> CoverageMap:
    """The map of the plan of an engine: policies in its order, acts by label."""
    policies = engine.plan.policies
    acts = {each.act for policy in policies for each in policy.coverage}
    acts |= {act for policy in policies for pathway in policy.pathways for step in pathway.steps for act in step.offers}
    rows = [Row(act, _label(engine, act), tuple(_cell(policy, engine, act) for policy in policies)) for act in acts]
    return CoverageMap(policies, tuple(sorted(rows, key=lambda row: (row.label, row.act))))


def _label(engine: Engine, act: str) -> str:
    known = engine.reader.by_iri.get(act)
    return title_case(known.label if known else act)


def _cell(policy: Policy, engine: Engine, act: str) -> Cell:
    coverage = coverage_of(policy, engine, act)
    leading = [pathway.label for pathway in policy.pathways if any(act in step.offers for step in pathway.steps)]
    return Cell(coverage.status if coverage else "silent", tuple(leading))


def coverage_svg(found: CoverageMap, palette: Palette = LIGHT) -> str:
    """The map as a picture: a row an act, a column a policy; status by icon, word and border."""
    across = EDGE * 2 + FIRST + CELL * len(found.policies)
    height = HEAD + ROW * len(found.rows) + EDGE
    named = attributes(
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {across} {height}", width=f"{across}", height=f"{height}",
        class_="picture", role="img", aria_label=COVERAGE_MAP,
    )  # fmt: skip
    style = f"<style>{font_faces()}{resolved(palette)}</style>"
    ground = f'<rect class="ground" width="{across}" height="{height}"/>'
    return f"<svg{named}>{style}{ground}{''.join(_parts(found, across))}</svg>\n"


def _parts(found: CoverageMap, across: float) -> Iterator[str]:
    note = f"{counted(len(found.policies), 'policy', 'policies')}, {counted(len(found.rows), 'act', 'acts')}"
    yield text(COVERAGE_MAP, EDGE, 30, "heading")
    yield text(note, EDGE, 49, "note")
    for column, policy in enumerate(found.policies):
        lines = wrap(f"{policy.label}, {policy.edition}", CELL - 12, SMALL, BOLD, most=2)
        for number, line in enumerate(lines):
            yield text(line, EDGE + FIRST + CELL * column, HEAD - 26 + 15 * number, "section")
    for number, row in enumerate(found.rows):
        y = HEAD + ROW * number
        odd = " odd" if number % 2 else ""
        yield f'<rect class="band{odd}" y="{y}" width="{across}" height="{ROW}"/>'
        for place, label in enumerate(lines := wrap(row.label, FIRST - 20, 13, BOLD, most=2)):
            yield text(label, EDGE, y + ROW / 2 + 5 - 8 * (len(lines) - 1) + 16 * place, "name")
        for column, cell in enumerate(row.cells):
            yield _drawn(cell, EDGE + FIRST + CELL * column, y, f"{row.label}, {found.policies[column].label}")


def _drawn(cell: Cell, x: float, y: float, place: str) -> str:
    look = LOOKS[cell.status]
    word = STATE_WORDS[cell.status]
    led = ", ".join(map(title_case, cell.pathways)) or NO_STEP
    named = attributes(class_=f"box {look.tone} {look.border}", role="img", aria_label=f"{place}: {word}, {led}")
    face = f'<rect class="face" x="{x}" y="{y + 4}" width="{CELL - 12}" height="{ROW - 8}" rx="6"/>'
    second = wrap(led, CELL - 48, 10.5, most=1)[0]
    words = text(word, x + 30, y + 20, "word") + text(second, x + 30, y + 34, "small")
    assert width(second, 10.5) <= CELL - 42
    return f"<g{named}>{face}{icon(look.icon, x + 7, y + 14)}{words}</g>"
