"""Whether one criterion on facts implies another of its kind: class of facts, times and places, numbers.

Each rule holds for every record, partial dates, denials and silence included; what no rule covers is not claimed.
"""

from typing import NamedTuple

import networkx as nx

from antecede.comparison.claim import Claim
from antecede.comparison.proof import NUMBER, TRIVIAL, Axiom, Proof, joined
from antecede.comparison.scope import longer, narrower, same_scope, told
from antecede.comparison.subsumption import Subsumption, alike, inside, same, whole
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import Count, Counting
from antecede.knowledge.expression import Pattern, Within


class Bound(NamedTuple):
    """What a claim on a count says: at least, or at most, so many; ``free``: nothing is recorded as contraindicated."""

    number: int
    free: bool = False


def leaf(premise: Claim, goal: Claim, subsumption: Subsumption) -> Proof | None:
    """A proof that the premise implies the goal, by what the two criteria ask for themselves."""
    one, other, holds = premise.criterion, goal.criterion, premise.holds
    if isinstance(one, Count) and isinstance(other, Count):
        return _count(premise, goal, subsumption)
    if type(one) is not type(other) or holds != goal.holds:
        return None
    first, second = (one, other) if holds else (other, one)
    match first, second:
        case kinds.Duration(), kinds.Duration():
            return _duration(first, second, subsumption, holds=holds)
        case kinds.Elapsed(), kinds.Elapsed():
            return longer(first, second) if _same_facts(first, second) else None
        case kinds.Value(), kinds.Value():
            return _value(first, second)
        case kinds.Every(), kinds.Every():
            return _every(premise, goal, subsumption)
        case kinds.KOfN(), kinds.KOfN():
            return _members(first, second, subsumption, holds=holds)
        case kinds.LevelLimit(), kinds.LevelLimit():
            fits = same(first.pattern, second.pattern) and first.at_most <= second.at_most
            return _numbers(f"at most {first.at_most}", f"at most {second.at_most}") if fits else None
        case kinds.RegionAgreement(), kinds.RegionAgreement() if holds and first.pattern and second.pattern:
            return subsumption.surely(first.pattern, second.pattern)
    return None


# --- counts -----------------------------------------------------------------------------------------------------------


def _count(premise: Claim, goal: Claim, subsumption: Subsumption) -> Proof | None:
    one, other = premise.criterion, goal.criterion
    assert isinstance(one, Count)
    assert isinstance(other, Count)
    proofs: list[Proof | None] = []
    if wanted := _least(goal):
        given = _least(premise)
        enough = given is not None and given.number >= wanted.number and _satisfied_alike(premise, goal)
        proofs.append(_at_least(one, other, subsumption, given, wanted) if enough and given else None)
    if wanted := _most(goal):
        given = _most(premise)
        enough = given is not None and given.number <= wanted.number and given.free >= wanted.free
        enough = enough and not (one.contraindication_satisfies and one.at_least)
        proofs.append(_at_most(one, other, subsumption, given, wanted) if enough and given else None)
    return joined(*proofs) if proofs else None


def _least(claim: Claim) -> Bound | None:
    """At least so many, as a claim says it: at most n is not met by n + 1."""
    criterion = claim.criterion
    assert isinstance(criterion, Count)
    if claim.holds:
        return None if criterion.at_least is None else Bound(criterion.at_least)
    single = criterion.at_most is not None and criterion.at_least is None
    return Bound((criterion.at_most or 0) + 1) if single else None


def _most(claim: Claim) -> Bound | None:
    """At most so many, as a claim says it: at least n is not met by n - 1, where none is contraindicated."""
    criterion = claim.criterion
    assert isinstance(criterion, Count)
    if claim.holds:
        return None if criterion.at_most is None else Bound(criterion.at_most)
    single = criterion.at_least is not None and criterion.at_most is None
    return Bound((criterion.at_least or 0) - 1, free=True) if single else None


def _satisfied_alike(premise: Claim, goal: Claim) -> bool:
    """Whether a contraindication that satisfies the premise satisfies the goal."""
    one, other = premise.criterion, goal.criterion
    assert isinstance(one, Count)
    assert isinstance(other, Count)
    if not (premise.holds and one.contraindication_satisfies):
        return True
    return goal.holds and other.contraindication_satisfies and other.at_most is None


def _at_least(one: Count, other: Count, subsumption: Subsumption, given: Bound, wanted: Bound) -> Proof | None:
    fits = (other.counts_requested or not one.counts_requested) and _coarser(one, other)
    if not fits or not _contradicted_alike(one, other, subsumption) or not _latest_alike(one, other):
        return None
    return joined(
        subsumption.surely(one.pattern, other.pattern),
        narrower(one, other),
        _numbers(_amount(one, f"at least {given.number}"), _amount(other, f"at least {wanted.number}")),
    )


def _at_most(one: Count, other: Count, subsumption: Subsumption, given: Bound, wanted: Bound) -> Proof | None:
    fits = (one.counts_requested or not other.counts_requested) and _finer(one, other)
    closed = (other.silence_satisfies or not one.silence_satisfies) and set(one.for_each) == set(other.for_each)
    if not fits or not closed or not _at_most_alike(one, other):
        return None
    return joined(
        subsumption.possibly(other.pattern, one.pattern),
        narrower(other, one),
        _numbers(_amount(one, f"at most {given.number}"), _amount(other, f"at most {wanted.number}")),
    )


def _at_most_alike(one: Count, other: Count) -> bool:
    """Whether what is in doubt, or superseded, for the other is so for the one."""
    if one.latest_decides or other.latest_decides or other.contradicted_by:
        both = _pattern_alike(one.contradicted_by, other.contradicted_by)
        return one.latest_decides == other.latest_decides and both and _same_facts(one, other)
    return True


def _coarser(one: Count, other: Count) -> bool:
    """Whether the one never counts more of the same facts: facts apart, facts on different days, all facts."""
    if one.apart and other.apart:
        return one.apart == other.apart or one.apart.shortest >= other.apart.longest
    return _fineness(one) <= _fineness(other)


def _finer(one: Count, other: Count) -> bool:
    """Whether the one never counts fewer of the facts that there may be."""
    same_way = (one.apart, one.distinct_dates) == (other.apart, other.distinct_dates)
    return same_way or not (one.apart or one.distinct_dates)


def _fineness(criterion: Count) -> int:
    return 0 if criterion.apart else 1 if criterion.distinct_dates else 2


def _amount(criterion: Count, number: str) -> str:
    if criterion.apart:
        return f"{number}, {told(criterion.apart)} apart"
    return f"{number}, on different days" if criterion.distinct_dates else number


# --- what all criteria on facts share -----------------------------------------------------------------------------


def _contradicted_alike(one: Counting, other: Counting, subsumption: Subsumption) -> bool:
    """Whether whatever contradicts a fact of the one as counted by the other contradicts it there, too."""
    if other.contradicted_by is None:
        return True
    if one.contradicted_by is None or not same_scope(one, other):
        return False
    return subsumption.surely(other.contradicted_by, one.contradicted_by) is not None


def _latest_alike(one: Counting, other: Counting) -> bool:
    """Whether the latest fact is the same for both, where it alone decides."""
    if not (one.latest_decides or other.latest_decides):
        return True
    lists = one.latest_decides == other.latest_decides and alike(one.pattern, other.pattern)
    return lists and same_scope(one, other) and not (one.contradicted_by or other.contradicted_by)


def _same_facts(one: Counting, other: Counting) -> bool:
    """Whether two criteria look at the same facts in the same way."""
    settings = ("silence_satisfies", "contraindication_satisfies", "latest_decides")
    return (
        same(one.pattern, other.pattern)
        and same_scope(one, other)
        and _pattern_alike(one.contradicted_by, other.contradicted_by)
        and all(getattr(one, each) == getattr(other, each) for each in settings)
    )


def _pattern_alike(one: Pattern | None, other: Pattern | None) -> bool:
    return one is other if one is None or other is None else same(one, other)


def _numbers(mine: str, theirs: str) -> Proof:
    return TRIVIAL if mine == theirs else (Axiom(NUMBER, mine, theirs),)


# --- the other kinds ------------------------------------------------------------------------------------------------


def _duration(one: kinds.Duration, other: kinds.Duration, subsumption: Subsumption, *, holds: bool) -> Proof | None:
    """The longer implies the shorter; of another class of facts only where both list their facts in one way."""
    if _same_facts(one, other):
        return longer(one, other)
    plain = not (one.latest_decides or other.latest_decides or one.contradicted_by or other.contradicted_by)
    if not holds or not plain or one.silence_satisfies != other.silence_satisfies or one.for_each != other.for_each:
        return None
    possible = subsumption.possibly(one.pattern, other.pattern)
    sure = subsumption.surely(one.pattern, other.pattern)
    return joined(sure, possible, narrower(one, other), longer(one, other))


def _value(one: kinds.Value, other: kinds.Value) -> Proof | None:
    alike_made = (one.attribute, one.aggregate) == (other.attribute, other.aggregate)
    mine, theirs = _range(one), _range(other)
    if not alike_made or not _same_facts(one, other) or not inside(mine, theirs):
        return None
    return _numbers(_limits(one), _limits(other))


def _range(criterion: kinds.Value) -> Within:
    low, high = criterion.more_than, criterion.less_than
    return Within(
        attribute=criterion.attribute,
        low=criterion.at_least if low is None else low,
        high=criterion.at_most if high is None else high,
        low_strict=low is not None,
        high_strict=high is not None,
    )


def _limits(criterion: kinds.Value) -> str:
    named = (("at_least", "at least"), ("more_than", "more than"), ("at_most", "at most"), ("less_than", "less than"))
    given = ((words, getattr(criterion, field)) for field, words in named)
    return " and ".join(f"{words} {number:g}" for words, number in given if number is not None)


def _every(premise: Claim, goal: Claim, subsumption: Subsumption) -> Proof | None:
    one, other = premise.criterion, goal.criterion
    assert isinstance(one, kinds.Every)
    assert isinstance(other, kinds.Every)
    looks = same(one.pattern, other.pattern) and same_scope(one, other)
    plain = not (one.contradicted_by or other.contradicted_by) and one.latest_decides == other.latest_decides
    silent = premise.exact or other.silence_satisfies or not one.silence_satisfies
    if not (looks and plain and silent and one.each.bases and other.each.bases):
        return None
    if premise.holds:
        return subsumption.below(whole(one.each), whole(other.each), sure=True)
    return subsumption.below(whole(other.each), whole(one.each), sure=False)


def _members(one: kinds.KOfN, other: kinds.KOfN, subsumption: Subsumption, *, holds: bool) -> Proof | None:
    """Enough members of the one, each inside a member of its own of the other, even if all that are in none hold."""
    if set(one.for_each) != set(other.for_each):
        return None
    pairs = {
        (index, place): proof
        for index, mine in enumerate(one.members)
        for place, theirs in enumerate(other.members)
        if (proof := subsumption.surely(mine, theirs) if holds else TRIVIAL if same(mine, theirs) else None) is not None
    }
    graph: nx.Graph[tuple[str, int]] = nx.Graph((("one", index), ("other", place)) for index, place in pairs)
    matched = nx.bipartite.maximum_matching(graph, [node for node in graph if node[0] == "one"]) if pairs else {}
    chosen = [(index, matched["one", index][1]) for index in range(len(one.members)) if ("one", index) in matched]
    alone = len(one.members) - len(chosen)
    if one.at_least - alone < other.at_least or (not holds and len(one.members) != len(other.members)):
        return None
    counts = _numbers(f"{one.at_least} of {len(one.members)}", f"{other.at_least} of {len(other.members)}")
    return joined(*(pairs[each] for each in chosen), counts)
