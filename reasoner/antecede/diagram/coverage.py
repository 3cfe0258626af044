"""The map of families of policies and acts: who covers what, as data."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from antecede.criterion.engine import Engine
from antecede.determination.survey import Entry, survey
from antecede.errors import InputError, Problem
from antecede.explanation.picture import SAY_NOTHING, SAYS_NOTHING, counted, title_case
from antecede.graph.vocabulary import name
from antecede.record.reader import YES

#: Statuses in the order in which they are told.
ORDER = ("covered", "conditional", "varies", "unproven", "not_covered", "silent")


@dataclass(frozen=True, slots=True)
class Cell:
    """What the documents of a family say of one act: coverage, and how many rules of how many documents it meets."""

    family: str
    status: str
    rules: int
    documents: int

    @property
    def note(self) -> str:
        """Rules, if any, and documents, if more than one, in words."""
        rules = [counted(self.rules, "rule", "rules")] if self.rules else []
        documents = [counted(self.documents, "document", "documents")] if self.documents > 1 else []
        return ", ".join(rules + documents)


@dataclass(frozen=True, slots=True)
class Row:
    """One act, with the families that speak of it."""

    act: str
    label: str
    cells: tuple[Cell, ...]

    @property
    def groups(self) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
        """The families by what they say."""
        said = ((status, tuple(each for each in self.cells if each.status == status)) for status in ORDER)
        return tuple((status, cells) for status, cells in said if cells)


@dataclass(frozen=True, slots=True)
class CoverageMap:
    """Families of policies and acts; acts of which no document speaks are not in it."""

    families: tuple[str, ...]
    rows: tuple[Row, ...]

    def quiet(self, row: Row) -> str:
        """How many families have no document that speaks of an act, in words; empty where all have."""
        amount = len(self.families) - len(row.cells)
        return counted(amount, SAYS_NOTHING, SAY_NOTHING) if amount else ""


def coverage_map(engine: Engine, families: Sequence[str] = (), acts: Sequence[str] = ()) -> CoverageMap:
    """The map of the latest editions in the plan of an engine: families by name, acts by label.

    Of ``families`` and of ``acts``, by their names in case files and with what is a kind of them; left out: of all.
    Raises :class:`InputError` for a name that is not known.
    """
    entries = survey(engine)
    known = tuple(dict.fromkeys(each.document.family for each in entries))
    chosen = tuple(each for each in known if not families or each in families)
    _check("family", families, known)
    wanted = _wanted(engine, acts)
    found: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries:
        if entry.document.family in chosen and (not wanted or _is_one_of(engine, entry.act, wanted)):
            found.setdefault(entry.act, {}).setdefault(entry.document.family, []).append(entry)
    rows = [
        Row(act, _label(engine, act), tuple(_cell(family, each) for family, each in said.items()))
        for act, said in found.items()
    ]
    return CoverageMap(chosen, tuple(sorted(rows, key=lambda row: (row.label, row.act))))


def _wanted(engine: Engine, acts: Sequence[str]) -> tuple[str, ...]:
    classes = engine.plan.lexicon.classes
    _check("act", acts, tuple(sorted(key for key, each in classes.items() if each.kind == "act")))
    return tuple(classes[each].iri for each in acts)


def _check(what: str, names: Sequence[str], known: Sequence[str]) -> None:
    for each in names:
        if each not in known:
            near = get_close_matches(each, known) or known
            raise InputError(Problem("draw", what, f"unknown {what} {each!r}", f"known are {', '.join(near)}"))


def _is_one_of(engine: Engine, act: str, wanted: Sequence[str]) -> bool:
    return any(act == each or engine.reader.relation(act, each) == YES for each in wanted)


def _label(engine: Engine, act: str) -> str:
    known = engine.reader.by_iri.get(act)
    return title_case(known.label if known else name(act))


def _cell(family: str, entries: list[Entry]) -> Cell:
    statuses = {each.coverage.status if each.coverage else "silent" for each in entries}
    status = statuses.pop() if len(statuses) == 1 else "varies"
    return Cell(family, status, max(len(each.criteria) for each in entries), len(entries))
