"""Every path of the field's cases can be checked by anyone, as in :mod:`tests.test_paths`, whose way this is."""

import json
from typing import Any

import pyoxigraph as ox
import pytest

from tests.support import antecede
from tests.test_field_cases import FILES
from tests.test_paths import findings, published, triple

__all__ = ["published"]
Json = dict[str, Any]


@pytest.fixture(scope="module")
def told() -> dict[str, Json]:
    """Answer on each case, by its id, as the command line prints them."""
    done = antecede("review", *FILES.values(), "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    return {answer["case"]: answer for answer in json.loads(done.stdout)}


@pytest.fixture(scope="module")
def printed() -> ox.Store:
    """What the command line prints on all cases as Turtle."""
    done = antecede("review", *FILES.values(), "--format", "ttl")
    assert (done.returncode, done.stderr) == (0, "")
    store = ox.Store()
    store.bulk_extend(ox.Quad(*quad.triple) for quad in ox.parse(done.stdout.encode(), format=ox.RdfFormat.TURTLE))
    return store


def test_there_are_paths_to_check(told: dict[str, Json]) -> None:
    assert len(told) == len(FILES)
    assert sum(len(finding["path"]) for answer in told.values() for _, finding in findings(answer)) > 5000


@pytest.mark.parametrize("name", FILES)
def test_every_edge_is_a_triple(name: str, told: dict[str, Json], published: ox.Store, printed: ox.Store) -> None:
    stated = list(findings(told[name]))
    edges = {tuple(edge) for _, finding in stated for edge in finding["path"]}
    assert bool(edges) is bool(stated)
    invented = [
        edge for edge in edges if not any(ox.Quad(*triple(list(edge))) in store for store in (published, printed))
    ]
    assert sorted(invented) == []
