"""Values of a case as people write them into a field, and back.

A value that was not touched is never read back: what a field shows is only a picture of it.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

Model = type[BaseModel]
YES_OR_NO = ("true", "false")


def written(value: Any) -> str:
    """A value as text: lists of plain words by commas, everything else that is no text as JSON.

    >>> written("L4-L5"), written(["L4-L5", "L5-S1"]), written(80), written(None), written([])
    ('L4-L5', 'L4-L5, L5-S1', '80', 'null', '[]')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(_plain(each) for each in value):
        return ", ".join(map(_word, value))
    return _word(value)


def _word(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> bool:
    """Whether a member of a list can stand between commas."""
    if isinstance(value, str):
        return value == value.strip() != "" and "," not in value and value[0] not in "[{"
    return isinstance(value, int | float)


def value_of(text: str, model: Model, key: str) -> Any:
    """What a text stands for under a key: the first reading that the key takes, else the text as it is.

    >>> from antecede.case.form import FORMS
    >>> Event = FORMS["events"]
    >>> value_of("80", Event, "relief"), value_of("80, 90", Event, "relief"), value_of("good", Event, "relief")
    (80, [80, 90], 'good')
    >>> value_of("L4-L5", Event, "levels"), value_of("2025", Event, "date"), value_of("much", Event, "sessions")
    (['L4-L5'], '2025', 'much')

    A number stays one where numbers may stand, so that it is not taken for a word where it is out of range:

    >>> value_of("180", Event, "relief"), value_of("80, 900", Event, "relief")
    (180, [80, 900])
    """
    text = text.strip()
    if key not in model.model_fields:
        return text
    numbers = [_json(part) for part in text.split(",")]
    if all(isinstance(each, int | float) and not isinstance(each, bool) for each in numbers):
        if len(numbers) == 1 and _takes(model, key, 1):
            return numbers[0]
        if len(numbers) == 2 and _takes(model, key, [1, 1]):
            return numbers
    taken = (each for each in _readings(text) if _takes(model, key, each))
    return next(taken, text)


def _readings(text: str) -> Iterator[Any]:
    """Everything that a text may be meant for, the likelier first."""
    plain = _json(text)
    if not isinstance(plain, str):
        yield plain
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 1:
        yield [_json(part) for part in parts]
        yield parts
    yield text
    yield [text]


def _json(text: str) -> Any:
    """JSON where it is some, of the kinds that a case can hold; else the text."""
    try:
        return json.loads(text, parse_constant=lambda name: name)
    except (ValueError, RecursionError):
        return text


def _takes(model: Model, key: str, value: Any) -> bool:
    try:
        _adapter(model, key).validate_python(value)
    except ValidationError:
        return False
    return not isinstance(value, bool) or bool in _kinds(model.model_fields[key].annotation)


@cache
def _adapter(model: Model, key: str) -> TypeAdapter[Any]:
    field = model.model_fields[key]
    kind: Any = Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation
    return TypeAdapter(kind)


def _kinds(annotation: Any) -> tuple[Any, ...]:
    """The types that a union is made of; a type by itself is one."""
    return get_args(annotation) if get_origin(annotation) not in (None, tuple, Literal) else (annotation,)


def choices(model: Model, key: str) -> tuple[str, ...]:
    """The words that alone may stand under a key; none where others may.

    >>> from antecede.case.form import FORMS
    >>> Event, Finding = FORMS["events"], FORMS["findings"]
    >>> choices(Event, "side"), choices(Finding, "present"), choices(Event, "drug")
    (('left', 'right', 'bilateral'), ('true', 'false'), ())
    """
    if key not in model.model_fields:
        return ()
    kinds = [each for each in _kinds(model.model_fields[key].annotation) if each is not type(None)]
    if kinds == [bool]:
        return YES_OR_NO
    return get_args(kinds[0]) if len(kinds) == 1 and get_origin(kinds[0]) is Literal else ()
