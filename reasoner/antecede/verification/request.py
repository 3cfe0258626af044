"""Statuses of criteria on the request itself: derived from the request lines and the graph alone."""

from collections.abc import Callable

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS
from rdflib.term import Node

from antecede.verification.published import Published
from antecede.verification.terms import ANT, CODE

MET, NOT_MET, NOT_DOCUMENTED, CONFLICTING = "met", "not_met", "not_documented", "conflicting"
NOT_APPLICABLE = "not_applicable"


def is_a(published: Published, act: URIRef | None, wanted: URIRef) -> bool | None:
    """Whether an act is of a class: yes, no, or, where it is only named in general, not known."""
    if act is None:
        return None
    if wanted in published.up(act):
        return True
    return None if act in published.up(wanted) else False


def code_of(published: Published, line: URIRef | None) -> URIRef:
    """The procedure code of a line as the graph has it."""
    return published.link(line, ANT.requestsCode) or CODE[""]


def others(published: Published, line: URIRef | None) -> list[URIRef]:
    """The other lines of the request."""
    case = next(iter(published.told.subjects(ANT.hasFact, line)), None)
    lines = published.links(case, ANT.hasFact) if isinstance(case, URIRef) else []
    return [each for each in lines if each != line and published.links(each, ANT.requestsCode)]


def _request(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    """The line carries one of the codes, or asks for an act of one of the classes."""
    graph = published.graph
    if code_of(published, line) in set(graph.objects(criterion, ANT.requestCode)):
        return MET
    acts = [act for act in graph.objects(criterion, ANT.requestIs) if isinstance(act, URIRef)]
    relations = {is_a(published, published.link(line, ANT.requestsAct), act) for act in acts}
    if True in relations:
        return MET
    open_ = None in relations or (acts and published.flag(criterion, ANT.elseNotDocumented))
    return NOT_DOCUMENTED if open_ else NOT_MET


def _units(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    """Units against what the code's units count; where branches may or may not be joints, by what is recorded."""
    units = published.number(URIRef(f"{line}/units"), ANT.low)
    basis = published.graph.value(code_of(published, line), ANT.unitsCount)
    if units is None or basis is None:
        return NOT_APPLICABLE
    made = units_made(published, line, basis)
    if made is not None:
        return MET if units == made else NOT_MET
    low, high = published.number(node, ANT.foundAtLeast), published.number(node, ANT.foundAtMost)
    if low is None or high is None:
        return NOT_DOCUMENTED
    return MET if low == units == high else NOT_MET if high == units else "nothing"


def units_made(published: Published, line: URIRef | None, basis: Node) -> int | None:
    """Units that the levels and sides of a line make; nothing where it does not name them, or not for certain."""
    levels, side = published.links(line, ANT.wantsLevel), published.link(line, ANT.side)
    joints = all((each, RDF.type, ANT.MotionSegment) in published.graph for each in levels)
    act = published.link(line, ANT.requestsAct)
    by_branch = any(
        published.flag(each, ANT.levelsNameBranches) for each in published.up(act) if isinstance(each, URIRef)
    )
    sides = 2 if side == ANT.Bilateral else 1
    if basis == ANT.PerSide:
        return sides if side is not None else None
    if not levels or (by_branch and not joints) or (side is None and basis != ANT.PerJoint):
        return None
    return len(levels) * (1 if basis == ANT.PerJoint else sides)


def _unit_limit(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    """Units are no more than the code allows."""
    units = published.number(URIRef(f"{line}/units"), ANT.low)
    most = published.number(code_of(published, line), ANT.maximumUnits)
    if units is None or most is None:
        return NOT_APPLICABLE
    return MET if units <= most else NOT_MET


def _level_limit(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    """The place of a line's last level among those asked for, against the most that may be."""
    low, high = published.number(node, ANT.foundAtLeast), published.number(node, ANT.foundAtMost)
    most = published.number(criterion, ANT.atMost) or 0
    if low is None:
        return NOT_APPLICABLE
    if high is not None and high <= most:
        return MET
    told = published.text(node, ANT.truthValue)
    return told if low > most and told == NOT_DOCUMENTED else NOT_DOCUMENTED if low <= most else NOT_MET


def _add_on(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    """An add-on code needs its primary code in the request."""
    primary = set(published.graph.objects(code_of(published, line), ANT.addOnTo))
    if not primary:
        return NOT_APPLICABLE
    beside = {code_of(published, each) for each in [*others(published, line), *([line] if line else [])]}
    return MET if primary & beside else NOT_MET


def _part_of(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    """A line that another line of the request already contains."""
    containing = set(published.graph.objects(criterion, ANT.partOf))
    beside = {code_of(published, each) for each in [*others(published, line), *([line] if line else [])]}
    return NOT_MET if containing & beside else NOT_APPLICABLE


def _same_work(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    """Met (the flag fires) where another line asks for the same act at the same levels and sides."""
    mine = _work(published, line)
    same = [
        each
        for each in others(published, line)
        if _work(published, each) == mine and code_of(published, each) != code_of(published, line)
    ]
    return MET if same and published.link(line, ANT.requestsAct) else NOT_MET


def _work(published: Published, line: URIRef | None) -> tuple[object, ...]:
    act, side = published.link(line, ANT.requestsAct), published.link(line, ANT.side)
    return act, side, tuple(published.links(line, ANT.level))


def _code_names_act(published: Published, node: URIRef, criterion: URIRef, line: URIRef | None) -> str:
    """An act or place on the line that its code cannot stand for contradicts it; an unlisted code takes any."""
    graph, code, act = published.graph, code_of(published, line), published.link(line, ANT.statesAct)
    unlisted = graph.value(code, ANT.unlisted) == Literal(True)
    if unlisted or (code, RDFS.label, None) not in graph:
        return NOT_APPLICABLE
    acts = [*graph.objects(code, ANT.standsFor), *graph.objects(code, ANT.mayStandFor)]
    fits = {is_a(published, act, each) for each in acts if act is not None and isinstance(each, URIRef)}
    if fits == {False} or _elsewhere(published, line, code):
        return CONFLICTING
    return NOT_APPLICABLE if act is None else MET


def _elsewhere(published: Published, line: URIRef | None, code: URIRef) -> bool:
    """Whether the levels that a line names, or else its region, lie in none of the coding regions of its code."""
    named = published.links(line, ANT.wantsLevel) or published.links(line, ANT.region)
    there = {region for each in named for region in published.graph.objects(each, ANT.codingRegion)}
    meant = set(published.graph.objects(code, ANT.codingRegion))
    return bool(there and meant) and not there & meant


JUDGES: dict[str, Callable[[Published, URIRef, URIRef, URIRef | None], str]] = {
    "RequestCriterion": _request,
    "UnitsCriterion": _units,
    "UnitLimitCriterion": _unit_limit,
    "LevelLimitCriterion": _level_limit,
    "AddOnCriterion": _add_on,
    "PartOfCriterion": _part_of,
    "SameWorkCriterion": _same_work,
    "CodeNamesActCriterion": _code_names_act,
}
