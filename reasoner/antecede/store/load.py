"""Review cases and keep them: each case and its determination whole or not at all, each once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType

from msgspec.structs import replace

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.determination.result import Determination
from antecede.errors import InputError, Problem
from antecede.explanation.path import case_iri
from antecede.report.rdf import graphs
from antecede.report.receipt import canonical
from antecede.store.change import Change
from antecede.store.graphs import BASE, LEDGER, published
from antecede.store.place import Place, Writer
from antecede.store.source import Submitted, cases_of
from antecede.version import __version__

#: So many cases are looked at before those who read see what became of them.
PUBLISHED_EVERY = 1000


@dataclass(slots=True)
class Loaded:
    """What became of the cases: those stored, those that were there already, and what was wrong with others."""

    stored: int = 0
    unchanged: int = 0
    problems: list[Problem] = field(default_factory=list)
    refused: int = 0

    @property
    def seen(self) -> int:
        """Cases that were looked at."""
        return self.stored + self.unchanged + self.refused


def load(
    place: Place,
    files: Iterable[Path],
    reviewer: Reviewer,
    *,
    policy: str = "",
    as_of: str = "",
    added: Sequence[Path] = (),
    told: Callable[[Loaded], None] = lambda loaded: None,
) -> Loaded:
    """Review the cases of files and keep them in a store, with the graph they were judged by.

    A case that is there already, unchanged and judged by the same graph, is passed over: a load that was cut short goes
    on where it stopped when it is called again.  A case that changed replaces what was stored under its id;
    determinations under other editions of a policy stay.  Cases with something wrong are told of and left out.
    ``policy`` and ``as_of`` replace what the cases say; ``added`` are the folders whose Turtle the reviewer was given;
    ``told`` is called after each case.  Raises :class:`antecede.errors.StoreError` where the store cannot be written.
    """
    changes = {key: value for key, value in (("policy", policy), ("as_of", as_of)) if value}
    return keep(place, cases_of(files), reviewer, changes, added=added, told=told)


def keep(
    place: Place,
    cases: Iterable[Submitted],
    reviewer: Reviewer,
    changes: Mapping[str, str] = MappingProxyType({}),
    *,
    added: Sequence[Path] = (),
    told: Callable[[Loaded], None] = lambda loaded: None,
) -> Loaded:
    """The same for cases that were read already; ``changes`` replace what they say."""
    with place.writing() as writer:
        loading = _Loading(writer, reviewer, changes)
        loading.graph(added)
        for submitted in cases:
            loading.case(submitted)
            told(loading.loaded)
            if loading.loaded.seen % PUBLISHED_EVERY == 0:
                writer.publish()
    return loading.loaded


class _Loading:
    """One load under way."""

    def __init__(self, writer: Writer, reviewer: Reviewer, changes: Mapping[str, str]) -> None:
        self.loaded = Loaded()
        self._writer = writer
        self._reviewer = reviewer
        self._changes = changes
        self._ledger = writer.ledger()
        self._first: dict[str, str] = {}

    def graph(self, added: Sequence[Path]) -> None:
        """Bring the published graph up to date, where it is not."""
        key = f"{__version__} {self._reviewer.engine.plan.graph_sha256}"
        if self._ledger.get(LEDGER) != key:
            fresh = published(added)
            stale = {iri for iri in self._ledger if iri.startswith(BASE) and iri != LEDGER}
            named = dict.fromkeys(fresh, key) | {LEDGER: key}
            self._writer.apply(Change(drop=sorted(stale | fresh.keys()), fill=fresh, keep=named))

    def case(self, submitted: Submitted) -> None:
        """Review a case and keep it, unless it is there."""
        case = submitted.reading.case
        try:
            if case is None or submitted.reading.problems:
                raise InputError(*submitted.reading.problems)
            self._once(case, submitted.where)
            self._keep(replace(case, **self._changes), submitted.where)
        except InputError as error:
            self.loaded.problems.extend(error.problems)
            self.loaded.refused += 1

    def _once(self, case: Case, where: str) -> None:
        first = self._first.setdefault(case.id, where)
        if first != where:
            what = f"case {case.id!r} stands in {first}, too"
            raise InputError(Problem(where, "id", what, "give each case an id of its own, or load one of them"))

    def _keep(self, case: Case, where: str) -> None:
        iri, key = case_iri(case.id), self._key(case)
        if self._ledger.get(iri) == key:
            self.loaded.unchanged += 1
            return
        self._writer.apply(change_of(self._reviewer.review(case, file=where), key))
        self._ledger[iri] = key
        self.loaded.stored += 1

    def _key(self, case: Case) -> str:
        """Hash of all that the graphs of a case are made from."""
        made_from = (canonical(case), self._reviewer.engine.plan.graph_sha256, __version__)
        return sha256("\n".join(made_from).encode()).hexdigest()


def change_of(determination: Determination, key: str) -> Change:
    """The change that keeps a case and its determination, each in the graph that bears its name.

    Paths and proofs are left out: they make two thirds of a determination, every edge of a path is a triple of the
    store anyhow, and ``antecede review --format trig`` gives them.
    """
    fill = {graph: list(dict.fromkeys(triples)) for graph, triples in graphs(determination, proof=False).items()}
    return Change(drop=list(fill), fill=fill, keep={case_iri(determination.case.id): key})
