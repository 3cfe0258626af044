"""Count, every, and k of n."""

from collections.abc import Callable, Iterable
from math import inf

from antecede.criterion.evidence import Tally
from antecede.criterion.outcome import AFTER, CONFOUNDED, REGION, SUPERSEDED, TARGET, TYPE, WINDOW, Outcome, Used
from antecede.criterion.target import same_target
from antecede.knowledge.criterion import Count
from antecede.record.fact import Fact
from antecede.truth.day import Days
from antecede.truth.span import Span
from antecede.truth.status import (
    ABSENT,
    ATTRIBUTE_MISSING,
    CONFLICTING,
    CONTRADICTED,
    CONTRAINDICATED,
    COUNT_OUT_OF_RANGE,
    DOES_NOT_APPLY,
    MET,
    NOT_APPLICABLE,
    NOT_DOCUMENTED,
    NOT_MET,
    NOTHING_RECORDED,
    SATISFIED,
    VALUE_OUT_OF_RANGE,
    WRONG_LEVEL_OR_SIDE,
    Reason,
    Status,
)

#: Least and greatest number that there may be.
Numbers = tuple[float, float]
NONE_LISTED, SILENT = (0, 0), (0, inf)
#: More dated facts than this are not arranged; all of them may then lie apart.
MOST_ARRANGED = 10
ALWAYS = Days(1, 3_000_000)
#: Verdicts on facts that lie at another place than the one asked for.
ELSEWHERE = (TARGET, REGION)
#: Verdicts on facts that are farthest from qualifying.
FARTHEST = (TARGET, REGION, TYPE)
#: Reasons of verdicts that no condition of the class explains.
REASONS = {
    TARGET: WRONG_LEVEL_OR_SIDE,
    CONFOUNDED: Reason.CONFOUNDED,
    AFTER: Reason.DATE_OUT_OF_RANGE,
    WINDOW: Reason.DATE_OUT_OF_RANGE,
    TYPE: NOTHING_RECORDED,
    SUPERSEDED: Reason.DATE_OUT_OF_RANGE,
    REGION: WRONG_LEVEL_OR_SIDE,
}
#: The same where it is not known; a kind or a place that is left open is an attribute that is missing.
OPEN_REASONS = {-each: reason for each, reason in REASONS.items() if each not in FARTHEST}


def judge_count(criterion: Count, tally: Tally) -> Outcome:
    """Whether enough, and not too many, facts qualify; conflicting where that hangs on what the record contests."""
    if tally.contested:
        return _judge_both(criterion, tally)
    low, high = bracket(criterion, tally)
    least, most = criterion.at_least, criterion.at_most
    if (least is None or low >= least) and (most is None or high <= most):
        return Outcome(MET, SATISFIED, tally, low, high)
    failed = (most is not None and low > most) or (least is not None and high < least)
    return _short_of(criterion, NOT_MET if failed else NOT_DOCUMENTED, tally, (low, high))


def _judge_both(criterion: Count, tally: Tally) -> Outcome:
    agreed, disputed = (bracket(criterion, world) for world in tally.worlds())
    status = _compare(criterion, agreed)
    if status is not _compare(criterion, disputed):
        low, high = min(agreed[0], disputed[0]), max(agreed[1], disputed[1])
        return Outcome(CONFLICTING, CONTRADICTED, tally, low, high)
    return Outcome(MET, SATISFIED, tally, *agreed) if status is MET else _short_of(criterion, status, tally, agreed)


def in_both_worlds(judge: Callable[[Tally], Outcome], tally: Tally) -> Outcome:
    """What a tally comes to with the record's denials right, and with what they contest right; both have to agree."""
    if not tally.contested:
        return judge(tally)
    agreed, disputed = map(judge, tally.worlds())
    if agreed.status is disputed.status:
        return agreed
    return Outcome(CONFLICTING, CONTRADICTED, tally)


def _short_of(criterion: Count, status: Status, tally: Tally, found: Numbers) -> Outcome:
    """What is not met, with its reason; a contraindication is neither done nor failed."""
    low, high = found
    if tally.contraindicated and criterion.at_least:
        if criterion.contraindication_satisfies:
            return Outcome(MET, SATISFIED, tally, low, high)
        return Outcome(NOT_DOCUMENTED, CONTRAINDICATED, tally, low, high)
    if status is NOT_DOCUMENTED:
        return Outcome(NOT_DOCUMENTED, open_reason(tally), tally, low, high)
    return Outcome(status, failed_reason(tally, excess=criterion.at_most is not None), tally, low, high)


def bracket(criterion: Count, tally: Tally) -> Numbers:
    """Least and greatest number of qualifying facts (or of their dates)."""
    yes = tally.yes
    closed = tally.stated or tally.denied or criterion.silence_satisfies
    if not yes and not tally.maybe:
        return NONE_LISTED if closed else SILENT
    able = [*yes, *tally.possible] if tally.maybe else yes
    if criterion.apart:
        low, high = _surely_apart(yes, criterion.apart), _possibly_apart(able, criterion.apart)
    elif criterion.distinct_dates:
        low, high = _fewest_dates(yes), _most_dates(able)
    elif able is yes:
        low = high = yes[0].count if len(yes) == 1 else _number(yes)
    else:
        low, high = _number(yes), _number(able)
    if closed:
        for fact in able:
            if not fact.counted:
                return low, inf
        return low, high
    return low, inf


def _compare(criterion: Count, found: Numbers) -> Status:
    low, high = found
    least, most = criterion.at_least, criterion.at_most
    if most is None:
        return MET if least is None or low >= least else NOT_MET if high < least else NOT_DOCUMENTED
    if low > most or (least is not None and high < least):
        return NOT_MET
    return MET if high <= most and (least is None or low >= least) else NOT_DOCUMENTED


def _number(facts: Iterable[Fact]) -> int:
    number = 0
    for fact in facts:
        number += fact.count
    return number


def _fewest_dates(facts: list[Fact]) -> int:
    """Fewest days that the facts can lie on."""
    return len(_stabs([fact.when or ALWAYS for fact in facts]))


def _stabs(ranges: list[Days]) -> list[int]:
    """Fewest days that take in every range, each as late as can be."""
    stabs: list[int] = []
    for days in sorted(ranges, key=lambda days: days.last):
        if not stabs or days.first > stabs[-1]:
            stabs.append(days.last)
    return stabs


def _most_dates(facts: list[Fact]) -> int:
    """Most days that the facts can lie on."""
    exact = {fact.when for fact in facts if fact.when and fact.when.first == fact.when.last}
    loose = [fact for fact in facts if not fact.when or fact.when.first != fact.when.last]
    return len(exact) + _number(loose)


def _surely_apart(facts: list[Fact], gap: Span) -> int:
    """How many facts certainly lie the gap apart, whatever days their partial dates stand for."""
    ranges = sorted((fact.when for fact in facts if fact.when), key=lambda days: days.last)
    picked, last = 0, -inf
    for days in ranges:
        if days.first - last >= gap.longest:
            picked, last = picked + 1, float(days.last)
    return max(picked, 1 if facts else 0)


def _possibly_apart(facts: list[Fact], gap: Span) -> int:
    """How many facts can lie the gap apart: the most that some order of them, each as early as can be, has room for."""
    ranges = [days for fact in facts if (days := fact.when) for _ in range(min(fact.count, _room(days, gap)))]
    undated = _number(fact for fact in facts if not fact.when)
    if len(ranges) > MOST_ARRANGED:
        return len(ranges) + undated
    ends: dict[frozenset[int], float] = {frozenset(): -inf}
    for _ in ranges:
        longer: dict[frozenset[int], float] = {}
        for arranged, last in ends.items():
            for index, days in enumerate(ranges):
                day = max(days.first, last + gap.shortest)
                if index not in arranged and day <= days.last:
                    key = arranged | {index}
                    longer[key] = min(day, longer.get(key, inf))
        if not longer:
            break
        ends = longer
    return len(next(iter(ends))) + undated


def _room(days: Days, gap: Span) -> int:
    """How many dates the gap apart a partial date has room for."""
    return int((days.last - days.first) / max(gap.shortest, 1)) + 1


def open_reason(tally: Tally) -> Reason:
    """Why it is not known whether enough facts qualify."""
    if not tally.maybe:
        return ATTRIBUTE_MISSING if tally.yes else NOTHING_RECORDED
    told = [used.verdict for used in tally.maybe if used.verdict in OPEN_REASONS]
    if told:
        return OPEN_REASONS[min(told, key=_farness)]
    return ATTRIBUTE_MISSING


def failed_reason(tally: Tally, *, excess: bool) -> Reason:
    """Why too few (or too many) facts qualify."""
    if excess:
        return COUNT_OUT_OF_RANGE if tally.yes else ABSENT
    if tally.yes:
        return COUNT_OUT_OF_RANGE
    if not tally.no:
        return ABSENT
    verdict = min((used.verdict for used in tally.no), key=_farness)
    return VALUE_OUT_OF_RANGE if verdict == TYPE else REASONS.get(verdict, VALUE_OUT_OF_RANGE)


def _farness(verdict: int) -> tuple[bool, int]:
    """Of several facts the one that came nearest to qualifying tells the reason, in whatever order they stand."""
    return abs(verdict) in FARTHEST, abs(verdict)


def contradict(tally: Tally, against: Tally) -> None:
    """Put in doubt each qualifying fact that a contradicting one at the same target stands beside."""
    for fact in tally.yes if against.yes else ():
        silent = fact.ref.startswith("findings")
        if fact not in tally.contested:
            for other in against.yes:
                if same_target(fact, other, silent=silent):
                    tally.contested += (fact,)
                    break


def keep_latest(tally: Tally) -> bool:
    """Leave only what may be the latest fact; false where it matters which of several that is.

    A fact that lies elsewhere is none of them.
    """
    failed = [used.fact for used in tally.no if used.verdict not in ELSEWHERE]
    facts = [*tally.yes, *(used.fact for used in tally.maybe), *failed]
    if len(facts) < 2:
        return True
    begun = max((fact.when.first for fact in facts if fact.when), default=0)
    latest = {fact for fact in facts if not fact.when or fact.when.last >= begun}
    if len(latest) < len(facts):
        tally.yes = [fact for fact in tally.yes if fact in latest]
        tally.contested = tuple(fact for fact in tally.contested if fact in latest)
        tally.maybe = tuple(used for used in tally.maybe if used.fact in latest)
        superseded = [Used(fact, SUPERSEDED) for fact in facts if fact not in latest]
        kept = [used for used in tally.no if used.fact in latest or used.verdict in ELSEWHERE]
        tally.no = (*kept, *superseded)
    return sum(map(bool, (tally.yes, tally.maybe, latest.intersection(failed)))) == 1


def completed_on(criterion: Count, tally: Tally) -> Days | int | None:
    """Day on which a count was reached: a range, none where it is not known, -1 where it never was."""
    outcome = judge_count(criterion, tally)
    if outcome.status is NOT_MET:
        return -1
    if outcome.status is not MET or criterion.at_least is None:
        return None
    ranges = [fact.when for fact in tally.yes if fact.when for _ in range(fact.count)]
    latest = _stabs(ranges) if criterion.distinct_dates else sorted(days.last for days in ranges)
    if len(latest) < criterion.at_least:
        return None
    able = [*tally.yes, *tally.possible]
    firsts = sorted(fact.when.first if fact.when else 1 for fact in able for _ in range(fact.count))
    return Days(firsts[criterion.at_least - 1], latest[criterion.at_least - 1])


def judge_every(tally: Tally, fares: Callable[[Fact], int], *, silence_satisfies: bool) -> Outcome:
    """Each fact that may qualify has to be of the second class; none that may: not documented, never met."""
    facts = [*tally.yes, *tally.possible]
    if not facts and silence_satisfies:
        return Outcome(NOT_APPLICABLE, DOES_NOT_APPLY, tally)
    if not facts:
        reason = CONTRAINDICATED if tally.contraindicated else NOTHING_RECORDED
        return Outcome(NOT_DOCUMENTED, reason, tally)
    used = tuple([Used(fact, fares(fact)) for fact in facts])
    count, verdicts = len(facts), [each.verdict for each in used]
    if max(verdicts) > 0:
        return Outcome(NOT_MET, VALUE_OUT_OF_RANGE, used, low=0, high=count)
    if min(verdicts) < 0:
        return Outcome(NOT_DOCUMENTED, ATTRIBUTE_MISSING, used, low=0, high=count)
    return Outcome(MET, SATISFIED, used, low=count, high=count)
