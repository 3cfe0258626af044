"""Statuses: derived again from recorded brackets, parts and uses, by section 4 of the design."""

from collections.abc import Callable, Iterator

from rdflib import URIRef

from antecede.verification import measure, request
from antecede.verification.found import check_found
from antecede.verification.published import Complaint, Published
from antecede.verification.reason import check_reason
from antecede.verification.rule import kind
from antecede.verification.terms import ANT
from antecede.verification.use import check_uses, used_below

MET, NOT_MET, NOT_DOCUMENTED, CONFLICTING = "met", "not_met", "not_documented", "conflicting"
NOT_APPLICABLE, WAIVED = "not_applicable", "waived"
#: Least first: *all of* takes the least of its parts, *any of* that of the mirror.
ALL_OF = (NOT_MET, CONFLICTING, NOT_DOCUMENTED, MET)
ANY_OF = (MET, CONFLICTING, NOT_DOCUMENTED, NOT_MET)
#: Reasons of a condition that was never met and not failed either: the rule is open as the condition is.
SILENT = ("nothing_recorded", "contraindicated")
#: Words of a role for a truth value; what stands in no table keeps its word.
IN_ROLE = {
    "exclusion": {MET: "fires", NOT_MET: "clear"},
    "exception": {MET: "fires", NOT_MET: "clear"},
    "flag": {MET: "fires", NOT_MET: "clear", NOT_DOCUMENTED: "clear", CONFLICTING: "clear"},
}
Place = tuple[URIRef | None, URIRef | None]
Judge = Callable[[Published, URIRef, URIRef, URIRef | None], str]


def check_status(published: Published, assessment: URIRef, passed: set[URIRef]) -> Iterator[Complaint]:
    """The truth value of an assessment and of all below it follows, and so does its word in its role."""
    line = published.link(assessment, ANT.forLine)
    own = published.text(assessment, ANT.truthValue)
    step = published.link(assessment, ANT.onStep)
    if step in passed and own == NOT_APPLICABLE:
        yield from _of_another_phase(published, assessment, step)
    else:
        yield from _check(published, assessment, line)
    if set(published.links(assessment, ANT.usedFact)) != used_below(published, assessment):
        yield Complaint(str(assessment), "the facts that it names are not those that it and its parts used")
    role = published.text(assessment, ANT.inRole)
    word = IN_ROLE.get(role, {}).get(own, own)
    if published.text(assessment, ANT.hasStatus) != word:
        told = published.text(assessment, ANT.hasStatus)
        yield Complaint(
            str(assessment), f"its status is {told or 'not stated'}, and from {own} as {role} follows {word}"
        )


def _of_another_phase(published: Published, assessment: URIRef, step: URIRef) -> Iterator[Complaint]:
    """A rule of a step that was passed over is one on entry to it; which was passed over is checked by itself."""
    asked = published.link(assessment, ANT.assesses) in published.links(step, ANT.entryCriterion)
    if not asked or published.text(assessment, ANT.hasReason) != NOT_APPLICABLE:
        yield Complaint(
            str(assessment), f"does not apply for another reason than that {published.short(step)} does not"
        )


def _check(published: Published, node: URIRef, line: URIRef | None) -> Iterator[Complaint]:
    for below in (ANT.hasPart, ANT.condition, ANT.waiver):
        for each in published.links(node, below):
            yield from _check(published, each, line)
    stated, derived = published.text(node, ANT.truthValue), follows(published, node, line)
    if stated != derived:
        what = f"is recorded as {stated or 'nothing'}, and from what is recorded beside it follows {derived}"
        yield Complaint(str(node), what)
    criterion = _criterion(published, node)
    yield from check_uses(published, node, criterion)
    yield from check_found(published, node, criterion, line)
    yield from check_reason(published, node, criterion)


def check_scope(published: Published, node: URIRef, line: URIRef | None) -> Iterator[Complaint]:
    """The same for an assessment that no rule of the policy is behind (phases, scopes of guidelines)."""
    yield from _check(published, node, line)


def follows(published: Published, node: URIRef, line: URIRef | None) -> str:
    """The truth value that follows for a node from what is recorded below it."""
    condition = published.link(node, ANT.condition)
    if condition is not None:
        applies = published.text(condition, ANT.truthValue)
        if applies == NOT_MET:
            return NOT_APPLICABLE
        if applies != MET and published.text(condition, ANT.hasReason) in SILENT:
            return NOT_DOCUMENTED
    value = _base(published, node, line)
    waiver = published.link(node, ANT.waiver)
    lifted = value != MET and published.text(waiver, ANT.truthValue) == MET
    return WAIVED if lifted else value


def _base(published: Published, node: URIRef, line: URIRef | None) -> str:
    criterion = _criterion(published, node)
    parts = published.ordered(node, ANT.hasPart)
    if criterion is None or kind(published, criterion) is None:
        return "nothing"
    if parts and not any(published.links(part, ANT.assesses) or published.links(part, ANT.ofMember) for part in parts):
        return _of_places(published, criterion, parts, line)
    if published.links(node, ANT.ofMember):
        return measure.counted(published, node, criterion, at_least=1)
    judge = JUDGES.get(str(kind(published, criterion)).rpartition("#")[2])
    return judge(published, node, criterion, line) if judge else published.text(node, ANT.truthValue)


def _criterion(published: Published, node: URIRef | None) -> URIRef | None:
    """The criterion of a node, or of what it is a part of."""
    while node is not None:
        own = published.link(node, ANT.assesses)
        if own is not None:
            return own
        above = next(iter(published.told.subjects(ANT.hasPart, node)), None)
        node = above if isinstance(above, URIRef) else None
    return None


def _value(published: Published, node: URIRef) -> str:
    return published.text(node, ANT.truthValue)


def _least(values: list[str], order: tuple[str, ...]) -> str:
    """The value that decides; what is waived or not applicable stands aside."""
    return next((value for value in order if value in values), MET)


def _of_places(published: Published, criterion: URIRef, parts: list[URIRef], line: URIRef | None) -> str:
    """For each requested side and level: all have to hold; where no side is named, what both agree on."""
    asked = published.links(criterion, ANT.forEachRequested)
    if {_place(published, part) for part in parts} != set(_places(published, asked, line)):
        return "nothing, for the places are not those requested"
    values = [_value(published, part) for part in parts]
    if ANT.side not in asked or published.links(line, ANT.side):
        return _least(values, ALL_OF)
    different = set(values)
    if len(different) == 1:
        return values[0]
    return CONFLICTING if different in ({CONFLICTING, MET}, {CONFLICTING, NOT_MET}) else NOT_DOCUMENTED


def _place(published: Published, part: URIRef) -> Place:
    return published.link(part, ANT.atSide), published.link(part, ANT.atLevel)


def _places(published: Published, asked: list[URIRef], line: URIRef | None) -> Iterator[Place]:
    """Sides and levels that a line asks for; where it names no side, either may be meant."""
    side = published.link(line, ANT.side)
    both: list[URIRef | None] = [ANT.Left, ANT.Right]
    sides = [None] if ANT.side not in asked else [side] if side in both else both
    levels: list[URIRef | None] = [*published.links(line, ANT.wantsLevel)] if ANT.level in asked else []
    yield from ((each, level) for each in sides for level in levels or [None])


def _parts(published: Published, node: URIRef) -> list[str]:
    return [_value(published, part) for part in published.ordered(node, ANT.hasPart)]


def _all_of(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    return _complete(published, node, criterion, ANT.part) or _least(_parts(published, node), ALL_OF)


def _any_of(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    return _complete(published, node, criterion, ANT.part) or _least(_parts(published, node), ANY_OF)


def _complete(published: Published, node: URIRef, criterion: URIRef, predicate: URIRef) -> str:
    """A word for parts that are not those of the criterion; empty where they are."""
    parts = {published.link(part, ANT.assesses) for part in published.links(node, ANT.hasPart)}
    return "" if parts == set(published.graph.objects(criterion, predicate)) else "nothing, for its parts are others"


def _not(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    inner = _parts(published, node)
    return {MET: NOT_MET, NOT_MET: MET}.get(inner[0], inner[0]) if len(inner) == 1 else "nothing"


def _readings(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    values = _parts(published, node)
    wrong = _complete(published, node, criterion, ANT.reading)
    return wrong or (values[0] if len(set(values)) == 1 else CONFLICTING)


def _k_of_n(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    values, k = _parts(published, node), published.number(criterion, ANT.atLeast) or 0
    parts = published.links(node, ANT.hasPart)
    members = {published.link(part, ANT.ofMember) for part in parts}
    if len(members) * len({_place(published, part) for part in parts}) != len(parts):
        return "nothing, for its members are not all of the same places"
    if members != set(published.graph.objects(criterion, ANT.member)):
        return "nothing, for its members are others"
    met, conflicting = values.count(MET), values.count(CONFLICTING)
    if met >= k:
        return MET
    if met + conflicting + values.count(NOT_DOCUMENTED) < k:
        return NOT_MET
    return CONFLICTING if met + conflicting >= k else NOT_DOCUMENTED


JUDGES: dict[str, Judge] = {
    "AllOfCriterion": _all_of,
    "AnyOfCriterion": _any_of,
    "NotCriterion": _not,
    "ReadingsCriterion": _readings,
    "KOfNCriterion": _k_of_n,
    **measure.JUDGES,
    **request.JUDGES,
}
