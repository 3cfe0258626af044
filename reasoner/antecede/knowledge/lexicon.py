"""The names that a case file may use, and what they mean."""

import msgspec

from antecede.knowledge.expression import AnyExpression


class FactClass(msgspec.Struct, frozen=True, kw_only=True):
    """A class of facts.

    ``above`` are its superclasses, itself included; ``parents`` those that the graph links it to.  ``by_nerve``: its
    levels may name nerves; ``never_imaging``: it is found by examining the patient, whatever a record calls it.
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


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """A word that may stand for an attribute; ``number`` is what it stands for as a percentage of relief.

    ``means_absent``: what it is said of is no longer there.
    """

    iri: str
    label: str
    broader: str = ""
    number: float | None = None
    means_absent: bool = False


class Attribute(msgspec.Struct, frozen=True, kw_only=True):
    """What may be said of a fact, read from ``key`` of a case file."""

    iri: str
    key: str
    label: str
    unit: str = ""
    absent_means: bool | None = None
    else_key: str = ""
    words: dict[str, Word] = {}


class Level(msgspec.Struct, frozen=True, kw_only=True):
    """A vertebral level or motion segment; ``served_by``: levels whose medial branches serve its facet joints."""

    iri: str
    notation: str
    region: str = ""
    served_by: tuple[str, ...] = ()


class DiagnosisCode(msgspec.Struct, frozen=True, kw_only=True):
    """An ICD-10-CM code; ``excludes`` are classes of findings that its title rules out."""

    iri: str
    label: str
    above: tuple[str, ...]
    generators: tuple[str, ...] = ()
    may_support: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    excludes1: tuple[str, ...] = ()
    billable: bool = True


class ProcedureCode(msgspec.Struct, frozen=True, kw_only=True):
    """A CPT or HCPCS number and the act it names."""

    iri: str
    label: str
    act: str = ""
    may_be: tuple[str, ...] = ()
    unlisted: bool = False
    add_on_to: tuple[str, ...] = ()
    units: str = ""


class Contractor(msgspec.Struct, frozen=True, kw_only=True):
    """A body that applies a payer's documents in some states; ``names`` are those by which a case may mean it."""

    iri: str
    notation: str
    label: str
    names: tuple[str, ...]
    states: tuple[str, ...]


class Defined(msgspec.Struct, frozen=True, kw_only=True):
    """A class of the vocabulary to which facts belong by what they say, too."""

    cls: str
    bases: tuple[str, ...]
    condition: AnyExpression


class Lexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that a case is read with.  Keys are names or codes as a case file writes them.

    ``diagnoses`` are kept as they are stored: a case uses a few of thousands (:meth:`diagnosis`).
    """

    classes: dict[str, FactClass]
    defined: tuple[Defined, ...]
    attributes: dict[str, Attribute]
    levels: dict[str, Level]
    regions: tuple[str, ...]
    diagnoses: dict[str, msgspec.Raw]
    procedures: dict[str, ProcedureCode]
    generators: dict[str, str]
    contractors: tuple[Contractor, ...] = ()

    def diagnosis(self, code: str) -> DiagnosisCode | None:
        """A diagnosis code, where it is carried."""
        stored = self.diagnoses.get(code)
        return None if stored is None else msgspec.json.decode(stored, type=DiagnosisCode)
