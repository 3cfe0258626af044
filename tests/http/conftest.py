"""The endpoint over the shipped cases."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.decided import decided  # noqa: F401 - a fixture
from tests.serving import serving


@pytest.fixture(scope="package")
def client(decided: Path) -> Iterator[httpx.Client]:  # noqa: F811 - the fixture
    """A client of the endpoint; a query may take two seconds."""
    with serving(decided, "--timeout", 2, "--rows", 5000, "--megabytes", 2) as made:
        yield made


@pytest.fixture(scope="package")
def patient(decided: Path) -> Iterator[httpx.Client]:  # noqa: F811 - the fixture
    """A client of an endpoint that gives queries time, however busy the machine is."""
    with serving(decided, "--timeout", 60) as made:
        yield made
