"""Criteria as data: one kind, one struct."""

import msgspec

from antecede.knowledge.expression import Pattern
from antecede.truth.span import Span
from antecede.truth.window import Window


class Citation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Place in a source, with the grade given there, how it is known here and how surely (``high`` to ``low``)."""

    iri: str
    source: str
    source_label: str
    locator: str = ""
    grade: str = ""
    known_by: str = ""
    confidence: str = ""


class NotCounted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A class of facts that may be taken for qualifying ones and are not."""

    cls: str
    label: str


class Criterion(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every criterion says of itself; parts and conditions are named by IRI.

    ``question`` stands in the place of ``remedy`` while it is open whether a criterion that nothing lifts is met.
    """

    iri: str
    label: str
    notation: str = ""
    role: str = ""
    curable: bool = True
    requirement: str = ""
    remedy: str = ""
    question: str = ""
    caution: str = ""
    assumption: str = ""
    citations: tuple[Citation, ...] = ()
    concerned_acts: tuple[str, ...] = ()
    concerned_codes: tuple[str, ...] = ()
    applies_when: str = ""
    waived_by: str = ""
    not_counted: tuple[NotCounted, ...] = ()
    not_counted_because: str = ""
    shows_attribute: str = ""
    shows_of: str = ""


class Counting(Criterion, frozen=True, kw_only=True):
    """What criteria on facts of a class share.

    ``match``: what a fact has to share with the request line (``level``, ``side``, ``region``), or be to it (``line``,
    ``otherLine``, ``otherRegion``).
    ``for_each``: attributes of which the criterion has to hold for each requested value by itself.
    """

    pattern: Pattern
    match: tuple[str, ...] = ()
    for_each: tuple[str, ...] = ()
    window: Window | None = None
    earlier: Window | None = None
    after: str = ""
    contradicted_by: Pattern | None = None
    silence_satisfies: bool = False
    contraindication_satisfies: bool = False
    latest_decides: bool = False


class Count(Counting, frozen=True, kw_only=True, tag="count"):
    """At least or at most so many qualifying facts; presence is at least one, absence at most none.

    ``counts_requested``: the service asked for is one more of them, on its day, if it qualifies.
    """

    at_least: int | None = None
    at_most: int | None = None
    distinct_dates: bool = False
    apart: Span | None = None
    counts_requested: bool = False


class Duration(Counting, frozen=True, kw_only=True, tag="duration"):
    """Time covered by qualifying facts, overlaps once."""

    threshold: Span
    strict: bool = False


class Value(Counting, frozen=True, kw_only=True, tag="value"):
    """A number made of an attribute of the qualifying facts."""

    attribute: str
    aggregate: str
    at_least: float | None = None
    at_most: float | None = None
    more_than: float | None = None
    less_than: float | None = None


class Elapsed(Counting, frozen=True, kw_only=True, tag="elapsed"):
    """Time since the latest qualifying fact."""

    threshold: Span
    strict: bool = False


class Every(Counting, frozen=True, kw_only=True, tag="every"):
    """Each fact that may qualify also meets a second class."""

    each: Pattern


class KOfN(Criterion, frozen=True, kw_only=True, tag="k_of_n"):
    """Enough of several named classes have a fact."""

    members: tuple[Pattern, ...]
    at_least: int
    for_each: tuple[str, ...] = ()


class AllOf(Criterion, frozen=True, kw_only=True, tag="all_of"):
    """Holds when all parts hold."""

    parts: tuple[str, ...]


class AnyOf(Criterion, frozen=True, kw_only=True, tag="any_of"):
    """Holds when one part holds."""

    parts: tuple[str, ...]


class Not(Criterion, frozen=True, kw_only=True, tag="not"):
    """Holds when the part does not."""

    parts: tuple[str, ...]


class Readings(Criterion, frozen=True, kw_only=True, tag="readings"):
    """Two or more defensible readings of one rule."""

    parts: tuple[str, ...]


class Agreement(Criterion, frozen=True, kw_only=True, tag="agreement"):
    """No two facts of the two classes at one target."""

    pattern: Pattern
    between: tuple[Pattern, Pattern]


class CodeAgreement(Criterion, frozen=True, kw_only=True, tag="code_agreement"):
    """No coded diagnosis excludes what the record shows; a denial of ``denied`` stands against signs of it."""

    denied: tuple[str, ...]


class Request(Criterion, frozen=True, kw_only=True, tag="request"):
    """What the line itself asks for: an act of a class, or one of the codes."""

    acts: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    else_not_documented: bool = False


class Units(Criterion, frozen=True, kw_only=True, tag="units"):
    """Units are what the levels and sides of the line make."""


class AddOn(Criterion, frozen=True, kw_only=True, tag="add_on"):
    """An add-on code stands beside its primary code."""


class PartOf(Criterion, frozen=True, kw_only=True, tag="part_of"):
    """The line is no part of another line of the request."""

    codes: tuple[str, ...]


class CodeNamesAct(Criterion, frozen=True, kw_only=True, tag="code_names_act"):
    """The stated act is one that the code can stand for."""


class LevelLimit(Criterion, frozen=True, kw_only=True, tag="level_limit"):
    """The line stays within so many levels asked for in one coding region."""

    pattern: Pattern
    at_most: int


class UnitLimit(Criterion, frozen=True, kw_only=True, tag="unit_limit"):
    """Units are no more than the code allows."""


class RegionAgreement(Criterion, frozen=True, kw_only=True, tag="region_agreement"):
    """A supporting diagnosis (of the pattern, or of a generator that the act addresses) is of the line's region."""

    pattern: Pattern | None = None


class SameWork(Criterion, frozen=True, kw_only=True, tag="same_work"):
    """No other line asks for the same act at the same place."""


AnyCriterion = (
    Count
    | Duration
    | Value
    | Elapsed
    | Every
    | KOfN
    | AllOf
    | AnyOf
    | Not
    | Readings
    | Agreement
    | CodeAgreement
    | Request
    | Units
    | AddOn
    | PartOf
    | SameWork
    | CodeNamesAct
    | LevelLimit
    | UnitLimit
    | RegionAgreement
)
