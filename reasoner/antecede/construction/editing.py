"""Apply changes to a case: a new case, and from its entries back to what they were before."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from antecede.case.model import Case, Diagnosis, Entry, Event, Finding, RequestLine
from antecede.construction.change import Change, Changes, Slot, Verb
from antecede.construction.entries import EntryWriter
from antecede.construction.names import Namer
from antecede.construction.schedule import NOWHEN, Schedule, Scheduler
from antecede.construction.trait import Trait
from antecede.record.fact import Fact
from antecede.record.record import Record
from antecede.truth.day import days, text

MODELS: Mapping[str, type[Entry]] = {
    "diagnoses": Diagnosis,
    "findings": Finding,
    "events": Event,
    "request": RequestLine,
}


class Edited(NamedTuple):
    """A changed case; ``origins``: from the places of its entries to what they were or what change made them.

    ``entries``: what each change wrote; ``earliest``: when what is due can be complete.
    """

    case: Case
    origins: Mapping[str, Slot]
    entries: Mapping[Slot, tuple[tuple[str, Any], ...]]
    earliest: Mapping[object, int]


class Editor:
    """Applies changes to one case."""

    def __init__(
        self, case: Case, record: Record, writer: EntryWriter, namer: Namer, *, ample: bool, rewrite: bool
    ) -> None:
        self._case = case
        self._record = record
        self._writer = writer
        self._namer = namer
        self._ample = ample
        self._rewrite = rewrite
        self._facts = {fact.ref: fact for fact in record.facts}

    def apply(self, changes: Changes) -> Edited | None:
        """The case with the changes; nothing where one of them cannot be written."""
        schedule = Scheduler(self._record, changes, self._name, ample=self._ample).schedule()
        desk = _Desk(self._case)
        for change in changes:
            if not self._write(desk, change, schedule):
                return None
        as_of = text(schedule.as_of) if schedule.as_of != self._record.as_of else self._case.as_of
        return desk.clear(as_of, schedule.earliest)

    def _name(self, change: Change) -> str:
        named = self._namer.best(change.trait, change.slot.section)
        return named.name if named else ""

    def _write(self, desk: "_Desk", change: Change, schedule: Schedule) -> bool:
        slot = change.slot
        if change.verb is Verb.WAIT:
            return True
        if slot.section == "entry":
            return self._rework(desk, change, schedule)
        if slot.section == "request":
            desk.overlay(slot, f"request/{slot.number}", dict(change.values))
            return True
        if change.values:
            for section, entry in change.values:
                desk.add(slot, section, entry)
            return True
        for ref in change.instead:
            desk.drop(ref)
        placed = schedule.days.get(slot, NOWHEN)
        name = self._namer.best(change.trait, slot.section)
        if name is None:
            return False
        entry = self._writer.entry(slot.section, name.name, change.trait, placed, ample=self._ample)
        if entry is not None:
            desk.add(slot, slot.section, entry)
        return entry is not None

    def _rework(self, desk: "_Desk", change: Change, schedule: Schedule) -> bool:
        ref = change.slot.name
        if change.verb is Verb.DROP:
            desk.drop(ref)
            return True
        if change.verb is Verb.SET and change.trait == Trait():
            desk.overlay(change.slot, ref, dict(change.values))
            return True
        fact: Fact | None = self._facts.get(ref)
        if fact is None:
            return False
        values = self._writer.completed(fact, change.trait, ample=self._ample, rewrite=self._rewrite)
        if values is None:
            return False
        desk.overlay(change.slot, ref, {**values, **_dated(change, fact, schedule), **dict(change.values)})
        return True


def _dated(change: Change, fact: Fact, schedule: Schedule) -> dict[str, str]:
    """The day of an entry that gives none."""
    placed = schedule.days.get(change.slot)
    exact = fact.ends or (fact.when and fact.when.first == fact.when.last)
    return {"date": text(placed.end)} if placed and not exact else {}


class _Desk:
    """Entries of a case while they are changed."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._overlays: dict[str, dict[str, Any]] = {}
        self._dropped: set[str] = set()
        self._added: list[tuple[Slot, str, Any]] = []
        self._written: dict[Slot, list[tuple[str, Any]]] = {}

    def overlay(self, slot: Slot, ref: str, values: dict[str, Any]) -> None:
        self._overlays.setdefault(ref, {}).update(values)
        self._written.setdefault(slot, []).append((ref, values))

    def drop(self, ref: str) -> None:
        self._dropped.add(ref)

    def add(self, slot: Slot, section: str, entry: Any) -> None:
        self._added.append((slot, section, entry))
        self._written.setdefault(slot, []).append((section, entry))

    def clear(self, as_of: str, earliest: Mapping[object, int]) -> Edited:
        """The case as it now stands."""
        origins: dict[str, Slot] = {}
        update: dict[str, Any] = {"as_of": as_of}
        if self._case.service_date and days(self._case.service_date).last < days(as_of).last:
            update["service_date"] = as_of
        for section in MODELS:
            update[section] = tuple(self._section(section, origins))
        listed = [name for name in self._case.complete if f"complete/{name}" not in self._dropped]
        update["complete"] = (*listed, *(entry for _, section, entry in self._added if section == "complete"))
        entries = {slot: tuple(written) for slot, written in self._written.items()}
        return Edited(self._case.model_copy(update=update), origins, entries, earliest)

    def _section(self, section: str, origins: dict[str, Slot]) -> list[Entry]:
        made: list[Entry] = []
        for index, entry in enumerate(getattr(self._case, section)):
            ref = f"{section}/{index}"
            if ref not in self._dropped:
                origins[f"{section}/{len(made)}"] = Slot("entry", ref)
                made.append(self._overlaid(ref, entry, MODELS[section]))
        for slot, where, entry in self._added:
            if where == section:
                origins[f"{section}/{len(made)}"] = slot
                made.append(MODELS[section].model_validate(entry))
        return made

    def _overlaid(self, ref: str, entry: Entry, model: type[Entry]) -> Entry:
        values = self._overlays.get(ref)
        if not values:
            return entry
        merged = {**entry.model_dump(exclude_unset=True), **values}
        return model.model_validate({key: value for key, value in merged.items() if value is not None})
