"""Read a case from the data of its file, with one clear message per problem."""

from copy import deepcopy
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from antecede.case.model import Case, Diagnosis, Event, Finding, Patient, RequestLine, SameDayAct, Source
from antecede.case.text import parsed, read_data, refuse
from antecede.errors import InputError, Problem

MODELS: dict[str, type[BaseModel]] = {
    "diagnoses": Diagnosis,
    "request": RequestLine,
    "findings": Finding,
    "events": Event,
    "patient": Patient,
    "source": Source,
    "same_day": SameDayAct,
}


class Reading(NamedTuple):
    """What a file gave: the case, as far as it can be read, what is wrong with its shape, and the data as it stands."""

    case: Case | None
    problems: tuple[Problem, ...]
    data: dict[str, Any] | None = None


def read_case(path: Path) -> Case:
    """The case in a file.  Raises :class:`InputError` with every problem of its shape.

    A file that wraps a case (``{"why": …, "case": {…}, "expected": {…}}``) is read as the case inside.
    Keywords of JSON-LD (``@context``, ``@id``, ``@type``) are for other readers and passed over.
    """
    reading = read_as_far(path)
    if reading.case is None or reading.problems:
        raise InputError(*reading.problems)
    return reading.case


def read_as_far(path: Path) -> Reading:
    """The case in a file without the values that will not do, so that the rest can be checked too."""
    try:
        return _reading(path, read_data(path))
    except InputError as error:
        return Reading(None, error.problems)


def read_line(path: Path, text: str) -> Reading:
    """The case in one line of a file that holds one JSON object a line; ``path`` names it in messages."""
    try:
        return _reading(path, parsed(path, text))
    except InputError as error:
        return Reading(None, error.problems)


def _reading(path: Path, whole: Any) -> Reading:
    data = _case_object(path, whole)
    try:
        return Reading(Case.model_validate(data), (), data)
    except ValidationError as error:
        return Reading(_salvage(data, error), tuple(_problems(path, error)), data)


def _case_object(path: Path, data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        refuse(path, "", "a case is an object with id, as_of and request", "see docs/cases.md")
    if isinstance(data.get("case"), dict) and "request" not in data:
        data = data["case"]
    return {key: value for key, value in data.items() if not key.startswith("@")}


def _salvage(data: dict[str, Any], error: ValidationError) -> Case | None:
    """The case without the keys that were complained of; nothing where that is no case either."""
    rest = deepcopy(data)
    found = error.errors(include_url=False, include_context=False, include_input=False)
    places = [_place(each["loc"]) for each in found]
    for place in places:
        if any(place == other[: len(place)] != other for other in places):
            continue  # a section is complained of where an entry of it is
        holder: Any = rest
        for part in place[:-1]:
            holder = holder[part]
        if isinstance(holder, dict) and place:
            holder.pop(place[-1], None)
    try:
        return Case.model_validate(rest)
    except ValidationError:
        return None


def _problems(path: Path, error: ValidationError) -> list[Problem]:
    problems: dict[str, Problem] = {}
    for each in sorted(error.errors(include_url=False, include_context=False), key=_rank):
        place = "/".join(map(str, _place(each["loc"])))
        problems.setdefault(place, _problem(path, place, dict(each)))
    whole = (place for place in problems if not any(other.startswith(f"{place}/") for other in problems))
    return [problems[place] for place in whole]


def _rank(error: Any) -> bool:
    """Of the branches of a union, the one that had the right type and a wrong value speaks first."""
    return "than" not in error["type"] and "finite" not in error["type"]


def _place(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Section, number and key: without the branches of a union that pydantic tried."""
    keys = 2 if location[:1] == ("patient",) else 5 if location[2:3] == ("same_day",) else 3
    return location[:keys] if location[0] in MODELS or location[0] == "complete" else location[:1]


def _problem(path: Path, place: str, error: dict[str, Any]) -> Problem:
    key, kind = place.rpartition("/")[2], error["type"]
    if kind == "extra_forbidden":
        return Problem(str(path), place, f"unknown key {key!r}", _nearest_key(tuple(place.split("/"))))
    if kind == "missing":
        return Problem(str(path), place, "missing", f"give {key!r}")
    shown = _shown(error["input"])
    if kind == "string_type" and isinstance(error["input"], int | float):
        return Problem(str(path), place, f"{shown} is a number where a text has to stand", "write it in quotes")
    return Problem(str(path), place, f"{shown} will not do", error["msg"][:1].lower() + error["msg"][1:])


def _shown(value: Any) -> str:
    try:
        text = repr(value)
    except ValueError:
        return "a number of too many digits"
    return text if len(text) <= 60 else text[:57] + "..."


def _nearest_key(location: tuple[Any, ...]) -> str:
    parents = [part for part in location[:-1] if part in MODELS]
    model = MODELS[parents[-1]] if parents else Case
    known = list(model.model_fields)
    near = get_close_matches(str(location[-1]), known, 1, 0.5)
    return f"did you mean {near[0]!r}?" if near else f"known keys are {', '.join(known)}"
