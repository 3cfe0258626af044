"""Criteria that keep the record from contradicting itself: between results at one target, between code and record."""

from collections.abc import Callable, Iterable

from antecede.criterion.line import NOT_APPLICABLE, LineJudge
from antecede.criterion.outcome import CONTESTED, QUALIFIES, Outcome, Used
from antecede.criterion.tally import Tallier
from antecede.criterion.target import overlaps, same_target
from antecede.knowledge.criterion import Agreement, CodeAgreement
from antecede.knowledge.expression import Pattern
from antecede.record.fact import DONE, Fact
from antecede.record.reader import YES, CaseReader
from antecede.record.record import Line, Record
from antecede.truth.status import CONFLICTING, CONTRADICTED, MET, NOT_MET, SATISFIED, VALUE_OUT_OF_RANGE


def agreement_judge(criterion: Agreement, tallier: Callable[[Pattern], Tallier]) -> LineJudge:
    """No two facts at one target, one of each class; without a fact of the class there is nothing to judge."""
    every = tallier(criterion.pattern)
    one, other = (tallier(pattern) for pattern in criterion.between)

    def judge(record: Record, line: Line) -> Outcome:
        present = [fact for fact, kind in every.waiting(record)[0] if kind == YES and fact.standing == DONE]
        if not present:
            return NOT_APPLICABLE
        ours, theirs = one.tally(record).yes, other.tally(record).yes
        clashing = [(a, b) for a in ours for b in theirs if same_target(a, b, silent=False)]
        if clashing:
            facts = dict.fromkeys(fact for pair in clashing for fact in pair)
            return Outcome(CONFLICTING, CONTRADICTED, tuple(Used(fact, -CONTESTED) for fact in facts))
        return Outcome(MET, SATISFIED, tuple(Used(fact, QUALIFIES) for fact in present))

    return judge


def code_agreement_judge(criterion: CodeAgreement, reader: CaseReader) -> LineJudge:
    """No coded diagnosis rules out, by its title, a finding or another code that is on record.

    Conflicting where all that speaks against the code is itself denied: as such, or as a sign of what is denied.
    """

    def judge(record: Record, line: Line) -> Outcome:
        codes, found = _excluded(record, reader)
        if not found:
            return Outcome(MET, SATISFIED, tuple(Used(code, QUALIFIES) for code in codes))
        against = {fact: list(_speaks_against(criterion, record, reader, fact)) for fact in found}
        denials = (denial for each in against.values() for denial in each)
        used = tuple(dict.fromkeys((*codes, *found, *denials)))
        if all(against.values()):
            return Outcome(CONFLICTING, CONTRADICTED, tuple(Used(fact, -CONTESTED) for fact in used))
        return Outcome(NOT_MET, VALUE_OUT_OF_RANGE, tuple(Used(fact, CONTESTED) for fact in used))

    return judge


def _excluded(record: Record, reader: CaseReader) -> tuple[list[Fact], list[Fact]]:
    """Codes that rule something out, and the findings and other codes on record that they rule out."""
    excluding, above = reader.excluding, reader.above
    codes = [fact for kind, facts in record.groups.items() if kind in excluding for fact in facts]
    ruled_out = {cls for fact in codes for cls in excluding[fact.cls]}
    found: list[Fact] = []
    for facts in record.groups.values() if ruled_out else ():
        for cls in facts[0].types:
            if not ruled_out.isdisjoint(above.get(cls, ())):
                found.extend([fact for fact in facts if fact.standing == DONE and not fact.ref.startswith("events")])
                break
    return sorted(codes, key=_index), sorted(found, key=_index)


def _index(fact: Fact) -> int:
    return fact.index


def _speaks_against(criterion: CodeAgreement, record: Record, reader: CaseReader, fact: Fact) -> Iterable[Fact]:
    for denial in record.denials:
        denies = [cls for cls in criterion.denied if denial.cls in reader.above[cls]]
        signs = (sign for cls in denies for sign in reader.by_iri[cls].manifests_in)
        same = denial.cls in reader.above[fact.cls]
        if (same or any(reader.is_a(fact, sign) == YES for sign in signs)) and overlaps(fact, denial):
            yield denial
