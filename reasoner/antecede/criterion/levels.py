"""Levels of a session: how many a request asks for in one coding region, and which of its lines go beyond."""

from math import inf

from antecede.criterion.line import NOT_APPLICABLE, LineJudge
from antecede.criterion.outcome import QUALIFIES, Outcome, Used
from antecede.criterion.tally import Tallier
from antecede.knowledge.criterion import LevelLimit
from antecede.record.line import Line
from antecede.record.reader import NO, UNKNOWN, YES, CaseReader
from antecede.record.record import Record
from antecede.truth.span import Bracket
from antecede.truth.status import ATTRIBUTE_MISSING, COUNT_OUT_OF_RANGE, MET, NOT_DOCUMENTED, NOT_MET, SATISFIED


def level_limit_judge(criterion: LevelLimit, reader: CaseReader, tallier: Tallier) -> LineJudge:
    """Whether the levels of a line are among the first so many that the request asks for in their coding region.

    Lines are taken in the order of their numbers.  Where one names no level, the add-on order of the code tells.
    """

    def judge(record: Record, line: Line) -> Outcome:
        verdicts = _verdicts(record, tallier)
        own = verdicts[line.index]
        if own == NO:
            return NOT_APPLICABLE
        before = _before(record, line, verdicts)
        rank = _rank(line, before, verdicts, reader)
        used = tuple(Used(other.fact, QUALIFIES) for other in before)
        if rank.high <= criterion.at_most:
            return Outcome(MET, SATISFIED, used, low=rank.low, high=rank.high)
        if rank.low <= criterion.at_most or own == UNKNOWN:
            return Outcome(NOT_DOCUMENTED, ATTRIBUTE_MISSING, used, low=rank.low, high=rank.high)
        return Outcome(NOT_MET, COUNT_OUT_OF_RANGE, used, low=rank.low, high=rank.high)

    return judge


def _verdicts(record: Record, tallier: Tallier) -> list[int]:
    """Whether each line is of the class that is limited."""
    tally = tallier.tally(record)
    sure, possible = set(tally.yes), {used.fact for used in tally.maybe}
    return [YES if line.fact in sure else UNKNOWN if line.fact in possible else NO for line in record.lines]


def _before(record: Record, line: Line, verdicts: list[int]) -> list[Line]:
    """The line and those before it that may be of the class and of its coding region, in the order of their numbers."""
    lines = sorted(record.lines, key=lambda each: each.number)
    upto = lines[: lines.index(line) + 1]
    near = line.regions.possible
    return [each for each in upto if verdicts[each.index] != NO and each.regions.possible & near]


def _rank(line: Line, before: list[Line], verdicts: list[int], reader: CaseReader) -> Bracket:
    """Place of the last level of a line among those asked for in its region: the least and the greatest it may be."""
    if not all(each.wanted for each in before):
        return _by_code(line, before, reader)
    sure = [each for each in before if each is line or verdicts[each.index] == YES]
    return Bracket(_by_level(line, sure, reader).low, _by_level(line, before, reader).high)


def _by_level(line: Line, before: list[Line], reader: CaseReader) -> Bracket:
    """Place by named levels, each where it first stands; what may or may not be a level of its own can push it up."""
    places: dict[str, dict[str, int]] = {}
    added: set[str] = set()
    loose = 0
    names: tuple[str, ...] = ()
    for each in before:
        names += each.entry.levels
        added, loose = set(), 0
        for level in reader.places.wanted(line.act, names):
            region = reader.places.level_region(level, line.act, each.code)
            if not region:
                loose += 1
            elif level not in places.setdefault(region, {}):
                places[region][level] = len(places[region]) + 1
                added.add(level)
    own = {*added, *line.wanted}
    last = max((place for known in places.values() for level, place in known.items() if level in own), default=0)
    return Bracket(max(last, 1), (last or max(map(len, places.values()), default=0)) + loose)


def _by_code(line: Line, before: list[Line], reader: CaseReader) -> Bracket:
    """Place by the add-on order of the code; for one that stands for all further levels, units tell how many."""
    code = reader.procedures.get(line.code)
    if code is None or not code.ordinal:
        return Bracket(1, inf)
    if not code.and_further:
        return Bracket(code.ordinal, code.ordinal)
    alike = [each.units for each in before if each.code == line.code]
    units = [each for each in alike if each is not None]
    most = code.ordinal - 1 + sum(units) if len(units) == len(alike) else inf
    one_side = line.sides.bit_count() == 1
    return Bracket(code.ordinal - 1 + (line.units or 1 if one_side else 1), most)
