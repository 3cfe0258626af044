"""Statuses of criteria on facts: from the bracket that was counted or measured, and from how each fact fared."""

from collections.abc import Callable
from math import inf

from rdflib import URIRef

from antecede.verification.published import Published
from antecede.verification.rule import FIXED, kind, threshold
from antecede.verification.terms import ANT

MET, NOT_MET, NOT_DOCUMENTED, CONFLICTING = "met", "not_met", "not_documented", "conflicting"
#: Kinds that count facts.
COUNTS = ("CountCriterion", "PresenceCriterion", "AbsenceCriterion")
#: Fewest and most days of so many calendar months, for 0 to 12.
SHORTEST = (0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334, 365)
LONGEST = (0, 31, 62, 92, 123, 153, 184, 215, 245, 276, 306, 337, 366)


def bracket(published: Published, node: URIRef) -> tuple[float, float] | None:
    """Least and greatest that was found; none where nothing was counted or measured."""
    low, high = published.number(node, ANT.foundAtLeast), published.number(node, ANT.foundAtMost)
    if low is None and high is None and not published.flag(node, ANT.foundOpen):
        return None
    return (-inf if low is None else low), (inf if high is None else high)


def fared(published: Published, node: URIRef) -> list[str]:
    """How each fact fared, one word a use."""
    return [published.text(use, ANT.fared) for use in published.ordered(node, ANT.usage)]


def _exceptional(
    published: Published, node: URIRef, criterion: URIRef, plain: str, *, contraindicable: bool = True
) -> str:
    """The plain status, but where the record contradicts itself, or what is asked for is contraindicated."""
    reason, words = published.text(node, ANT.hasReason), fared(published, node)
    if reason == "contradicted" and plain == NOT_DOCUMENTED and {"contested", "denies"} & set(words):
        return CONFLICTING
    if contraindicable and plain != MET and "contraindicated" in words:
        return MET if published.flag(criterion, ANT.contraindicationSatisfies) else NOT_DOCUMENTED
    return plain


def counted(published: Published, node: URIRef, criterion: URIRef, at_least: float | None = None) -> str:
    """A count against the numbers asked for."""
    fixed = FIXED.get(kind(published, criterion) or ANT.Criterion, {})
    least = at_least if at_least is not None else fixed.get(ANT.atLeast, published.number(criterion, ANT.atLeast))
    most = None if at_least is not None else fixed.get(ANT.atMost, published.number(criterion, ANT.atMost))
    found = bracket(published, node)
    if found is None:
        return _undecided(published, node, criterion)
    low, high = found
    if (least is not None and high < least) or (most is not None and low > most):
        plain = NOT_MET
    else:
        plain = MET if (least is None or low >= least) and (most is None or high <= most) else NOT_DOCUMENTED
    return _exceptional(published, node, criterion, plain, contraindicable=least is not None)


def _undecided(published: Published, node: URIRef, criterion: URIRef) -> str:
    """Without a bracket: several results of which the latest decides and cannot be told, or a contradiction."""
    words = fared(published, node)
    if published.text(node, ANT.hasReason) == "contradicted":
        return _exceptional(published, node, criterion, NOT_DOCUMENTED)
    several = published.flag(criterion, ANT.latestDecides) and len(words) > 1
    return NOT_DOCUMENTED if several else "nothing, for nothing was counted"


def _count(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    return counted(published, node, criterion)


def _lasting(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    """Days against a duration.  Between the shortest and the longest that its months can be, days alone do not tell."""
    found, asked = bracket(published, node), threshold(published, criterion)
    if found is None or asked is None:
        return _exceptional(published, node, criterion, NOT_DOCUMENTED)
    low, high = found
    months, days, strict = asked
    least, most = days_of(SHORTEST, months) + days, days_of(LONGEST, months) + days
    plain = {_reaches(low, most, strict): MET, _misses(high, least, strict): NOT_MET}.get(True, NOT_DOCUMENTED)
    told = published.text(node, ANT.truthValue)
    may_be = {
        MET: _reaches(low, least, strict),
        NOT_MET: _misses(high, most, strict),
        NOT_DOCUMENTED: plain == NOT_DOCUMENTED,
    }
    if plain == NOT_DOCUMENTED and least != most and may_be.get(told):
        return told
    return _exceptional(published, node, criterion, plain)


def days_of(table: tuple[int, ...], months: float) -> float:
    """Days of calendar months: fewest or most, by the table."""
    years, rest = divmod(int(months), 12)
    leap = (-(-years // 4) if table is LONGEST else max(0, (years - 4) // 4)) if years else 0
    return years * 365 + leap + table[rest]


def _reaches(found: float, asked: float, strict: bool) -> bool:
    return found > asked or (found == asked and not strict)


def _misses(found: float, asked: float, strict: bool) -> bool:
    return found < asked or (found == asked and strict)


def _valued(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    """A number against its bounds."""
    found = bracket(published, node)
    if found is None:
        return _exceptional(published, node, criterion, NOT_DOCUMENTED)
    low, high = found
    checks = []
    for property_, sign, strict in (
        (ANT.atLeast, 1, False),
        (ANT.moreThan, 1, True),
        (ANT.atMost, -1, False),
        (ANT.lessThan, -1, True),
    ):
        asked = published.number(criterion, property_)
        if asked is not None:
            ends = (low, high) if sign > 0 else (-high, -low)
            met, failed = _reaches(ends[0], sign * asked, strict), _misses(ends[1], sign * asked, strict)
            checks.append(MET if met else NOT_MET if failed else NOT_DOCUMENTED)
    plain = next((each for each in (NOT_MET, NOT_DOCUMENTED) if each in checks), MET)
    return _exceptional(published, node, criterion, plain)


def _every(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    """Each fact that may qualify has to be of the second class."""
    words = fared(published, node)
    if published.text(node, ANT.hasReason) == "contradicted":
        return _exceptional(published, node, criterion, NOT_DOCUMENTED)
    if bracket(published, node) is None:
        silent = published.flag(criterion, ANT.silenceSatisfies)
        return "not_applicable" if silent else NOT_DOCUMENTED
    if {"fails", "other_kind"} & set(words):
        return NOT_MET
    return MET if words and set(words) == {"qualifies"} else NOT_DOCUMENTED


def _agreement(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    """No two facts at one target that clash."""
    words = set(fared(published, node))
    if not words:
        return "not_applicable"
    return CONFLICTING if "contested" in words else MET if words == {"qualifies"} else "nothing"


def _code_agreement(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    """No code that rules out what is on record; conflicting where that is denied, too."""
    words = set(fared(published, node))
    if "contested" in words:
        return CONFLICTING
    return NOT_MET if "against_code" in words else MET


JUDGES: dict[str, Callable[[Published, URIRef, URIRef, URIRef | None], str]] = {
    "CountCriterion": _count,
    "PresenceCriterion": _count,
    "AbsenceCriterion": _count,
    "DurationCriterion": _lasting,
    "ElapsedCriterion": _lasting,
    "ValueCriterion": _valued,
    "EveryCriterion": _every,
    "AgreementCriterion": _agreement,
    "CodeAgreementCriterion": _code_agreement,
}
