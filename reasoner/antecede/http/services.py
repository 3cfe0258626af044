"""What the routes share: the pool that answers, the reviewer, the catalogue, the templates."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from fastapi.templating import Jinja2Templates
from jinja2 import Environment, PackageLoader, StrictUndefined

from antecede.api import Reviewer
from antecede.http.job import Job
from antecede.http.pool import Measure, Pool
from antecede.http.static import Static
from antecede.store.answer import Limits
from antecede.store.ask import WHOLE
from antecede.store.place import Dataset
from antecede.store.prefixes import curie
from antecede.store.question import Question, catalogue


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server is set up: the place of its store, what queries may take, and which other origins may read it."""

    store: str
    measure: Measure = field(default_factory=Measure)
    limits: Limits = field(default_factory=Limits)
    origins: tuple[str, ...] = ()
    added: tuple[Path, ...] = ()


class Services:
    """Made once for each server."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.limits = settings.limits
        self.pool = Pool(settings.store, settings.measure)
        self.static = Static()
        self.navigation: list[tuple[str, str]] = []

    def job(self, query: str, accept: str, dataset: Dataset = WHOLE) -> Job:
        """A job for the pool, with the limits of this server."""
        return Job(query, dataset.default, dataset.named, accept, self.limits.rows, self.limits.bytes)

    @cached_property
    def reviewer(self) -> Reviewer:
        """The reviewer, made on first use."""
        return Reviewer(self.settings.added)

    @cached_property
    def questions(self) -> dict[str, Question]:
        """The catalogue."""
        return catalogue()

    @cached_property
    def templates(self) -> Jinja2Templates:
        """Templates that escape whatever they are given."""
        loader = PackageLoader("antecede.http")
        environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        environment.globals.update(static=self.static.address, navigation=self.navigation)
        environment.filters["curie"] = curie
        return Jinja2Templates(env=environment)
