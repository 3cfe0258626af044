"""A change of a case in words."""

from collections.abc import Iterable, Iterator
from typing import Any

from antecede.construction.change import Change, Kind, Verb
from antecede.determination.result import Determination
from antecede.explanation.fact import describe, measures
from antecede.explanation.words import clean, listing
from antecede.repair.repairs import Step
from antecede.truth.day import days, text

#: Keys that say where something is or when; others are told by the label of what they are read as.
PLAIN = {
    "side": "side", "levels": "levels", "units": "units", "act": "act", "code": "code", "start": "start", "end": "end",
    "duration": "length of time", "same_day": "on the same day",
}  # fmt: skip
#: How what is not done is told of.
NOT_THERE = {"not_done": "recorded as not done", "planned": "recorded as planned"}
#: What is to be done about a finding that the record gives otherwise.
AGAIN = "assessed again, with this result"
WHERE = {"type", "side", "levels", "region"}
#: What is said where the act that is asked for may have been done before, and where it would have to be.
SAME_ACT = {
    False: "an earlier one of the act that is asked for",
    True: "the act that is asked for, which has to be authorized for itself",
}
#: What ends a contradiction in favor of the other side.
ENOUGH = "a record by which it no longer holds"
#: What becomes of a service that was done, or was planned, before what has still to happen.
LATER_SERVICE = "a later day of service to be asked for"


class ChangeTeller:
    """Says what a change of one case is."""

    def __init__(self, determination: Determination) -> None:
        self._case, self._engine, self._record = determination.case, determination.engine, determination.record
        record, engine = self._record, self._engine
        self._unplaced = not any(fact.levels for fact in (*record.facts, *record.requested))
        self._facts = {fact.ref: fact for fact in record.facts}
        self._labels = {each.key: each.label for each in engine.plan.lexicon.attributes.values()} | PLAIN

    def tell(self, step: Step) -> str:
        """What is to be there afterwards, without the kind of change and without its date."""
        change = step.change
        if change.kind is Kind.CLARIFY and not change.slot.name.startswith("request/"):
            return self._reconciled(step)
        match change.verb:
            case Verb.WAIT:
                return self._awaited(change.until)
            case Verb.DROP:
                return self._taken_back(change)
            case Verb.SET | Verb.FILL if change.slot.name.startswith("request/"):
                return f"{self._request(change.slot.name)}: {self._values(step)}"
            case Verb.FILL:
                return f"{self._entry(change)}: {listing(self._keys(step))} to be told"
            case Verb.SET if change.slot.section == "entry":
                return self._turned(step)
        return self._new(step) if change.slot.section != "line" else self._line(step)

    def by(self, day: int) -> str:
        """The first day on which something can be complete, and what becomes of a service that was to be before it."""
        put_off = f", with {LATER_SERVICE}" if self._is_put_off(day) else ""
        return f"by {text(day)} at the earliest{put_off}"

    def _awaited(self, day: int) -> str:
        """A day to wait for; where the service was to be before it, one that is to be asked for."""
        return f"{LATER_SERVICE}, {text(day)} or after" if self._is_put_off(day) else f"time to go by until {text(day)}"

    def _is_put_off(self, day: int) -> bool:
        """Whether the case names a day of service that lies before a day after the review."""
        return bool(self._case.service_date) and self._record.service_day < day > self._record.as_of

    def _new(self, step: Step) -> str:
        """New entries by their class and what they have to say."""
        new = [(section, values) for section, values in step.entries if values is not None]
        told = listing(self._written(section, values) for section, values in new)
        if step.again:
            return f"{told} ({SAME_ACT[step.change.kind is Kind.DO]})"
        again = step.change.kind is Kind.DO and new[0][0] == "findings"
        return f"{AGAIN}: {told}{': positive or present' if _found(new) else ''}" if again else told

    def _written(self, section: str, values: Any) -> str:
        if section == "complete":
            return f"none of them beyond those on record: {self._class(values)}"
        if section == "diagnoses":
            code = self._engine.plan.lexicon.diagnosis(values["code"])
            return f"diagnosis code {values['code']}" + (f" ({code.label})" if code else "")
        label = self._class(values["type"])
        if values.get("present") is False:
            return f"{label} recorded as absent"
        if values.get("status") in NOT_THERE:
            return f"{label} {NOT_THERE[values['status']]}"
        if self._unplaced and "levels" in values:
            values = {key: value for key, value in values.items() if key != "levels"}
            label = f"{label} at the level that is asked for"
        return ", ".join(filter(None, (label, _length(values), *measures(values), *_recorded(values))))

    def _class(self, name: str) -> str:
        known = self._engine.reader.classes.get(name)
        return known.label if known else name

    def _entry(self, change: Change) -> str:
        fact = self._facts.get(change.slot.name)
        return describe(fact, self._engine) if fact else change.slot.name

    def _reconciled(self, step: Step) -> str:
        """Both sides of a contradiction, and the one that would have to give way; what was measured can be repeated."""
        place = step.change.slot.name
        again = "repeat or reconcile" if place.startswith("events") else "reconcile"
        opposed = listing(describe(fact, self._engine) for fact in step.opposed)
        against = f"against {opposed}" if opposed else "in the way"
        return f"{again} {self._entry(step.change)}, which stands {against}; enough is {ENOUGH}"

    def _taken_back(self, change: Change) -> str:
        if not change.slot.name.startswith("request/"):
            return f"taken back: {self._entry(change)}"
        line, _, act = change.slot.name.partition("/same_day/")
        if not act:
            return f"{self._request(line)}: not on this request"
        return f"{self._request(line)}: {self._asked_beside(line, int(act))} not on the same day"

    def _request(self, place: str) -> str:
        """A line of the request by its number and code."""
        line = self._record.lines[int(place.rpartition("/")[2])]
        return f"request line {line.number} ({clean(line.code)})"

    def _asked_beside(self, place: str, number: int) -> str:
        line = self._record.lines[int(place.rpartition("/")[2])]
        return self._class(line.entry.same_day[number].act)

    def _turned(self, step: Step) -> str:
        if step.change.until:
            return f"{self._awaited(step.change.until)}, with {self._entry(step.change)} still there"
        given = dict(step.change.values)
        again = f"{AGAIN}: " if step.change.kind is Kind.DO else ""
        if given.get("present") is False:
            return f"{again}{self._entry(step.change)}: shown not to be there"
        return f"{again}{self._entry(step.change)}: {self._values(step)}"

    def _line(self, step: Step) -> str:
        codes = [entry.get("code", "") for _, entry in step.entries if entry]
        return f"a request line with code {listing(map(clean, codes))}"

    def _values(self, step: Step) -> str:
        """What is set under each key; a level where no place is named at all, or an act, is only an example."""
        written = {key: value for _, values in step.entries for key, value in (values or {}).items()}
        if "act" in written and step.change.kind is Kind.DOCUMENT:
            return f"{self._labels.get('act', 'act')} to be named, such as {self._word('act', written['act'])}"
        return listing(self._value(key, value) for key, value in written.items())

    def _value(self, key: str, value: Any) -> str:
        label = self._labels.get(key, key.replace("_", " "))
        if value is None:
            return f"{label} left out"
        if key == "levels" and self._unplaced:
            return f"{label} to be named"
        return f"{label} {listing(self._word(key, each) for each in _several(value))}"

    def _word(self, key: str, value: Any) -> str:
        """An act by its label, another act of the day by its own, anything else as it stands."""
        if isinstance(value, dict):
            return self._class(value.get("act", ""))
        if isinstance(value, bool):
            return "yes" if value else "no"
        return self._class(str(value)) if key == "act" else clean(str(value)).replace("_", " ")

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


def _found(new: list[tuple[str, dict[str, Any]]]) -> bool:
    """Whether new entries say of something that it is there, and nothing but where."""
    return all(values.keys() <= WHERE for _, values in new)


def _recorded(values: dict[str, Any]) -> Iterator[str]:
    """What a new entry has to tell beside its numbers."""
    if "relief" in values and values.get("scale"):
        yield f"pain scale {clean(values['scale'])}"
    if values.get("function"):
        yield f"function {clean(values['function'])}"


def _several(value: Any) -> Iterable[Any]:
    return value if isinstance(value, tuple | list) else (value,)
