"""Criteria on the request itself: which judge each has, units in a day, coding region of the diagnoses."""

from collections.abc import Callable

from antecede.criterion.levels import level_limit_judge
from antecede.criterion.line import (
    NOT_APPLICABLE,
    LineJudge,
    add_on_judge,
    code_names_act_judge,
    part_of_judge,
    request_judge,
    same_work_judge,
    units_judge,
)
from antecede.criterion.outcome import QUALIFIES, REGION, TYPE, Outcome, Used, Verdict
from antecede.criterion.tally import Tallier
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion, RegionAgreement, UnitLimit
from antecede.knowledge.expression import Pattern
from antecede.record.fact import Fact
from antecede.record.line import Line
from antecede.record.reader import CaseReader
from antecede.record.record import Record
from antecede.truth.status import (
    ABSENT,
    ATTRIBUTE_MISSING,
    COUNT_OUT_OF_RANGE,
    MET,
    NOT_DOCUMENTED,
    NOT_MET,
    NOTHING_RECORDED,
    SATISFIED,
    WRONG_LEVEL_OR_SIDE,
)

Talliers = Callable[[Pattern], Tallier]


def judge_of_line(criterion: AnyCriterion, reader: CaseReader, talliers: Talliers) -> LineJudge:
    """The judge of a criterion that looks at the request itself."""
    match criterion:
        case kinds.Request():
            return request_judge(criterion, reader)
        case kinds.Units():
            return units_judge(criterion, reader)
        case kinds.AddOn():
            return add_on_judge(criterion, reader)
        case kinds.PartOf():
            return part_of_judge(criterion, reader)
        case kinds.SameWork():
            return same_work_judge(criterion, reader)
        case kinds.CodeNamesAct():
            return code_names_act_judge(criterion, reader)
        case kinds.LevelLimit():
            return level_limit_judge(criterion, reader, talliers(criterion.pattern))
        case kinds.UnitLimit():
            return unit_limit_judge(criterion, reader)
        case kinds.RegionAgreement():
            pattern = criterion.pattern
            return region_agreement_judge(criterion, reader, talliers(pattern) if pattern else None)
    raise TypeError(f"no judge for {type(criterion).__name__}")


def unit_limit_judge(criterion: UnitLimit, reader: CaseReader) -> LineJudge:
    """Units against the most that the code allows; units left out are not checked."""

    def judge(record: Record, line: Line) -> Outcome:
        code = reader.procedures.get(line.code)
        if line.units is None or code is None or code.maximum_units is None:
            return NOT_APPLICABLE
        fits = line.units <= code.maximum_units
        status, reason = (MET, SATISFIED) if fits else (NOT_MET, COUNT_OUT_OF_RANGE)
        return Outcome(status, reason, (Used(line.fact, QUALIFIES),), low=code.maximum_units, high=line.units)

    return judge


def region_agreement_judge(criterion: RegionAgreement, reader: CaseReader, tallier: Tallier | None) -> LineJudge:
    """Whether a diagnosis that supports the line is of its coding region; the codes of a case are listed completely."""

    def judge(record: Record, line: Line) -> Outcome:
        codes = [fact for fact in record.facts if fact.ref.startswith("diagnoses")]
        if not codes:
            return Outcome(NOT_DOCUMENTED, NOTHING_RECORDED)
        supporting = tallier.tally(record).yes if tallier else _supporting(codes, line, reader)
        if not supporting:
            return Outcome(NOT_MET, ABSENT, tuple(Used(fact, TYPE) for fact in codes))
        used = tuple(Used(fact, _fit(fact, line, reader)) for fact in supporting)
        verdicts = {each.verdict for each in used}
        if QUALIFIES in verdicts:
            return Outcome(MET, SATISFIED, used)
        if -REGION in verdicts:
            return Outcome(NOT_DOCUMENTED, ATTRIBUTE_MISSING, used)
        return Outcome(NOT_MET, WRONG_LEVEL_OR_SIDE, used)

    return judge


def _supporting(codes: list[Fact], line: Line, reader: CaseReader) -> list[Fact]:
    """Coded diagnoses that name, or may stand for, a generator that the act addresses; all where it addresses none."""
    act = reader.by_iri.get(line.act)
    if act is None or not act.generators:
        return codes
    known = [(fact, reader.code(fact.cls)) for fact in codes]
    wanted = set(act.generators)
    return [fact for fact, code in known if code and wanted.intersection(code.generators + code.may_support)]


def _fit(fact: Fact, line: Line, reader: CaseReader) -> Verdict:
    code, regions = reader.code(fact.cls), line.regions
    if not code or not code.coding:
        return -REGION
    if regions.sure.intersection(code.coding) or regions.possible <= set(code.coding):
        return QUALIFIES
    return -REGION if regions.possible.intersection(code.coding) else REGION
