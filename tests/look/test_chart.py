"""The map of coverage: its data against the survey, its picture against its data, and the choice of families and acts."""

import re
from collections import Counter
from functools import cache
from html import unescape
from xml.etree import ElementTree as Xml

import pytest

from antecede.determination.survey import survey
from antecede.diagram.chart import WIDTH, coverage_svg
from antecede.diagram.coverage import ORDER, CoverageMap, coverage_map
from antecede.diagram.palette import DARK, LIGHT, Palette, contrast
from antecede.diagram.type import BOLD, REGULAR, width
from antecede.errors import InputError
from antecede.explanation.picture import STATE_WORDS
from antecede.report.browse import coverage_page
from tests.look.scenes import reviewer

SVG = "{http://www.w3.org/2000/svg}"


@cache
def whole() -> CoverageMap:
    return coverage_map(reviewer().engine)


def groups(found: CoverageMap, palette: Palette = LIGHT) -> list[Xml.Element]:
    """The families in the picture, in order."""
    return [each for each in Xml.fromstring(coverage_svg(found, palette)).iter(f"{SVG}g") if each.get("role") == "img"]


def test_the_map_says_what_the_survey_says() -> None:
    """Every document's word on every act is in one cell; a cell has the one status of its documents, or says they differ."""
    said: dict[tuple[str, str], list[str]] = {}
    for each in survey(reviewer().engine):
        status = each.coverage.status if each.coverage else "silent"
        said.setdefault((each.act, each.document.family), []).append(status)
    cells = {(row.act, cell.family): cell for row in whole().rows for cell in row.cells}
    assert cells.keys() == said.keys()
    assert len(cells) >= 200
    for key, statuses in said.items():
        assert cells[key].documents == len(statuses)
        assert cells[key].status == (statuses[0] if len(set(statuses)) == 1 else "varies")
    assert {cell.status for cell in cells.values()} == set(ORDER)


def test_the_picture_and_the_page_show_each_cell_once_and_count_what_they_show() -> None:
    names = [each.get("aria-label", "").rstrip(", ") for each in groups(whole())]
    wanted = [
        ": ".join((f"{row.label}, {cell.family}", ", ".join(filter(None, (STATE_WORDS[cell.status], cell.note)))))
        for row in whole().rows
        for cell in row.cells
    ]
    assert Counter(names) == Counter(wanted)
    texts = [unescape(each) for each in re.findall(r"<text[^>]*>([^<]*)</text>", coverage_svg(whole()))]
    counts = [(STATE_WORDS[status], len(cells)) for row in whole().rows for status, cells in row.groups]
    assert [each for each in texts if re.search(r": \d+$", each)] == [f"{word}: {amount}" for word, amount in counts]
    page = coverage_page(whole())
    assert page.count('class="saying"') == len(wanted)
    assert re.findall(r'<span class="amount">(\d+)</span>', page) == [str(amount) for _, amount in counts]


def test_the_picture_fits_on_its_page_and_nothing_lies_on_anything() -> None:
    rects = []
    for group in groups(whole()):
        [face] = group.findall(f"{SVG}rect")
        x, y, wide, high = (float(face.get(key, "")) for key in ("x", "y", "width", "height"))
        assert x + wide <= WIDTH
        for each in group.findall(f"{SVG}text"):
            size, weight = (11.5, BOLD) if each.get("class") == "word" else (10.5, REGULAR)
            assert (
                x
                < float(each.get("x", ""))
                < float(each.get("x", "")) + width(each.text or "", size, weight)
                < x + wide
            )
        rects.append((x, y, x + wide, y + high))
    for one, (x, y, right, bottom) in enumerate(rects):
        assert not any(x < r and left < right and y < b and top < bottom for left, top, r, b in rects[:one])


def test_words_of_a_status_end_before_the_families_begin() -> None:
    first = min(float(each.findall(f"{SVG}rect")[0].get("x", "")) for each in groups(whole()))
    for each in Xml.fromstring(coverage_svg(whole())).iter(f"{SVG}text"):
        if each.get("class") == "name":
            assert float(each.get("x", "")) + width(each.text or "", 13, BOLD) < first
        assert "…" not in (each.text or "")


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out(palette: Palette) -> None:
    for each in groups(whole(), palette):
        tone = palette.tones[(each.get("class") or "").split()[1]]
        assert contrast(tone.word, tone.face) >= 4.5


def test_families_and_acts_are_chosen() -> None:
    """A class of acts takes its kinds with it; what nobody of the chosen speaks of is left out."""
    found = coverage_map(reviewer().engine, ("uhc", "aetna"), ("FacetProcedure",))
    assert found.families == ("aetna", "uhc")
    assert 1 < len(found.rows) < len(whole().rows)
    whole_rows = {row.act: row for row in whole().rows}
    for row in found.rows:
        assert row.cells == tuple(cell for cell in whole_rows[row.act].cells if cell.family in found.families)
    assert not any("acroiliac" in row.label for row in found.rows)


@pytest.mark.parametrize(
    ("families", "acts", "told"), [(("aetn",), (), "aetna"), ((), ("FacetProcedur",), "FacetProcedure")]
)
def test_names_that_are_not_known_are_refused_with_those_that_are(families: tuple[str, ...], acts: tuple[str, ...], told: str) -> None:  # fmt: skip
    with pytest.raises(InputError, match=told):
        coverage_map(reviewer().engine, families, acts)
