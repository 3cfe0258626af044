"""Rules: what an assessment says of its criterion is what the graph says of it."""

from collections.abc import Iterator

from rdflib import Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT
from antecede.verification.value import lengths

#: Numbers asked for, by the property under which an assessment records them.
ASKED = {
    ANT.askedAtLeast: ANT.atLeast,
    ANT.askedAtMost: ANT.atMost,
    ANT.askedMoreThan: ANT.moreThan,
    ANT.askedLessThan: ANT.lessThan,
}
#: Kinds of criterion whose number is part of the kind.
FIXED = {ANT.PresenceCriterion: {ANT.atLeast: 1.0}, ANT.AbsenceCriterion: {ANT.atMost: 0.0}}
#: From a class expression to those it is made of.
INWARD = (
    OWL.equivalentClass,
    OWL.intersectionOf,
    OWL.unionOf,
    OWL.complementOf,
    OWL.someValuesFrom,
    RDF.first,
    RDF.rest,
)
#: From a criterion to the classes of facts that it looks at.
LOOKS_AT = (ANT.counts, ANT.contradictedBy, ANT.each, ANT.member, ANT.between)
FACETS = (XSD.minInclusive, XSD.minExclusive, XSD.maxInclusive, XSD.maxExclusive)
Bound = tuple[str, str, float]


def kind(published: Published, criterion: Node | None) -> URIRef | None:
    """Class of a criterion that says of what kind it is."""
    types = published.graph.objects(criterion, RDF.type) if criterion is not None else ()
    return next((each for each in types if isinstance(each, URIRef) and str(each).endswith("Criterion")), None)


def check_rule(published: Published, node: URIRef) -> Iterator[Complaint]:
    """Citations, numbers and thresholds of an assessment, and of every one below it."""
    criterion = published.link(node, ANT.assesses)
    if criterion is not None:
        if kind(published, criterion) is None:
            yield Complaint(str(node), f"assesses {published.short(criterion)}, which is no criterion of the graph")
            return
        yield from _cited(published, node, criterion)
        yield from _asked(published, node, criterion)
        yield from _lasting(published, node, criterion)
        yield from _thresholds(published, node, criterion)


def _cited(published: Published, node: URIRef, criterion: URIRef) -> Iterator[Complaint]:
    if not published.text(node, ANT.hasStatus):
        return
    told = {each for each in published.told.objects(node, ANT.cites) if isinstance(each, URIRef)}
    known = {each for each in published.graph.objects(criterion, ANT.citation) if isinstance(each, URIRef)}
    for each in sorted(told - known):
        yield Complaint(str(node), f"cites {published.short(each)}, which its rule does not")
    for each in sorted(known - told):
        yield Complaint(str(node), f"does not cite {published.short(each)}, on which its rule rests")


def _asked(published: Published, node: URIRef, criterion: URIRef) -> Iterator[Complaint]:
    fixed = FIXED.get(kind(published, criterion) or ANT.Criterion, {})
    for recorded, property_ in ASKED.items():
        found = published.number(node, recorded)
        wanted = fixed.get(property_, _number(published, criterion, property_))
        if found != wanted:
            what = f"{published.short(property_)} of {published.short(criterion)} is {_said(wanted)} in the graph"
            yield Complaint(str(node), f"{what}, {_said(found)} in the determination")


def _lasting(published: Published, node: URIRef, criterion: URIRef) -> Iterator[Complaint]:
    wanted = threshold(published, criterion)
    found = (published.number(node, ANT.askedMonths), published.number(node, ANT.askedDays))
    if wanted is None and found == (None, None):
        return
    strict, told = published.flag(node, ANT.askedStrictly), published.text(node, ANT.askedStrictly)
    if wanted is None or not told or (*found, strict) != wanted:
        what = f"the duration asked for by {published.short(criterion)}"
        yield Complaint(
            str(node), f"{what} is {_span(wanted)} in the graph, {_span((*found, strict))} in the determination"
        )


def threshold(published: Published, criterion: Node) -> tuple[float, float, bool] | None:
    """Months and days that a criterion asks for, and whether they have to be exceeded."""
    for property_, strict in ((ANT.lastsMoreThan, True), (ANT.lastsAtLeast, False)):
        text = published.graph.value(criterion, property_)
        if text is not None:
            return (*lengths(str(text))[0], strict)
    return None


def _thresholds(published: Published, node: URIRef, criterion: URIRef) -> Iterator[Complaint]:
    """Bounds inside the classes that the criterion looks at, then and now."""
    recorded = {_recorded(published, each) for each in published.links(node, ANT.threshold)}
    defined = set(bounds(published, criterion))
    for attribute, facet, number in sorted(recorded - defined):
        now = sorted(value for a, f, value in defined - recorded if (a, f) == (attribute, facet))
        held = f"the graph says {now[0]:g}" if now else "the graph has no such threshold"
        what = f"{published.short(criterion)} was judged with {published.short(attribute)} {facet} {number:g}"
        yield Complaint(str(node), f"{what}; {held}", "the graph was altered, or the determination was")
    if not recorded - defined:
        for attribute, facet, number in sorted(defined - recorded):
            held = f"{published.short(attribute)} {facet} {number:g}"
            what = f"{published.short(criterion)} has a threshold {held} in the graph, and was judged without"
            yield Complaint(str(node), what)


def _recorded(published: Published, node: URIRef) -> Bound:
    facet = str(published.link(node, ANT.facet) or "").rpartition("#")[2]
    number = published.number(node, ANT.bound)
    return str(published.link(node, ANT.ofAttribute)), facet, float("nan") if number is None else number


def bounds(published: Published, criterion: Node) -> Iterator[Bound]:
    """Thresholds inside the classes of facts that a criterion looks at, through every definition."""
    waiting = [cls for property_ in LOOKS_AT for cls in published.graph.objects(criterion, property_)]
    seen: set[Node] = set()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        yield from _ranges(published, node)
        waiting.extend(inner for inward in INWARD for inner in published.graph.objects(node, inward))


def _ranges(published: Published, node: Node) -> Iterator[Bound]:
    """Bounds of a restriction on a number."""
    graph = published.graph
    attribute, datatype = graph.value(node, OWL.onProperty), graph.value(node, OWL.someValuesFrom)
    head = graph.value(datatype, OWL.withRestrictions) if datatype is not None else None
    for facet_node in graph.items(head) if head is not None else ():
        for facet in FACETS:
            for value in graph.objects(facet_node, facet):
                yield str(attribute), str(facet).rpartition("#")[2], float(str(value))


def _number(published: Published, node: Node, property_: URIRef) -> float | None:
    found = published.graph.value(node, property_)
    return float(found) if isinstance(found, Literal) else None


def _said(number: float | None) -> str:
    return "not stated" if number is None else f"{number:g}"


def _span(span: tuple[float | None, float | None, bool] | None) -> str:
    if span is None or span[0] is None or span[1] is None:
        return "not stated"
    return f"{'more than' if span[2] else 'at least'} {span[0]:g} months and {span[1]:g} days"


def label(published: Published, node: Node | None) -> str:
    """Label or notation of a node of the graph, for people."""
    for property_ in (SKOS.notation, RDFS.label):
        found = published.graph.value(node, property_) if node is not None else None
        if found is not None:
            return str(found)
    return published.short(node)
