"""Forms: the shapes of a case once more, made to say what is wrong with data that does not have them.

They are made from the shapes and take what those refuse: numbers as text, the class of an act alone for the act.
"""

from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

import msgspec
from msgspec import NODEFAULT, Meta
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, create_model

from antecede.case.model import SHAPES, Case, Entry, SameDayAct

E = TypeVar("E", bound=Entry)
CONFIG = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)
BOUNDS = ("ge", "le", "min_length", "max_length")


@cache
def form_of(shape: type[Entry]) -> type[BaseModel]:
    """The form of a shape."""
    fields: dict[str, Any] = {}
    for each in msgspec.structs.fields(shape):
        fields[each.name] = (_form_type(each.type), ... if each.default is NODEFAULT else each.default)
    return create_model(shape.__name__, __config__=CONFIG, **fields)


def filled(shape: type[E], data: Any) -> E:
    """The entry in the data of a file.  Raises :class:`pydantic.ValidationError` with all that is wrong with it."""
    return _entry(shape, form_of(shape).model_validate(data))


def filled_from_json(shape: type[E], data: bytes | str) -> E:
    """The entry in JSON; raises the same."""
    return _entry(shape, form_of(shape).model_validate_json(data))


def _entry(shape: type[E], form: BaseModel) -> E:
    types = {each.name: each.type for each in msgspec.structs.fields(shape)}
    return shape(**{key: _value(types[key], getattr(form, key)) for key in form.model_fields_set})


def _value(kind: Any, value: Any) -> Any:
    """A value of a form as the shape has it; ``kind`` is the type that the shape gives it."""
    if isinstance(value, BaseModel):
        return _entry(_shape_in(kind), value)
    return tuple(_value(kind, each) for each in value) if isinstance(value, tuple) else value


def _shape_in(kind: Any) -> Any:
    """The one shape that a type names; none where it names none."""
    if isinstance(kind, type) and issubclass(kind, Entry):
        return kind
    return next((shape for each in get_args(kind) if (shape := _shape_in(each))), None)


def _form_type(kind: Any) -> Any:
    """The type of a value in a form: forms for shapes, their bounds for bounds."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _bounded(_form_type(parts[0]), parts[1])
    if origin in (Union, UnionType):
        return Union[tuple(_form_type(part) for part in parts)]  # noqa: UP007 - made of parts that are not known here
    if origin is tuple:
        return tuple[_form_type(parts[0]), ...]  # type: ignore[misc]
    if origin is Literal or not issubclass(kind, Entry):
        return kind
    form = form_of(kind)
    return Annotated[form, BeforeValidator(_named_alone)] if kind is SameDayAct else form


def _bounded(kind: Any, meta: Meta) -> Any:
    """A list of a fixed length is told as such."""
    if get_origin(kind) is tuple and meta.min_length == meta.max_length:
        return tuple[(get_args(kind)[0],) * (meta.max_length or 0)]  # type: ignore[misc]
    bounds = {key: bound for key in BOUNDS if (bound := getattr(meta, key)) is not None}
    return Annotated[kind, Field(**bounds)]


def _named_alone(value: object) -> object:
    """The class of an act as the act."""
    return {"act": value} if isinstance(value, str) else value


#: The form of a case, and those of its parts by the section or key under which they stand.
CASE_FORM = form_of(Case)
FORMS = {name: form_of(shape) for name, shape in SHAPES.items()}
