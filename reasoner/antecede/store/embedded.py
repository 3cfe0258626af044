"""A store on disk: one process writes, any number read.

Whoever writes holds the database of ``data``.  Those who read never touch it: they open the newest of ``published``,
which are copies by hard link, made in an instant and never written again.  ``unpublished`` marks that ``data`` has more
than the newest copy, so that what a killed writer left is published by the next process that comes by.
"""

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from antecede.errors import Problem, StoreError
from antecede.store.change import Change, ledger_query
from antecede.store.fault import engine_error
from antecede.store.graphs import LEDGER
from antecede.store.guard import names_graphs
from antecede.store.lock import is_unused, used
from antecede.store.place import Dataset, Result, named_nodes
from antecede.store.rewording.suspicion import suspected

#: What relative IRIs of a query are relative to: ``<case/seed-000>`` is a case.
BASE_IRI = "https://w3id.org/antecede/"
_LEDGER = ox.NamedNode(LEDGER)


class Embedded:
    """A store in a folder."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self._folder = folder
        self._data = folder / "data"
        self._copies = folder / "published"
        self._mark = folder / "unpublished"
        self.reworded: tuple[str, ...] = ()
        self._open: tuple[int, ox.Store] | None = None
        self._in_use = contextlib.ExitStack()

    # --- reading ------------------------------------------------------------------------------------------------------

    def run(self, query: str, dataset: Dataset) -> Result:
        """The result of a query over what was published last; what the engine gets wrong is asked in other words."""
        store = self._reading()
        try:
            asked, self.reworded = _worded(query)
            if not dataset:
                united = not names_graphs(query)
                return store.query(asked, base_iri=BASE_IRI, use_default_graph_as_union=united)
            default, named = named_nodes(dataset.default), named_nodes(dataset.named)
            return store.query(asked, base_iri=BASE_IRI, default_graph=default, named_graphs=named)
        except SyntaxError as error:
            raise engine_error(str(error)) from None
        except OSError as error:
            raise StoreError(Problem(self.name, "", f"cannot be read: {error}", "load the cases again")) from None

    def note(self) -> str:
        """Whether cases are being loaded that an answer does not see yet."""
        return "cases are being loaded: this answers from those before" if self._mark.exists() else ""

    def _reading(self) -> ox.Store:
        """The newest copy, opened."""
        if self._mark.exists():
            self._publish_what_was_left()
        newest = self._newest()
        if not newest:
            what = "is being loaded for the first time" if self._mark.exists() else "holds no decided cases"
            raise StoreError(Problem(self.name, "", what, "run antecede load CASES, or name another --store"))
        if self._open is None or self._open[0] != newest:
            self._open = newest, self._opened(newest)
        return self._open[1]

    def _opened(self, number: int) -> ox.Store:
        """A copy, opened and held as in use; where a writer took it away meanwhile, the one that came after."""
        self._in_use.close()
        try:
            self._in_use.enter_context(used(self._copies / f"{number}.lock"))
            return ox.Store.read_only(str(self._copies / str(number)))
        except OSError as error:
            if (newer := self._newest()) > number:
                return self._opened(newer)
            what = f"copy {number} cannot be opened: {error}"
            raise StoreError(Problem(self.name, "", what, "load the cases again")) from None

    def _newest(self) -> int:
        if not self._copies.is_dir():
            return 0
        return max((int(path.name) for path in self._copies.iterdir() if path.name.isdigit()), default=0)

    def _publish_what_was_left(self) -> None:
        """Publish for a writer that was killed; while one is at work, leave it to that."""
        with contextlib.suppress(OSError):
            self.publish(ox.Store(str(self._data)))

    # --- writing ------------------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def writing(self) -> Iterator["EmbeddedWriter"]:
        """The store to write to.  Raises :class:`antecede.errors.StoreError` while another process writes."""
        try:
            self._copies.mkdir(parents=True, exist_ok=True)
            store = ox.Store(str(self._data))
        except OSError as error:
            locked = "lock" in str(error).lower()
            what = "is being written by another process" if locked else f"cannot be written: {error}"
            raise StoreError(Problem(self.name, "", what, "wait for it, or name another --store")) from None
        writer = EmbeddedWriter(self, store)
        try:
            yield writer
        finally:
            if self._mark.exists():
                self.publish(store)
            writer.close()

    def mark(self) -> None:
        """Note that there is more than was published."""
        self._mark.touch()

    def publish(self, store: ox.Store) -> None:
        """Copy what ``store``, the open database of this folder, holds; copies that nobody reads go."""
        number = self._newest() + 1
        fresh = self._copies / f"{number}.partial"
        shutil.rmtree(fresh, ignore_errors=True)
        store.flush()
        store.backup(str(fresh))
        fresh.rename(self._copies / str(number))
        self._mark.unlink(missing_ok=True)
        for path in self._copies.iterdir():
            if path.name.isdigit() and int(path.name) < number:
                self._remove(path)

    def _remove(self, copy: Path) -> None:
        lock = copy.with_suffix(".lock")
        if is_unused(lock):
            shutil.rmtree(copy, ignore_errors=True)
            lock.unlink(missing_ok=True)


def _worded(query: str) -> tuple[str, tuple[str, ...]]:
    """What to ask the engine, and the constructs for which that is not the query itself."""
    if not suspected(query):
        return query, ()
    from antecede.store.rewording.reworded import reworded

    return reworded(query, BASE_IRI)


class EmbeddedWriter:
    """The open database of a folder.  Every change is one transaction."""

    def __init__(self, place: Embedded, store: ox.Store) -> None:
        self._place = place
        self._store = store

    def apply(self, change: Change) -> None:
        """Make a change, whole or not at all."""
        self._place.mark()
        if self._holds_some(change):
            (request,) = change.requests(most=10**9)
            self._store.update(request)
        else:  # nothing to take away: the same as one transaction, without a text to be read
            self._store.extend(change.quads())

    def _holds_some(self, change: Change) -> bool:
        """Whether something is there of what a change replaces."""
        dropped, marked = map(ox.NamedNode, change.drop), map(ox.NamedNode, change.keep)
        there = (each for mark in marked for each in self._store.quads_for_pattern(mark, None, None, _LEDGER))
        return any(map(self._store.contains_named_graph, dropped)) or next(there, None) is not None

    def ledger(self) -> dict[str, str]:
        """Hashes kept so far."""
        rows = self._store.query(ledger_query())
        assert isinstance(rows, ox.QuerySolutions)
        return {row["node"].value: row["key"].value for row in rows}

    def publish(self) -> None:
        """Let those who read see what has been written."""
        self._place.publish(self._store)

    def close(self) -> None:
        """Let go of the database, so that another process may write."""
        del self._store
