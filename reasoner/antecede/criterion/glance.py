"""Counts that one glance tells: nothing said, everything denied, or a single plain fact.

Most presences and absences are like this.  What is given is what counting would give (a test holds that), sooner.
"""

from collections.abc import Callable

from antecede.criterion.counting import judge_count
from antecede.criterion.line import LineJudge
from antecede.criterion.outcome import QUALIFIES, Denials, Outcome, Used
from antecede.criterion.tally import NOTHING, Tallier, Tally
from antecede.knowledge.criterion import Count, Counting
from antecede.record.fact import DONE, Fact
from antecede.record.reader import YES
from antecede.record.record import Line, Record

TallyJudge = Callable[[Record, Tally], Outcome]
#: Gives the outcome, or nothing where it takes counting.
Glance = Callable[[Record], Outcome | None]


def glance_at(criterion: Count, tallier: Tallier) -> Glance:
    """The glance for a count that does not look at the request line."""
    silent, denied, single = judge_count(criterion, tallier.silence()), _denied(criterion), _single(criterion)
    bare = not tallier.pattern.conditions and not tallier.pattern.confounders
    bit = tallier.bit

    def glance(record: Record) -> Outcome | None:
        if not record.touched & bit:
            return silent
        if record.affirmed & bit:
            facts = tallier.waiting(record)[0] if bare and not record.negated & bit else NOTHING
            if len(facts) == 1 and _plain(*facts[0]):
                return Outcome(single.status, single.reason, (Used(facts[0][0], QUALIFIES),), 1, 1)
            return None
        if record.refuted & bit:
            return Outcome(denied.status, denied.reason, Denials(record.denying, bit), 0, 0)
        return None if record.negated & bit or tallier.complete(record) else silent

    return glance


def _plain(fact: Fact, kind: int) -> bool:
    return kind == YES and fact.standing == DONE and fact.counted and fact.count == 1


def _denied(criterion: Count) -> Outcome:
    tally = Tally([])
    tally.denied = True
    return judge_count(criterion, tally)


def _single(criterion: Count) -> Outcome:
    tally = Tally([])
    tally.yes, tally.stated = [Fact("", 0, "", None, (), None)], True
    return judge_count(criterion, tally)


def free_judge(criterion: Counting, tallier: Tallier, verdict: TallyJudge) -> LineJudge:
    """A judge that does not look at the line: by a glance where that tells, else by counting."""
    if not isinstance(criterion, Count) or set(criterion.pattern.closing) != set(criterion.pattern.bases):
        return lambda record, line: verdict(record, tallier.tally(record))
    glance = glance_at(criterion, tallier)

    def judge(record: Record, line: Line) -> Outcome:
        return glance(record) or verdict(record, tallier.tally(record))

    return judge
