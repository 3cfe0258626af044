"""The cases that are measured: bytes of the inner ``case`` objects, as a service receives them.

``variants`` are what the peers are checked on before anything is timed: each facet ablation case as it is, and with
one finding, event or diagnosis left out at a time.  They are no realistic requests; they make silence occur everywhere.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "cases"
FACET = "facet-rfa-all-met"
SEED = "seed-000"
MIX = "all cases"
SECTIONS = ("diagnoses", "findings", "events")


def inner(path: Path) -> dict[str, Any]:
    """The case in a test file."""
    case: dict[str, Any] = json.loads(path.read_bytes())["case"]
    return case


def encoded(case: dict[str, Any]) -> bytes:
    """A case on the wire."""
    return json.dumps(case, ensure_ascii=False, separators=(",", ":")).encode()


def workloads() -> dict[str, tuple[bytes, ...]]:
    """Single cases, and all of them as a mix."""
    every = {path.stem: encoded(inner(path)) for path in sorted(FOLDER.glob("*.json"))}
    return {FACET: (every[FACET],), SEED: (every[SEED],), MIX: tuple(every.values())}


def variants() -> Iterator[tuple[str, bytes]]:
    """Facet ablation cases, whole and with one entry left out, by name."""
    for path in sorted(FOLDER.glob("facet-rfa-*.json")):
        case = inner(path)
        yield path.stem, encoded(case)
        for section in SECTIONS:
            for index in range(len(case.get(section, ()))):
                kept = case[section][:index] + case[section][index + 1 :]
                yield f"{path.stem} without {section}/{index}", encoded(case | {section: kept})
