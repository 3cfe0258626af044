"""A change of a case in words."""

from collections.abc import Iterable
from typing import Any

from antecede.construction.change import Change, Verb
from antecede.criterion.engine import Engine
from antecede.explanation.fact import describe, measures
from antecede.explanation.words import clean, listing
from antecede.record.record import Record
from antecede.repair.repairs import Step
from antecede.truth.day import days, text

#: Keys that say where something is or when; others are told by the label of what they are read as.
PLAIN = {"side": "side", "levels": "levels", "units": "units", "act": "act", "start": "start", "end": "end"}


class ChangeTeller:
    """Says what a change of one case is."""

    def __init__(self, engine: Engine, record: Record) -> None:
        self._engine = engine
        self._facts = {fact.ref: fact for fact in record.facts}
        self._labels = PLAIN | {each.key: each.label for each in engine.plan.lexicon.attributes.values()}

    def tell(self, step: Step) -> str:
        """What is to be there afterwards, without the kind of change and without its date."""
        change = step.change
        match change.verb:
            case Verb.WAIT:
                return f"time to go by until {text(change.until)}"
            case Verb.DROP:
                return self._taken_back(change)
            case Verb.SET | Verb.FILL if change.slot.name.startswith("request/"):
                return f"request line: {self._values(step)}"
            case Verb.FILL:
                return f"{self._entry(change)}: {listing(self._keys(step))} to be told"
            case Verb.SET if change.slot.section == "entry":
                return self._turned(step)
        return self._new(step) if change.slot.section != "line" else self._line(step)

    def _new(self, step: Step) -> str:
        """New entries by their class and what they have to say."""
        return listing(self._written(section, values) for section, values in step.entries if values is not None)

    def _written(self, section: str, values: Any) -> str:
        if section == "complete":
            return f"none of them beyond those on record: {self._class(values)}"
        if section == "diagnoses":
            code = self._engine.plan.lexicon.diagnosis(values["code"])
            return f"diagnosis code {values['code']}" + (f" ({code.label})" if code else "")
        label = self._class(values["type"])
        if values.get("present") is False:
            return f"{label} recorded as absent"
        if values.get("status") == "not_done":
            return f"{label} recorded as not done"
        return ", ".join(filter(None, (label, _length(values), *measures(values))))

    def _class(self, name: str) -> str:
        known = self._engine.reader.classes.get(name)
        return known.label if known else name

    def _entry(self, change: Change) -> str:
        fact = self._facts.get(change.slot.name)
        return describe(fact, self._engine) if fact else change.slot.name

    def _taken_back(self, change: Change) -> str:
        return f"taken back: {self._entry(change)}"

    def _turned(self, step: Step) -> str:
        given = dict(step.change.values)
        if given.get("present") is False:
            return f"{self._entry(step.change)}: shown not to be there"
        return f"{self._entry(step.change)}: {self._values(step)}"

    def _line(self, step: Step) -> str:
        codes = [entry.get("code", "") for _, entry in step.entries if entry]
        return f"a request line with code {listing(map(clean, codes))}"

    def _values(self, step: Step) -> str:
        return listing(f"{self._labels.get(key, key)} {_plain(value)}" for key, value in step.change.values)

    def _keys(self, step: Step) -> Iterable[str]:
        keys = (key for _, values in step.entries for key in values or ())
        return dict.fromkeys(self._labels.get(key, key.replace("_", " ")) for key in keys)


def _length(values: dict[str, Any]) -> str:
    """How long a new entry lasts, from its dates."""
    start, end = values.get("start"), values.get("end")
    if start and end:
        number = days(end).first - days(start).first
        return f"{number} day{'' if number == 1 else 's'}"
    return f"since {values['since']}" if "since" in values else ""


def _plain(value: Any) -> str:
    if isinstance(value, tuple | list):
        return listing(map(str, value))
    return clean(str(value)).replace("_", " ")
