"""Paths: every edge is a triple, and they lead from the request line over the rule to its facts and sources."""

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT

#: From a criterion to those it is made of, and to the classes of facts that a path shows.
INSIDE = (ANT.part, ANT.reading)
LOOKS_AT = (ANT.counts, ANT.member, ANT.between)
Edge = tuple[Node | None, Node | None, Node | None]


def check_edges(published: Published) -> Iterator[Complaint]:
    """Every edge of every path is in the graph, in the case or in the determination."""
    for row in published.rows("edge-that-is-no-triple"):
        told = " ".join(published.short(row[name]) for name in ("subject", "predicate", "object"))
        yield Complaint(str(row["assessment"]), f"its path goes over {told}, which is nowhere")


def check_path(published: Published, assessment: URIRef, line: URIRef, documents: list[URIRef]) -> Iterator[Complaint]:
    """One path: unbroken, from the request line over step and rule to everything that the assessment names."""
    nodes = published.ordered(assessment, ANT.hasEdge)
    orders = [published.number(node, ANT.order) for node in nodes]
    edges = [_edge(published, node) for node in nodes]
    request = published.link(assessment, ANT.forLine)
    if orders != list(range(1, len(nodes) + 1)):
        missing = sorted(set(range(1, len(nodes) + 1)) - set(orders))
        yield Complaint(str(assessment), f"its path lacks an edge: number {missing[0]} of {len(nodes) + 1}")
    if not edges or edges[0][0] != request:
        yield Complaint(str(assessment), "its path does not begin at its request line")
        return
    own = str(assessment).partition("#")[0]
    for stranger in {str(start) for start, *_ in edges if str(start).startswith(f"{own}#")} - {str(assessment)}:
        yield Complaint(str(assessment), f"its path goes over {published.short(stranger)}, another finding")
    loose = _loose(edges, request)
    if loose:
        yield Complaint(str(assessment), f"its path is broken before {published.short(loose[0][0])}")
    for before in _missing(published, assessment, line, documents, set(edges)):
        yield Complaint(str(assessment), f"its path does not come to {published.short(before)}")
    yield from _unreached(published, assessment, {end for edge in edges for end in (edge[0], edge[2])})


def _missing(
    published: Published, assessment: URIRef, line: URIRef, documents: list[URIRef], edges: set[Edge]
) -> Iterator[Node]:
    """Nodes of the way from policy or step over the rule to the classes of facts that no edge of the path leads to."""
    criterion, step = published.link(assessment, ANT.assesses), published.link(assessment, ANT.onStep)
    at, passed = published.links(line, ANT.atStep), published.links(line, ANT.passedOver)
    if criterion is None:
        return
    if step is not None and step not in passed:
        if not any(step in _along(edges, each, (ANT.requires,)) for each in at):
            yield step
        holders: list[Node] = [step]
    else:
        pathways = {pathway for each in at for pathway in published.graph.subjects(ANT.hasStep, each)}
        holders = [*pathways, *documents, *passed]
    held = (ANT.hasRule, ANT.completedBy, ANT.entryCriterion)
    if not any((holder, term, criterion) in edges for holder in holders for term in held):
        yield criterion
    inner = _along(edges, criterion, INSIDE)
    yield from (s for s, term, _ in edges if term in INSIDE and s is not None and s not in inner)
    for each in inner:
        known = ((term, cls) for term in LOOKS_AT for cls in published.graph.objects(each, term))
        yield from (cls for term, cls in known if (each, term, cls) not in edges and not _aside(published, each, term))


def _aside(published: Published, criterion: Node, term: URIRef) -> bool:
    """An agreement shows the two classes between which there may be none, and not what they are both of."""
    return term == ANT.counts and (criterion, ANT.between, None) in published.graph


def _along(edges: set[Edge], start: Node | None, terms: tuple[URIRef, ...]) -> set[Node]:
    """A node and all that edges of some kinds lead to from it."""
    reached: set[Node | None] = {start} if start is not None else set()
    while fresh := {node for subject, term, node in edges if subject in reached and term in terms} - reached:
        reached |= fresh
    return {each for each in reached if each is not None}


def _edge(published: Published, node: URIRef) -> Edge:
    told = published.told
    return told.value(node, RDF.subject), told.value(node, RDF.predicate), told.value(node, RDF.object)


def _loose(edges: list[Edge], start: Node | None) -> list[Edge]:
    """Edges that hang together with nothing that hangs together with the start."""
    reached, rest = {start}, list(edges)
    while touched := [edge for edge in rest if edge[0] in reached or edge[2] in reached]:
        reached.update(end for edge in touched for end in (edge[0], edge[2]))
        rest = [edge for edge in rest if edge not in touched]
    return rest


def _unreached(published: Published, assessment: URIRef, nodes: set[Node | None]) -> Iterator[Complaint]:
    """Rule, facts, citations and sources that the path has to come to."""
    cited = published.links(assessment, ANT.cites)
    wanted = {
        "its rule": published.links(assessment, ANT.assesses),
        "a fact it used": published.links(assessment, ANT.usedFact),
        "a citation": cited,
        "a source": [source for each in cited for source in published.links(each, ANT.source)],
        "a class it looked for": published.links(assessment, ANT.lookedFor),
    }
    for what, ends in wanted.items():
        for end in sorted(set(ends) - nodes):
            yield Complaint(str(assessment), f"its path does not lead to {what}, {published.short(end)}")
