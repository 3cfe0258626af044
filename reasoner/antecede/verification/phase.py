"""Several steps for one act: at which one a line stands, which were passed over, and what decided between them."""

from collections import Counter
from collections.abc import Iterator

from rdflib import URIRef

from antecede.verification.line import offers
from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT


def check_phases(published: Published, line: URIRef) -> Iterator[Complaint]:
    """What each step for the act applies under is told, once and of that step; what was passed over did not apply."""
    at, passed = set(published.links(line, ANT.atStep)), set(published.links(line, ANT.passedOver))
    told: dict[URIRef, str] = {}
    times: Counter[URIRef] = Counter()
    for node in published.links(line, ANT.hasPhase):
        step, condition = published.link(node, ANT.onStep), published.link(node, ANT.assesses)
        if step is None or step not in at | passed or condition not in published.links(step, ANT.appliesWhen):
            yield Complaint(str(node), "tells of a phase that is of no step for what is asked for")
            continue
        told[step] = published.text(node, ANT.truthValue)
        times[step] += 1
    for step in sorted(at | passed):
        if times[step] != len(published.links(step, ANT.appliesWhen)):
            yield Complaint(str(line), f"does not tell once what came of the phase of {published.short(step)}")
    for step in sorted(passed):
        if not _is_beside(published, line, step) or told.get(step) != "not_met":
            yield Complaint(str(line), f"passed over {published.short(step)}, which it would not have had to leave out")
    for step in sorted(step for step in at if told.get(step) == "not_met"):
        if not passed.issuperset(_others(published, line, step)):
            yield Complaint(str(line), f"stands at {published.short(step)}, which does not apply, beside one that may")


def _is_beside(published: Published, line: URIRef, step: URIRef) -> bool:
    """Whether a step offers the act, too, and is no step at which the line stands."""
    at = published.links(line, ANT.atStep)
    return step not in at and any(step in _others(published, line, each) for each in at)


def _others(published: Published, line: URIRef, step: URIRef) -> Iterator[URIRef]:
    """The other steps of its pathways that offer what is asked for."""
    request = published.link(line, ANT.ofLine)
    for pathway in published.graph.subjects(ANT.hasStep, step):
        for other in published.links(pathway, ANT.hasStep):
            if other != step and request is not None and offers(published, request, other):
                yield other
