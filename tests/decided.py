"""Decided cases: the shipped ones in a store, and many made from them by seed."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from antecede.api import Reviewer
from antecede.store.embedded import Embedded
from antecede.store.load import load
from tests.random_cases import CHANGES, POOL, SECTIONS, SIDES
from tests.support import CASE_FILES, CASES, case


@pytest.fixture(scope="session")
def decided(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the shipped cases."""
    folder = tmp_path_factory.mktemp("decided") / "store"
    loaded = load(Embedded(folder), CASE_FILES.values(), Reviewer())
    assert (loaded.stored, loaded.problems) == (len(CASE_FILES), [])
    return folder


def made_cases(number: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """So many cases: the shipped ones with entries left out, put in and changed, each with a name of its own."""
    chosen = random.Random(seed)
    for index in range(number):
        made = case(chosen.choice(sorted(CASES))) | {"id": f"made-{index:05}"}
        for section in SECTIONS:
            kept = [each for each in made.get(section, ()) if chosen.random() < 0.85]
            made[section] = kept + [json.loads(chosen.choice(POOL[section])) for _ in range(chosen.choice((0, 0, 1)))]
        for event in made["events"]:
            keys = sorted(CHANGES.keys() & event.keys())
            if keys and chosen.random() < 0.3:
                key = chosen.choice(keys)
                event[key] = chosen.choice(CHANGES[key])
        for line in made["request"]:
            if "side" in line and chosen.random() < 0.2:
                line["side"] = chosen.choice(SIDES)
                line.pop("units", None)
        made["received"] = f"{made['as_of'][:8]}01"
        yield made


def written_cases(number: int, path: Path, seed: int = 1) -> Path:
    """So many cases in a file, one a line."""
    path.write_text("".join(json.dumps(each) + "\n" for each in made_cases(number, seed)), encoding="utf-8")
    return path
