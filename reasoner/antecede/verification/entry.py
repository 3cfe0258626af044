"""Short forms of an entry: what its RDF says of it in words of the vocabulary is what its values say."""

from collections.abc import Iterator
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.term import Node

from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT

Json = dict[str, Any]
#: Keys whose number is no property by itself: a fall is computed from two scores.
COMPUTED = ("score_after",)
ENDS = (ANT.earliest, ANT.latest)


def check_short_forms(published: Published, case: URIRef, fact: URIRef, entry: Json) -> Iterator[Complaint]:
    """Words, flags, numbers, side, levels, days, how often, and what a fact is or denies."""
    left_out = published.flag(fact, ANT.leftOut)
    for said in set(published.told.predicates(fact)):
        yield from _accounted(published, fact, said, entry)
    for key, value in entry.items():
        for attribute in published.graph.subjects(ANT.caseKey, Literal(key)):
            if isinstance(attribute, URIRef) and not _says(published, fact, attribute, value):
                yield Complaint(str(fact), f"{published.short(attribute)} is not what its {key} says")
    side = str(entry.get("side") or "")
    if set(published.told.objects(fact, ANT.side)) != ({ANT[side.capitalize()]} if side else set()):
        yield Complaint(str(fact), "its side is another in the text of the case and in its RDF")
    if not left_out and set(published.links(fact, ANT.level)) != lies_at(published, fact):
        yield Complaint(str(fact), "lies at other levels than it names")
    times = None if published.links(fact, ANT.requestsAct) or left_out else entry.get("count", 1)
    if not published.text(fact, ANT.names):
        times = None
    if published.number(fact, ANT.times) != times:
        yield Complaint(str(fact), "stands for another number of facts than its text says")
    yield from _dated(published, case, fact)
    yield from _is(published, fact)


def _accounted(published: Published, fact: URIRef, attribute: Node, entry: Json) -> Iterator[Complaint]:
    """What an entry says in words of the vocabulary it says under a key."""
    keys = {str(each) for each in published.graph.objects(attribute, ANT.caseKey)}
    if keys and "contractor" not in keys and not keys & {*entry}:
        yield Complaint(str(fact), f"says {published.short(attribute)}, of which its text says nothing")


def _says(published: Published, fact: URIRef, attribute: URIRef, value: Any) -> bool:
    """Whether a property of a fact says what a value does: a flag or a plain number the same, words those given."""
    if attribute in (ANT.level, ANT.side):
        return True
    told = set(published.told.objects(fact, attribute))
    if isinstance(value, bool):
        return told == {Literal(value)}
    if isinstance(value, int | float):
        computed = (attribute, ANT.countOf, None) in published.graph or str(
            published.graph.value(attribute, ANT.caseKey)
        ) in COMPUTED
        return not told if computed else {float(str(each)) for each in told} == {float(value)}
    given = {str(each) for each in (value if isinstance(value, list) else [value])}
    meant = {
        word
        for word in published.graph.subjects(ANT.wordOf, attribute)
        if given & set(map(str, published.graph.objects(word, SKOS.notation)))
    }
    return {each for each in told if isinstance(each, URIRef)} == meant


def lies_at(published: Published, fact: URIRef) -> set[URIRef]:
    """Levels that a fact names, and where its kind names medial branches, the joints all of whose branches it names."""
    named = set(published.links(fact, ANT.namesLevel))
    cls = published.link(fact, ANT.names) or published.link(fact, ANT.requestsAct)
    above = (each for each in published.up(cls) if isinstance(each, URIRef))
    if not any(published.flag(each, ANT.levelsNameBranches) for each in above):
        return named
    served = {each for each in published.graph.subjects(ANT.facetServedBy) if isinstance(each, URIRef)}
    return named | {joint for joint in served if set(published.graph.objects(joint, ANT.facetServedBy)) <= named}


def _dated(published: Published, case: URIRef, fact: URIRef) -> Iterator[Complaint]:
    """The days of a fact are among those of its values; or that of review or service, which ends what lasts longer."""
    given = {
        str(day)
        for node in (*published.links(fact, ANT.gives), *published.links(case, ANT.gives))
        for end in ENDS
        for day in published.told.objects(node, end)
    }
    given.add(published.text(case, ANT.asOf))
    told = [set(map(str, published.told.objects(fact, end))) for end in ENDS]
    if not told[0] | told[1] <= given or bool(told[0]) != bool(told[1]):
        yield Complaint(str(fact), "lies on other days than its values say")


def _is(published: Published, fact: URIRef) -> Iterator[Complaint]:
    """What a fact names it is, or denies."""
    named, standing = published.link(fact, ANT.names), published.text(fact, ANT.standing)
    if standing == "denied" and published.links(fact, ANT.denies) != [named]:
        yield Complaint(str(fact), "denies another class than it names")
    if standing == "done" and named not in published.links(fact, RDF.type):
        yield Complaint(str(fact), "is not of the class that it names")
    if bool(standing) is not (named is not None and not published.flag(fact, ANT.leftOut)):
        yield Complaint(str(fact), "names a class and does not say how it stands, or the other way round")
