"""The command line as another process or in this one, and the shipped cases as data."""

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest import mock

import antecede as package
from antecede.cli.main import main

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
#: All case files with what they must give, by the id of their case.
CASE_FILES = {path.stem: path for path in sorted((TESTS / "cases").glob("*.json"))}
CASES: dict[str, dict[str, Any]] = {
    name: json.loads(path.read_text(encoding="utf-8"))["case"] for name, path in CASE_FILES.items()
}


def python(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python with the package under test, to its end."""
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1]), **environment},
    )


def antecede(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command line, to its end."""
    return python("-m", "antecede.cli.main", *arguments, **environment)


def called(*arguments: object) -> tuple[int, str, str]:
    """Call the command line in this process: exit status, standard output, standard error."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    status: object = 0
    with mock.patch.object(sys, "argv", ["antecede", *map(str, arguments)]), redirect_stdout(out), redirect_stderr(err):
        try:
            main()
        except SystemExit as error:
            status = error.code or 0
    assert isinstance(status, int)
    texts = [each.buffer.getvalue().decode() for each in (out, err) if isinstance(each.buffer, io.BytesIO)]
    return status, texts[0], texts[1]


def case(name: str) -> dict[str, Any]:
    """A shipped case, to be changed at will."""
    copy: dict[str, Any] = json.loads(json.dumps(CASES[name]))
    return copy


def written(case: dict[str, Any], folder: Path, name: str = "case.json") -> Path:
    """A case as a file."""
    path = folder / name
    path.write_text(json.dumps(case), encoding="utf-8")
    return path


FIELD = TESTS / "policies" / "field"


def field_case(**changes: Any) -> dict[str, Any]:
    """A case for the invented family ``field``: genicular ablation after two blocks, with nothing left open."""
    made: dict[str, Any] = {
        "id": "field-1",
        "as_of": "2026-05-01",
        "policy": "field",
        "contractor": "Noridian JE",
        "request": [{"line": 1, "code": "64624", "side": "right"}],
        "findings": [{"type": "ImplantedElectricalDevice", "present": False}, {"type": "PainScore", "value": 6}],
        "events": [
            {"type": "GenicularNerveBlock", "date": "2026-01-01", "side": "right", "relief": 80},
            {"type": "GenicularNerveBlock", "date": "2026-02-01", "side": "right", "relief": 80},
        ],
    }
    return {key: value for key, value in (made | changes).items() if value is not None}
