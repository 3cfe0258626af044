"""A case as a form: every value that it gives in a field of its own, each problem beside the field it belongs to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from antecede.case.form import CASE_FORM, FORMS
from antecede.criterion.engine import Engine
from antecede.determination.choice import families
from antecede.errors import Problem
from antecede.explanation.words import clean
from antecede.knowledge.lexicon import Lexicon
from antecede.workbench.change import LISTS, Changed, Data, as_field, model_of, text_at, value_at
from antecede.workbench.writing import choices

#: Keys of a case that are values, in the order in which they are shown.
WHOLE = ("id", "policy", "as_of", "service_date", "received", "contractor", "state", "complete")
PATIENT = ("age", "sex")
TITLES = {"request": "Request", "diagnoses": "Diagnoses", "findings": "Findings", "events": "Events"}
#: Kinds of fact classes that may stand as the type of an entry, by section.
KINDS = {"findings": ("finding", "measurement"), "events": ("act", "event")}
#: A case with more values is changed in its file.
MOST_FIELDS = 1500
Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One value: where it stands, its text, words to choose from, the list that suggests some, what is wrong."""

    place: str
    label: str
    text: str
    options: tuple[str, ...] = ()
    suggested: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryForm:
    """One entry of a section; ``new`` stands for one that may be added."""

    place: str
    title: str
    fields: tuple[Field, ...]
    dropped: bool = False
    new: bool = False
    problems: tuple[Problem, ...] = ()

    @property
    def amiss(self) -> bool:
        """Whether something is wrong in it."""
        return bool(self.problems) or any(each.problems for each in self.fields)


@dataclass(frozen=True, slots=True)
class Section:
    """The entries of one kind, and the keys they may have."""

    name: str
    title: str
    entries: tuple[EntryForm, ...]
    keys: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A whole case.

    ``lists`` are names to choose from with what they mean; ``problems`` belong to no field, ``placed`` are the others,
    each after the id of its field and its place; ``too_large``: the case has too many values to be shown so.
    """

    fields: tuple[Field, ...]
    sections: tuple[Section, ...]
    lists: dict[str, tuple[Option, ...]]
    problems: tuple[Problem, ...] = ()
    placed: tuple[tuple[str, str, Problem], ...] = ()
    too_large: bool = False


def form(changed: Changed, drops: Iterable[str], problems: Iterable[Problem], engine: Engine) -> Form:
    """The form of a case with its changes, and with what is wrong with it."""
    return _Maker(changed, frozenset(drops), tuple(problems), engine).form()


class _Maker:
    """Makes one form."""

    def __init__(self, changed: Changed, drops: frozenset[str], problems: tuple[Problem, ...], engine: Engine) -> None:
        self._data: Data = changed.whole
        self._drops = drops
        self._problems = [(changed.back(each.place), each) for each in problems]
        self._lexicon = engine.plan.lexicon
        self._words = _words(self._lexicon)
        self._families = tuple(families(engine))
        self._placed: list[tuple[str, str, Problem]] = []

    def form(self) -> Form:
        """The whole form; problems that belong to no field of it stand above."""
        if self._size() > MOST_FIELDS:
            return Form((), (), {}, tuple(each for _, each in self._problems), too_large=True)
        whole = tuple(self._field(place) for place in (*WHOLE, *(f"patient/{key}" for key in PATIENT), *self._odd()))
        sections = tuple(self._section(name) for name in LISTS)
        loose = tuple(each for _, each in self._problems)
        return Form(whole, sections, self._lists(), loose, tuple(self._placed))

    def _size(self) -> int:
        entries = (each for name in LISTS for each in _entries(self._data, name))
        return sum(len(each) if isinstance(each, dict) else 1 for each in entries)

    def _odd(self) -> list[str]:
        """Keys that the case or the patient cannot have, and parts of the case that are not what they should be."""
        patient = self._data.get("patient")
        parts = dict.fromkeys(LISTS, list) | {"patient": dict}
        own = [
            key for key, value in self._data.items() if key not in WHOLE and not isinstance(value, parts.get(key, ()))
        ]
        below = [f"patient/{key}" for key in patient if key not in PATIENT] if isinstance(patient, dict) else []
        return [*own, *below]

    def _section(self, name: str) -> Section:
        entries = _entries(self._data, name)
        made = [self._entry(f"{name}/{number}", each) for number, each in enumerate(entries)]
        keys = tuple(FORMS[name].model_fields)
        blank = dict.fromkeys(key for each in entries if isinstance(each, dict) for key in each if key in keys)
        required = [key for key, field in FORMS[name].model_fields.items() if field.is_required()]
        fields = (self._field(f"{name}/{len(entries)}/{key}") for key in dict.fromkeys([*required, *blank]))
        made.append(EntryForm(f"{name}/{len(entries)}", "", tuple(fields), new=True))
        return Section(name, TITLES[name], tuple(made), keys, self._taken(name, whole=False))

    def _entry(self, place: str, entry: Any) -> EntryForm:
        if not isinstance(entry, dict):
            return EntryForm(place, place, (self._field(place),), place in self._drops)
        required = [key for key, field in model_of([*place.split("/"), ""]).model_fields.items() if field.is_required()]
        fields = tuple(self._field(each) for each in _places(place, entry, required))
        return EntryForm(place, self._title(entry), fields, place in self._drops, problems=self._taken(place))

    def _title(self, entry: Data) -> str:
        """What an entry is about: the label of its class, or its code."""
        named = entry.get("type") or entry.get("act") or entry.get("code") or ""
        known = self._lexicon.classes.get(named) if isinstance(named, str) else None
        code = entry.get("code", "")
        return clean(" ".join(filter(None, (str(code), known.label if known else str(named) if named != code else ""))))

    def _field(self, place: str) -> Field:
        parts, text = place.split("/"), as_field(text_at(self._data, place))
        key, model = parts[-1], model_of(parts)
        options = self._families if place == "policy" else choices(model, key) or self._closed(model, key)
        if text and options and text not in options:
            options = (*options, text)
        label = key.replace("_", " ") if len(parts) != 2 or parts[0] == "patient" else place
        return Field(place, label, text, options, self._suggested(parts), self._taken(place))

    def _closed(self, model: Any, key: str) -> tuple[str, ...]:
        """The words that the graph knows for a key that takes one word."""
        known = model.model_fields.get(key)
        closed = known is not None and known.annotation is str and model is not CASE_FORM
        return self._words.get(key, ()) if closed else ()

    def _suggested(self, parts: list[str]) -> str:
        """Name of the list that suggests values."""
        if len(parts) == 3 and parts[2] == "type":
            return parts[0]
        if parts[-1] in ("act", "contractor"):
            return f"{parts[-1]}s"
        return "codes" if parts[0] == "request" and parts[-1] == "code" else ""

    def _taken(self, place: str, *, whole: bool = True) -> tuple[Problem, ...]:
        """The problems that belong to a place or to what lies below it; each is told once."""
        mine = [each for each in self._problems if each[0] == place or (whole and each[0].startswith(f"{place}/"))]
        self._problems = [each for each in self._problems if each not in mine]
        self._placed.extend((_anchor(place), place, each) for _, each in mine)
        return tuple(each for _, each in mine)

    def _lists(self) -> dict[str, tuple[Option, ...]]:
        classes = self._lexicon.classes.items()
        named = {
            section: tuple(sorted((n, each.label) for n, each in classes if each.kind in kinds and not each.abstract))
            for section, kinds in {**KINDS, "acts": ("act",)}.items()
        }
        codes = tuple((code, each.label) for code, each in self._lexicon.procedures.items())
        contractors = tuple((name, each.label) for each in self._lexicon.contractors for name in each.names)
        return {**named, "codes": codes, "contractors": contractors}


def _entries(data: Data, section: str) -> list[Any]:
    entries = value_at(data, section)
    return entries if isinstance(entries, list) else []


def _anchor(place: str) -> str:
    """Id of the field of a place; of what holds the fields, for a section or an entry."""
    parts = place.split("/")
    return f"{'d' if parts[0] in LISTS and len(parts) < 3 else 'f'}-{place}"


def _places(place: str, entry: Data, required: Iterable[str]) -> Iterator[str]:
    """Places of the values of an entry, what has to be there first."""
    for key in dict.fromkeys([*required, *entry]):
        value = entry.get(key)
        if key == "source" and isinstance(value, dict):
            yield from (f"{place}/source/{part}" for part in value)
        else:
            yield f"{place}/{key}"


def _words(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """The words that may stand under a key, where no others may."""
    closed = (each for each in lexicon.attributes.values() if each.words and not each.open_words)
    return {each.key: tuple(sorted(each.words)) for each in closed} | {"region": tuple(lexicon.regions)}


assert set(WHOLE) | set(LISTS) | {"patient"} == set(CASE_FORM.model_fields)
