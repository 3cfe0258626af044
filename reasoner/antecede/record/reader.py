"""What a lexicon knows, in the form in which cases are read: built once per plan."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from antecede.knowledge.lexicon import DiagnosisCode, FactClass, Lexicon
from antecede.record.fact import DENIED, Fact
from antecede.record.reading import Reader, reader

if TYPE_CHECKING:
    from antecede.record.record import Record

YES, NO, UNKNOWN = 1, 0, -1
Condition = Callable[["Record", Fact], int]
#: An unknown diagnosis code outside the carried families is of this class and no other.
DIAGNOSIS = "https://w3id.org/antecede/ontology#Diagnosis"


class CaseReader:
    """Look-ups by the names of case files, and class membership among them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.classes: dict[str, FactClass] = lexicon.classes
        self.by_iri: dict[str, FactClass] = {cls.iri: cls for cls in lexicon.classes.values()}
        self.procedures = lexicon.procedures
        self.above: dict[str, frozenset[str]] = {cls.iri: frozenset(cls.above) for cls in lexicon.classes.values()}
        self.readers: dict[str, Reader] = {iri: reader(each) for iri, each in lexicon.attributes.items()}
        self._codes: dict[str, DiagnosisCode] = {}
        states = (word for each in lexicon.attributes.values() for word in each.words.items())
        self._gone = frozenset(notation for notation, word in states if word.means_absent)
        self._decoded: dict[str, DiagnosisCode] = {}
        self._relations: dict[tuple[str, str], int] = {}
        self._levels: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}
        self._realisers: tuple[tuple[str, tuple[str, ...], Condition], ...] = ()

    def set_realisers(self, realisers: Iterable[tuple[str, tuple[str, ...], Condition]]) -> None:
        """Give the defined classes of the vocabulary: class, classes it refines, condition."""
        self._realisers = tuple(realisers)

    # --- codes and words ---------------------------------------------------------------------------------------------

    def diagnosis(self, code: str) -> str:
        """Class of a coded diagnosis; that of all diagnoses where the code is not carried."""
        known = self._diagnosis(code)
        if known is None:
            return DIAGNOSIS
        self._codes[known.iri] = known
        self.above.setdefault(known.iri, frozenset(known.above))
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
                yield fact.ref, "unknown_code", fact.entry.code
            elif not code.billable:
                yield fact.ref, "heading", fact.entry.code
            others = (other for other in diagnoses[: fact.index] if code)
            for other in others:
                if code and set(code.excludes1) & self.above.get(other.cls, frozenset()):
                    yield fact.ref, "excludes1", f"{other.entry.code} and {fact.entry.code}"

    def gone(self, status: str) -> bool:
        """Whether a finding's state says that it is no longer there."""
        return status in self._gone

    def levels(self, cls: str, names: tuple[str, ...]) -> frozenset[str]:
        """Levels of an entry, with the joints that named medial branches make together."""
        key = (cls, names)
        found = self._levels.get(key)
        if found is None:
            found = frozenset(self._close(cls, names))
            self._levels[key] = found
        return found

    def _close(self, cls: str, names: tuple[str, ...]) -> Iterable[str]:
        known = [self.lexicon.levels[name] for name in names]
        iris = {level.iri for level in known}
        yield from iris
        if cls in self.by_iri and self.by_iri[cls].by_nerve:
            joints = (level for level in self.lexicon.levels.values() if level.served_by)
            yield from (joint.iri for joint in joints if iris.issuperset(joint.served_by))

    def wanted(self, cls: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """Levels that a request asks for: the joints where it names the medial branches that serve them."""
        closed = self.levels(cls, names)
        named = tuple(self.lexicon.levels[name].iri for name in names)
        joints = tuple(sorted(closed - set(named)))
        return joints or named

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
        if above is None:
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
        if known == NO and fact.maybe and any(wanted in self.above[cls] for cls in fact.maybe):
            return UNKNOWN
        return known

    def realise(self, record: "Record", fact: Fact) -> None:
        """Find the defined classes that a fact is of by what it says."""
        if fact.standing == DENIED:
            return
        for cls, bases, condition in self._realisers:
            if (
                cls != fact.cls
                and cls not in self.above[fact.cls]
                and any(base in self.above[fact.cls] for base in bases)
            ):
                verdict = condition(record, fact)
                if verdict == YES:
                    fact.types += (cls,)
                elif verdict == UNKNOWN:
                    fact.maybe += (cls,)
                else:
                    fact.never += (cls,)
