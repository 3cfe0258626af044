"""Say what is wrong with data that is no case, and keep what can be kept of it."""

import json
from copy import deepcopy
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from antecede.case.form import filled
from antecede.case.model import SHAPES, Case, Entry
from antecede.errors import Problem

#: What to write, by the first word of what pydantic calls the problem.
WRITE = {
    "int": "write a whole number",
    "float": "write a number",
    "bool": "write true or false",
    "string": "write one text",
    "model": "write an object with keys and values",
    "dict": "write an object with keys and values",
    "too": "give at least 1 and no more than the key takes",
}


def read_or_refuse(path: Path, data: dict[str, Any]) -> tuple[Case | None, tuple[Problem, ...]]:
    """The case in data, as far as it can be read, and every problem of its shape; ``path`` names it in messages."""
    try:
        return filled(Case, data), ()
    except ValidationError as error:
        return _salvage(data, error), tuple(_problems(path, error))


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
        return filled(Case, rest)
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
    return location[:keys] if location[0] in SHAPES or location[0] == "complete" else location[:1]


def _problem(path: Path, place: str, error: dict[str, Any]) -> Problem:
    key, kind = place.rpartition("/")[2], error["type"]
    if kind == "extra_forbidden":
        return Problem(str(path), place, f"unknown key {key!r}", _nearest_key(tuple(place.split("/"))))
    if kind == "missing":
        return Problem(str(path), place, "missing", f"give {key!r}")
    shown = _shown(error["input"])
    if kind == "string_type" and isinstance(error["input"], int | float):
        return Problem(str(path), place, f"{shown} is a number where a text has to stand", "write it in quotes")
    return Problem(str(path), place, f"{shown} will not do", _remedy(kind, error))


def _remedy(kind: str, error: dict[str, Any]) -> str:
    """What to write instead, in the words of case files."""
    given, said = error["input"], str(error["msg"])
    if given is None:
        return "write a value, or leave the key out where it may be"
    if kind == "tuple_type":
        return f"write a list: [{json.dumps(given)}]" if isinstance(given, str | int | float) else "write a list: [...]"
    bound = kind.partition("_")[0] in ("greater", "less")
    plain = (said[:1].lower() + said[1:]).replace("input should be", "write a number" if bound else "write")
    return WRITE.get(kind.partition("_")[0], plain)


def _shown(value: Any) -> str:
    if value is None:
        return "null"
    try:
        text = repr(value)
    except ValueError:
        return "a number of too many digits"
    return text if len(text) <= 60 else text[:57] + "..."


def _nearest_key(location: tuple[Any, ...]) -> str:
    parents = [part for part in location[:-1] if part in SHAPES]
    model: type[Entry] = SHAPES[parents[-1]] if parents else Case
    known = list(model.__struct_fields__)
    near = get_close_matches(str(location[-1]), known, 1, 0.7)
    return f"did you mean {near[0]!r}?" if near else f"known keys are {', '.join(known)}"
