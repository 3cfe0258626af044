"""Ways for what has to hold of every fact of a class."""

from dataclasses import replace

from antecede.construction.asked import Asked, asked
from antecede.construction.change import Change, Kind, Verb, Way
from antecede.construction.company import company
from antecede.construction.demand import HOPELESS, Demands, Goal, one
from antecede.construction.more import many
from antecede.construction.rewriting import put, rewritten, silenced
from antecede.construction.scene import Scene
from antecede.construction.trait import Trait, all_of
from antecede.knowledge.criterion import Every
from antecede.record.fact import Fact


def every(criterion: Every, goal: Goal, scene: Scene) -> Demands:
    """Each fact that may qualify is so completed that it is of the second class; one is added where there is none."""
    wanted = asked(criterion, scene)
    facts = [used.fact for used in scene.outcome(criterion.iri).used]
    traits = all_of(scene.tools.inverter.traits(each) for each in criterion.each.conditions)
    if goal is Goal.SILENT:
        return _silent(criterion, wanted, facts, scene)
    if goal is Goal.EDGE:
        return one(*(tuple(rewritten(wanted, fact, scene, trait) for fact in facts) for trait in traits), ())
    if goal is Goal.FAILED:
        return _failing(criterion, wanted, facts, scene)
    if not facts:
        return many(replace(wanted, besides=traits[0]), 1, scene) if traits else HOPELESS
    return _each(criterion, wanted, facts, traits, scene)


def _each(criterion: Every, wanted: Asked, facts: list[Fact], traits: tuple[Trait, ...], scene: Scene) -> Demands:
    """Complete every fact; where one is for certain not so, a later one may take its place."""
    ways: list[Way] = []
    for trait in traits:
        changes = [_completed(wanted, fact, trait, scene) for fact in facts]
        if all(changes):
            ways.append(tuple(change for change in changes if change))
    if not ways and criterion.latest_decides:
        later = replace(wanted, besides=traits[0], due=True, facts=replace(wanted.facts, others=()))
        return many(later, 1, scene)
    return one(*ways) if ways else HOPELESS


def _completed(wanted: Asked, fact: Fact, trait: Trait, scene: Scene) -> Change | None:
    slot = scene.origin(fact.ref)
    if slot.section != "entry":
        known = scene.changes.get(slot)
        if known is None or known.values or known.trait.with_other(trait) is None:
            return None
        return replace(known, trait=trait, rules=(wanted.rule,))
    if trait.apart_from or trait.beside:
        return None
    fits = scene.tools.completer.completed(fact, trait, ample=False, rewrite=scene.bench.rewrite)
    return None if fits is None else Change(slot, Verb.FILL, Kind.DOCUMENT, (wanted.rule,), trait)


def _failing(criterion: Every, wanted: Asked, facts: list[Fact], scene: Scene) -> Demands:
    if not facts or not scene.bench.rewrite:
        return HOPELESS
    ways: list[Way] = []
    for condition in criterion.each.conditions:
        for trait in scene.tools.inverter.traits(condition, wanted=False):
            beside = [company(wanted.rule, facts[-1], relation, to, scene) for relation, to in trait.beside]
            own = () if beside else (rewritten(wanted, facts[-1], scene, trait),)
            ways.append((*own, *(change for each in beside for change in each)))
    return one(*filter(None, ways)) if any(ways) else HOPELESS


def _silent(criterion: Every, wanted: Asked, facts: list[Fact], scene: Scene) -> Demands:
    ways = list(silenced(wanted, scene)[0])
    for condition in criterion.each.conditions:
        for trait in scene.tools.inverter.traits(condition)[:1]:
            keys = sorted({*trait.words, *trait.given, *(limit.key for limit in trait.limits)})
            unset = tuple((key, None) for key in keys)
            ways.append(tuple(put(fact, scene, unset, criterion.iri) for fact in facts if unset))
    return one(*filter(None, ways)) if any(ways) else HOPELESS
