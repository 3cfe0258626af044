"""The shipped cases, loaded once, and the endpoint over them."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from antecede.api import Reviewer
from antecede.store.embedded import Embedded
from antecede.store.load import load
from tests.serving import serving
from tests.support import CASE_FILES


@pytest.fixture(scope="package")
def decided(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of the shipped cases."""
    folder = tmp_path_factory.mktemp("decided") / "store"
    loaded = load(Embedded(folder), CASE_FILES.values(), Reviewer())
    assert (loaded.stored, loaded.problems) == (len(CASE_FILES), [])
    return folder


@pytest.fixture(scope="package")
def client(decided: Path) -> Iterator[httpx.Client]:
    """A client of the endpoint; a query may take two seconds."""
    with serving(decided, "--timeout", 2, "--rows", 5000, "--megabytes", 2) as made:
        yield made
