"""What a case asks for, and of whom: codes, acts, levels and numbers of its lines, and the case's own statements."""

from collections.abc import Iterator
from typing import Any

from rdflib import URIRef
from rdflib.namespace import RDF, RDFS, SKOS

from antecede.verification.entry import lies_at
from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT, CODE

Json = dict[str, Any]


def check_own(published: Published, case: URIRef, data: Json) -> Iterator[Complaint]:
    """What a case says of itself: its name, its day, when it came in, what it lists completely, its contractors."""
    if published.text(case, RDFS.label) != data.get("id"):
        yield Complaint(str(case), "its name is another in the text of the case and in its RDF")
    for term, key, what in (
        (ANT.asOf, "as_of", "the day of the review"),
        (ANT.receivedOn, "received", "the day it came in"),
    ):
        if published.text(case, term) != str(data.get(key) or ""):
            yield Complaint(str(case), f"{what} is another in the text of the case and in its RDF")
    if set(published.links(case, ANT.listsAll)) != {ANT[name] for name in data.get("complete", ())}:
        yield Complaint(str(case), "lists other classes completely than its text says")
    for fact in published.links(case, ANT.hasFact):
        if (fact, RDF.type, ANT.Submission) in published.told:
            yield from _submitted(published, fact, data)


def _submitted(published: Published, fact: URIRef, data: Json) -> Iterator[Complaint]:
    """It is nothing else; the contractors are all that bear the name and serve the state of the case."""
    if published.links(fact, RDF.type) != [ANT.Submission]:
        yield Complaint(str(fact), "is called something else than what was submitted")
    name, state = str(data.get("contractor") or "").casefold(), str(data.get("state") or "")
    bearing = [
        each
        for each in published.graph.subjects(RDF.type, ANT.Contractor)
        if not name
        or name in {str(n).casefold() for t in (SKOS.notation, SKOS.altLabel) for n in published.objects(each, t)}
    ]
    wanted = {each for each in bearing if not state or state in set(map(str, published.objects(each, ANT.serves)))}
    if set(published.links(fact, ANT.contractor)) != wanted:
        yield Complaint(str(fact), "names other contractors than the contractor and the state of the case")


def check_asked(published: Published, fact: URIRef, entry: Json) -> Iterator[Complaint]:
    """What one line, or another act planned for its day, asks for."""
    code, act = entry.get("code", ""), entry.get("act", "")
    if published.links(fact, ANT.requestsCode) != ([CODE[code]] if code else []):
        yield Complaint(str(fact), "asks for another code than its text")
    meant = [ANT[act]] if act else published.links(CODE[code], ANT.standsFor)
    if published.links(fact, ANT.requestsAct) != meant[:1]:
        yield Complaint(str(fact), "asks for another act than its text or its code")
    if published.links(fact, ANT.statesAct) != ([ANT[act]] if act else []):
        yield Complaint(str(fact), "states another act than its text")
    if "line" in entry and published.number(fact, ANT.lineNumber) != entry["line"]:
        yield Complaint(str(fact), "goes by another number than its text")
    if "line" in entry and set(published.links(fact, ANT.wantsLevel)) != _wanted(published, fact):
        yield Complaint(str(fact), "wants other levels than it names")
    line = URIRef(str(fact).partition("/same_day/")[0])
    if published.links(fact, ANT.otherLine) != ([] if line == fact else [line]):
        yield Complaint(str(fact), "is planned for the day of another line than in the text of the case")


def _wanted(published: Published, fact: URIRef) -> set[URIRef]:
    """Levels that are named, joints in the place of the medial branches that make them."""
    named, lies = set(published.links(fact, ANT.namesLevel)), lies_at(published, fact)
    joints = lies if lies - named else set()
    serving = {each for joint in joints for each in published.links(joint, ANT.facetServedBy)}
    return lies - serving
