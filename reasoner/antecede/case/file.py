"""Read a case file: JSON, YAML or JSON-LD in UTF-8, with one clear message per problem."""

import json
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NoReturn

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


def read_case(path: Path) -> Case:
    """The case in a file.  Raises :class:`InputError` with every problem of its shape.

    A file that wraps a case (``{"why": …, "case": {…}, "expected": {…}}``) is read as the case inside.
    """
    data = _parse(path, _text(path))
    if not isinstance(data, dict):
        _refuse(path, "", "a case is an object with id, as_of and request", "see docs/cases.md")
    if isinstance(data.get("case"), dict) and "request" not in data:
        data = data["case"]
    if _depth(data) > DEEPEST:
        _refuse(path, "", f"nested more than {DEEPEST} deep", "a case is a flat list of entries")
    try:
        return Case.model_validate(data)
    except ValidationError as error:
        raise InputError(*_problems(path, error)) from None


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
        _refuse(path, "", str(error), "keep one of them")


def _yaml(path: Path, text: str) -> Any:
    import yaml

    class Loader(yaml.SafeLoader):
        """Dates stay text; aliases are refused, since they can stand for more than a file can hold."""

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


def _children(data: Any) -> Iterable[Any]:
    return data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()


def _problems(path: Path, error: ValidationError) -> list[Problem]:
    problems: dict[str, Problem] = {}
    for each in error.errors(include_url=False, include_context=False):
        place = "/".join(str(part) for part in each["loc"] if isinstance(part, int) or part.isidentifier())
        place = place.removesuffix("/float").removesuffix("/str")
        problems.setdefault(place, _problem(path, place, dict(each)))
    return list(problems.values())


def _problem(path: Path, place: str, error: dict[str, Any]) -> Problem:
    key, kind = str(error["loc"][-1]) if error["loc"] else "", error["type"]
    if kind == "extra_forbidden":
        return Problem(str(path), place, f"unknown key {key!r}", _nearest_key(error["loc"]))
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
