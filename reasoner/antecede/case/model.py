"""The case (contract of section 6 of the design): keys and plain shapes.

Names of classes, words and codes belong to the graph and are checked by :mod:`antecede.record`.  What does not have
this shape is held against forms that can say what is wrong with it (:mod:`antecede.case.form`).
"""

import sys
from typing import Annotated, Any, Literal, Self

import msgspec
from msgspec import Meta

#: What a number of a case may be: finite.
MOST = sys.float_info.max
Side = Literal["left", "right", "bilateral"]
Number = Annotated[float, Meta(ge=-MOST, le=MOST)]
Percent = Annotated[float, Meta(ge=0, le=100)]
Score = Annotated[float, Meta(ge=0, le=MOST)]
Percents = Annotated[tuple[Percent, ...], Meta(min_length=2, max_length=2)]
Durations = Annotated[tuple[str, ...], Meta(min_length=2, max_length=2)]


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Base of all parts of a case: frozen, and no key but those named."""

    @property
    def given(self) -> dict[str, Any]:
        """Values by key, also of keys that were left out."""
        return msgspec.structs.asdict(self)

    @property
    def said(self) -> dict[str, Any]:
        """Values by key, as a file has them, that are more than what leaving the key out would say."""
        said: dict[str, Any] = msgspec.to_builtins(self)
        return said

    @classmethod
    def model_validate(cls, data: Any) -> Self:
        """The entry in the data of a file.  Raises :class:`ValueError` for data of another shape."""
        try:
            return msgspec.convert(data, cls)
        except msgspec.ValidationError:
            from antecede.case.form import filled

            return filled(cls, data)

    @classmethod
    def model_validate_json(cls, data: bytes | str) -> Self:
        """The entry in JSON; :class:`ValueError` as above, and for what is no JSON."""
        try:
            return msgspec.json.decode(data, type=cls)
        except msgspec.DecodeError:
            from antecede.case.form import filled_from_json

            return filled_from_json(cls, data)


class Source(Entry, frozen=True, kw_only=True):
    """Where an entry was read."""

    document: str = ""
    date: str = ""
    quote: str = ""


class Patient(Entry, frozen=True, kw_only=True):
    """The patient, without identity."""

    age: Annotated[float, Meta(ge=0, le=130)] | None = None
    sex: str = ""


class Diagnosis(Entry, frozen=True, kw_only=True):
    """A coded diagnosis (ICD-10-CM)."""

    code: str
    primary: bool = False
    source: str | Source = ""


class Service(Entry, frozen=True, kw_only=True):
    """What is said of a service that is asked for or planned.  ``act`` is needed where the code names none."""

    code: str = ""
    act: str = ""
    units: Annotated[int, Meta(ge=1)] | None = None
    levels: tuple[str, ...] = ()
    side: Side | None = None
    region: str = ""
    modifiers: tuple[str, ...] | None = None
    guidance: str = ""
    contrast: bool | None = None
    sedation: str = ""
    agent: str | tuple[str, ...] = ""
    source: str | Source = ""


class SameDayAct(Service, frozen=True, kw_only=True):
    """Another act planned for the day of a request line; a file may write its class alone."""


class RequestLine(Service, frozen=True, kw_only=True):
    """One service asked for, and what else is planned for its day."""

    line: int
    code: str
    same_day: tuple[SameDayAct, ...] = ()


class Finding(Entry, frozen=True, kw_only=True):
    """Something observed, or observed to be absent (``present: false``)."""

    type: str
    present: bool = True
    status: str = ""
    since: str = ""
    chronic: bool | None = None
    side: Side | None = None
    levels: tuple[str, ...] = ()
    region: str = ""
    extent: str = ""
    severity: str = ""
    modality: str = ""
    workup: str = ""
    value: Number | None = None
    of: Annotated[int, Meta(ge=0)] | None = None
    scale: str = ""
    duration: str = ""
    date: str = ""
    source: str | Source = ""


class Event(Entry, frozen=True, kw_only=True):
    """Something done, planned, contraindicated, or expressly not done."""

    type: str
    date: str = ""
    start: str = ""
    end: str = ""
    duration: str = ""
    status: Literal["done", "not_done", "planned", "contraindicated"] = "done"
    outcome: str = ""
    sessions: Annotated[int, Meta(ge=0)] | None = None
    supervised: bool | None = None
    count: Annotated[int, Meta(ge=1)] | None = 1
    levels: tuple[str, ...] = ()
    side: Side | None = None
    region: str = ""
    relief: Percent | Percents | str | None = None
    relief_duration: str | Durations = ""
    scale: str = ""
    function: str = ""
    function_scale: str = ""
    score_before: Score | None = None
    score_after: Score | None = None
    function_gain: Percent | Percents | None = None
    technique: str = ""
    modifiers: tuple[str, ...] | None = None
    guidance: str = ""
    contrast: bool | None = None
    sedation: str = ""
    agent: str | tuple[str, ...] = ""
    drug: str = ""
    dose: str = ""
    source: str | Source = ""


class Case(Entry, frozen=True, kw_only=True):
    """Everything submitted for one prior authorization.

    ``policy`` names a family of documents; ``contractor`` or ``state``, and ``service_date`` (left out: ``as_of``),
    choose among them.
    """

    id: Annotated[str, Meta(min_length=1)]
    as_of: str
    received: str = ""
    policy: str = ""
    contractor: str = ""
    state: str = ""
    service_date: str = ""
    patient: Patient | None = None
    diagnoses: tuple[Diagnosis, ...] = ()
    request: Annotated[tuple[RequestLine, ...], Meta(min_length=1)]
    findings: tuple[Finding, ...] = ()
    events: tuple[Event, ...] = ()
    complete: tuple[str, ...] = ()


#: Shapes of the parts of a case by the section or key under which they stand.
SHAPES: dict[str, type[Entry]] = {
    "diagnoses": Diagnosis,
    "request": RequestLine,
    "findings": Finding,
    "events": Event,
    "patient": Patient,
    "source": Source,
    "same_day": SameDayAct,
}
