"""Names and codes under which a case file can state a fact of given classes."""

from typing import NamedTuple

from antecede.construction.trait import Trait
from antecede.criterion.engine import Engine
from antecede.knowledge.lexicon import DiagnosisCode, FactClass
from antecede.record.reader import NO, YES

SECTIONS = {"act": "events", "event": "events", "finding": "findings", "measurement": "findings"}
DIAGNOSES = "diagnoses"


class Named(NamedTuple):
    """Section of a case file, and the type or code that stands there."""

    section: str
    name: str
    iri: str


class Namer:
    """Finds names; the most general one that fits comes first."""

    def __init__(self, engine: Engine) -> None:
        self._reader = engine.reader
        self._lexicon = engine.plan.lexicon
        self._found: dict[object, tuple[Named, ...]] = {}
        first = self._lexicon.diagnosis(next(iter(self._lexicon.diagnoses), ""))
        self._codes = first.iri.rpartition("/")[0] if first else ""

    def names(self, trait: Trait) -> tuple[Named, ...]:
        """Every name that a fact of a trait may go by."""
        key = (trait.of, trait.some, trait.never)
        if key not in self._found:
            wanted = (cls for each in (trait.of, *trait.some) for cls in each)
            coded = any(cls.rpartition("/")[0] == self._codes for cls in wanted)
            self._found[key] = tuple(self._coded(trait) if coded else self._classed(trait))
        return self._found[key]

    def best(self, trait: Trait, section: str) -> Named | None:
        """The name for a fact in a section of a case file, if there is one."""
        return next((name for name in self.names(trait) if name.section == section), None)

    # --- classes ------------------------------------------------------------------------------------------------------

    def _classed(self, trait: Trait) -> list[Named]:
        named = trait.of.union(*trait.some)
        fitting = [(name, cls) for name, cls in self._lexicon.classes.items() if self._fits(cls, trait)]
        fitting.sort(key=lambda each: (each[1].iri not in named, len(each[1].above), each[0]))
        return [Named(SECTIONS[cls.kind], name, cls.iri) for name, cls in fitting]

    def _fits(self, cls: FactClass, trait: Trait) -> bool:
        relation = self._reader.relation
        return (
            not cls.abstract
            and cls.kind in SECTIONS
            and all(relation(cls.iri, each) == YES for each in trait.of)
            and all(any(relation(cls.iri, each) == YES for each in some) for some in trait.some)
            and all(relation(cls.iri, each) == NO for each in trait.never)
        )

    # --- codes --------------------------------------------------------------------------------------------------------

    def _coded(self, trait: Trait) -> list[Named]:
        sets = [frozenset((cls,)) for cls in trait.of] + list(trait.some)
        stems = [tuple(cls.rpartition("/")[2] for cls in each) for each in sets]
        below = (code for code in self._lexicon.diagnoses if all(code.startswith(each) for each in stems))
        carried = ((name, self._lexicon.diagnosis(name)) for name in below)
        known = [(name, code) for name, code in carried if code and _code_fits(code, trait)]
        known.sort(key=lambda each: (not each[1].billable, len(each[0]), each[0]))
        return [Named(DIAGNOSES, name, code.iri) for name, code in known]


def _code_fits(code: DiagnosisCode, trait: Trait) -> bool:
    of = {code.iri, *code.above}
    return trait.of <= of and all(some & of for some in trait.some) and not trait.never & of
