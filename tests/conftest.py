"""A cache of their own for all tests, fixed random examples, and the shipped cases with their answers."""

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.report.answer import answer
from tests.support import CASE_FILES, antecede

settings.register_profile(
    "fixed",
    derandomize=True,
    deadline=None,
    max_examples=100,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
settings.load_profile("fixed")


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Plans of this session; the user's own cache is never touched."""
    folder = tmp_path_factory.mktemp("antecede-cache")
    before = os.environ.get("ANTECEDE_CACHE")
    os.environ["ANTECEDE_CACHE"] = str(folder)
    yield folder
    if before is None:
        del os.environ["ANTECEDE_CACHE"]
    else:
        os.environ["ANTECEDE_CACHE"] = before


@pytest.fixture(scope="session")
def review(cache: Path) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """From a case to its answer, without a process of its own."""
    reviewer = Reviewer()
    return lambda case: answer(reviewer.review(Case.model_validate(case)))


@pytest.fixture(scope="session")
def answers(cache: Path) -> dict[str, Any]:
    """Answer on each shipped case, by its id, as the command line prints them in one call."""
    done = antecede("review", *CASE_FILES.values(), "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return {answer["case"]: answer for answer in json.loads(done.stdout)}
