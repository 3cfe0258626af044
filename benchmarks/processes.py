"""What needs a fresh process: cold commands, compiling and loading the plan, memory.

Commands are started in turn, round by round, each from spawn to exit with its output caught; the first round fills the
plan cache, byte code and page cache and is not counted.  "Cold" is therefore a new process on a machine that has run
the command before, not one whose disk cache is empty.  ``python -c pass`` is what any Python command pays.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Started:
    """Wall times of one command, in milliseconds."""

    runs: tuple[float, ...]

    @property
    def median(self) -> float:
        """Middle of the runs."""
        return median(self.runs)

    @property
    def most(self) -> float:
        """Slowest run: too few runs for a percentile."""
        return max(self.runs)


def commands(file: Path) -> dict[str, tuple[str, ...]]:
    """The review of one file and what it is held against."""
    review = ("-m", "antecede.cli.main", "review", str(file))
    return {
        "`antecede review FILE`": review,
        "`antecede review FILE --format json`": (*review, "--format", "json"),
        "`python -c pass`": ("-c", "pass"),
        "`python -c 'import pydantic'`": ("-c", "import pydantic"),
        "`python -c 'import antecede.case.model'`": ("-c", "import antecede.case.model"),
        "`python -c 'import rdflib'`": ("-c", "import rdflib"),
    }


def start_all(todo: Mapping[str, Sequence[str]], starts: int) -> dict[str, Started]:
    """Wall time of each command."""
    runs: dict[str, list[float]] = {name: [] for name in todo}
    for number in range(starts + 1):
        for name, arguments in todo.items():
            began = perf_counter()
            _python(*arguments)
            if number:
                runs[name].append((perf_counter() - began) * 1000)
    return {name: Started(tuple(times)) for name, times in runs.items()}


def plan_figures(file: Path, runs: int) -> dict[str, float]:
    """Medians of what ``child.py`` measures: compiling with an empty cache, then loading and the first answer."""
    found: dict[str, list[float]] = {}
    child = str(HERE / "child.py")
    for _ in range(runs):
        with tempfile.TemporaryDirectory() as empty:
            compiled = json.loads(_python(child, "compile", cache=empty))
        answered = json.loads(_python(child, "answer", str(file)))
        for name, value in (compiled | answered).items():
            found.setdefault(name, []).append(value)
    return {name: median(values) for name, values in found.items()}


def _python(*arguments: str, cache: str = "") -> bytes:
    environment = os.environ | ({"ANTECEDE_CACHE": cache} if cache else {})
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # else what is measured would be the compiler of Python
    done = subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment)
    return done.stdout
