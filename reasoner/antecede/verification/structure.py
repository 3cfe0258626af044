"""How a determination hangs together: everything in its file is led to, and stands in its place."""

import re
from collections.abc import Iterable, Iterator

from rdflib import URIRef

from antecede.verification.line import DECIDING, FOR_A_PERSON, NON_CERTIFY, PEND, REFER, REFUSING
from antecede.verification.phase import check_phases
from antecede.verification.published import Complaint, Published
from antecede.verification.steps import check_steps
from antecede.verification.terms import ANT

#: The end of the name of a node that has a place among its siblings.
PLACED = re.compile(r"/(?:part|use|edge)/(\d+)$")


def check_structure(published: Published, determinations: Iterable[URIRef]) -> Iterator[Complaint]:
    """Nodes of a whole file."""
    yield from _led_to(published, determinations)
    for node in sorted(set(published.told.subjects()), key=str):
        place, told = PLACED.search(str(node)), published.text(node, ANT.order)
        if told != (place[1] if place else ""):
            yield Complaint(str(node), f"stands in place {told or 'none'}, and its name is of another")


def _led_to(published: Published, determinations: Iterable[URIRef]) -> Iterator[Complaint]:
    """Every node that the file describes is led to from a determination."""
    waiting, reached = list(determinations), set(determinations)
    while waiting:
        for node in published.told.objects(waiting.pop()):
            if isinstance(node, URIRef) and node not in reached:
                reached.add(node)
                waiting.append(node)
    for stray in sorted({node for node in published.told.subjects() if node not in reached}, key=str):
        yield Complaint(str(stray), "is described, and nothing in the determination leads to it")


# --- beside the recommendation ----------------------------------------------------------------------------------------


def check_beside(published: Published, line: URIRef) -> Iterator[Complaint]:
    """What a line says of its recommendation follows from the statuses: what decided it, whether it can be cured."""
    recommends = published.text(line, ANT.recommends)
    against = list(_against(published, line))
    grounds = [each for each, weight in against if weight == NON_CERTIFY]
    refused = published.text(line, ANT.foundCoverage) in REFUSING
    decided = sorted(each for each, weight in against if weight == recommends)
    if published.links(line, ANT.decidedBy) != decided:
        yield Complaint(str(line), "is decided by other assessments than its statuses say")
    lasting = any(not published.flag(published.link(each, ANT.assesses), ANT.curable, True) for each in grounds)
    if published.flag(line, ANT.curableLine) is (refused or lasting):
        yield Complaint(str(line), "says otherwise than its rules whether it can be cured")
    known = {"certify": True, PEND: False}.get(recommends, True if refused else None)
    if known is not None and published.flag(line, ANT.robust, not known) is not known:
        yield Complaint(str(line), "says otherwise than its statuses whether missing facts can move it")
    yield from check_steps(published, line)
    yield from check_phases(published, line)


def _against(published: Published, line: URIRef) -> Iterator[tuple[URIRef, str]]:
    """Assessments that speak against certification, with what they lead to."""
    for each in published.links(line, ANT.hasAssessment):
        status, reason = published.text(each, ANT.hasStatus), published.text(each, ANT.hasReason)
        if published.text(each, ANT.inRole) in DECIDING and status in ("not_met", "fires"):
            yield each, NON_CERTIFY
        elif published.text(each, ANT.inRole) in DECIDING and status in ("not_documented", "conflicting"):
            yield each, REFER if reason in FOR_A_PERSON else PEND
