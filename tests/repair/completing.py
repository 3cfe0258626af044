"""Ways in which what a case leaves open may turn out: facts documented either way, contradictions settled either way.

What is open: rules that are not documented or conflicting, down through their open parts, with the conditions,
waivers and phases of whatever is in force.  What decides nothing where it is open is left alone: the part of a rule
that is settled by another part.
"""

from collections.abc import Iterator
from itertools import product
from random import Random

from antecede.construction.builder import demands
from antecede.construction.change import Changes, Kind, Verb, Way
from antecede.construction.demand import Demands, Goal
from antecede.construction.scene import Scene
from antecede.determination.hanging import is_firm
from antecede.determination.recommend import NON_CERTIFY, OPEN
from antecede.truth.status import CONTRADICTED, MET, NOT_APPLICABLE, NOT_MET

#: Ways to one turn of one criterion, and sets of several turns, that are tried.
WAYS, SETS = 4, 10


def open_criteria(scene: Scene) -> list[str]:
    """Criteria that are open, in a fixed order."""
    places = scene.result.places
    rules = [(each.criterion, each.status is not NOT_APPLICABLE) for each in scene.result.assessments]
    waiting = [(rule.iri if applies else rule.applies_when, True) for rule, applies in rules]
    waiting += [(step.applies_when, True) for place in places for step in (place.step, *place.passed)]
    found: set[str] = set()
    seen: set[tuple[str, bool]] = set()
    while waiting:
        iri, counts = waiting.pop()
        if iri and (iri, counts) not in seen:
            seen.add((iri, counts))
            waiting += _below(scene, iri, counts, found)
    return sorted(found)


def _below(scene: Scene, iri: str, counts: bool, found: set[str]) -> Iterator[tuple[str, bool]]:
    criterion, status = scene.engine.plan.criteria[iri], scene.outcome(iri).status
    yield criterion.applies_when, True
    if criterion.applies_when and scene.outcome(criterion.applies_when).status is NOT_MET:
        return
    if counts and status is not MET:
        yield criterion.waived_by, True
    turns = counts and (status in OPEN or _is_silent(scene, iri))
    if turns:
        found.add(iri)
    for part in getattr(criterion, "parts", ()):
        yield part, turns


def _is_silent(scene: Scene, iri: str) -> bool:
    """Whether a refusal may rest on what silence was taken for; elsewhere silence is an answer."""
    refused = scene.result.recommendation == NON_CERTIFY
    return refused and not is_firm(scene.engine.plan.criteria[iri], scene.outcome(iri), scene.engine)


def completions(scene: Scene, random: Random) -> Iterator[Way]:
    """Single turns of each open criterion, then sets of several."""
    single = [
        way for iri in open_criteria(scene) for goal in (Goal.MET, Goal.FAILED) for way in turns(iri, goal, scene)
    ]
    yield from single
    for _ in range(SETS if len(single) > 1 else 0):
        joined: Changes | None = Changes()
        for way in random.sample(single, min(len(single), random.choice((2, 3, 4)))):
            joined = joined.plus(way) if joined is not None else None
        if joined:
            yield tuple(joined)


def turns(iri: str, goal: Goal, scene: Scene) -> Iterator[Way]:
    """Ways to a goal that only say how something turned out."""
    contradicted = scene.outcome(iri).reason is CONTRADICTED
    found: Demands = tuple(
        tuple(way for way in each if _turns_out(way, contradicted)) for each in demands(iri, goal, scene)
    )
    for number, ways in enumerate(product(*(each[:WAYS] for each in found)) if found else ()):
        joined: Changes | None = Changes()
        for way in ways:
            joined = joined.plus(way) if joined is not None else None
        if joined and number < WAYS:
            yield tuple(joined)


def _turns_out(way: Way, contradicted: bool) -> bool:
    """Whether a way documents what may be on file, or drops one side of a contradiction."""
    return bool(way) and all(
        not change.due
        and (
            change.kind is Kind.DOCUMENT or (contradicted and change.kind is Kind.CLARIFY and change.verb is Verb.DROP)
        )
        for change in way
    )
