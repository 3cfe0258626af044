"""A workbench over the shipped cases that may be written to, once for all tests of this folder, and a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser

from tests.decided import decided  # noqa: F401 - a fixture
from tests.look.browser import chromium
from tests.serving import serving


@pytest.fixture(scope="package")
def store(decided: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:  # noqa: F811 - the fixture
    """A store of the shipped cases that tests may add to."""
    folder = tmp_path_factory.mktemp("workbench") / "store"
    shutil.copytree(decided, folder)
    return folder


@pytest.fixture(scope="package")
def client(store: Path) -> Iterator[httpx.Client]:
    """A client of the workbench; redirections are not followed."""
    with serving(store, "--write") as made:
        yield made


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser; closed after each file, for it holds a loop that tests elsewhere need for themselves."""
    with chromium() as found:
        yield found
