"""What the routes share: the pool that answers, the reviewer, the library, the catalogue, the templates."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from anyio import CapacityLimiter, to_thread
from fastapi.templating import Jinja2Templates

from antecede.api import Reviewer
from antecede.comparison.compare import Comparer
from antecede.http.job import Job
from antecede.http.pool import Measure, Pool
from antecede.http.static import Static
from antecede.report.page import environment
from antecede.store.answer import Limits
from antecede.store.ask import WHOLE
from antecede.store.place import Dataset
from antecede.store.prefixes import curie
from antecede.store.question import Question, catalogue
from antecede.workbench.library import Library

TEMPLATES = Path(__file__).resolve().parent / "templates"
Given = TypeVarTuple("Given")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server is set up: the place of its store, what queries may take, and which other origins may read it.

    ``writable``: its pages may load cases into the store.
    """

    store: str
    measure: Measure = field(default_factory=Measure)
    limits: Limits = field(default_factory=Limits)
    origins: tuple[str, ...] = ()
    added: tuple[Path, ...] = ()
    writable: bool = False


#: Pages that belong to an entry of navigation whose address they do not begin with.
BELOW = {"/compare": "/policies", "/questions": "/ask", "/editor": "/ask"}


class Desk:
    """A reviewer of its own, and a thread beside the event loop: one task at a time, for they share what is kept."""

    def __init__(self, added: tuple[Path, ...]) -> None:
        self._added = added
        self._limit = CapacityLimiter(1)

    async def work(self, task: Callable[[*Given], Made], *given: *Given) -> Made:
        """What a task makes."""
        return await to_thread.run_sync(partial(task, *given), limiter=self._limit)

    @cached_property
    def reviewer(self) -> Reviewer:
        """The reviewer, made on first use."""
        return Reviewer(self._added)

    @cached_property
    def library(self) -> Library:
        """The policies that the reviewer knows, to browse."""
        return Library(self.reviewer.engine)

    @cached_property
    def comparer(self) -> Comparer:
        """What compares those policies."""
        return Comparer(self.reviewer.engine, self._added)


class Services:
    """Made once for each server; proofs for programs take seconds and have a desk apart from that of the pages."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.limits = settings.limits
        self.pool = Pool(settings.store, settings.measure)
        self.static = Static()
        self.navigation: list[tuple[str, str]] = []
        self.desk = Desk(settings.added)
        self.proofs = Desk(settings.added)

    def job(self, query: str, accept: str, dataset: Dataset = WHOLE) -> Job:
        """A job for the pool, with the limits of this server."""
        return Job(query, dataset.default, dataset.named, accept, self.limits.rows, self.limits.bytes)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The catalogue."""
        return catalogue()

    @cached_property
    def templates(self) -> Jinja2Templates:
        """Templates that escape whatever they are given."""
        made = environment(TEMPLATES)
        made.globals.update(static=self.static.address, navigation=self.navigation, under=_under)
        made.filters["curie"] = curie
        return Jinja2Templates(env=made)


def _under(path: str, address: str) -> bool:
    """Whether a page belongs to an entry of navigation."""
    first = "/" + path.split("/")[1]
    return BELOW.get(first, first) == address
