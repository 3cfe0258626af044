"""Uses of facts: they are of the case, stand as the use says, keep the thresholds, and add up to what was counted."""

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import Node

from antecede.verification.measure import bracket
from antecede.verification.published import Complaint, Published
from antecede.verification.rule import FACETS
from antecede.verification.terms import ANT

#: Words of uses by how an entry has to stand for them.
STANDS = {
    "qualifies": "done",
    "fails": "done",
    "open": "done",
    "denies": "denied",
    "contraindicated": "contraindicated",
}
#: Words of uses of what does not stand as done.
FARES = {"denied": ("denies", "contested"), "contraindicated": ("contraindicated",)}
#: Words of uses beside which a condition of the class may stand.
MAY_FAIL = ("fails", "open", "denies", "contraindicated")
#: From a class to the classes all of which its members are of.
CONJUNCTIVE = (OWL.equivalentClass, OWL.intersectionOf, RDF.first, RDF.rest)
#: Keys of a case file whose number is what the property of that key says, without any computing.
PLAIN = ("relief", "sessions", "value")
#: A threshold with the name of its class: property, facet, bound, label.
Named = tuple[Node | None, URIRef, float, str]


def check_uses(published: Published, node: URIRef, criterion: URIRef | None) -> Iterator[Complaint]:
    """Everything about the uses of one assessment, parts left aside."""
    uses = published.ordered(node, ANT.usage)
    named = list(_named(published, _held_to(published, node, criterion)))
    for use in uses:
        fact, word = published.link(use, ANT.ofFact), published.text(use, ANT.fared)
        if fact is None or not any(published.told.subjects(ANT.hasFact, fact)):
            yield Complaint(str(use), f"uses {published.short(fact)}, which is no entry of the case")
        elif word in STANDS and published.text(fact, ANT.standing) not in (STANDS[word], *_asked_for(published, fact)):
            stands = published.text(fact, ANT.standing)
            yield Complaint(str(use), f"says of {published.short(fact)} that it {word}, and it stands as {stands}")
        elif word not in FARES.get(published.text(fact, ANT.standing), (word,)):
            yield Complaint(str(use), f"says of {published.short(fact)}, which was not done or is not there, {word}")
        else:
            yield from _keeps(published, use, fact, named)
        if published.text(use, ANT.heldAgainst) and word not in MAY_FAIL:
            yield Complaint(str(use), f"says {word}, and otherwise by the condition that the fact was held against")


def _asked_for(published: Published, fact: URIRef) -> tuple[str, ...]:
    """What is asked for or planned, the patient and the submission stand as they are."""
    if not published.links(fact, ANT.names):
        return ("",)
    return ("planned",) if ANT.PlannedEvent in published.links(fact, RDF.type) else ()


def used_below(published: Published, node: URIRef) -> set[URIRef]:
    """Facts that an assessment or a part of it used."""
    own = {fact for use in published.links(node, ANT.usage) for fact in published.links(use, ANT.ofFact)}
    return own.union(*(used_below(published, part) for part in published.links(node, ANT.hasPart)))


def _held_to(published: Published, node: URIRef, criterion: URIRef | None) -> Node | None:
    """The class that the facts of an assessment were held to."""
    member = published.link(node, ANT.ofMember)
    if member is not None or criterion is None:
        return member
    if published.links(criterion, ANT.each) and bracket(published, node) is not None:
        return published.graph.value(criterion, ANT.each)
    return published.graph.value(criterion, ANT.counts)


def _named(published: Published, cls: Node | None) -> Iterator[Named]:
    """Thresholds on plain numbers that every member of a class keeps."""
    graph = published.graph
    waiting, seen = [(cls, "")] if cls is not None else [], set[Node]()
    while waiting:
        node, label = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        label = str(graph.value(node, RDFS.label) or label)
        datatype = graph.value(node, OWL.someValuesFrom)
        head = graph.value(datatype, OWL.withRestrictions) if datatype is not None else None
        attribute = graph.value(node, OWL.onProperty)
        for item in graph.items(head) if head is not None and attribute is not None else ():
            for facet in FACETS:
                yield from ((attribute, facet, float(str(bound)), label) for bound in graph.objects(item, facet))
        waiting.extend((inner, label) for each in CONJUNCTIVE for inner in graph.objects(node, each))


def _keeps(published: Published, use: URIRef, fact: URIRef, named: list[Named]) -> Iterator[Complaint]:
    """What qualifies keeps every threshold, and what fails one does not keep it."""
    word, against = published.text(use, ANT.fared), published.text(use, ANT.heldAgainst)
    for attribute, facet, bound, label in named:
        kept = _kept(published, fact, attribute, facet, bound)
        if kept is None:
            continue
        wrong = (word == "qualifies" and not kept) or (word == "fails" and against == label and kept)
        if wrong:
            how = "keeps" if kept else "does not keep"
            yield Complaint(str(use), f"says that {published.short(fact)} {word}, and it {how} {label!r}")


def _kept(published: Published, fact: URIRef, attribute: Node | None, facet: URIRef, bound: float) -> bool | None:
    """Whether all of a number lies within a bound; nothing where the case gives no plain number."""
    key = str(published.graph.value(attribute, ANT.caseKey)) if attribute is not None else ""
    node = URIRef(f"{fact}/{key}")
    low, high = published.number(node, ANT.low), published.number(node, ANT.high)
    if key not in PLAIN or low is None or high is None:
        return None
    name = str(facet).rpartition("#")[2]
    if name.startswith("min"):
        return low > bound or (low == bound and name == "minInclusive")
    return high < bound or (high == bound and name == "maxInclusive")
