"""Numbers that were found: they add up from the facts that were used, from the parts, or from what is asked for."""

from collections.abc import Callable, Iterator
from datetime import date
from math import inf

from rdflib import URIRef

from antecede.verification.measure import COUNTS, LONGEST, SHORTEST, bracket, days_of, fared
from antecede.verification.published import Complaint, Published
from antecede.verification.request import code_of, units_made
from antecede.verification.rule import kind
from antecede.verification.terms import ANT, PROV

ENDS = (ANT.earliest, ANT.latest)
#: Words of uses that may or may not qualify.
MAYBE = ("kind_open", "open", "confounded", "place_open", "order_open", "date_open", "region_open")
#: Kinds that record what may be and the units that are asked for, whichever is more.
AGAINST_UNITS = (ANT.UnitLimitCriterion, ANT.UnitsCriterion)
#: What may be found: each end is one of several, or lies between two.
Ends = tuple[tuple[float, float], tuple[float, float]]
Reckoning = Callable[[Published, URIRef, URIRef, URIRef | None], Ends | None]


def check_found(
    published: Published, node: URIRef, criterion: URIRef | None, line: URIRef | None
) -> Iterator[Complaint]:
    """The bracket of one assessment, parts left aside: whole, in order, and as what is recorded beside it has it."""
    found = bracket(published, node)
    has = {term: published.text(node, term) != "" for term in (ANT.foundAtLeast, ANT.foundAtMost, ANT.foundOpen)}
    if any(has.values()) and (has[ANT.foundAtMost] is has[ANT.foundOpen]):
        yield Complaint(str(node), "found something, and has no upper end, or two")
    if found is None or criterion is None:
        return
    if found[0] > found[1] and kind(published, criterion) not in AGAINST_UNITS:
        yield Complaint(str(node), f"found at least {found[0]:g} and at most {found[1]:g}")
    reckon = _reckoning(published, node, criterion, bool(published.links(node, ANT.hasPart)))
    ends = reckon(published, node, criterion, line) if reckon else None
    for (low, high), end, word in zip(ends or (), found, ("least", "most"), strict=False):
        if not low <= end <= high:
            wanted = f"{low:g}" if low == high else f"between {low:g} and {high:g}"
            yield Complaint(str(node), f"found at {word} {end:g}, and what it used makes {wanted}")


def _reckoning(published: Published, node: URIRef, criterion: URIRef, parts: bool) -> Reckoning | None:
    name = str(kind(published, criterion)).rpartition("#")[2]
    if published.links(node, ANT.ofMember) or (name in COUNTS and not parts):
        return _counted
    if name == "KOfNCriterion" and parts:
        return _members
    if name == "NotCriterion" and parts:
        return _negated
    return None if parts else RECKONINGS.get(name)


def _exactly(low: float, high: float) -> Ends:
    return (low, low), (high, high)


def _counted(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> Ends | None:
    """Facts, or days, or facts that lie apart.

    What is of unnamed kind counts where the record need not list all such facts; there the upper end may be open.
    """
    sure = _facts(published, node, ("qualifies",))
    number, member = _number(published, sure), published.links(node, ANT.ofMember)
    if _contested(published, node):
        return (0, number), (0, inf)
    named, able = (number + _number(published, _facts(published, node, words)) for words in (MAYBE[1:], MAYBE))
    if published.flag(node, ANT.foundOpen):
        named = able = inf
    if published.graph.value(criterion, ANT.apartAtLeast) is not None and not member:
        return (min(1, number), number), (min(1, named), able)
    if published.flag(criterion, ANT.onDistinctDates) and not member:
        days = _fewest(published, node, sure)
        return (days, days), (days, able)
    return (number, number), (named, able)


def _contested(published: Published, node: URIRef) -> bool:
    """Whether what was used stands against what else is on record."""
    return "contested" in fared(published, node)


def _facts(published: Published, node: URIRef, words: tuple[str, ...]) -> list[URIRef]:
    uses = [use for use in published.ordered(node, ANT.usage) if published.text(use, ANT.fared) in words]
    return [fact for use in uses for fact in published.links(use, ANT.ofFact)]


def _number(published: Published, facts: list[URIRef]) -> float:
    return sum(published.number(fact, ANT.times) or 1 for fact in facts)


def _fewest(published: Published, node: URIRef, facts: list[URIRef]) -> float:
    """Fewest days that facts can lie on: the last day of each that lies on none of those before."""
    days: list[str] = []
    for latest, earliest in sorted(_when(published, node, fact) for fact in facts):
        if not days or earliest > days[-1]:
            days.append(latest)
    return len(days)


def _when(published: Published, node: URIRef, fact: URIRef) -> tuple[str, str]:
    """Last and first day that a fact may be of; what is asked for is of the day of service."""
    if published.links(fact, ANT.requestsAct):
        first, last = _service(published, node)
        return last, first
    return published.text(fact, ANT.latest) or "9999-12-31", published.text(fact, ANT.earliest)


def _members(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> Ends | None:
    """Of several members those that are met, and those that are not failed."""
    values = [published.text(part, ANT.truthValue) for part in published.links(node, ANT.hasPart)]
    if not any(published.links(part, ANT.ofMember) for part in published.links(node, ANT.hasPart)):
        return None
    return _exactly(values.count("met"), len(values) - values.count("not_met"))


def _negated(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> Ends | None:
    """What the denied criterion found."""
    inner = [bracket(published, part) for part in published.links(node, ANT.hasPart)]
    return _exactly(*inner[0]) if len(inner) == 1 and inner[0] else None


def _every(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> Ends | None:
    """All that were looked at, where they are as asked for; else none for sure."""
    words = fared(published, node)
    return _exactly(len(words) if set(words) == {"qualifies"} else 0, len(words))


# --- numbers and times ------------------------------------------------------------------------------------------------


def _valued(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> Ends | None:
    """The number is one that a fact gives, or lies within their sum."""
    key = published.text(published.link(criterion, ANT.attribute), ANT.caseKey)
    facts = _facts(published, node, ("qualifies", *MAYBE))
    given = [[published.number(URIRef(f"{fact}/{key}"), end) for end in (ANT.low, ANT.high)] for fact in facts]
    if not given and not _contested(published, node):
        return (0, 0), (0, inf)
    if any(None in each for each in given) or not given:
        return None
    lows, highs = [each[0] or 0 for each in given], [each[1] or 0 for each in given]
    most = inf if published.flag(node, ANT.foundOpen) else 0.0
    if len(facts) == 1:
        return (min(0, lows[0]), lows[0]), (max(most, highs[0]), max(most, highs[0]))
    return (min(0, *lows), sum(lows)), (min(highs), max(most, sum(highs)))


def _lasting(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> Ends | None:
    """Days of one course: as documented, or from its start to its end, or to the day of the review or the service."""
    facts = _facts(published, node, ("qualifies",))
    if not facts and not _contested(published, node):
        return (0, 0), (0, inf)
    if len(facts) != 1 or _facts(published, node, MAYBE):
        return None
    documented, begun, ended = (URIRef(f"{facts[0]}/{key}") for key in ("duration", "start", "end"))
    if published.text(documented, ANT.key):
        ends = [
            [published.number(documented, ANT[f"{end}{unit}"]) or 0 for unit in ("Months", "Days")]
            for end in ("low", "high")
        ]
        shortest, longest = (days_of(SHORTEST, ends[0][0]) + ends[0][1], days_of(LONGEST, ends[1][0]) + ends[1][1])
    else:
        since, today = URIRef(f"{facts[0]}/since"), _until(published, node)
        begins = [published.text(begun, end) or published.text(since, end) for end in ENDS]
        times = [*begins, *(min(published.text(ended, end) or today, today) for end in ENDS)]
        if not all(times):
            return None
        shortest, longest = max(0, _between(times[1], times[2])), _between(times[0], times[3])
    open_end = inf if published.flag(node, ANT.foundOpen) else longest
    return (0, longest), (max(0, shortest), open_end)


def _elapsed(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> Ends | None:
    """Days from the latest fact to the day of service."""
    facts = _facts(published, node, ("qualifies",))
    days = [[published.text(fact, end) for end in (ANT.earliest, ANT.latest)] for fact in facts]
    first, last = _service(published, node)
    days = [each for each in days if all(each) and each[0] <= last]
    if not facts and not _contested(published, node):
        return (0, 0), (0, inf)
    if len(days) < len(facts) or not days or _facts(published, node, MAYBE):
        return None
    longest = _between(max(each[0] for each in days), last)
    shortest = _between(min(max(each[1] for each in days), last), first)
    least = 0 if published.text(node, ANT.truthValue) == "not_documented" else shortest
    return (min(least, shortest), shortest), (longest, inf if published.flag(node, ANT.foundOpen) else longest)


def _until(published: Published, node: URIRef) -> str:
    """The last day of which facts count: that of the review, or of the service where it lies before."""
    reviewed = published.text(URIRef(str(node).partition("#")[0]), ANT.asOf)
    return min(reviewed, _service(published, node)[1])


def _service(published: Published, node: URIRef) -> tuple[str, str]:
    """First and last day that the day of service may be."""
    determination = URIRef(str(node).partition("#")[0])
    case = published.link(determination, PROV.wasDerivedFrom)
    given = [published.text(URIRef(f"{case}/service_date"), end) for end in (ANT.earliest, ANT.latest)]
    day = published.text(determination, ANT.asOf)
    return given[0] or day, given[1] or day


def _between(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


# --- the request ------------------------------------------------------------------------------------------------------


def _unit_limit(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> Ends | None:
    """Units that the code allows, and those asked for."""
    units = published.number(URIRef(f"{line}/units"), ANT.low)
    most = published.number(code_of(published, line), ANT.maximumUnits)
    return None if units is None or most is None else ((most, most), (units, units))


def _units(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> Ends | None:
    """Units that levels and sides make, and those asked for."""
    units = published.number(URIRef(f"{line}/units"), ANT.low)
    basis = published.graph.value(code_of(published, line), ANT.unitsCount)
    if units is None or basis is None:
        return None
    made = units_made(published, line, basis)
    return ((0, inf) if made is None else (made, made)), (units, units)


RECKONINGS: dict[str, Reckoning] = {
    "EveryCriterion": _every,
    "ValueCriterion": _valued,
    "DurationCriterion": _lasting,
    "ElapsedCriterion": _elapsed,
    "UnitLimitCriterion": _unit_limit,
    "UnitsCriterion": _units,
}
