"""Duration, value and elapsed time."""

from math import inf

from antecede.criterion.counting import open_reason
from antecede.criterion.evidence import Tally
from antecede.criterion.outcome import Outcome
from antecede.knowledge.criterion import Duration, Elapsed, Value
from antecede.record.fact import Fact
from antecede.record.reading import Reader, lasting
from antecede.record.record import Record
from antecede.truth.day import Days
from antecede.truth.span import Bracket, Lasting
from antecede.truth.status import (
    ABSENT,
    CONTRAINDICATED,
    MET,
    NOT_DOCUMENTED,
    NOT_MET,
    SATISFIED,
    TOO_SHORT,
    VALUE_OUT_OF_RANGE,
    Status,
)


def judge_duration(criterion: Duration, tally: Tally) -> Outcome:
    """Whether the facts cover the time asked for; overlapping periods count once."""
    sure, possible = tally.yes, [*tally.yes, *tally.possible]
    if len(sure) == len(possible) == 1 and tally.listed and (piece := lasting(sure[0])):
        return _single(criterion, tally, piece)
    pieces, covered = _pieces(sure), _covered(sure)
    low = max([covered.low, *[piece.in_days().low for piece in pieces]])
    high = inf
    if tally.listed:
        high = covered.high if len(sure) == len(possible) else _covered(possible).high
    if any(_reaches(piece, criterion) for piece in pieces) or _enough(low, criterion):
        return Outcome(MET, SATISFIED, tally, low=low, high=high)
    if high < inf and _too_little(possible, high, criterion):
        reason = TOO_SHORT if sure else ABSENT if not tally.no else VALUE_OUT_OF_RANGE
        return Outcome(NOT_MET, reason, tally, low=low, high=high)
    return _open(tally, low, high)


def _single(criterion: Duration, tally: Tally, piece: Lasting) -> Outcome:
    """The usual case: one course, and the record lists all there are."""
    least, most = piece.compare(criterion.threshold)
    low, high = piece.in_days()
    if least > 0 or (least == 0 and not criterion.strict):
        return Outcome(MET, SATISFIED, tally, low=low, high=high)
    if most < 0 or (most == 0 and criterion.strict):
        return Outcome(NOT_MET, TOO_SHORT, tally, low=low, high=high)
    return _open(tally, low, high)


def _open(tally: Tally, low: float, high: float) -> Outcome:
    reason = CONTRAINDICATED if tally.contraindicated else open_reason(tally)
    return Outcome(NOT_DOCUMENTED, reason, tally, low=None if low == -inf else low, high=high)


def _pieces(facts: list[Fact]) -> list[Lasting]:
    """Single facts with their time, and dated ones that meet or overlap as one."""
    single = [piece for fact in facts if (piece := lasting(fact))]
    spans = sorted(_exact(fact) for fact in facts if fact.ends)
    merged: list[Lasting] = []
    for first, last in spans:
        previous = merged[-1].ends if merged else None
        if previous and first <= previous[1].first:
            merged[-1] = Lasting(ends=(previous[0], Days(max(previous[1].first, last), max(previous[1].first, last))))
        else:
            merged.append(Lasting(ends=(Days(first, first), Days(last, last))))
    return single + merged


def _exact(fact: Fact) -> tuple[int, int]:
    """The days that a dated fact covers for certain."""
    assert fact.ends
    start, end = fact.ends[0].last, fact.ends[1].first
    documented = getattr(fact.entry, "duration", "")
    length = lasting(fact)
    return (start, start + int(length.in_days().low)) if documented and length else (start, max(start, end))


def _covered(facts: list[Fact]) -> Bracket:
    """Days that facts cover together: at least the union of the certain days, at most the sum."""
    low, reached = 0, 0
    for first, last in sorted(_exact(fact) for fact in facts if fact.ends):
        low += max(0, last - max(first, reached))
        reached = max(reached, last)
    return Bracket(low, _most(facts))


def _most(facts: list[Fact]) -> float:
    exact = [fact for fact in facts if fact.ends and all(end.first == end.last for end in fact.ends)]
    others = [fact for fact in facts if fact not in exact]
    total, reached = 0.0, 0
    for first, last in sorted(_exact(fact) for fact in exact):
        total += max(0, last - max(first, reached))
        reached = max(reached, last)
    lengths = [lasting(fact) for fact in others]
    return total + sum(length.in_days().high if length else inf for length in lengths)


def _reaches(piece: Lasting, criterion: Duration) -> bool:
    least, _ = piece.compare(criterion.threshold)
    return least > 0 or (least == 0 and not criterion.strict)


def _enough(low: float, criterion: Duration) -> bool:
    longest = criterion.threshold.longest
    return low > longest or (low == longest and not criterion.strict)


def _too_little(facts: list[Fact], high: float, criterion: Duration) -> bool:
    if len(facts) == 1 and (piece := lasting(facts[0])):
        _, most = piece.compare(criterion.threshold)
        return most < 0 or (most == 0 and criterion.strict)
    shortest = criterion.threshold.shortest
    return high < shortest or (high == shortest and criterion.strict)


def judge_value(criterion: Value, read: Reader, tally: Tally) -> Outcome:
    """Whether a number made of the facts lies in the range asked for."""
    sure = [_number(read, fact) for fact in tally.yes]
    possible = [_number(read, fact) for fact in tally.possible]
    if criterion.aggregate == "Latest":
        sure, possible = _latest(tally, read), []
    found = _aggregate(criterion.aggregate, sure, possible, tally.listed)
    if found is None:
        return _open(tally, 0, inf)
    status = _in_bounds(criterion, found)
    if status is NOT_DOCUMENTED:
        return _open(tally, found.low, found.high)
    reason = SATISFIED if status is MET else VALUE_OUT_OF_RANGE
    return Outcome(status, reason, tally, low=found.low, high=found.high)


def _number(read: Reader, fact: Fact) -> Bracket | None:
    number = read(fact)
    return number.in_days() if isinstance(number, Lasting) else number


def _latest(tally: Tally, read: Reader) -> list[Bracket | None]:
    """The number of the latest fact; where several may be the latest, whatever it may be of theirs."""
    begun = [fact.when.first for fact in tally.yes if fact.when]
    if len(begun) < len(tally.yes) and len(tally.yes) > 1:
        return [None]
    latest = [fact for fact in tally.yes if not fact.when or fact.when.last >= max(begun)]
    numbers = [number for fact in latest if (number := _number(read, fact))]
    if len(numbers) < len(latest):
        return [None]
    return [Bracket(min(n.low for n in numbers), max(n.high for n in numbers))] if numbers else []


def _aggregate(kind: str, sure: list[Bracket | None], possible: list[Bracket | None], listed: bool) -> Bracket | None:
    if not sure and not possible:
        return Bracket(0, 0) if listed else None
    lows = [number.low for number in sure if number]
    highs = [number.high if number else inf for number in (*sure, *possible)]
    if kind == "Sum":
        return Bracket(sum(lows), sum(highs) if listed else inf)
    return Bracket(max(lows, default=-inf), max(highs) if listed or kind == "Latest" else inf)


def _in_bounds(criterion: Value, found: Bracket) -> Status:
    checks = (
        (criterion.at_least, found.low, found.high, False, 1),
        (criterion.more_than, found.low, found.high, True, 1),
        (criterion.at_most, -found.high, -found.low, False, -1),
        (criterion.less_than, -found.high, -found.low, True, -1),
    )
    statuses = {
        _bound(sign * bound, low, high, strict) for bound, low, high, strict, sign in checks if bound is not None
    }
    return NOT_MET if NOT_MET in statuses else NOT_DOCUMENTED if NOT_DOCUMENTED in statuses else MET


def _bound(bound: float, low: float, high: float, strict: bool) -> Status:
    if low > bound or (low == bound and not strict):
        return MET
    return NOT_MET if high < bound or (high == bound and strict) else NOT_DOCUMENTED


def judge_elapsed(criterion: Elapsed, record: Record, tally: Tally) -> Outcome:
    """Whether enough time has passed, on the day of service, since the latest qualifying fact before it."""
    service = record.service
    dates = [fact.when for fact in tally.yes if not fact.when or fact.when.first <= service.last]
    if not dates or None in dates:
        return _open(tally, 0, inf)
    first = max(when.first for when in dates if when)
    last = max(when.last for when in dates if when)
    elapsed = Lasting(ends=(Days(first, min(last, service.last)), service))
    status = _elapsed(elapsed.compare(criterion.threshold), criterion.strict)
    days = elapsed.in_days()
    if status is NOT_DOCUMENTED or (status is MET and (tally.maybe or not tally.listed)):
        return _open(tally, 0, days.high)
    reason = SATISFIED if status is MET else TOO_SHORT
    return Outcome(status, reason, tally, low=days.low, high=days.high)


def _elapsed(signs: tuple[int, int], strict: bool) -> Status:
    least, most = signs
    if least > 0 or (least == 0 and not strict):
        return MET
    return NOT_MET if most < 0 or (most == 0 and strict) else NOT_DOCUMENTED
