"""Ways for numbers made of the facts of a class."""

from collections.abc import Iterator
from dataclasses import replace

from antecede.construction.asked import Asked, asked
from antecede.construction.change import Way
from antecede.construction.demand import HOPELESS, Demands, Goal, either, one
from antecede.construction.more import many
from antecede.construction.rewriting import dropped, edged, rewritten, silenced
from antecede.construction.scene import Scene
from antecede.construction.trait import Limit, Timing, Trait, all_of
from antecede.knowledge.criterion import Value
from antecede.knowledge.expression import Within

LATEST, SUM = "Latest", "Sum"


def value(criterion: Value, goal: Goal, scene: Scene) -> Demands:
    """A fact with a number in the range asked for, or just outside it."""
    wanted = asked(criterion, scene)
    if goal is Goal.SILENT:
        return silenced(wanted, scene)
    if goal is Goal.FAILED:
        return _failed(criterion, wanted, scene) if scene.bench.rewrite else HOPELESS
    traits = _traits(criterion, list(_inside(criterion, 0)), scene)
    if not traits:
        return HOPELESS
    if goal is Goal.EDGE:
        return edged(replace(wanted, besides=replace(traits[0], timing=Timing())), len(wanted.facts.qualifying), scene)
    return _met(criterion, wanted, scene)


def _failed(criterion: Value, wanted: Asked, scene: Scene) -> Demands:
    """The number just outside the range: that of the last fact on record, or of one put there."""
    traits = [trait for each in _outside(criterion) for trait in _traits(criterion, [each], scene)]
    if wanted.facts.qualifying:
        return one(*(_numbered(wanted, trait, scene) for trait in traits))
    put = [replace(wanted, due=False, besides=t, timing=t.timing.with_other(wanted.timing)) for t in traits]
    return either([many(each, 1, scene) for each in put])


def _met(criterion: Value, wanted: Asked, scene: Scene) -> Demands:
    """Facts that give no number are completed before one is added; of a sum, what the others leave."""
    base = scene.bench.base.outcome(criterion.iri)
    have = max(0, base.low or 0) if criterion.aggregate == SUM else 0
    trait = _traits(criterion, list(_inside(criterion, have)), scene)[0]
    spared = [fact for fact in wanted.facts.qualifying if scene.made(fact.ref) or not _tells(criterion, fact, scene)]
    timing = trait.timing.with_other(wanted.timing)
    return many(replace(wanted, besides=trait, timing=timing).with_open(spared), 1, scene)


def _tells(criterion: Value, fact: object, scene: Scene) -> bool:
    return scene.engine.reader.readers[criterion.attribute](fact) is not None  # type: ignore[arg-type]


def _traits(criterion: Value, ranges: list[Within], scene: Scene) -> tuple[Trait, ...]:
    attribute = scene.engine.plan.lexicon.attributes[criterion.attribute]
    latest = criterion.aggregate == LATEST
    timing = Timing(last=latest, dated=latest)
    return all_of([(Trait(limits=(Limit(attribute.key, attribute.unit, each),), timing=timing),) for each in ranges])


def _numbered(wanted: Asked, trait: Trait, scene: Scene) -> Way:
    facts = wanted.facts.qualifying
    return (
        rewritten(wanted, facts[-1], scene, replace(trait, timing=Timing())),
        *dropped(facts[:-1], scene, wanted.rule),
    )


def _inside(criterion: Value, have: float) -> Iterator[Within]:
    for bound, strict in ((criterion.at_least, False), (criterion.more_than, True)):
        if bound is not None:
            yield Within(attribute="", low=bound - have, low_strict=strict)
    for bound, strict in ((criterion.at_most, False), (criterion.less_than, True)):
        if bound is not None:
            yield Within(attribute="", high=bound, high_strict=strict)


def _outside(criterion: Value) -> Iterator[Within]:
    for bound, strict in ((criterion.at_least, True), (criterion.more_than, False)):
        if bound is not None:
            yield Within(attribute="", high=bound, high_strict=strict)
    for bound, strict in ((criterion.at_most, True), (criterion.less_than, False)):
        if bound is not None:
            yield Within(attribute="", low=bound, low_strict=strict)
