"""Short forms of an entry: what its RDF says of it in words of the vocabulary is what its values say."""

from collections.abc import Iterator
from typing import Any

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, SKOS

from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT

Json = dict[str, Any]
ENDS = (ANT.earliest, ANT.latest)


def check_short_forms(published: Published, case: URIRef, fact: URIRef, entry: Json) -> Iterator[Complaint]:
    """Words, flags, side, levels, days, and what a fact is or denies."""
    for key, value in entry.items():
        for attribute in published.graph.subjects(ANT.caseKey, Literal(key)):
            if (
                isinstance(attribute, URIRef)
                and attribute != ANT.level
                and not _says(published, fact, attribute, value)
            ):
                yield Complaint(str(fact), f"{published.short(attribute)} is not what its {key} says")
    side = str(entry.get("side") or "")
    if set(published.told.objects(fact, ANT.side)) != ({ANT[side.capitalize()]} if side else set()):
        yield Complaint(str(fact), "its side is another in the text of the case and in its RDF")
    named, lies = set(published.links(fact, ANT.namesLevel)), set(published.links(fact, ANT.level))
    if not named <= lies or not all(_made(published, level, named) for level in lies - named):
        yield Complaint(str(fact), "lies at other levels than it names")
    yield from _dated(published, case, fact)
    yield from _is(published, fact)


def _says(published: Published, fact: URIRef, attribute: URIRef, value: Any) -> bool:
    """Whether a property of a fact says what a value does: a flag the same, a word one of those given."""
    told = set(published.told.objects(fact, attribute))
    if isinstance(value, bool):
        return told == {Literal(value)}
    if isinstance(value, int | float):
        counted = (attribute, ANT.countOf, None) in published.graph
        return counted or {float(str(each)) for each in told} == {float(value)}
    given = {str(each) for each in (value if isinstance(value, list) else [value])}
    linked = [word for word in told if isinstance(word, URIRef)]
    return all(given & set(map(str, published.graph.objects(word, SKOS.notation))) for word in linked)


def _made(published: Published, level: URIRef, named: set[URIRef]) -> bool:
    """Whether a joint is made by named medial branches: all that serve it are among them."""
    serving = set(published.graph.objects(level, ANT.facetServedBy))
    return bool(serving) and serving <= named


def _dated(published: Published, case: URIRef, fact: URIRef) -> Iterator[Complaint]:
    """The days of a fact are among those of its values; or the day of the review, which ends what lasts longer."""
    given = {
        str(day)
        for node in published.links(fact, ANT.gives)
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
    if standing and named is None:
        yield Complaint(str(fact), "stands as something and names no class")
