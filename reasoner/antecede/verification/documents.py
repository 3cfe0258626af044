"""Documents of a policy: which of them a determination used, which speak of an act, and which decides its coverage."""

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF, SKOS

from antecede.verification.published import Published
from antecede.verification.request import code_of, is_a
from antecede.verification.terms import ANT, CODE

IN_FORCE = "in_force"


def used(published: Published, determination: URIRef) -> list[URIRef]:
    """Documents by which a determination was made: the editions that it records as taken."""
    remarks = published.links(determination, ANT.considered)
    taken = [each for each in remarks if published.text(each, ANT.why) == IN_FORCE]
    return [policy for each in taken for policy in published.links(each, ANT.ofEdition)]


def rank(published: Published, document: URIRef) -> int:
    """Place of a document among those of its family, the lowest first."""
    tier = published.link(document, ANT.precedence) or ANT.PayerPolicy
    return int(published.number(tier, ANT.rank) or 0)


def applying(published: Published, documents: list[URIRef], act: URIRef | None) -> list[URIRef]:
    """Without those that hold only where others are silent, where one of lower rank speaks of the act."""
    ranks = [rank(published, each) for each in documents if act is not None and speaks(published, each, act)]
    least = min(ranks, default=None)

    def holds(document: URIRef) -> bool:
        aside = published.flag(document, ANT.onlyWhereSilent)
        return not aside or act is None or least is None or rank(published, document) <= least

    return [each for each in documents if holds(each)]


def speaks(published: Published, document: URIRef, act: URIRef) -> bool:
    """A document says something of an act: on its coverage, by a step for it, or by a rule on it."""
    if any(is_a(published, act, each) for each in _acts(published, document)):
        return True
    general = not is_a(published, act, ANT.TargetedAct)
    return general and any(is_a(published, act, each) for each in _offered(published, document, ANT.mayOffer))


def _acts(published: Published, document: URIRef) -> Iterator[URIRef]:
    for statement in published.links(document, ANT.hasCoverage):
        yield from published.links(statement, ANT.coverageOf)
    yield from _offered(published, document, ANT.offers)
    for rule in published.links(document, ANT.hasRule):
        yield from (each for each in published.links(rule, ANT.concerns) if not each.startswith(CODE))


def _offered(published: Published, document: URIRef, term: URIRef) -> Iterator[URIRef]:
    for pathway in published.links(document, ANT.hasPathway):
        for step in published.links(pathway, ANT.hasStep):
            yield from published.links(step, term)


def rules(published: Published, documents: list[URIRef], request: URIRef, steps: list[URIRef]) -> Iterator[URIRef]:
    """Rules that hold for a line: those that name its act or code; of those that name none, where a document speaks."""
    code, act = code_of(published, request), published.link(request, ANT.requestsAct)
    for document in documents:
        every = not _several(published, documents) or _about(published, document, request, steps)
        for rule in published.links(document, ANT.hasRule):
            concerned = published.links(rule, ANT.concerns)
            acts = [each for each in concerned if not each.startswith(CODE)]
            if every if not concerned else code in concerned or any(is_a(published, act, each) for each in acts):
                yield rule


def _several(published: Published, documents: list[URIRef]) -> bool:
    """Whether the family has several documents, or several were taken."""
    families = {named(published, each, ANT.family) for each in documents}
    editions = [
        each
        for each in published.graph.subjects(RDF.type, ANT.Policy)
        if isinstance(each, URIRef) and named(published, each, ANT.family) in families
    ]
    return len(documents) > 1 or len({named(published, each, ANT.documentId) for each in editions}) > 1


def named(published: Published, document: URIRef, term: URIRef) -> str:
    """Family or document number of a document; its own notation where it gives none."""
    return published.text(document, term) or published.text(document, SKOS.notation)


def _about(published: Published, document: URIRef, request: URIRef, steps: list[URIRef]) -> bool:
    """Whether a document is of general rules alone, speaks of what a line asks for, or has its pathway."""
    pathways = published.links(document, ANT.hasPathway)
    if not pathways and not published.links(document, ANT.hasCoverage):
        return True
    code, act = code_of(published, request), published.link(request, ANT.requestsAct)
    acts = [act] if act is not None else published.links(code, ANT.mayStandFor)
    coded = any(code in published.links(rule, ANT.concerns) for rule in published.links(document, ANT.hasRule))
    placed = any(step in published.links(pathway, ANT.hasStep) for pathway in pathways for step in steps)
    return coded or placed or any(speaks(published, document, each) for each in acts)


def statements(published: Published, documents: list[URIRef], act: URIRef | None) -> list[URIRef]:
    """Statements on the coverage of an act, one of each document on the nearest class; first what decides."""

    def depth(statement: URIRef) -> int:
        return len(published.up(published.link(statement, ANT.coverageOf)))

    found: list[tuple[int, int, URIRef]] = []
    for document in documents:
        fitting = [
            each
            for each in published.links(document, ANT.hasCoverage)
            if any(is_a(published, act, of) for of in published.links(each, ANT.coverageOf))
        ]
        if fitting and act is not None:
            nearest = max(map(depth, fitting))
            found += [(rank(published, document), -nearest, each) for each in fitting if depth(each) == nearest]
    return [statement for *order, statement in sorted(found) if order == list(min(found)[:2])]
