"""The case file (contract of section 6 of the design): keys and plain shapes.

Names of classes, words and codes belong to the graph and are checked by :mod:`antecede.record`.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Side = Literal["left", "right", "bilateral"]
Percent = Annotated[float, Field(ge=0, le=100)]
Score = Annotated[float, Field(ge=0)]


class Entry(BaseModel):
    """Base of all parts of a case: frozen, and no key but those named."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Source(Entry):
    """Where an entry was read."""

    document: str = ""
    date: str = ""
    quote: str = ""


class Patient(Entry):
    """The patient, without identity."""

    age: Annotated[float, Field(ge=0, le=130)] | None = None
    sex: str = ""


class Diagnosis(Entry):
    """A coded diagnosis (ICD-10-CM)."""

    code: str
    primary: bool = False
    source: str | Source = ""


class Service(Entry):
    """What is said of a service that is asked for or planned.  ``act`` is needed where the code names none."""

    code: str = ""
    act: str = ""
    units: Annotated[int, Field(ge=1)] | None = None
    levels: tuple[str, ...] = ()
    side: Side | None = None
    region: str = ""
    modifiers: tuple[str, ...] | None = None
    guidance: str = ""
    contrast: bool | None = None
    sedation: str = ""
    agent: str | tuple[str, ...] = ""
    source: str | Source = ""


class SameDayAct(Service):
    """Another act planned for the day of a request line; a file may write its class alone."""


def _named_alone(value: object) -> object:
    """The class of an act as the act."""
    return {"act": value} if isinstance(value, str) else value


class RequestLine(Service):
    """One service asked for, and what else is planned for its day."""

    line: int
    code: str
    same_day: tuple[Annotated[SameDayAct, BeforeValidator(_named_alone)], ...] = ()


class Finding(Entry):
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
    value: float | None = None
    of: Annotated[int, Field(ge=0)] | None = None
    scale: str = ""
    duration: str = ""
    date: str = ""
    source: str | Source = ""


class Event(Entry):
    """Something done, planned, contraindicated, or expressly not done."""

    type: str
    date: str = ""
    start: str = ""
    end: str = ""
    duration: str = ""
    status: Literal["done", "not_done", "planned", "contraindicated"] = "done"
    outcome: str = ""
    sessions: Annotated[int, Field(ge=0)] | None = None
    supervised: bool | None = None
    count: Annotated[int, Field(ge=1)] | None = 1
    levels: tuple[str, ...] = ()
    side: Side | None = None
    region: str = ""
    relief: Percent | tuple[Percent, Percent] | str | None = None
    relief_duration: str | tuple[str, str] = ""
    scale: str = ""
    function: str = ""
    function_scale: str = ""
    score_before: Score | None = None
    score_after: Score | None = None
    function_gain: Percent | tuple[Percent, Percent] | None = None
    technique: str = ""
    modifiers: tuple[str, ...] | None = None
    guidance: str = ""
    contrast: bool | None = None
    sedation: str = ""
    agent: str | tuple[str, ...] = ""
    drug: str = ""
    dose: str = ""
    source: str | Source = ""


class Submission(Entry):
    """To whom a case is submitted, as it names it."""

    contractor: str = ""
    state: str = ""


class Case(Entry):
    """Everything submitted for one prior authorization.

    ``policy`` names a family of documents; ``contractor`` or ``state``, and ``service_date`` (left out: ``as_of``),
    choose among them.
    """

    id: Annotated[str, Field(min_length=1)]
    as_of: str
    received: str = ""
    policy: str = ""
    contractor: str = ""
    state: str = ""
    service_date: str = ""
    patient: Patient | None = None
    diagnoses: tuple[Diagnosis, ...] = ()
    request: Annotated[tuple[RequestLine, ...], Field(min_length=1)]
    findings: tuple[Finding, ...] = ()
    events: tuple[Event, ...] = ()
    complete: tuple[str, ...] = ()
