"""Request lines: every rule that concerns a line was assessed, and its recommendation follows from the statuses."""

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

from antecede.verification.published import Complaint, Published
from antecede.verification.request import code_of, is_a
from antecede.verification.terms import ANT, CODE

CERTIFY, PEND, REFER, NON_CERTIFY, PARTIAL = "certify", "pend", "refer", "non_certify", "partial"
REFUSING, GRANTING = ("unproven", "not_covered"), ("covered", "conditional")
DECIDING = ("prerequisite", "consistency", "line_rule", "exclusion")
FOR_A_PERSON = ("readings_disagree", "contraindicated")


def check_line(published: Published, determination: URIRef, line: URIRef) -> Iterator[Complaint]:
    """Coverage, completeness and recommendation of one line."""
    policy, request = published.link(determination, ANT.underEdition), published.link(line, ANT.ofLine)
    if policy is None or request is None:
        yield Complaint(str(line), "names no request line, or its determination no edition")
        return
    yield from _coverage(published, policy, request, line)
    yield from _step(published, policy, request, line)
    yield from _complete(published, policy, request, line)
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


def _coverage(published: Published, policy: URIRef, request: URIRef, line: URIRef) -> Iterator[Complaint]:
    """The coverage statement is one of the policy on the act; silent only where there is none."""
    act = published.link(request, ANT.requestsAct)
    statements = [
        each
        for each in published.graph.objects(policy, ANT.hasCoverage)
        if any(is_a(published, act, of) for of in published.links(each, ANT.coverageOf))
    ]
    told, chosen = published.text(line, ANT.foundCoverage), published.link(line, ANT.byCoverage)
    words = {each: _status(published, each) for each in statements}
    known = words.get(chosen) if chosen is not None else None if statements else "silent"
    if known != told:
        wanted = " or ".join(sorted(set(words.values()))) or "silent"
        yield Complaint(str(line), f"finds the act {told}, and by the policy it is {wanted}")


def _status(published: Published, statement: Node) -> str:
    status = published.graph.value(statement, ANT.coverageStatus)
    return str(published.graph.value(status, SKOS.notation)) if status is not None else ""


def _step(published: Published, policy: URIRef, request: URIRef, line: URIRef) -> Iterator[Complaint]:
    """The step is one of the policy that offers, or may offer, what is asked for."""
    step, act = published.link(line, ANT.atStep), published.link(request, ANT.requestsAct)
    if step is None:
        return
    pathways = set(published.graph.objects(policy, ANT.hasPathway))
    if not pathways & set(published.graph.subjects(ANT.hasStep, step)):
        yield Complaint(str(line), f"stands at {published.short(step)}, which is no step of the policy")
    offered = [each for term in (ANT.offers, ANT.mayOffer) for each in published.links(step, term)]
    acts = [act] if act is not None else published.links(code_of(published, request), ANT.mayStandFor)
    if not any(is_a(published, each, of) is not False for each in acts for of in offered):
        yield Complaint(str(line), f"stands at {published.short(step)}, which does not offer what is asked for")


def _complete(published: Published, policy: URIRef, request: URIRef, line: URIRef) -> Iterator[Complaint]:
    """Rules that concern the line, and those of its step and of all before it, are each assessed once."""
    wanted = {*_rules(published, policy, request), *_of_step(published, published.link(line, ANT.atStep))}
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


def _rules(published: Published, policy: URIRef, request: URIRef) -> Iterator[URIRef]:
    code, act = code_of(published, request), published.link(request, ANT.requestsAct)
    for rule in published.links(policy, ANT.hasRule):
        concerned = published.links(rule, ANT.concerns)
        acts = [each for each in concerned if not each.startswith(CODE)]
        if not concerned or code in concerned or any(is_a(published, act, each) for each in acts):
            yield rule


def _of_step(published: Published, step: URIRef | None) -> Iterator[URIRef]:
    """Entry of the pathway and of the step, completion of every step before."""
    if step is None:
        return
    graph = published.graph
    for pathway in graph.subjects(ANT.hasStep, step):
        if (pathway, RDF.type, ANT.Pathway) in graph:
            yield from published.links(pathway, ANT.entryCriterion)
    yield from published.links(step, ANT.entryCriterion)
    for before in set(graph.transitive_objects(step, ANT.requires)) - {step}:
        yield from published.links(before, ANT.completedBy)
