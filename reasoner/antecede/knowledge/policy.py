"""Policies, pathways, steps, guidelines and notes as data."""

import msgspec

from antecede.knowledge.criterion import Citation


class Step(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
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


class Pathway(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Steps in walking order (each after all that it requires) towards acts for some generators."""

    iri: str
    label: str
    generators: tuple[str, ...]
    steps: tuple[Step, ...]
    entry: tuple[str, ...] = ()
    caution: str = ""


class Coverage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a policy says about covering a class of act."""

    iri: str
    label: str
    act: str
    status: str
    notation: str = ""
    citations: tuple[Citation, ...] = ()


class Policy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An edition of a document.  Days are ordinals; ``until_day`` is none while it has no end.

    ``family`` is what a case asks for, ``document`` what the editions of one document share.  ``contractors`` are IRIs
    of those in whose states it holds, everywhere where there are none; ``rank`` is its place among the documents of its
    family, the lowest first; ``replaces`` are IRIs of editions.

    Several documents of a family, put together, are a policy too: ``documents`` are then those it was made of, lowest
    rank first.
    """

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
    family: str = ""
    document: str = ""
    contractors: tuple[str, ...] = ()
    representative: bool = False
    rank: int = 0
    tier: str = ""
    only_where_silent: bool = False
    replaces: tuple[str, ...] = ()
    documents: tuple["Policy", ...] = ()

    @property
    def members(self) -> tuple["Policy", ...]:
        """The documents that it was made of; a document itself is its only one."""
        return self.documents or (self,)


class Recommendation(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Advice of a guideline on classes of act, in the population that ``scope`` describes.

    ``system`` is the label of what its grades belong to; ``tier`` a rough place among the grades of all systems, a hint
    that decides nothing.
    """

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
    system: str = ""
    tier: str = ""
    citations: tuple[Citation, ...] = ()


class Guideline(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A guideline: it advises and never decides.  ``told_always``: also on acts of which it does not speak."""

    iri: str
    notation: str
    label: str
    edition: str
    from_day: int
    known_by: str
    recommendations: tuple[Recommendation, ...]
    citations: tuple[Citation, ...]
    caution: str = ""
    until_day: int | None = None
    told_always: bool = False


class Note(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Text told where it is relevant: ``kind`` is alert, pitfall, risk, correction, note or evidence.

    ``told_under``: the families of policies under which alone it is told; empty: all.
    """

    iri: str
    kind: str
    notation: str
    label: str
    text: str
    acts: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    told_with: tuple[str, ...] = ()
    told_when: tuple[str, ...] = ()
    told_under: tuple[str, ...] = ()
    applies_when: str = ""
    direction: str = ""
    strength: str = ""
    grade: str = ""
    known_by: str = ""
    citations: tuple[Citation, ...] = ()
