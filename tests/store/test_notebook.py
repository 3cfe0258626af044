"""The notebook in the docs runs and shows what it shows; determinations and answers show themselves."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from antecede import Reviewer, open_store
from antecede.case.model import Case
from tests.support import ROOT, case

NOTEBOOK = ROOT / "docs" / "decided-cases.ipynb"


def shown(notebook: Any) -> list[list[list[str]]]:
    """Media types of what each cell shows."""
    return [
        [sorted(output.get("data", {})) or [output.output_type] for output in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


@pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_notebook_runs() -> None:
    stored = nbformat.read(NOTEBOOK, as_version=4)
    fresh = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(fresh, timeout=120, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    assert shown(fresh) == shown(stored)
    assert len(shown(stored)) == 5
    assert all(shown(stored))
    assert not [each for cell in shown(stored) for each in cell if each in (["error"], ["stream"])]


def test_first_cell_takes_five_lines() -> None:
    (first, *_) = (cell for cell in nbformat.read(NOTEBOOK, as_version=4).cells if cell.cell_type == "code")
    assert len([line for line in first.source.splitlines() if line.strip()]) == 5


def test_determination_shows_itself_and_escapes_the_case() -> None:
    hostile = "<img src=x onerror=alert(1)>|*_`"
    changed = case("seed-000") | {"id": hostile}
    bundle = Reviewer().review(Case.model_validate(changed))._repr_mimebundle_()
    assert bundle.keys() == {"text/plain", "text/markdown", "text/html"}
    assert bundle["text/plain"].startswith(f"{hostile}: DO NOT CERTIFY")
    assert bundle["text/markdown"].lstrip().startswith("**\\<img src=x onerror=alert(1)\\>")
    assert "<strong>&lt;img src=x onerror=alert(1)&gt;" in bundle["text/html"]
    assert "<img" not in bundle["text/html"]
    assert "<img" not in bundle["text/markdown"].replace("\\<", "")


def test_answers_become_frames(decided: Path) -> None:
    pandas, polars, pyarrow = (pytest.importorskip(name) for name in ("pandas", "polars", "pyarrow"))
    answer = open_store(decided).ask("deciding-criteria")
    frame, other, arrow = answer.to_pandas(), answer.to_polars(), answer.to_arrow()
    assert isinstance(frame, pandas.DataFrame)
    assert isinstance(other, polars.DataFrame)
    assert isinstance(arrow, pyarrow.Table)
    assert list(frame.columns) == other.columns == arrow.column_names == list(answer.columns)
    assert frame["refused"].sum() == other["refused"].sum() == sum(arrow["refused"].to_pylist()) > 0
    assert len(frame) == len(other) == len(arrow) == len(answer)
    assert "<table>" in answer._repr_html_()
