"""The wheel holds the program and every data file under one name, works from there, and loads only what it needs."""

import json
import os
from pathlib import Path
from time import sleep
from zipfile import ZipFile

import pytest

import antecede
from antecede.graph.data import fingerprint
from antecede.knowledge import cache as plan_cache
from tests import wheels
from tests.support import CASE_FILES, ROOT, python

DATA = ("ontology", "kg", "queries", "examples")
#: Libraries that read graphs, fill forms or dress the terminal: reviewing a case needs none of them.
HEAVY = {
    "rdflib",
    "networkx",
    "pydantic",
    "owlready2",
    "pyshacl",
    "rich",
    "yaml",
    "pyoxigraph",
    "fastapi",
    "starlette",
    "uvicorn",
    "httpx",
    "jinja2",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheels.built(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheels.unpacked(wheel, tmp_path_factory.mktemp("unpacked"))


def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return set(archive.namelist())


def files(folder: Path) -> set[str]:
    """Every file below a folder, leftovers of running aside."""
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.suffix != ".pyc"}


def test_wheel_has_one_top_level_name(wheel: Path) -> None:
    assert {name.split("/")[0] for name in names(wheel)} == {"antecede", f"antecede-{antecede.__version__}.dist-info"}


@pytest.mark.parametrize("folder", DATA)
def test_wheel_holds_every_data_file(folder: str, wheel: Path) -> None:
    prefix = f"antecede/data/{folder}/"
    shipped = files(ROOT / folder)
    assert shipped
    assert {name.removeprefix(prefix) for name in names(wheel) if name.startswith(prefix)} == shipped


def test_wheel_holds_the_program_and_nothing_else(wheel: Path) -> None:
    program = {name.removeprefix("antecede/") for name in names(wheel) if name.startswith("antecede/")}
    assert {name for name in program if not name.startswith("data/")} == files(ROOT / "reasoner" / "antecede")


def test_data_files_have_the_contents_of_the_checkout(unpacked: Path) -> None:
    for folder in DATA:
        for name in files(ROOT / folder):
            assert (unpacked / "antecede" / "data" / folder / name).read_bytes() == (ROOT / folder / name).read_bytes()


def test_review_from_the_wheel_is_the_same(unpacked: Path, tmp_path: Path, answers: dict[str, object]) -> None:
    done = python(
        *("-P", "-m", "antecede.cli.main", "review", CASE_FILES["seed-000"], "--format", "json"),
        PYTHONPATH=str(unpacked),
        ANTECEDE_CACHE=str(tmp_path),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == answers["seed-000"]


LOADED = """
import sys
from antecede.cli.main import main
sys.argv = ["antecede", *sys.argv[1:]]
try:
    main()
except SystemExit as error:
    status = error.code
print(status or 0, *sorted({name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize("form", ["json", "text"])
def test_review_with_a_warm_cache_loads_no_graph_library(form: str, answers: dict[str, object]) -> None:
    done = python("-c", LOADED, "review", CASE_FILES["seed-000"], "--format", form)
    status, *modules = done.stderr.split()
    assert (done.returncode, status) == (0, "0")
    assert done.stdout
    assert {"antecede", "typer", "msgspec"} <= set(modules)
    assert HEAVY.intersection(modules) == set()


def test_cache_that_cannot_be_used_is_done_without(tmp_path: Path, answers: dict[str, object]) -> None:
    """A folder that is a file, and a plan that is half written."""
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    torn = tmp_path / "torn"
    review = ("-m", "antecede.cli.main", "review", CASE_FILES["seed-004"], "--format", "json")
    assert python(*review, ANTECEDE_CACHE=str(torn)).returncode == 0
    plans = list(torn.glob("*"))
    assert plans
    for plan in plans:
        plan.write_bytes(plan.read_bytes()[:1000])
    for cache in (blocked, torn):
        done = python(*review, ANTECEDE_CACHE=str(cache))
        assert (done.returncode, done.stderr) == (0, "")
        assert json.loads(done.stdout) == answers["seed-004"]


def test_what_files_hold_is_kept_and_never_told_of_changed_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, file = tmp_path / "cache", tmp_path / "one.ttl"
    monkeypatch.setenv("ANTECEDE_CACHE", str(kept))
    file.write_text("a", encoding="utf-8")
    assert plan_cache.contents([file]) == fingerprint([file])
    assert not kept.exists(), "a file that has just been changed may be changed again under the same time"
    monkeypatch.setattr(plan_cache, "SETTLED", -1)
    before = plan_cache.contents([file])
    (stamp,) = kept.glob("files-*")
    assert stamp.read_text(encoding="ascii") == before == plan_cache.contents([file])
    times = file.stat()
    sleep(0.05)
    file.write_text("b", encoding="utf-8")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert plan_cache.contents([file]) == fingerprint([file]) != before
    stamp.write_text("torn", encoding="ascii")
    assert plan_cache.contents([file]) == fingerprint([file])
