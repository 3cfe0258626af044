"""How a determination hangs together: everything in its file is led to, is what it is linked as, and has a reason."""

from collections.abc import Iterable, Iterator

from rdflib import URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from antecede.verification.line import DECIDING, FOR_A_PERSON, NON_CERTIFY, PEND, REFER, REFUSING
from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT, PROV

#: What a node has to be that something is linked to.
EXPECTED = {
    ANT.hasLine: (ANT.LineDetermination,),
    ANT.hasAssessment: (ANT.Assessment,),
    ANT.condition: (ANT.Assessment,),
    ANT.waiver: (ANT.Assessment,),
    ANT.hasPhase: (ANT.Assessment,),
    ANT.hasPart: (ANT.Assessment, ANT.PartialAssessment),
    ANT.hasAlternative: (ANT.Alternative,),
    ANT.hasDisagreement: (ANT.Disagreement,),
    PROV.wasDerivedFrom: (ANT.Case,),
    PROV.wasGeneratedBy: (ANT.Review,),
    PROV.qualifiedAssociation: (PROV.Association,),
    PROV.wasAttributedTo: (PROV.SoftwareAgent,),
    ANT.ofLine: (ANT.RequestLine,),
}
#: Reasons that go with one truth value, and with no other.
REASONS = {
    "met": ("satisfied",),
    "conflicting": ("contradicted", "readings_disagree"),
    "waived": ("waived",),
    "not_applicable": ("not_applicable",),
}
SETTLED_STEPS = ("complete", "not_applicable")


def check_structure(published: Published, determinations: Iterable[URIRef]) -> Iterator[Complaint]:
    """Nodes, links and reasons of a whole file."""
    yield from _led_to(published, determinations)
    for link, classes in EXPECTED.items():
        for node in sorted(set(published.told.objects(None, link)), key=str):
            if not {*classes} & set(published.told.objects(node, RDF.type)):
                yield Complaint(str(node), f"is linked by {published.short(link)} and is nothing of that kind")
    for node in sorted(set(published.told.subjects(ANT.truthValue)), key=str):
        yield from _reason(published, node)


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


def _reason(published: Published, node: Node) -> Iterator[Complaint]:
    truth, reason = published.text(node, ANT.truthValue), published.text(node, ANT.hasReason)
    others = {each for value, reasons in REASONS.items() if value != truth for each in reasons}
    if not reason or reason in others or reason not in REASONS.get(truth, (reason,)):
        yield Complaint(str(node), f"is {truth}, for the reason {reason or 'that is missing'}")


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
    yield from _stands(published, line)


def _against(published: Published, line: URIRef) -> Iterator[tuple[URIRef, str]]:
    """Assessments that speak against certification, with what they lead to."""
    for each in published.links(line, ANT.hasAssessment):
        status, reason = published.text(each, ANT.hasStatus), published.text(each, ANT.hasReason)
        if published.text(each, ANT.inRole) in DECIDING and status in ("not_met", "fires"):
            yield each, NON_CERTIFY
        elif published.text(each, ANT.inRole) in DECIDING and status in ("not_documented", "conflicting"):
            yield each, REFER if reason in FOR_A_PERSON else PEND


def _stands(published: Published, line: URIRef) -> Iterator[Complaint]:
    """The patient stands at a step that is told and not complete; nowhere where all are."""
    states = {
        step: published.text(node, ANT.stepState)
        for node in published.links(line, ANT.hasStepState)
        for step in published.links(node, PROV.specializationOf)
    }
    open_steps = {step for step, state in states.items() if state not in SETTLED_STEPS}
    stands = set(published.links(line, ANT.standsAt))
    if not stands <= open_steps or bool(stands) != bool(open_steps):
        yield Complaint(str(line), "stands at a step that is not told as open")
    for pathway in {each for step in states for each in published.graph.subjects(ANT.hasStep, step)}:
        if any(each not in states for each in published.links(pathway, ANT.hasStep)):
            yield Complaint(str(line), f"does not tell the state of every step of {published.short(pathway)}")
