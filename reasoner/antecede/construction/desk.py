"""Entries of a case while they are changed."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from msgspec.structs import replace

from antecede.case.model import Case, Diagnosis, Entry, Event, Finding, Patient, RequestLine
from antecede.construction.change import Slot
from antecede.truth.day import days

MODELS: Mapping[str, type[Entry]] = {
    "diagnoses": Diagnosis,
    "findings": Finding,
    "events": Event,
    "request": RequestLine,
}
#: Places of a case that stand in no list.
PATIENT, CASE = "patient", "case"
#: What a change wrote: a place or section, and its values; nothing for what was taken out.
Written = tuple[tuple[str, Any], ...]


class Edited(NamedTuple):
    """A changed case; ``origins``: from the places of its entries to what they were or what change made them.

    ``entries``: what each change wrote; ``earliest``: when what is due can be complete.
    """

    case: Case
    origins: Mapping[str, Slot]
    entries: Mapping[Slot, Written]
    earliest: Mapping[object, int]


class Desk:
    """Collects changes of entries and applies them all at once."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._overlays: dict[str, dict[str, Any]] = {}
        self._dropped: set[str] = set()
        self._added: list[tuple[Slot, str, Any]] = []
        self._written: dict[Slot, list[tuple[str, Any]]] = {}

    def overlay(self, slot: Slot, ref: str, values: dict[str, Any]) -> None:
        """Set values of an entry; none takes a key away."""
        self._overlays.setdefault(ref, {}).update(values)
        self._written.setdefault(slot, []).append((ref, values))

    def drop(self, slot: Slot, ref: str) -> None:
        """Take an entry out."""
        self._dropped.add(ref)
        self._written.setdefault(slot, []).append((ref, None))

    def add(self, slot: Slot, section: str, entry: Any) -> None:
        """Put an entry in."""
        self._added.append((slot, section, entry))
        self._written.setdefault(slot, []).append((section, entry))

    def values(self) -> Iterator[Mapping[str, Any]]:
        """All that was written into entries."""
        for written in self._written.values():
            yield from (values for _, values in written if isinstance(values, Mapping))

    def clear(self, as_of: str, earliest: Mapping[object, int]) -> Edited:
        """The case as it now stands, reviewed as of a day; where that is a later one, so is a service before it."""
        origins: dict[str, Slot] = {}
        update: dict[str, Any] = {**self._overlays.get(CASE, {}), "as_of": as_of}
        served, today = self._case.service_date, days(as_of).last
        if served and days(served).last < today > days(self._case.as_of).last:
            update["service_date"] = as_of
        for section in MODELS:
            update[section] = tuple(self._section(section, origins))
        listed = [name for name in self._case.complete if f"complete/{name}" not in self._dropped]
        update["complete"] = (*listed, *(entry for _, section, entry in self._added if section == "complete"))
        if PATIENT in self._overlays:
            update[PATIENT] = self._overlaid(PATIENT, self._case.patient or Patient(), Patient)
        entries = {slot: tuple(written) for slot, written in self._written.items()}
        return Edited(replace(self._case, **update), origins, entries, earliest)

    def _section(self, section: str, origins: dict[str, Slot]) -> list[Entry]:
        made: list[Entry] = []
        for index, entry in enumerate(getattr(self._case, section)):
            ref = f"{section}/{index}"
            if ref not in self._dropped:
                origins[f"{section}/{len(made)}"] = Slot("entry", ref)
                made.append(self._overlaid(ref, self._alone(ref, entry), MODELS[section]))
        for slot, where, entry in self._added:
            if where == section:
                origins[f"{section}/{len(made)}"] = slot
                made.append(MODELS[section].model_validate(entry))
        return made

    def _alone(self, ref: str, entry: Entry) -> Entry:
        """A request line without the acts of its day that were taken out."""
        planned = getattr(entry, "same_day", ())
        left = tuple(act for number, act in enumerate(planned) if f"{ref}/same_day/{number}" not in self._dropped)
        return entry if len(left) == len(planned) else replace(entry, same_day=left)

    def _overlaid(self, ref: str, entry: Entry, model: type[Entry]) -> Entry:
        values = self._overlays.get(ref)
        if not values:
            return entry
        merged = {**entry.said, **values}
        return model.model_validate({key: value for key, value in merged.items() if value is not None})
