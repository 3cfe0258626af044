"""Apply changes to a case."""

from typing import TYPE_CHECKING

from antecede.case.model import Case
from antecede.construction.change import Change, Changes, Verb
from antecede.construction.desk import Desk, Edited
from antecede.construction.places import NamedPlaces
from antecede.construction.schedule import NOWHEN, Schedule, Scheduler
from antecede.construction.trait import ANYTHING
from antecede.record.fact import Fact
from antecede.record.record import Record
from antecede.truth.day import text

if TYPE_CHECKING:
    from antecede.construction.scene import Tools

#: What is asked for is the sender's own to correct, whatever it says.
CORRECTABLE = "request/"


class Editor:
    """Applies changes to one case."""

    def __init__(self, case: Case, record: Record, tools: "Tools", *, ample: bool, rewrite: bool) -> None:
        self._case = case
        self._record = record
        self._tools = tools
        self._ample = ample
        self._rewrite = rewrite
        self._places = NamedPlaces(record, tools.engine.plan.lexicon)
        self._facts = {fact.ref: fact for fact in (*record.facts, *record.requested)}

    def apply(self, changes: Changes) -> Edited | None:
        """The case with the changes; nothing where one of them cannot be written."""
        schedule = Scheduler(self._record, changes, self._name, ample=self._ample).schedule()
        desk = Desk(self._case)
        if not all(self._write(desk, change, schedule) for change in changes):
            return None
        if not (self._rewrite or self._ample) and not self._places.hold(desk.values()):
            return None
        as_of = text(schedule.as_of) if schedule.as_of != self._record.as_of else self._case.as_of
        try:
            return desk.clear(as_of, schedule.earliest)
        except ValueError:
            return None

    def _name(self, change: Change) -> str:
        named = self._tools.namer.best(change.trait, change.slot.section)
        return named.name if named else ""

    def _write(self, desk: Desk, change: Change, schedule: Schedule) -> bool:
        slot = change.slot
        if change.verb is Verb.WAIT:
            return True
        if slot.section == "entry":
            return self._rework(desk, change, schedule)
        for ref in change.instead:
            desk.drop(slot, ref)
        if change.values:
            for section, entry in change.values:
                desk.add(slot, section, entry)
            return True
        placed, name = schedule.days.get(slot, NOWHEN), self._name(change)
        entry = self._tools.writer.entry(slot.section, name, change.trait, placed, ample=self._ample) if name else None
        if entry is not None:
            desk.add(slot, slot.section, entry)
        return entry is not None

    def _rework(self, desk: Desk, change: Change, schedule: Schedule) -> bool:
        ref = change.slot.name
        if change.verb is Verb.DROP:
            desk.drop(change.slot, ref)
            return True
        if change.verb is Verb.SET and change.trait == ANYTHING:
            desk.overlay(change.slot, ref, dict(change.values))
            return True
        fact = self._facts.get(ref)
        rewrite = self._rewrite or ref.startswith(CORRECTABLE)
        if fact is None:
            values = self._tools.writer.values(change.trait, ample=self._ample, spoken=True)
        else:
            values = self._tools.completer.completed(
                fact, change.trait, ample=self._ample, rewrite=rewrite, exact=self._rewrite
            )
        if values is None:
            return False
        dated = _dated(change, fact, schedule) if fact else {}
        desk.overlay(change.slot, ref, {**values, **dated, **dict(change.values)})
        return True


def _dated(change: Change, fact: Fact, schedule: Schedule) -> dict[str, str]:
    """The day of an entry that gives none."""
    placed = schedule.days.get(change.slot)
    exact = fact.ends or (fact.when and fact.when.first == fact.when.last)
    return {"date": text(placed.end)} if placed and not exact else {}
