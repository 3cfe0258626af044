"""Class expressions: what a fact has to be like to belong to a class."""

from collections.abc import Iterator

import msgspec


class Expression(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Part of a class definition.  ``label`` reads as a condition: "at least 80 % relief"."""

    label: str = ""


class IsA(Expression, frozen=True, tag="is_a"):
    """The fact is of a named class."""

    cls: str


class Within(Expression, frozen=True, tag="within"):
    """A number of the fact lies in a range; ``strict`` ends are excluded."""

    attribute: str
    low: float | None = None
    high: float | None = None
    low_strict: bool = False
    high_strict: bool = False


class HasWord(Expression, frozen=True, tag="has_word"):
    """An attribute of the fact is a word; a broader word leaves it open."""

    attribute: str
    word: str


class HasFlag(Expression, frozen=True, tag="has_flag"):
    """A yes-or-no attribute of the fact has a value."""

    attribute: str
    value: bool


class HasLevel(Expression, frozen=True, tag="has_level"):
    """The levels of the fact take in one."""

    level: str


class HasAny(Expression, frozen=True, tag="has_any"):
    """An attribute of the fact is recorded at all."""

    attribute: str


class States(Expression, frozen=True, tag="states"):
    """The entry says something under a key of the case file; what it says does not matter, and leaving out is no."""

    key: str


class Related(Expression, frozen=True, tag="related"):
    """The fact stands in a relation to another fact of a class."""

    relation: str
    to: "AnyExpression"


class All(Expression, frozen=True, tag="all"):
    """The fact meets every part."""

    parts: tuple["AnyExpression", ...]


class Some(Expression, frozen=True, tag="some"):
    """The fact meets one of the parts."""

    parts: tuple["AnyExpression", ...]


class No(Expression, frozen=True, tag="no"):
    """The fact does not meet the part."""

    part: "AnyExpression"


AnyExpression = IsA | Within | HasWord | HasFlag | HasLevel | HasAny | States | Related | All | Some | No


class Pattern(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A class of facts that a criterion counts.

    ``bases`` are the named classes "before thresholds and levels": a fact of one of them is such a fact, whether it
    qualifies or not.  ``conditions`` are what it has to meet beyond that.  Listing one member of a class in ``closing``
    lists them all; where ``apart`` holds, each of ``names`` needs one of its own.  A denial, or a complete list, has to
    take in the classes in ``names``.  A fact that shares its day with one of ``confounders`` counts neither for nor
    against.
    ``stage``: empty for what was done or found; ``requested`` and ``planned`` patterns see only such facts.
    """

    iri: str
    label: str
    plural: str
    bases: tuple[str, ...]
    conditions: tuple[AnyExpression, ...] = ()
    closing: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    apart: bool = False
    confounders: tuple[AnyExpression, ...] = ()
    stage: str = ""


def ranges(expression: AnyExpression) -> Iterator[Within]:
    """Every range that an expression asks for, or denies; classes that it names are not looked into."""
    match expression:
        case Within():
            yield expression
        case Related():
            yield from ranges(expression.to)
        case No():
            yield from ranges(expression.part)
        case All() | Some():
            for part in expression.parts:
                yield from ranges(part)
