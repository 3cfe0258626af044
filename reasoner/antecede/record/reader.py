"""What a lexicon knows, in the form in which cases are read: built once per plan."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from antecede.knowledge.lexicon import DiagnosisCode, FactClass, Lexicon
from antecede.record.fact import DENIED, Fact
from antecede.record.places import Places, Regions
from antecede.record.reading import Reader, readers

if TYPE_CHECKING:
    from antecede.record.record import Record

YES, NO, UNKNOWN = 1, 0, -1
Condition = Callable[["Record", Fact], int]
#: An unknown diagnosis code outside the carried families is of this class and no other.
DIAGNOSIS = "https://w3id.org/antecede/ontology#Diagnosis"


class Named(NamedTuple):
    """What a fact of a named class is of before anything else it says is looked at."""

    iri: str
    types: tuple[str, ...]
    never_imaging: bool
    takes_number: bool


def _named(cls: FactClass) -> Named:
    return Named(cls.iri, (cls.iri,), cls.never_imaging, cls.takes_number)


class CaseReader:
    """Look-ups by the names of case files, and class membership among them.

    ``gone`` are the states of a finding that say it is no longer there.  ``pointing`` are the pain generators that
    facts point to, by their kind, filled as they are met.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.classes: dict[str, FactClass] = lexicon.classes
        self.named = {name: _named(cls) for name, cls in lexicon.classes.items()}
        self.by_iri: dict[str, FactClass] = {cls.iri: cls for cls in lexicon.classes.values()}
        self.procedures = lexicon.procedures
        self.above: dict[str, frozenset[str]] = {cls.iri: frozenset(cls.above) for cls in lexicon.classes.values()}
        self.above[DIAGNOSIS] = frozenset((DIAGNOSIS,))
        self.places = Places(lexicon)
        self.readers: dict[str, Reader] = readers(lexicon, self.places)
        self._codes: dict[str, DiagnosisCode] = {}
        self.excluding: dict[object, tuple[str, ...]] = {}
        states = (word for each in lexicon.attributes.values() for word in each.words.items())
        self.gone = frozenset(notation for notation, word in states if word.means_absent)
        self._decoded: dict[str, DiagnosisCode] = {}
        self._relations: dict[tuple[str, str], int] = {}
        self.refined: dict[str, list[tuple[str, Condition]]] = {}
        self.pointing: dict[object, tuple[str, ...]] = {}

    def set_realisers(self, realisers: Iterable[tuple[str, tuple[str, ...], Condition]]) -> None:
        """Give the defined classes of the vocabulary: class, classes it refines, condition."""
        for cls, bases, condition in realisers:
            for below, above in self.above.items():
                if cls not in above and not above.isdisjoint(bases):
                    self.refined.setdefault(below, []).append((cls, condition))

    def endures(self, fact: Fact) -> bool:
        """Whether a fact is a finding that neither time nor care takes away."""
        known = self.by_iri.get(fact.cls)
        return known is not None and known.endures

    # --- codes and words ---------------------------------------------------------------------------------------------

    def diagnosis(self, code: str, day: int) -> str:
        """Class of a coded diagnosis; that of all diagnoses where the code is not carried, or not valid on that day."""
        known = self._diagnosis(code)
        if known is None or not known.valid_on(day):
            return DIAGNOSIS
        self._codes[known.iri] = known
        if known.excludes:
            self.excluding[known.iri] = known.excludes
        if known.iri not in self.above:
            self.above[known.iri] = frozenset(known.above)
        return known.iri

    def _diagnosis(self, code: str) -> DiagnosisCode | None:
        known = self._decoded.get(code) or self.lexicon.diagnosis(code)
        if known:
            self._decoded[code] = known
        return known

    def code(self, iri: str) -> DiagnosisCode | None:
        """The code of a class of diagnoses that a case has used."""
        return self._codes.get(iri)

    def remarks(self, diagnoses: list[Fact]) -> Iterator[tuple[str, str, str]]:
        """What is to be noticed about coded diagnoses: place, kind, and what it is about."""
        for fact in diagnoses:
            code = self.code(fact.cls)
            if code is None:
                known = self._diagnosis(fact.entry.code)
                yield fact.ref, "code_not_valid" if known else "unknown_code", fact.entry.code
                continue
            if not code.billable and code.valid_until is None:
                yield fact.ref, "heading", fact.entry.code
            for other in diagnoses[: fact.index] if code.excludes1 else ():
                if not self.above.get(other.cls, frozenset()).isdisjoint(code.excludes1):
                    yield fact.ref, "excludes1", f"{other.entry.code} and {fact.entry.code}"

    def act(self, name: str, code: str) -> str:
        """Class of the act that a name states, or a procedure code stands for; empty where neither says."""
        if name:
            return self.classes[name].iri
        known = self.procedures.get(code)
        return known.act if known else ""

    def possible_acts(self, code: str) -> tuple[str, ...]:
        """Classes to one of which the act under a procedure code belongs."""
        known = self.procedures.get(code)
        return known.may_be if known else ()

    def regions(self, fact: Fact) -> Regions:
        """Coding regions of a fact; a coded diagnosis lies in all that its code names."""
        code = self.code(fact.cls)
        if code and code.coding:
            return Regions(frozenset(code.coding), frozenset(code.coding))
        entry = fact.entry
        levels, region = getattr(entry, "levels", ()), getattr(entry, "region", "")
        return self.places.regions(fact.cls, levels, region, getattr(entry, "code", ""))

    # --- classes -----------------------------------------------------------------------------------------------------

    def relation(self, cls: str, wanted: str) -> int:
        """Whether something of class ``cls`` is of class ``wanted``: unknown where only ``wanted`` is the narrower."""
        key = (cls, wanted)
        known = self._relations.get(key)
        if known is None:
            narrower = UNKNOWN if cls in self.classes_above(wanted) else NO
            known = YES if wanted in self.above.get(cls, ()) else narrower
            self._relations[key] = known
        return known

    def classes_above(self, wanted: str) -> frozenset[str]:
        """A class with all classes above it; for a diagnosis code, within its family."""
        above = self.above.get(wanted)
        if above is None or wanted in self._codes:
            # the same before and after a case has used the code, so that no answer hangs on cases reviewed earlier
            code = self._diagnosis(wanted.rpartition("/")[2])
            above = frozenset(code.above) - {DIAGNOSIS} if code else frozenset()
        return above

    def is_a(self, fact: Fact, wanted: str) -> int:
        """Whether a fact is of a class, by its name or by what it says."""
        if len(fact.types) > 1 and any(wanted in self.above[cls] for cls in fact.types):
            return YES
        known = self.relation(fact.cls, wanted)
        if known == UNKNOWN and wanted in fact.never:
            return NO
        if known == NO and fact.maybe and any(self.relation(cls, wanted) != NO for cls in fact.maybe):
            return UNKNOWN
        return known

    def realise(self, record: "Record", fact: Fact) -> None:
        """Find the defined classes that a fact is of by what it says."""
        if fact.standing == DENIED:
            return
        for cls, condition in self.refined[fact.cls]:
            verdict = condition(record, fact)
            if verdict == YES:
                fact.types += (cls,)
            elif verdict == UNKNOWN:
                fact.maybe += (cls,)
            else:
                fact.never += (cls,)
            fact.kind = (fact.types, fact.maybe, fact.never)
