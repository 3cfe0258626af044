"""The shipped cases in a store."""

from tests.decided import decided  # noqa: F401 - a fixture
