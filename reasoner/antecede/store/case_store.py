"""A store from Python and from notebooks: load, ask."""

from pathlib import Path

from antecede.api import Reviewer
from antecede.store.answer import Table, table
from antecede.store.ask import ask
from antecede.store.load import Loaded, load
from antecede.store.place import open_place
from antecede.store.question import Question, catalogue, question
from antecede.store.source import files_of


class CaseStore:
    """Decided cases in a folder, or behind the URL of a SPARQL server."""

    def __init__(self, place: str, seconds: float) -> None:
        self._place = open_place(place, seconds=seconds)

    def __repr__(self) -> str:
        return f"CaseStore({self._place.name!r})"

    def load(self, *paths: str | Path, reviewer: Reviewer | None = None, policy: str = "", as_of: str = "") -> Loaded:
        """Review the cases of files and folders and keep them; what became of them, with what was wrong with some.

        Raises :class:`antecede.errors.InputError` for a path that is not there and
        :class:`antecede.errors.StoreError` where the store cannot be written.
        """
        files = files_of(map(Path, paths))
        return load(self._place, files, reviewer or Reviewer(), policy=policy, as_of=as_of)

    def ask(self, asked: str, **values: object) -> Table:
        """The answer to a question of the catalogue, by its name and with values for its parameters, or to a query.

        Raises :class:`antecede.errors.QueryError` and :class:`antecede.errors.StoreError`, each with what to do.
        """
        chosen = Question("query", asked) if any(map(str.isspace, asked)) else question(asked)
        return table(ask(self._place, chosen.asked({name: str(value) for name, value in values.items()})))

    @property
    def questions(self) -> Table:
        """The catalogue."""
        rows = [(each.topic, each.name, each.title) for each in catalogue().values()]
        return Table(("topic", "name", "title"), list(rows))


def open_store(place: str | Path = "", *, seconds: float = 60) -> CaseStore:
    """The store in a folder or behind a URL; left out: ``$ANTECEDE_STORE``, else ``antecede-store``.

    ``seconds`` is how long a server may take to answer.
    """
    return CaseStore(str(place), seconds)
