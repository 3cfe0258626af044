"""Criteria that keep the record from contradicting itself: between results at one target, between code and record."""

from collections.abc import Callable, Iterable

from antecede.criterion.evidence import Tally
from antecede.criterion.kinds import Kinds
from antecede.criterion.line import MET_OUTCOME, NOT_APPLICABLE, LineJudge
from antecede.criterion.outcome import CONTESTED, QUALIFIES, Outcome, Used
from antecede.criterion.tally import Tallier
from antecede.criterion.target import overlaps, same_target
from antecede.knowledge.criterion import Agreement, CodeAgreement
from antecede.knowledge.expression import Pattern
from antecede.record.fact import DONE, Fact
from antecede.record.line import Line
from antecede.record.reader import YES, CaseReader
from antecede.record.record import Record
from antecede.truth.status import CONFLICTING, CONTRADICTED, MET, NOT_MET, SATISFIED, VALUE_OUT_OF_RANGE


def agreement_judge(criterion: Agreement, tallier: Callable[[Pattern], Tallier]) -> LineJudge:
    """No two facts at one target, one of each class; without a fact of the class there is nothing to judge."""
    every = tallier(criterion.pattern)
    one, other = (tallier(pattern) for pattern in criterion.between)
    # a fact alone contradicts nothing, where both classes are of its kind
    harmless = 1 if all(each.bases == criterion.pattern.bases for each in criterion.between) else 0

    def judge(record: Record, line: Line) -> Outcome:
        present = every.done(record)
        if not present:
            return NOT_APPLICABLE
        if len(present) > harmless and (clashing := list(_clashing(one.tally(record), other.tally(record)))):
            facts = dict.fromkeys(fact for pair in clashing for fact in pair)
            return Outcome(CONFLICTING, CONTRADICTED, tuple(Used(fact, -CONTESTED) for fact in facts))
        return Outcome(MET, SATISFIED, tuple([Used(fact, QUALIFIES) for fact in present]))

    return judge


def _clashing(one: Tally, other: Tally) -> Iterable[tuple[Fact, Fact]]:
    """Pairs of facts of either class that share a target."""
    return ((a, b) for a in one.yes for b in other.yes if same_target(a, b, silent=False))


def code_agreement_judge(criterion: CodeAgreement, reader: CaseReader) -> LineJudge:
    """No coded diagnosis rules out, by its title, a finding or another code that is on record.

    Conflicting where all that speaks against the code is itself denied: as such, or as a sign of what is denied.
    """
    exclusions = Exclusions(reader)

    def judge(record: Record, line: Line) -> Outcome:
        codes = exclusions.codes(record)
        if not codes:
            return MET_OUTCOME
        found = exclusions.found(codes, record)
        if not found:
            return Outcome(MET, SATISFIED, tuple([Used(code, QUALIFIES) for code in codes]))
        against = {fact: list(_speaks_against(criterion, record, reader, fact)) for fact in found}
        denials = (denial for each in against.values() for denial in each)
        used = tuple(dict.fromkeys((*codes, *found, *denials)))
        if all(against.values()):
            return Outcome(CONFLICTING, CONTRADICTED, tuple(Used(fact, -CONTESTED) for fact in used))
        return Outcome(NOT_MET, VALUE_OUT_OF_RANGE, tuple(Used(fact, CONTESTED) for fact in used))

    return judge


class Exclusions:
    """What the codes of a record rule out by their titles."""

    def __init__(self, reader: CaseReader) -> None:
        self._reader = reader
        self._ruled_out: dict[object, Kinds] = {}

    def codes(self, record: Record) -> list[Fact]:
        """Codes that rule something out."""
        groups = record.groups
        kinds = groups.keys() & self._reader.excluding.keys()
        return sorted([fact for kind in kinds for fact in groups[kind]], key=_index)

    def found(self, codes: list[Fact], record: Record) -> list[Fact]:
        """The findings and other codes on record that they rule out."""
        facts = [fact for code in dict.fromkeys([code.cls for code in codes]) for fact in self._by(code, record)]
        found = dict.fromkeys([fact for fact in facts if fact.standing == DONE and fact.ref[:6] != "events"])
        return sorted(found, key=_index)

    def _by(self, code: str, record: Record) -> list[Fact]:
        kinds = self._ruled_out.get(code)
        if kinds is None:
            excluded, above = self._reader.excluding[code], self._reader.above
            kinds = self._ruled_out[code] = Kinds(
                lambda fact: any(not above.get(cls, frozenset()).isdisjoint(excluded) for cls in fact.types)
            )
        return kinds.facts(record.groups)


def _index(fact: Fact) -> int:
    return fact.index


def _speaks_against(criterion: CodeAgreement, record: Record, reader: CaseReader, fact: Fact) -> Iterable[Fact]:
    for denial in record.denials:
        denies = [cls for cls in criterion.denied if denial.cls in reader.above[cls]]
        signs = (sign for cls in denies for sign in reader.by_iri[cls].manifests_in)
        same = denial.cls in reader.above[fact.cls]
        if (same or any(reader.is_a(fact, sign) == YES for sign in signs)) and overlaps(fact, denial):
            yield denial
