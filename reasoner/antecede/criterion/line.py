"""Criteria on the request itself: act and code, units, add-ons, bundling, repetition."""

from collections.abc import Callable

from antecede.criterion.outcome import QUALIFIES, Outcome, Used
from antecede.graph.vocabulary import ant
from antecede.knowledge.criterion import AddOn, CodeNamesAct, PartOf, Request, SameWork, Units
from antecede.record.line import Line
from antecede.record.reader import NO, UNKNOWN, YES, CaseReader
from antecede.record.record import Record
from antecede.truth.span import Bracket
from antecede.truth.status import (
    ABSENT,
    ATTRIBUTE_MISSING,
    CONFLICTING,
    CONTRADICTED,
    COUNT_OUT_OF_RANGE,
    MET,
    NOT_DOCUMENTED,
    NOT_MET,
    SATISFIED,
    VALUE_OUT_OF_RANGE,
    WRONG_LEVEL_OR_SIDE,
    Reason,
    Status,
)

LineJudge = Callable[[Record, Line], Outcome]
MET_OUTCOME = Outcome(MET, SATISFIED, kept=True)
NOT_APPLICABLE = Outcome(Status.NOT_APPLICABLE, Reason.NOT_APPLICABLE, kept=True)


class Evaluators(dict[str, LineJudge]):
    """What evaluates criteria, by IRI; built when it is first asked for."""

    def __init__(self, build: Callable[[str], LineJudge]) -> None:
        self._build = build

    def __missing__(self, iri: str) -> LineJudge:
        judge = self[iri] = self._build(iri)
        return judge


def request_judge(criterion: Request, reader: CaseReader) -> LineJudge:
    """Whether the line carries one of the codes, or asks for an act of one of the classes."""
    by_act: dict[str, Outcome] = {}

    def judge(record: Record, line: Line) -> Outcome:
        if line.code in criterion.codes:
            return MET_OUTCOME
        known = by_act.get(line.act)
        if known is None:
            known = by_act[line.act] = _request_for(criterion, line.act, reader)
        return known

    return judge


def _request_for(criterion: Request, act: str, reader: CaseReader) -> Outcome:
    """What a line that carries none of the codes comes to by its act."""
    relations = {reader.relation(act, each) if act else UNKNOWN for each in criterion.acts}
    if YES in relations:
        return MET_OUTCOME
    if UNKNOWN in relations or (criterion.else_not_documented and criterion.acts):
        return Outcome(NOT_DOCUMENTED, ATTRIBUTE_MISSING, kept=True)
    return Outcome(NOT_MET, VALUE_OUT_OF_RANGE, kept=True)


def units_judge(criterion: Units, reader: CaseReader) -> LineJudge:
    """Units against what the code's units count: joints, sides, levels on sides; units left out are not checked."""

    def judge(record: Record, line: Line) -> Outcome:
        code = reader.procedures.get(line.code)
        if line.units is None or code is None or not code.units:
            return NOT_APPLICABLE
        expected, used = _expected_units(code.units, line, reader), (Used(line.fact, QUALIFIES),)
        if expected is None:
            return Outcome(NOT_DOCUMENTED, ATTRIBUTE_MISSING, used)
        low, high = expected
        if low < high and low <= line.units <= high:
            return Outcome(NOT_DOCUMENTED, ATTRIBUTE_MISSING, used)
        right = low == line.units
        status, reason = (MET, SATISFIED) if right else (NOT_MET, COUNT_OUT_OF_RANGE)
        return Outcome(status, reason, used, low=low if line.units <= low else high, high=line.units)

    return judge


def _expected_units(basis: str, line: Line, reader: CaseReader) -> Bracket | None:
    """Units that the levels and sides of a line make; none where it does not name what they count."""
    levels, sides = reader.places.count(line.act, line.entry.levels), line.sides.bit_count()
    if basis == ant("PerJoint"):
        return levels
    if basis == ant("PerSide"):
        return Bracket(sides, sides) if sides else None
    return Bracket(levels.low * sides, levels.high * sides) if levels and sides else None


def add_on_judge(criterion: AddOn, reader: CaseReader) -> LineJudge:
    """An add-on code needs its primary code in the request."""

    def judge(record: Record, line: Line) -> Outcome:
        code = reader.procedures.get(line.code)
        if code is None or not code.add_on_to:
            return NOT_APPLICABLE
        for other in record.lines:
            if other.code in code.add_on_to:
                return MET_OUTCOME
        return Outcome(NOT_MET, ABSENT)

    return judge


def part_of_judge(criterion: PartOf, reader: CaseReader) -> LineJudge:
    """A line that another line of the request already contains."""

    def judge(record: Record, line: Line) -> Outcome:
        if any(other.code in criterion.codes for other in record.lines):
            return Outcome(NOT_MET, COUNT_OUT_OF_RANGE)
        return NOT_APPLICABLE

    return judge


def same_work_judge(criterion: SameWork, reader: CaseReader) -> LineJudge:
    """Met (the flag fires) where another line asks for the same act at the same levels and sides."""

    def judge(record: Record, line: Line) -> Outcome:
        same = (
            other
            for other in record.lines
            if other is not line
            and other.code != line.code
            and other.act == line.act
            and other.levels == line.levels
            and other.sides == line.sides
        )
        return MET_OUTCOME if line.act and any(same) else Outcome(NOT_MET, ABSENT)

    return judge


def code_names_act_judge(criterion: CodeNamesAct, reader: CaseReader) -> LineJudge:
    """An act or place on the line that its code cannot stand for contradicts it; an unlisted code takes any."""

    def judge(record: Record, line: Line) -> Outcome:
        code = reader.procedures.get(line.code)
        if code is None or code.unlisted:
            return NOT_APPLICABLE
        fits = {reader.relation(line.act, each) for each in (code.act, *code.may_be) if each and line.entry.act}
        if fits and fits <= {NO}:
            return Outcome(CONFLICTING, CONTRADICTED)
        if code.coding and not named_regions(line, reader).intersection(code.coding):
            return Outcome(CONFLICTING, WRONG_LEVEL_OR_SIDE)
        return MET_OUTCOME if line.entry.act else NOT_APPLICABLE

    return judge


def named_regions(line: Line, reader: CaseReader) -> frozenset[str]:
    """Coding regions that a line can lie in by the levels it names, or else by its region, whatever its code is."""
    levels = line.entry.levels
    return reader.places.regions("", levels, "" if levels else line.entry.region).possible
