"""States of steps: how far the case has come on a pathway, as far as the assessments tell."""

from collections.abc import Iterator

from rdflib import URIRef
from rdflib.namespace import SKOS

from antecede.verification.published import Complaint, Published
from antecede.verification.terms import ANT, PROV

COMPLETE, OPEN, SKIPPED, BLOCKED = "complete", "open", "skipped", "blocked"
NOT_APPLICABLE, UNDETERMINED = "not_applicable", "undetermined"
PASSED = (COMPLETE, NOT_APPLICABLE)
#: Roles of the criteria that say whether a step is complete.
TELLING = ("prerequisite", "consistency")
#: Least first: the least of them decides whether a step is complete.
ORDER = ("not_met", "conflicting", "not_documented")


def check_steps(published: Published, line: URIRef) -> Iterator[Complaint]:
    """The patient stands at a step that is told and not complete; each state is one that the assessments allow."""
    states = _states(published, line)
    open_steps = {step for step, state in states.items() if state not in PASSED}
    stands = set(published.links(line, ANT.standsAt))
    if not stands <= open_steps or bool(stands) != bool(open_steps):
        yield Complaint(str(line), "stands at a step that is not told as open")
    for pathway in {each for step in states for each in published.graph.subjects(ANT.hasStep, step)}:
        if any(each not in states for each in published.links(pathway, ANT.hasStep)):
            yield Complaint(str(line), f"does not tell the state of every step of {published.short(pathway)}")
    if not set(published.links(line, ANT.atStep)) <= states.keys():
        yield Complaint(str(line), "does not tell the state of the step that is asked for")
    for step, state in sorted(states.items()):
        allowed = _allowed(published, line, step, states)
        if state not in allowed:
            wanted = " or ".join(sorted(allowed))
            yield Complaint(
                str(line), f"tells {published.short(step)} as {state}, and from its criteria follows {wanted}"
            )


def _states(published: Published, line: URIRef) -> dict[URIRef, str]:
    return {
        step: published.text(node, ANT.stepState)
        for node in published.links(line, ANT.hasStepState)
        for step in published.links(node, PROV.specializationOf)
    }


def _allowed(published: Published, line: URIRef, step: URIRef, states: dict[URIRef, str]) -> set[str]:
    """States that a step may be in, by the statuses of its criteria, its phase and the steps before."""
    phase = _phase(published, line, step)
    if phase == "not_met":
        return {NOT_APPLICABLE}
    beside = {NOT_APPLICABLE} if phase == "unknown" else set()
    ready = OPEN if all(states.get(each) in PASSED for each in published.links(step, ANT.requires)) else BLOCKED
    at = published.links(line, ANT.atStep)
    if step in at:
        return beside | {ready}
    before = [each for each in at if step in set(published.graph.transitive_objects(each, ANT.requires))]
    done = _completion(published, line, step)
    if done is None:
        return beside | ({COMPLETE if ready == OPEN else BLOCKED} if before else {ready})
    passed_over = SKIPPED if before and published.links(step, ANT.offers) else ready
    by_status = {"met": {COMPLETE}, "not_met": {passed_over}, "unknown": {COMPLETE, UNDETERMINED, passed_over}}
    return beside | by_status.get(done, {UNDETERMINED})


def _phase(published: Published, line: URIRef, step: URIRef) -> str:
    """What came of the phase of a step; ``met`` where it has none, ``unknown`` where it was not recorded."""
    if not published.links(step, ANT.appliesWhen):
        return "met"
    for node in published.links(line, ANT.hasPhase):
        if step in published.links(node, ANT.onStep):
            return published.text(node, ANT.truthValue)
    return "unknown"


def _completion(published: Published, line: URIRef, step: URIRef) -> str | None:
    """What the criteria of completion come to; none without any, ``unknown`` where one was not assessed."""
    telling = [each for each in published.links(step, ANT.completedBy) if _role(published, each) in TELLING]
    if not telling:
        return None
    found = {
        criterion: published.text(each, ANT.truthValue)
        for each in published.links(line, ANT.hasAssessment)
        for criterion in published.links(each, ANT.assesses)
    }
    told = [found.get(each, "unknown") for each in telling]
    if "not_met" not in told and "unknown" in told:
        return "unknown"
    return next((status for status in ORDER if status in told), "met")


def _role(published: Published, criterion: URIRef) -> str:
    return published.text(published.link(criterion, ANT.role), SKOS.notation)
