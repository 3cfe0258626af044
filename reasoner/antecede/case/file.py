"""Read a case file: JSON, YAML or JSON-LD in UTF-8, with one clear message per problem."""

import json
from collections.abc import Iterable
from copy import deepcopy
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, cast

from pydantic import BaseModel, ValidationError

from antecede.case.model import Case, Diagnosis, Event, Finding, Patient, RequestLine, Source
from antecede.errors import InputError, Problem

#: A case is some kilobytes; anything near this is no case.
LARGEST = 5_000_000
DEEPEST = 20
MODELS: dict[str, type[BaseModel]] = {
    "diagnoses": Diagnosis,
    "request": RequestLine,
    "findings": Finding,
    "events": Event,
    "patient": Patient,
    "source": Source,
}


class Reading(NamedTuple):
    """What a file gave: the case, as far as it can be read, and what is wrong with its shape."""

    case: Case | None
    problems: tuple[Problem, ...]


def read_case(path: Path) -> Case:
    """The case in a file.  Raises :class:`InputError` with every problem of its shape.

    A file that wraps a case (``{"why": …, "case": {…}, "expected": {…}}``) is read as the case inside.
    """
    reading = read_as_far(path)
    if reading.case is None or reading.problems:
        raise InputError(*reading.problems)
    return reading.case


def read_as_far(path: Path) -> Reading:
    """The case in a file without the values that will not do, so that the rest can be checked too."""
    try:
        data = _case_object(path)
    except InputError as error:
        return Reading(None, error.problems)
    try:
        return Reading(Case.model_validate(data), ())
    except ValidationError as error:
        return Reading(_salvage(data, error), tuple(_problems(path, error)))


def _case_object(path: Path) -> dict[str, Any]:
    data = _parse(path, _text(path))
    if not isinstance(data, dict):
        _refuse(path, "", "a case is an object with id, as_of and request", "see docs/cases.md")
    if isinstance(data.get("case"), dict) and "request" not in data:
        data = data["case"]
    if not _encodable(data):
        _refuse(path, "", "holds half a character (a lone surrogate)", "write the text in UTF-8")
    if _depth(data) > DEEPEST:
        _refuse(path, "", f"nested more than {DEEPEST} deep", "a case is a flat list of entries")
    return cast("dict[str, Any]", data)


def _salvage(data: dict[str, Any], error: ValidationError) -> Case | None:
    """The case without the keys that were complained of; nothing where that is no case either."""
    rest = deepcopy(data)
    for each in error.errors(include_url=False, include_context=False, include_input=False):
        place = _place(each["loc"])
        holder: Any = rest
        for part in place[:-1]:
            holder = holder[part]
        if isinstance(holder, dict) and place:
            holder.pop(place[-1], None)
    try:
        return Case.model_validate(rest)
    except ValidationError:
        return None


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > LARGEST:
            _refuse(path, "", f"{size:,} bytes are no case", f"a case file has at most {LARGEST:,}")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse(path, f"byte {error.start}", "not UTF-8", "save the file as UTF-8")
    except OSError as error:
        _refuse(path, "", error.strerror or str(error), "name a file that can be read")


def _parse(path: Path, text: str) -> Any:
    try:
        return _yaml(path, text) if path.suffix in (".yaml", ".yml") else json.loads(text, object_pairs_hook=_once)
    except RecursionError:
        _refuse(path, "", "nested too deep to be read", "a case is a flat list of entries")
    except json.JSONDecodeError as error:
        _refuse(path, f"line {error.lineno}, column {error.colno}", f"not JSON: {error.msg}", "mend the syntax there")
    except ValueError as error:
        _refuse(path, "", str(error), "correct it")


def _yaml(path: Path, text: str) -> Any:
    import yaml

    class Loader(yaml.SafeLoader):
        """Dates stay text, keys stand once; aliases are refused, since they can stand for more than a file can hold."""

        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
            return _once(
                [(self.construct_object(key, deep), self.construct_object(value, True)) for key, value in node.value]
            )

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=Loader)):
            _refuse(path, "", "YAML aliases are not read", "write each entry out")
        return yaml.load(text, Loader=Loader)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}" if mark else ""
        _refuse(path, place, f"not YAML: {error.problem}", "mend the syntax there")
    except yaml.YAMLError as error:
        _refuse(path, "", f"not YAML: {error}", "mend the syntax")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise ValueError(f"key {twice!r} stands twice in one object")
    return found


def _depth(data: Any) -> int:
    level, depth = [data], 0
    while level and depth <= DEEPEST:
        level = [child for each in level for child in _children(each)]
        depth += 1
    return depth


def _encodable(data: Any) -> bool:
    try:
        json.dumps(data, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        return False
    return True


def _children(data: Any) -> Iterable[Any]:
    return data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()


def _problems(path: Path, error: ValidationError) -> list[Problem]:
    problems: dict[str, Problem] = {}
    for each in sorted(error.errors(include_url=False, include_context=False), key=_rank):
        place = "/".join(map(str, _place(each["loc"])))
        problems.setdefault(place, _problem(path, place, dict(each)))
    return list(problems.values())


def _rank(error: Any) -> bool:
    """Of the branches of a union, the one that had the right type and a wrong value speaks first."""
    return "than" not in error["type"] and "finite" not in error["type"]


def _place(location: tuple[int | str, ...]) -> tuple[int | str, ...]:
    """Section, number and key: without the branches of a union that pydantic tried."""
    keys = 2 if location[:1] == ("patient",) else 3
    return location[:keys] if location[0] in MODELS or location[0] == "complete" else location[:1]


def _problem(path: Path, place: str, error: dict[str, Any]) -> Problem:
    key, kind = place.rpartition("/")[2], error["type"]
    if kind == "extra_forbidden":
        return Problem(str(path), place, f"unknown key {key!r}", _nearest_key(tuple(place.split("/"))))
    if kind == "missing":
        return Problem(str(path), place, "missing", f"give {key!r}")
    value = repr(error["input"])
    shown = value if len(value) <= 60 else value[:57] + "..."
    return Problem(str(path), place, f"{shown} will not do", error["msg"][:1].lower() + error["msg"][1:])


def _nearest_key(location: tuple[Any, ...]) -> str:
    parents = [part for part in location[:-1] if part in MODELS]
    model = MODELS[parents[-1]] if parents else Case
    known = [key for key in model.model_fields if key != "context"]
    near = get_close_matches(str(location[-1]), known, 1, 0.5)
    return f"did you mean {near[0]!r}?" if near else f"known keys are {', '.join(known)}"


def _refuse(path: Path, place: str, what: str, remedy: str) -> NoReturn:
    raise InputError(Problem(str(path), place, what, remedy))
