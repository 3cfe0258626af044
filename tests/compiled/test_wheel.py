"""The wheel that is compiled (``make wheel``) gives the answers of its sources, byte for byte."""

import ast
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from tests import wheels
from tests.support import CASE_FILES, ROOT, TESTS, antecede

SOURCES = ROOT / "reasoner"
MODULES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"][
    "wheel"
]["hooks"]["custom"]["modules"]
COMPILER = bool(shutil.which("cc")) and Path(sysconfig.get_paths()["include"], "Python.h").is_file()
#: Every so many of the cases with one entry left out are reviewed.
EVERY = 6

needed = pytest.mark.skipif(
    not COMPILER and os.environ.get("CI") != "true",
    reason="no C compiler with Python.h here (Debian: gcc, python3-dev)",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheels.built(tmp_path_factory.mktemp("wheel"), HATCH_BUILD_HOOKS_ENABLE="true")


@pytest.fixture(scope="module")
def compiled(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return wheels.unpacked(wheel, tmp_path_factory.mktemp("compiled"))


def cases() -> Iterator[dict[str, Any]]:
    """All cases of the tests, and every so many of them with one entry left out."""
    number = 0
    for path in sorted(TESTS.glob("cases*/*.json")):
        case = json.loads(path.read_bytes())["case"]
        yield case
        for section in ("diagnoses", "findings", "events"):
            for index in range(len(case.get(section, ()))):
                number += 1
                if number % EVERY == 0:
                    yield case | {section: case[section][:index] + case[section][index + 1 :]}


def told(folder: Path, submitted: list[dict[str, Any]], cache: Path) -> list[Any]:
    """What the package in a folder tells of cases."""
    done = subprocess.run(
        [sys.executable, "-P", str(TESTS / "compiled" / "told.py")],
        input="".join(json.dumps(case) + "\n" for case in submitted),
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=600,
        env={**os.environ, "PYTHONPATH": str(folder), "ANTECEDE_CACHE": str(cache)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_all_modules_were_collected() -> None:
    assert len(MODULES) == len(set(MODULES)) == 44


@pytest.mark.parametrize("module", MODULES)
def test_what_is_compiled_defines_nothing_that_another_library_reads_off_the_class(module: str) -> None:
    """Options of a struct and fields of an enumeration are lost on the compiler."""
    tree = ast.parse((SOURCES / "antecede" / module).read_text(encoding="utf-8"))
    bases = {ast.unparse(base) for node in ast.walk(tree) if isinstance(node, ast.ClassDef) for base in node.bases}
    assert not {base for base in bases if "Struct" in base or "Enum" in base or base in ("Entry", "Expression")}


@needed
def test_the_modules_are_compiled_and_the_wheel_has_one_name(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    extensions = {name.partition(".")[0] for name in names if name.endswith((".so", ".pyd"))}
    assert extensions == {f"antecede/{module.removesuffix('.py')}" for module in MODULES} | {"antecede/compiled__mypyc"}
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"antecede"}
    assert not list(SOURCES.rglob("*.so"))


@needed
def test_answers_are_those_of_the_sources(compiled: Path, tmp_path: Path) -> None:
    submitted = [*cases()]
    assert len(submitted) > 1000
    wrong = [case | {"request": []} for case in submitted[:20]]
    *own, place = told(SOURCES, submitted + wrong, tmp_path / "own")
    *theirs, other = told(compiled, submitted + wrong, tmp_path / "theirs")
    assert (place["folder"], other["folder"]) == (str(SOURCES / "antecede"), str(compiled / "antecede"))
    assert [case for case, mine, its in zip(submitted, own, theirs, strict=False) if mine != its] == []
    assert own == theirs
    assert sum(":" in each for each in own) >= len(wrong)


@needed
def test_a_plan_is_kept_and_read_again(compiled: Path, tmp_path: Path) -> None:
    """What the plan is made of is read back by its types: none of them is compiled."""
    assert [told(compiled, [], tmp_path)[-1]["graph_read"] for _ in range(2)] == [True, False]


@needed
@pytest.mark.parametrize("form", ["text", "ttl"])
def test_what_is_told_on_the_command_line_is_the_same(form: str, compiled: Path, tmp_path: Path) -> None:
    """With the changes that would do, and the triples that are checked."""
    command = ("review", *CASE_FILES.values(), "--format", form, *(["--repairs"] if form == "ttl" else []))
    own = antecede(*command)
    its = antecede(*command, PYTHONPATH=str(compiled), ANTECEDE_CACHE=str(tmp_path))
    assert (its.returncode, its.stderr) == (own.returncode, own.stderr)
    assert own.stdout
    assert its.stdout == own.stdout
