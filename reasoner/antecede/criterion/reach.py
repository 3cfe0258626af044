"""What an outcome can differ by: the request line, its place, and the patterns of facts that concern the criterion."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from antecede.criterion.interest import ALWAYS
from antecede.criterion.line import LineJudge
from antecede.criterion.outcome import Outcome
from antecede.criterion.scoping import depends_on_line, looks_at_request
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion, Counting
from antecede.knowledge.expression import Pattern
from antecede.record.line import Line
from antecede.record.record import Record

ON_NOTHING, ON_PLACE, ON_LINE = range(3)
KINDS_ON_THE_LINE = (
    kinds.Request, kinds.Units, kinds.AddOn, kinds.PartOf, kinds.SameWork, kinds.CodeNamesAct, kinds.LevelLimit,
    kinds.UnitLimit, kinds.RegionAgreement,
)  # fmt: skip


class Reach(NamedTuple):
    """``line``: what of the request line matters; ``levels``: each level is judged by itself; ``bits``: patterns."""

    line: int = ON_NOTHING
    levels: bool = False
    bits: int = 0

    def joined(self, others: "Iterable[Reach]") -> "Reach":
        """The reach of a criterion that looks at others."""
        line, levels, bits = self
        for other in others:
            line, levels, bits = max(line, other.line), levels or other.levels, bits | other.bits
        return Reach(line, levels, bits)


def others(criterion: AnyCriterion) -> tuple[str, ...]:
    """Criteria that a criterion looks at: parts, what it applies when, what waives it, what it comes after."""
    named = (criterion.applies_when, criterion.waived_by, getattr(criterion, "after", ""))
    return (*getattr(criterion, "parts", ()), *filter(None, named))


def own_reach(criterion: AnyCriterion, bit: Callable[[Pattern], int]) -> Reach:
    """What the outcome of a criterion differs by of its own; ``bit`` gives that of a pattern."""
    if isinstance(criterion, KINDS_ON_THE_LINE) or (isinstance(criterion, Counting) and looks_at_request(criterion)):
        return Reach(ON_LINE, bits=ALWAYS)
    if isinstance(criterion, kinds.KOfN):
        return Reach(ON_PLACE, "level" in criterion.for_each, _bits(criterion.members, bit))
    if isinstance(criterion, kinds.Agreement):
        return Reach(bits=_bits((criterion.pattern, *criterion.between), bit))
    if isinstance(criterion, Counting):
        against = (criterion.contradicted_by,) if criterion.contradicted_by else ()
        on_line = ON_PLACE if depends_on_line(criterion) else ON_NOTHING
        return Reach(on_line, "level" in criterion.for_each, _bits((criterion.pattern, *against), bit))
    return Reach(bits=ALWAYS if isinstance(criterion, kinds.CodeAgreement) else 0)


def _bits(patterns: Iterable[Pattern], bit: Callable[[Pattern], int]) -> int:
    found = 0
    for pattern in patterns:
        found |= bit(pattern)
    return found


def remembered(judge: LineJudge, key: str, reach: Reach) -> LineJudge:
    """A judge that is asked once per case, and once for all cases in which nothing on record concerns it.

    What silence comes to follows from the plan, and from how many sides are asked for.
    """
    if reach.line == ON_LINE:
        return _by_line(judge, key)
    return _by_place(judge, key, reach) if reach.line == ON_PLACE else _by_record(judge, key, reach.bits)


def _by_record(judge: LineJudge, key: str, bits: int) -> LineJudge:
    silence: Outcome | None = None

    def evaluate(record: Record, line: Line) -> Outcome:
        nonlocal silence
        if record.touched & bits:
            known: Outcome | None = record.memo.get(key)
            if known is None:
                known = record.memo[key] = judge(record, line)
            return known
        if silence is None:
            silence = judge(record, line)
            silence.kept = True
        return silence

    return evaluate


def _by_place(judge: LineJudge, key: str, reach: Reach) -> LineJudge:
    bits, levels = reach.bits, reach.levels
    silences: dict[int, Outcome] = {}

    def evaluate(record: Record, line: Line) -> Outcome:
        if record.touched & bits or (levels and line.wanted):
            known: Outcome | None = line.shared.get(key)
            if known is None:
                known = line.shared[key] = judge(record, line)
            return known
        known = silences.get(line.sides)
        if known is None:
            known = silences[line.sides] = judge(record, line)
            known.kept = True
        return known

    return evaluate


def _by_line(judge: LineJudge, key: str) -> LineJudge:
    def evaluate(record: Record, line: Line) -> Outcome:
        known: Outcome | None = line.memo.get(key)
        if known is None:
            known = line.memo[key] = judge(record, line)
        return known

    return evaluate
