"""Counts that one glance tells: nothing said, or everything denied.

Most absences are like this.  What is given is what counting would give (a test holds that), sooner.
"""

from collections.abc import Callable

from antecede.criterion.counting import judge_count
from antecede.criterion.evidence import Tally
from antecede.criterion.line import LineJudge
from antecede.criterion.outcome import Denials, Outcome
from antecede.criterion.tally import Tallier
from antecede.knowledge.criterion import Count, Counting
from antecede.record.line import Line
from antecede.record.record import Record

TallyJudge = Callable[[Record, Tally], Outcome]
#: Gives the outcome, or nothing where it takes counting.
Glance = Callable[[Record], Outcome | None]


def once(verdict: TallyJudge) -> TallyJudge:
    """A verdict on a tally that several lines share, given once."""

    def told(record: Record, tally: Tally) -> Outcome:
        known: Outcome | None = record.memo.get((verdict, tally))
        if known is None:
            known = record.memo[verdict, tally] = verdict(record, tally)
        return known

    return told


def glance_at(criterion: Count, tallier: Tallier) -> Glance:
    """The glance for a count that does not look at the request line."""
    silent, denied, bit = judge_count(criterion, tallier.silence()), _denied(criterion), tallier.bit

    def glance(record: Record) -> Outcome | None:
        if record.affirmed & bit:
            return None
        if not record.touched & bit:
            return silent
        if record.refuted & bit:
            return Outcome(denied.status, denied.reason, Denials(record.denying, bit), 0, 0)
        return None if record.negated & bit or tallier.complete(record) else silent

    return glance


def _denied(criterion: Count) -> Outcome:
    tally = Tally([])
    tally.denied = True
    return judge_count(criterion, tally)


def free_judge(criterion: Counting, tallier: Tallier, verdict: TallyJudge) -> LineJudge:
    """A judge that does not look at the line: by a glance where that tells, else by counting."""
    if not isinstance(criterion, Count) or set(criterion.pattern.closing) != set(criterion.pattern.bases):
        return lambda record, line: verdict(record, tallier.anywhere(record))
    glance, bit = glance_at(criterion, tallier), tallier.bit

    def judge(record: Record, line: Line) -> Outcome:
        if record.affirmed & bit:
            return judge_count(criterion, tallier.anywhere(record))
        return glance(record) or judge_count(criterion, tallier.anywhere(record))

    return judge
