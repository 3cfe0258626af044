"""The names that a case file may use, and what they mean."""

import msgspec

from antecede.knowledge.expression import AnyExpression


class FactClass(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A class of facts.

    ``above`` are its superclasses, itself included; ``parents`` those that the graph links it to.  ``by_nerve``: its
    levels may name nerves; ``never_imaging``: it is found by examining the patient, whatever a record calls it;
    ``takes_number``: a number may be said of it; ``endures``: neither time nor care takes it away.
    ``coding`` are the coding regions in which it can lie.
    """

    iri: str
    label: str
    plural: str
    kind: str
    above: tuple[str, ...]
    parents: tuple[str, ...] = ()
    abstract: bool = False
    generators: tuple[str, ...] = ()
    manifests_in: tuple[str, ...] = ()
    by_nerve: bool = False
    never_imaging: bool = False
    takes_number: bool = False
    endures: bool = False
    coding: tuple[str, ...] = ()


class Word(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A word that may stand for an attribute; ``number`` is what it stands for as a percentage of relief.

    ``means_absent``: what it is said of is no longer there.
    """

    iri: str
    label: str
    broader: str = ""
    number: float | None = None
    means_absent: bool = False


class Attribute(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What may be said of a fact, read from ``key`` of a case file.

    Where the key is left out, the number of ``else_as`` is taken, an attribute, and after it the word of ``else_key``.
    ``counted``: it is the number of values under the key.  ``open_words``: words that are not listed may stand there.
    ``alternatives``: of several values one holds, and it is not known which; its words are named by their IRIs.
    ``can_change``: a later look may say otherwise.
    """

    iri: str
    key: str
    label: str
    unit: str = ""
    absent_means: bool | None = None
    else_key: str = ""
    else_as: str = ""
    counted: bool = False
    open_words: bool = False
    alternatives: bool = False
    can_change: bool = False
    words: dict[str, Word] = {}


class Level(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A vertebral level or motion segment; ``served_by``: levels whose medial branches serve its facet joints."""

    iri: str
    notation: str
    region: str = ""
    served_by: tuple[str, ...] = ()
    coding: tuple[str, ...] = ()


class DiagnosisCode(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An ICD-10-CM code; ``excludes`` are classes of findings that its title rules out.

    Of ``coding`` regions it fits any.  ``valid_from`` and ``valid_until`` are ordinals of days of service.
    """

    iri: str
    label: str
    above: tuple[str, ...]
    generators: tuple[str, ...] = ()
    may_support: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    excludes1: tuple[str, ...] = ()
    billable: bool = True
    coding: tuple[str, ...] = ()
    valid_from: int | None = None
    valid_until: int | None = None

    def valid_on(self, day: int) -> bool:
        """Whether the code may be used for a day of service."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_until is None or day <= self.valid_until
        )


class ProcedureCode(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A CPT or HCPCS number and the act it names.

    ``ordinal``: its place in the add-on order, 0 where it has none; ``and_further``: it stands for all later ones too.
    """

    iri: str
    label: str
    act: str = ""
    may_be: tuple[str, ...] = ()
    unlisted: bool = False
    add_on_to: tuple[str, ...] = ()
    units: str = ""
    maximum_units: int | None = None
    ordinal: int = 0
    and_further: bool = False
    coding: tuple[str, ...] = ()


class Contractor(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A body that applies a payer's documents in some states; ``names`` are those by which a case may mean it."""

    iri: str
    notation: str
    label: str
    names: tuple[str, ...]
    states: tuple[str, ...]


class Defined(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A class of the vocabulary to which facts belong by what they say, too."""

    cls: str
    bases: tuple[str, ...]
    condition: AnyExpression


class Lexicon(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Everything that a case is read with.  Keys are names or codes as a case file writes them.

    ``regions`` have the coding regions in which they can lie; ``coding_regions`` and ``generators`` are labels by IRI.

    ``diagnoses`` are kept as they are stored: a case uses a few of thousands (:meth:`diagnosis`).
    """

    classes: dict[str, FactClass]
    defined: tuple[Defined, ...]
    attributes: dict[str, Attribute]
    levels: dict[str, Level]
    regions: dict[str, tuple[str, ...]]
    coding_regions: dict[str, str]
    diagnoses: dict[str, msgspec.Raw]
    procedures: dict[str, ProcedureCode]
    generators: dict[str, str]
    contractors: tuple[Contractor, ...] = ()

    def __post_init__(self) -> None:
        """Part codes as they are stored from the file they were read with, which would stay in memory with them."""
        for code, stored in self.diagnoses.items():
            self.diagnoses[code] = stored.copy()

    def diagnosis(self, code: str) -> DiagnosisCode | None:
        """A diagnosis code, where it is carried."""
        stored = self.diagnoses.get(code)
        return None if stored is None else msgspec.json.decode(stored, type=DiagnosisCode)
