"""Request lines: every rule that concerns a line was assessed, and its recommendation follows from the statuses."""

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

from antecede.verification.documents import applying, rules, statements, used
from antecede.verification.published import Complaint, Published
from antecede.verification.request import code_of, is_a
from antecede.verification.terms import ANT

CERTIFY, PEND, REFER, NON_CERTIFY, PARTIAL = "certify", "pend", "refer", "non_certify", "partial"
REFUSING, GRANTING = ("unproven", "not_covered"), ("covered", "conditional")
DECIDING = ("prerequisite", "consistency", "line_rule", "exclusion")
FOR_A_PERSON = ("readings_disagree", "contraindicated")


def check_line(published: Published, determination: URIRef, line: URIRef) -> Iterator[Complaint]:
    """Coverage, completeness and recommendation of one line."""
    taken, request = used(published, determination), published.link(line, ANT.ofLine)
    if not taken or request is None:
        yield Complaint(str(line), "names no request line, or its determination no edition that was taken")
        return
    documents = applying(published, taken, published.link(request, ANT.requestsAct))
    yield from _coverage(published, documents, request, line)
    for step in published.links(line, ANT.atStep):
        yield from _step(published, documents, request, line, step)
    yield from _complete(published, documents, request, line)
    yield from _roles(published, line)
    stated, derived = published.text(line, ANT.recommends), recommended(published, line)
    if stated != derived:
        yield Complaint(str(line), f"recommends {stated}, and from its statuses and coverage follows {derived}")


def check_whole(published: Published, determination: URIRef) -> Iterator[Complaint]:
    """The recommendation on the request is that of its lines, or partial where they differ."""
    lines = published.links(determination, ANT.hasLine)
    different = {published.text(line, ANT.recommends) for line in lines}
    derived = different.pop() if len(different) == 1 else PARTIAL
    stated = published.text(determination, ANT.recommends)
    if stated != derived:
        yield Complaint(str(determination), f"recommends {stated}, and from its lines follows {derived}")
    asked = {
        fact
        for case in published.links(determination, URIRef("http://www.w3.org/ns/prov#wasDerivedFrom"))
        for fact in published.links(case, ANT.hasFact)
        if published.links(fact, ANT.requestsCode)
    }
    for request in sorted(asked - {published.link(line, ANT.ofLine) for line in lines}):
        yield Complaint(str(request), "is asked for and has no determination")


def recommended(published: Published, line: URIRef) -> str:
    """The table of section 5 of the design."""
    coverage = published.text(line, ANT.foundCoverage)
    judged = [_weight(published, each) for each in published.links(line, ANT.hasAssessment)]
    if coverage in REFUSING or "ground" in judged:
        return NON_CERTIFY
    if "open" in judged:
        return PEND
    if "person" in judged or coverage not in GRANTING or "examined" not in judged:
        return REFER
    return CERTIFY


def _weight(published: Published, assessment: URIRef) -> str:
    """What an assessment does to the recommendation, by its role and status."""
    role, status = published.text(assessment, ANT.inRole), published.text(assessment, ANT.hasStatus)
    if role not in DECIDING:
        return ""
    if status in ("not_met", "fires"):
        return "ground"
    if status in ("not_documented", "conflicting"):
        return "person" if published.text(assessment, ANT.hasReason) in FOR_A_PERSON else "open"
    return "examined" if role == "prerequisite" and status != "not_applicable" else ""


def _roles(published: Published, line: URIRef) -> Iterator[Complaint]:
    for assessment in published.links(line, ANT.hasAssessment):
        role = published.graph.value(published.link(assessment, ANT.assesses), ANT.role)
        wanted = str(published.graph.value(role, SKOS.notation) or "") if role is not None else ""
        if published.text(assessment, ANT.inRole) != wanted:
            yield Complaint(
                str(assessment), f"is taken as {published.text(assessment, ANT.inRole)}, its rule is {wanted}"
            )


def _coverage(published: Published, documents: list[URIRef], request: URIRef, line: URIRef) -> Iterator[Complaint]:
    """The coverage statement is the one that decides among those of the documents; silent only where there is none."""
    deciding = statements(published, documents, published.link(request, ANT.requestsAct))
    told, chosen = published.text(line, ANT.foundCoverage), published.link(line, ANT.byCoverage)
    words = {each: _status(published, each) for each in deciding}
    known = words.get(chosen) if chosen is not None else None if deciding else "silent"
    if known != told:
        wanted = " or ".join(sorted(set(words.values()))) or "silent"
        yield Complaint(str(line), f"finds the act {told}, and by the policy it is {wanted}")


def _status(published: Published, statement: Node) -> str:
    status = published.graph.value(statement, ANT.coverageStatus)
    return str(published.graph.value(status, SKOS.notation)) if status is not None else ""


def _step(
    published: Published, documents: list[URIRef], request: URIRef, line: URIRef, step: URIRef
) -> Iterator[Complaint]:
    """A step is one of the policy that offers, or may offer, what is asked for."""
    pathways = {pathway for each in documents for pathway in published.links(each, ANT.hasPathway)}
    if not pathways & set(published.graph.subjects(ANT.hasStep, step)):
        yield Complaint(str(line), f"stands at {published.short(step)}, which is no step of the policy")
    if not offers(published, request, step):
        yield Complaint(str(line), f"stands at {published.short(step)}, which does not offer what is asked for")


def offers(published: Published, request: URIRef, step: URIRef) -> bool:
    """Whether a step offers, or may offer, what is asked for."""
    act = published.link(request, ANT.requestsAct)
    offered = [each for term in (ANT.offers, ANT.mayOffer) for each in published.links(step, term)]
    acts = [act] if act is not None else published.links(code_of(published, request), ANT.mayStandFor)
    return any(is_a(published, each, of) is not False for each in acts for of in offered)


def _complete(published: Published, documents: list[URIRef], request: URIRef, line: URIRef) -> Iterator[Complaint]:
    """Rules that concern the line, and those of its steps and of all before, are each assessed once."""
    steps = published.links(line, ANT.atStep)
    wanted = set(rules(published, documents, request, steps))
    wanted.update(rule for step in steps for rule in _of_step(published, step))
    later = {
        each for step in published.links(line, ANT.passedOver) for each in published.links(step, ANT.entryCriterion)
    }
    told = [published.link(each, ANT.assesses) for each in published.links(line, ANT.hasAssessment)]
    for each in sorted(wanted - set(told)):
        yield Complaint(str(line), f"{published.short(each)} concerns this line and was not assessed")
    for stranger in sorted({each for each in told if each is not None} - wanted - later):
        yield Complaint(str(line), f"{published.short(stranger)} was assessed and does not concern this line")
    if len(told) != len(set(told)):
        yield Complaint(str(line), "a rule was assessed twice")


def _of_step(published: Published, step: URIRef) -> Iterator[URIRef]:
    """Entry of the pathway and of the step, completion of every step before."""
    graph = published.graph
    for pathway in graph.subjects(ANT.hasStep, step):
        if (pathway, RDF.type, ANT.Pathway) in graph:
            yield from published.links(pathway, ANT.entryCriterion)
    yield from published.links(step, ANT.entryCriterion)
    for before in set(graph.transitive_objects(step, ANT.requires)) - {step}:
        yield from published.links(before, ANT.completedBy)
