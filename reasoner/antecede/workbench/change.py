"""Changes of a case by place, as they stand in a link and in a form; the case itself is never touched.

A place is where a value stands in the file: ``as_of``, ``patient/age``, ``events/1/relief``.  Entries keep their number
while a case is being changed: one that is dropped goes at the end, one that is added stands after the last.
"""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from typing import Any, NamedTuple

from pydantic import BaseModel

from antecede.case.form import CASE_FORM, FORMS
from antecede.workbench.writing import value_of, written

Data = dict[str, Any]
Pairs = Iterable[tuple[str, str]]
LISTS = ("request", "diagnoses", "findings", "events")
#: A link or a form with more is no change of a fact or two.
MOST = 300
#: Fields of a form that are no place, which has no colon: an entry to drop; before the place of an entry, a key that
#: it does not have yet, and its value.
DROP, KEY, VALUE = ":drop", "key:", "value:"


class Changes(NamedTuple):
    """Values to set, as text, by place (an empty text takes the key away), and places of entries to drop."""

    sets: tuple[tuple[str, str], ...] = ()
    drops: tuple[str, ...] = ()

    def pairs(self) -> list[tuple[str, str]]:
        """The changes as the parameters of a link."""
        return [*(("set", f"{place}={text}") for place, text in self.sets), *(("drop", place) for place in self.drops)]

    def without(self, pair: tuple[str, str]) -> "Changes":
        """The changes but one, which :meth:`pairs` gave."""
        return of_link(each for each in self.pairs() if each != pair)


class Changed(NamedTuple):
    """A case with its changes.

    ``whole`` still holds what is dropped, so that a form shows it in its place; ``places`` leads from the place of an
    entry in ``data`` back to its place in ``whole``.
    """

    data: Data
    whole: Data
    places: dict[str, str]

    def back(self, place: str) -> str:
        """Where in ``whole`` a place of ``data`` is."""
        parts = place.split("/")
        entry = "/".join(parts[:2])
        return "/".join((self.places.get(entry, entry), *parts[2:]))


def of_link(pairs: Pairs) -> Changes:
    """The changes in the parameters of a link; what is none is passed over."""
    given = list(pairs)
    sets = dict(_split(text) for name, text in given if name == "set" and _is_place(_split(text)[0]))
    drops = dict.fromkeys(text for name, text in given if name == "drop" and _is_entry(text))
    return Changes(tuple(sets.items())[:MOST], tuple(drops)[:MOST])


def of_form(pairs: Pairs, data: Data) -> Changes:
    """The changes that a filled-in form makes to a case: what it says otherwise than the case."""
    given = list(pairs)
    fields = [
        *((name, text) for name, text in given if _is_place(name) or _is_own_key(name, data)),
        *_added_keys(given),
    ]
    sets = {place: as_field(text) for place, text in fields if as_field(text) != as_field(text_at(data, place))}
    drops = dict.fromkeys(text for name, text in given if name == DROP and _is_entry(text))
    return Changes(tuple(sets.items())[:MOST], tuple(drops)[:MOST])


def as_field(text: str) -> str:
    """A text as a field of one line gives it back."""
    return text.replace("\r", "").replace("\n", "").strip()


def _added_keys(given: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Values for keys that are named in the form itself: names and values come in the same order."""
    for entry in dict.fromkeys(name.removeprefix(KEY) for name, _ in given if name.startswith(KEY)):
        keys = (text.strip() for name, text in given if name == KEY + entry)
        values = (text for name, text in given if name == VALUE + entry)
        for key, text in zip(keys, values, strict=False):
            if _is_place(place := f"{entry}/{key.replace(' ', '_')}"):
                yield place, text


def applied(data: Data, changes: Changes) -> Changed:
    """A case with changes made to a copy of it."""
    whole = deepcopy(data)
    for place, text in changes.sets:
        _set(whole, place.split("/"), text)
    made: Data = deepcopy(whole)
    places: dict[str, str] = {}
    for section in LISTS:
        entries = whole.get(section)
        if isinstance(entries, list):
            kept = [n for n in range(len(entries)) if f"{section}/{n}" not in changes.drops]
            made[section] = [made[section][n] for n in kept]
            places |= {f"{section}/{now}": f"{section}/{was}" for now, was in enumerate(kept)}
    return Changed(made, whole, places)


def _set(whole: Data, parts: list[str], text: str) -> None:
    holder, key = _holder(whole, parts), parts[-1]
    if isinstance(holder, list):
        if key.isdigit() and int(key) < len(holder):
            holder[int(key)] = value_of(text, CASE_FORM, "")
    elif isinstance(holder, dict) and text:
        holder[key] = value_of(text, model_of(parts), key)
    elif isinstance(holder, dict):
        holder.pop(key, None)


def _holder(whole: Data, parts: list[str]) -> Any:
    """What holds the last part of a place; a section, the patient or one further entry is made where it is missing."""
    holder: Any = whole
    for depth, part in enumerate(parts[:-1]):
        if isinstance(holder, list):
            if part == str(len(holder)):
                holder.append({})
            holder = value_at(holder, part)
        elif isinstance(holder, dict):
            holder = holder.setdefault(part, [] if part in LISTS and depth == 0 else {})
    return holder


def value_at(data: Any, place: str) -> Any:
    """The value at a place; none where there is none."""
    for part in place.split("/"):
        if isinstance(data, dict):
            data = data.get(part)
        elif isinstance(data, list) and part.isdigit() and int(part) < len(data):
            data = data[int(part)]
        else:
            return None
    return data


def text_at(data: Data, place: str) -> str:
    """The value at a place as a field shows it: empty where there is none."""
    holder, key = value_at(data, place.rpartition("/")[0]) if "/" in place else data, place.rpartition("/")[2]
    there = key in holder if isinstance(holder, dict) else value_at(data, place) is not None
    return written(value_at(data, place)) if there else ""


def model_of(parts: list[str]) -> type[BaseModel]:
    """The form that says what may stand at a place."""
    if len(parts) > 1 and parts[-2] == "source":
        return FORMS["source"]
    return FORMS[parts[0]] if len(parts) > 1 and parts[0] in FORMS else CASE_FORM


def _split(text: str) -> tuple[str, str]:
    place, _, value = text.partition("=")
    return place, as_field(value)


def _is_entry(place: str) -> bool:
    section, _, number = place.partition("/")
    return section in LISTS and _is_number(number)


def _is_place(place: str) -> bool:
    """Whether a text can be a place: of a key of the case, of the patient, of an entry, or of its source."""
    parts = place.split("/")
    if parts[0] in LISTS:
        known = len(parts) < 2 or _is_number(parts[1])
        return known and (len(parts) <= 3 or (len(parts) == 4 and parts[2] == "source")) and all(parts)
    if parts[0] == "patient":
        return len(parts) <= 2 and all(parts)
    return len(parts) == 1 and parts[0] in CASE_FORM.model_fields


def _is_own_key(name: str, data: Data) -> bool:
    """Whether it is a key of the case that no case should have: it may be taken away."""
    return name in data and not name.startswith(":")


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 6
