"""Read a case from the data of its file, with one clear message per problem."""

from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from antecede.case.model import Case
from antecede.case.text import parsed, read_data, refuse
from antecede.errors import InputError, Problem


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
        return Reading(msgspec.convert(data, Case), (), data)
    except msgspec.ValidationError:
        from antecede.case.refusal import read_or_refuse  # forms are made when they are needed

        return Reading(*read_or_refuse(path, data), data)


def _case_object(path: Path, data: Any) -> dict[str, Any]:
    if not isinstance(data, dict):
        refuse(path, "", "a case is an object with id, as_of and request, one a file", "see docs/cases.md")
    if isinstance(data.get("case"), dict) and "request" not in data:
        data = data["case"]
    return {key: value for key, value in data.items() if not key.startswith("@")}
