"""Policies, pathways, steps, guidelines and notes as data."""

import msgspec

from antecede.knowledge.criterion import Citation


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A rung of a pathway.

    ``before`` are all steps that have to be complete first, directly or not, in walking order.
    """

    iri: str
    label: str
    requires: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    may_offer: tuple[str, ...] = ()
    entry: tuple[str, ...] = ()
    completed_by: tuple[str, ...] = ()
    applies_when: str = ""
    leads_to: tuple[str, ...] = ()
    caution: str = ""


class Pathway(msgspec.Struct, frozen=True, kw_only=True):
    """Steps in walking order (each after all that it requires) towards acts for some generators."""

    iri: str
    label: str
    generators: tuple[str, ...]
    steps: tuple[Step, ...]
    entry: tuple[str, ...] = ()
    caution: str = ""


class Coverage(msgspec.Struct, frozen=True, kw_only=True):
    """What a policy says about covering a class of act."""

    iri: str
    label: str
    act: str
    status: str
    notation: str = ""
    citations: tuple[Citation, ...] = ()


class Policy(msgspec.Struct, frozen=True, kw_only=True):
    """An edition of a policy.  Days are ordinals; ``until`` is none while it has no end."""

    iri: str
    notation: str
    label: str
    issuer: str
    edition: str
    from_day: int
    until_day: int | None
    known_by: str
    pathways: tuple[Pathway, ...]
    rules: tuple[str, ...]
    coverage: tuple[Coverage, ...]


class Recommendation(msgspec.Struct, frozen=True, kw_only=True):
    """Advice of a guideline on classes of act, in the population that ``scope`` describes."""

    iri: str
    notation: str
    label: str
    acts: tuple[str, ...]
    disclosed_for: tuple[str, ...]
    scope: tuple[str, ...]
    direction: str
    strength: str
    certainty: str
    caution: str = ""


class Guideline(msgspec.Struct, frozen=True, kw_only=True):
    """A guideline: it advises and never decides."""

    iri: str
    notation: str
    label: str
    edition: str
    from_day: int
    known_by: str
    recommendations: tuple[Recommendation, ...]
    citations: tuple[Citation, ...]
    caution: str = ""


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """Text told where it is relevant: ``kind`` is alert, pitfall, risk, correction, note or evidence."""

    iri: str
    kind: str
    notation: str
    label: str
    text: str
    acts: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    told_with: tuple[str, ...] = ()
    told_when: tuple[str, ...] = ()
    applies_when: str = ""
    direction: str = ""
    strength: str = ""
    grade: str = ""
    known_by: str = ""
    citations: tuple[Citation, ...] = ()
