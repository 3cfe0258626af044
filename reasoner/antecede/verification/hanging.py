"""Whether a refusal hangs on what is open, as far as the assessments tell."""

from rdflib import URIRef

from antecede.verification.published import Published
from antecede.verification.request import is_a
from antecede.verification.terms import ANT

OPEN = ("not_documented", "conflicting")
GUARDS = (ANT.condition, ANT.waiver)


def held(published: Published, line: URIRef, grounds: list[URIRef]) -> set[bool]:
    """What may be said of a refusal: that it holds, where one ground may stand by itself; that not, where none need.

    A ground may hang on what another open rule asks for; whether it does is not looked into.
    """
    opened = {each for each in published.links(line, ANT.hasAssessment) if published.text(each, ANT.hasStatus) in OPEN}
    hanging = [_hangs(published, line, each) for each in grounds]
    return {word for word, may in ((True, not all(hanging)), (False, all(hanging) or bool(opened))) if may}


def _hangs(published: Published, line: URIRef, ground: URIRef) -> bool:
    """Whether a condition, a waiver or a phase of a ground is open, or its pathway was chosen by the record."""
    guards = [node for each in _parts(published, ground) for link in GUARDS for node in published.links(each, link)]
    at = {*published.links(ground, ANT.onStep), *published.links(line, ANT.atStep)}
    if published.links(ground, ANT.onStep):
        phases = published.links(line, ANT.hasPhase)
        guards += [node for node in phases if at & set(published.links(node, ANT.onStep))]
    vague = _of_pathway(published, line, ground) and not _exact(published, line)
    return vague or any(published.text(node, ANT.truthValue) in OPEN for node in guards)


def _parts(published: Published, node: URIRef) -> list[URIRef]:
    inner = [below for part in published.links(node, ANT.hasPart) for below in _parts(published, part)]
    return [node, *inner]


def _of_pathway(published: Published, line: URIRef, ground: URIRef) -> bool:
    """Whether a rule comes in by a step or a pathway of the line, and not with the policy."""
    entry = {
        rule
        for step in published.links(line, ANT.atStep)
        for pathway in published.graph.subjects(ANT.hasStep, step)
        for rule in published.graph.objects(pathway, ANT.entryCriterion)
    }
    return bool(published.links(ground, ANT.onStep)) or published.link(ground, ANT.assesses) in entry


def _exact(published: Published, line: URIRef) -> bool:
    """Whether the stated act itself is offered at the step that is asked for."""
    request = published.link(line, ANT.ofLine)
    act = published.link(request, ANT.requestsAct)
    offered = [each for step in published.links(line, ANT.atStep) for each in published.links(step, ANT.offers)]
    return any(is_a(published, act, each) for each in offered)
