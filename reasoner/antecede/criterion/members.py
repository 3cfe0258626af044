"""K of n: enough of several named classes have a fact, for each side and level that is asked for."""

from collections.abc import Callable
from typing import NamedTuple

from antecede.criterion.counting import judge_count
from antecede.criterion.line import LineJudge
from antecede.criterion.outcome import Outcome, Part
from antecede.criterion.scope import Scope
from antecede.criterion.scoping import each, join
from antecede.criterion.tally import Tallier
from antecede.knowledge.criterion import Count, KOfN
from antecede.knowledge.expression import Pattern
from antecede.record.line import Line
from antecede.record.record import Record
from antecede.truth.status import (
    ATTRIBUTE_MISSING,
    CONFLICTING,
    CONTRADICTED,
    COUNT_OUT_OF_RANGE,
    MET,
    NOT_DOCUMENTED,
    NOT_MET,
    NOTHING_RECORDED,
    SATISFIED,
    Reason,
    k_of_n,
)

K_OF_N_REASONS = {MET: SATISFIED, NOT_MET: COUNT_OUT_OF_RANGE, CONFLICTING: CONTRADICTED}


class Member(NamedTuple):
    """A named class of k of n: its count, and what that comes to where nothing on record concerns it."""

    tallier: Tallier
    presence: Count
    silent: Outcome


def member(tallier: Tallier) -> Member:
    """The member that has one fact of the tallier's pattern."""
    pattern = tallier.pattern
    count = Count(iri=pattern.iri, label=pattern.label, pattern=pattern, at_least=1)
    return Member(tallier, count, judge_count(count, tallier.silence()))


def k_of_n_judge(criterion: KOfN, tallier: Callable[[Pattern], Tallier]) -> LineJudge:
    """Enough members with a fact, at every place that is asked for."""
    members = [member(tallier(pattern)) for pattern in criterion.members]

    def judge(record: Record, line: Line) -> Outcome:
        found = [(scope, judge_k_of_n(members, criterion.at_least, record, scope)) for scope in each(criterion, line)]
        parts = tuple([Part("", scope.side, scope.level, outcome) for scope, outcome in found])
        return join(line, "side" in criterion.for_each, parts)

    return judge


def judge_k_of_n(members: list[Member], k: int, record: Record, scope: Scope) -> Outcome:
    """Enough members with a fact at the scope."""
    outcomes = [(one.presence.iri, _member(one, record, scope)) for one in members]
    statuses = [outcome.status for _, outcome in outcomes]
    status = k_of_n(statuses, k)
    reason = _open_member(outcomes) if status is NOT_DOCUMENTED else K_OF_N_REASONS[status]
    parts = tuple([Part(iri, scope.side, scope.level, outcome) for iri, outcome in outcomes])
    return Outcome(status, reason, (), statuses.count(MET), len(members) - statuses.count(NOT_MET), parts)


def _open_member(outcomes: list[tuple[str, Outcome]]) -> Reason:
    reasons = [outcome.reason for _, outcome in outcomes if outcome.status is NOT_DOCUMENTED]
    return ATTRIBUTE_MISSING if ATTRIBUTE_MISSING in reasons else NOTHING_RECORDED


def _member(member: Member, record: Record, scope: Scope) -> Outcome:
    """One member at a scope, from memory where another reading has already asked for it."""
    tallier, presence, silent = member
    if not record.touched & tallier.bit:
        return silent
    key = ("member", tallier, scope.side, scope.level)
    known: Outcome | None = record.memo.get(key)
    if known is None:
        known = record.memo[key] = judge_count(presence, tallier.tally(record, scope))
    return known
