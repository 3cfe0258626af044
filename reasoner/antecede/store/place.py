"""What every store can do, wherever it is, and how a place (a folder or a URL) becomes one."""

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pyoxigraph as ox

from antecede.errors import Problem, QueryError
from antecede.store.change import Change

#: Rows, a truth value, or triples.
Result = ox.QuerySolutions | ox.QueryBoolean | Iterator[ox.Triple]

#: Where decided cases are kept unless another place is named.
DEFAULT = "antecede-store"


@dataclass(frozen=True, slots=True)
class Dataset:
    """Graphs that a query sees: as its default graph, and by name.  Nothing named: everything, united."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)

    def iris(self) -> Iterator[str]:
        """Every graph that is named."""
        yield from self.default
        yield from self.named


class Writer(Protocol):
    """A store while it is being written."""

    def apply(self, change: Change) -> None:
        """Make a change.  Raises :class:`antecede.errors.StoreError`; the change is then not in the ledger."""

    def ledger(self) -> dict[str, str]:
        """Hashes kept so far, by what they are of."""

    def publish(self) -> None:
        """Let those who read see what has been written."""


class Place(Protocol):
    """A store of decided cases.

    ``reworded``: constructs for which the last query was asked in other words, because the engine gets them wrong.
    """

    name: str
    reworded: tuple[str, ...]

    def run(self, query: str, dataset: Dataset) -> Result:
        """The result of a query; without a dataset its default graph is the union of all graphs.

        Raises :class:`antecede.errors.QueryError` for a query that is no SPARQL and
        :class:`antecede.errors.StoreError` where the store cannot be read.
        """

    def writing(self) -> AbstractContextManager[Writer]:
        """The store to write to; only one at a time can.  What was written is published on leaving."""

    def note(self) -> str:
        """What has to be said beside an answer; empty where nothing has."""


def chosen(place: str = "") -> str:
    """The place named, else ``$ANTECEDE_STORE``, else a folder beside where the command runs."""
    return place or os.environ.get("ANTECEDE_STORE") or DEFAULT


def open_place(place: str = "", *, seconds: float = 60) -> Place:
    """The store at a folder, or behind the URL of a SPARQL server that has to answer within so many seconds."""
    where = chosen(place)
    if where.startswith(("http://", "https://")):
        from antecede.store.remote import Remote

        return Remote(where, seconds=seconds)
    from antecede.store.embedded import Embedded

    return Embedded(Path(where))


def named_nodes(iris: tuple[str, ...]) -> list[Any]:
    """IRIs as nodes.  Raises :class:`antecede.errors.QueryError` for what is no IRI."""
    try:
        return [ox.NamedNode(iri) for iri in iris]
    except ValueError:
        wrong = next(iri for iri in iris if not _is_iri(iri))
        raise QueryError(Problem("query", "dataset", f"{wrong[:80]!r} is no IRI", "name graphs by IRI")) from None


def _is_iri(text: str) -> bool:
    try:
        ox.NamedNode(text)
    except ValueError:
        return False
    return True
