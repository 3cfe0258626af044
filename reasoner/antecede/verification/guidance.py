"""What stands beside a recommendation: what guidelines say, where they disagree, and which acts there are instead."""

import re
from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import RDF, RDFS, SKOS
from rdflib.term import Node

from antecede.verification.documents import applying, statements, used
from antecede.verification.published import Complaint, Published
from antecede.verification.request import is_a
from antecede.verification.terms import ANT
from antecede.verification.words import of_rule, unsupported

APPLIES, OUT_OF_SCOPE, UNKNOWN = "applies", "out_of_scope", "scope_unknown"
#: Directions that a sentence has to name.
SIDES_TAKEN = ("for", "against")
_SAYING = """

advises applies asks case certainty context decide does evidence gives here its lies meant named nor no open outside
recommendation reports requirement scope speak strength told known whether neutral this
"""
#: Words that say how a guideline stands to a case.
SAYING = frozenset(_SAYING.split())


def check_guidance(published: Published, determination: URIRef, line: URIRef) -> Iterator[Complaint]:
    """Advice, disagreements and alternatives of one line."""
    for node in published.links(line, ANT.hasAdvice):
        yield from _advice(published, determination, line, node)
    for node in published.links(line, ANT.hasDisagreement):
        yield from _disagreement(published, line, node)
    for node in published.links(line, ANT.hasAlternative):
        yield from _alternative(published, determination, line, node)
    for generator in published.links(line, ANT.pointsElsewhere):
        kinds = {*published.graph.objects(generator, RDF.type)}
        if not any(ANT.PainGenerator in published.up(each) for each in kinds):
            yield Complaint(str(line), f"points to {published.short(generator)}, which is no pain generator")


def _act(published: Published, line: URIRef) -> URIRef | None:
    return published.link(published.link(line, ANT.ofLine), ANT.requestsAct)


# --- advice -----------------------------------------------------------------------------------------------------------


def _advice(published: Published, determination: URIRef, line: URIRef, node: URIRef) -> Iterator[Complaint]:
    guideline, said = published.link(node, ANT.byGuideline), published.link(node, ANT.byRecommendation)
    day = published.text(determination, ANT.asOf)
    first, last = published.text(guideline, ANT.inForceFrom), published.text(guideline, ANT.inForceUntil)
    if (guideline, RDF.type, ANT.Guideline) not in published.graph or first > day or (last and last < day):
        yield Complaint(str(node), f"{published.short(guideline)} is no guideline in force")
        return
    if said is not None and said not in published.links(guideline, ANT.hasRecommendation):
        yield Complaint(str(node), f"{published.short(said)} is no recommendation of {published.short(guideline)}")
        return
    wanted = _scope(published, line, node, said)
    if published.text(node, ANT.scopeStatus) != wanted:
        yield Complaint(str(node), f"says {published.text(node, ANT.scopeStatus)}, and from its scope follows {wanted}")
    yield from _sentence(published, line, node, [each for each in (guideline, said) if each is not None])


def _scope(published: Published, line: URIRef, node: URIRef, said: URIRef | None) -> str:
    """Whether a case lies in the scope of a recommendation, by its act and the criteria of its population."""
    act, parts = _act(published, line), published.links(node, ANT.hasPart)
    relations = {is_a(published, act, each) for each in published.links(said, ANT.onAct)}
    if said is None or not relations - {False}:
        return OUT_OF_SCOPE
    judged = {each for part in parts for each in published.links(part, ANT.assesses)}
    if judged != set(published.links(said, ANT.scopeCriterion)):
        return "nothing, for its scope is another"
    values = {published.text(part, ANT.truthValue) for part in parts}
    if "not_met" in values:
        return OUT_OF_SCOPE
    return APPLIES if True in relations and values <= {"met"} else UNKNOWN


def _sentence(published: Published, line: URIRef, node: URIRef, spoken: list[URIRef]) -> Iterator[Complaint]:
    """It names the guideline, what it says and how strongly, and says nothing beside it."""
    text, graph = published.text(node, ANT.sentence), published.graph
    recommendation = spoken[1] if len(spoken) > 1 else None
    direction = graph.value(published.link(recommendation, ANT.direction), RDFS.label)
    stated: list[Node | None] = [graph.value(each, RDFS.label) for each in spoken]
    if recommendation is not None:
        stated += [direction] if str(direction) in SIDES_TAKEN else []
        stated += [graph.value(recommendation, each) for each in (ANT.strength, ANT.certainty, ANT.caution)]
    for words in stated:
        if words is not None and _without(text, str(words)) == text:
            yield Complaint(str(node), f"its sentence does not say {str(words)!r}, as the recommendation does")
            return
    act = _act(published, line)
    named = [*published.links(node, ANT.hasPart)]
    criteria = [each for part in named for each in published.links(part, ANT.assesses)]
    support = set().union(SAYING, *(of_rule(published, each) for each in (act, *criteria) if each is not None))
    for words in stated:
        text = _without(text, str(words or ""))
    for loose in unsupported(text, support)[:1]:
        yield Complaint(str(node), f"its sentence claims what the recommendation does not: {loose!r}")


def _without(text: str, words: str) -> str:
    """A text without words that stand in it by themselves, whatever their case."""
    whole = rf"(?<!\w){re.escape(words.rstrip('.'))}(?!\w)"
    return re.sub(whole, " ", text, count=1, flags=re.IGNORECASE) if words else text


# --- disagreements and alternatives -----------------------------------------------------------------------------------


def _disagreement(published: Published, line: URIRef, node: URIRef) -> Iterator[Complaint]:
    """Sides are recommendations that the line was advised by, or coverage that was found; not all point one way."""
    advised = {
        each
        for advice in published.links(line, ANT.hasAdvice)
        for each in published.links(advice, ANT.byRecommendation)
    }
    sides = published.links(node, ANT.hasSide)
    for advice in published.links(line, ANT.hasAdvice):
        for said in published.links(advice, ANT.byRecommendation):
            way = str(published.graph.value(published.link(said, ANT.direction), SKOS.notation))
            may_speak = published.text(advice, ANT.scopeStatus) in (APPLIES, UNKNOWN)
            if way in SIDES_TAKEN and may_speak and said not in sides:
                yield Complaint(str(node), f"leaves out {published.short(said)}, which takes a side on this line")
    for side in sides:
        covers = (side, RDF.type, ANT.Coverage) in published.graph
        if side not in advised and not covers:
            yield Complaint(str(node), f"{published.short(side)} takes no side on this line")


def _alternative(published: Published, determination: URIRef, line: URIRef, node: URIRef) -> Iterator[Complaint]:
    """The step offers the act, the coverage is that of the policy, and a redirect leads to another pathway."""
    act, step = published.link(node, ANT.alternativeAct), published.link(node, ANT.offeredAt)
    if act not in published.links(step, ANT.offers):
        yield Complaint(str(node), f"{published.short(step)} does not offer {published.short(act)}")
        return
    documents = applying(published, used(published, determination), act)
    found = {
        published.text(published.link(each, ANT.coverageStatus), SKOS.notation)
        for each in statements(published, documents, act)
    }
    told = published.text(node, ANT.coverageFound)
    if told not in (found or {"silent"}):
        yield Complaint(
            str(node), f"finds the alternative {told}, and by the policy it is {' or '.join(sorted(found)) or 'silent'}"
        )
    ways = [{*published.graph.subjects(ANT.hasStep, each)} for each in (step, *published.links(line, ANT.atStep))]
    if published.flag(node, ANT.redirect) is bool(ways[0] & set().union(*ways[1:])):
        yield Complaint(str(node), "says otherwise than the pathways whether it leads to another one")
