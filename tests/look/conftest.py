"""A browser, and every page there is as a file, written when it is first asked for."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from antecede.case.model import Case
from antecede.determination.result import Determination
from antecede.diagram.classes import class_tree
from antecede.diagram.coverage import coverage_map
from antecede.letter.letter import Reader, write_letter
from antecede.letter.page import html
from antecede.letter.plain import plain_words
from antecede.report.browse import class_page, coverage_page, picture_page
from antecede.report.page import page
from tests.look.browser import chromium
from tests.look.scenes import FIELD_CASES, determination, field, reviewer, scenes
from tests.support import CASES


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser; closed after each file, for it holds a loop that tests elsewhere need for themselves."""
    with chromium() as found:
        yield found


class Pages:
    """Pages by name: those of shipped cases and of cases of the field by the name of the case."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[str, Callable[[], str]] = {
            "urgent": lambda: page(urgent()),
            "classes": lambda: class_page(class_tree()),
            "coverage": lambda: coverage_page(coverage_map(reviewer().engine)),
            "pathways": lambda: picture_page(
                [scenes()[key] for key in scenes() if key.startswith("policy-cpb-policy.")]
            ),
            **{reader.value: lambda reader=reader: letter(reader) for reader in Reader},
            **{name: lambda name=name: page(determination(name)) for name in CASES},
            **{name: lambda name=name: page(field(name)) for name in FIELD_CASES},
        }

    def __getitem__(self, name: str) -> Path:
        path = self._folder / f"{name}.html"
        if not path.exists():
            path.write_text(self._made[name](), encoding="utf-8")
        return path


def letter(reader: Reader) -> str:
    return html(write_letter(determination("seed-001"), reader, plain_words()))


def urgent() -> Determination:
    """A case with a red flag on record."""
    flag = {"type": "CaudaEquinaSyndrome", "present": True}
    case = CASES["facet-rfa-all-met"] | {"findings": [*CASES["facet-rfa-all-met"]["findings"], flag]}
    return reviewer().review(Case.model_validate(case))


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Every page there is."""
    return Pages(tmp_path_factory.mktemp("pages"))
