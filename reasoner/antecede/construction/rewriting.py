"""Ways to change what a made-up case says, so that a criterion just fails, is just met, or has nothing to look at.

Never for a real case: a record is completed, cleared up and continued, not rewritten.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from antecede.construction.asked import Asked
from antecede.construction.change import Change, Kind, Slot, Values, Verb, Way
from antecede.construction.demand import HOPELESS, Demands, one
from antecede.construction.fewer import denied
from antecede.construction.names import DIAGNOSES
from antecede.construction.scene import Scene
from antecede.construction.services import REQUESTED, fewer_services
from antecede.construction.trait import COUNT_MARK, Trait, all_of
from antecede.knowledge.expression import Pattern
from antecede.record.fact import REQUESTED as REQUESTED_FACT
from antecede.record.fact import Fact
from antecede.truth.day import text

SIDE_WORDS = {1: "left", 2: "right"}


def rewritten(asked: Asked, fact: Fact, scene: Scene, trait: Trait) -> Change:
    """An entry made to be as a trait asks, whatever it says now."""
    return Change(scene.origin(fact.ref), Verb.FILL, Kind.DOCUMENT, (asked.rule,), trait)


def put(fact: Fact, scene: Scene, values: Values, rule: str) -> Change:
    """An entry with values set."""
    return Change(scene.origin(fact.ref), Verb.SET, Kind.DOCUMENT, (rule,), values=values)


def dated(fact: Fact, day: int, scene: Scene, rule: str) -> Change:
    """An entry of another day."""
    return put(fact, scene, (("date", text(day)),), rule)


def dropped(facts: Iterable[Fact], scene: Scene, rule: str) -> Way:
    """A case without some entries."""
    listed = (fact for fact in dict.fromkeys(facts) if fact.standing != REQUESTED_FACT and "/" in fact.ref)
    return tuple(Change(scene.origin(fact.ref), Verb.DROP, Kind.DOCUMENT, (rule,)) for fact in listed)


# --- just too few -----------------------------------------------------------------------------------------------------


def just_fewer(asked: Asked, most: int, scene: Scene) -> Demands:
    """Ways to exactly ``most`` qualifying facts, by as little as can be."""
    if asked.pattern.stage == REQUESTED:
        return fewer_services(asked, most, scene)
    surplus = asked.surplus(most)
    if not surplus:
        opened = (each.fact for each in asked.facts.others if each.verdict < 0)
        return one(*((*dropped(opened, scene, asked.rule), *way) for way in denied(asked, scene)))
    ways = [
        *_by_condition(asked, surplus, scene),
        *_by_time(asked, surplus, scene),
        *_by_place(asked, surplus, scene),
        _by_dropping(asked, surplus, most, scene),
    ]
    return one(*filter(None, ways))


def _by_condition(asked: Asked, facts: Sequence[Fact], scene: Scene) -> Iterator[Way]:
    """One condition of the class just fails; those that are measured come first."""
    traits = chain.from_iterable(scene.tools.inverter.traits(each, wanted=False) for each in asked.pattern.conditions)
    for trait in sorted(traits, key=lambda trait: not trait.limits):
        if not trait.apart_from and not trait.beside and not trait.not_levels:
            yield tuple(rewritten(asked, fact, scene, trait) for fact in facts)


def _by_time(asked: Asked, facts: Sequence[Fact], scene: Scene) -> Iterator[Way]:
    if asked.timing.within:
        day = asked.timing.within.begins(scene.record.service_day) - 1
        yield tuple(dated(fact, day - index, scene, asked.rule) for index, fact in enumerate(facts))
    if asked.timing.ago:
        day = asked.timing.ago.begins(scene.record.service_day)
        yield tuple(dated(fact, day + index, scene, asked.rule) for index, fact in enumerate(facts))
    others = [fact.when.last for fact in asked.facts.qualifying if fact.when and fact not in facts]
    if asked.timing.gap and others and facts[0].when:
        near = max(others) + int(asked.timing.gap.shortest) - 1
        yield (dated(facts[0], near, scene, asked.rule),)
    if asked.timing.after or asked.timing.gap or asked.timing.dated:
        first = min((fact.when.first for fact in scene.record.dated if fact.when), default=scene.record.as_of)
        yield tuple(dated(fact, first - 30, scene, asked.rule) for fact in facts)
        if others:
            yield tuple(dated(fact, others[0], scene, asked.rule) for fact in facts)


def _by_place(asked: Asked, facts: Sequence[Fact], scene: Scene) -> Iterator[Way]:
    """At another level, or at one side only."""
    names = {level.iri: notation for notation, level in scene.engine.plan.lexicon.levels.items()}
    if asked.levels:
        others = [name for iri, name in names.items() if iri not in scene.line.levels]
        yield tuple(put(fact, scene, (("levels", tuple(others[:1])),), asked.rule) for fact in facts)
    if asked.sides:
        for side in (1, 2):
            if scene.line.sides != side:
                yield tuple(put(fact, scene, (("side", SIDE_WORDS[side]),), asked.rule) for fact in facts)


def _by_dropping(asked: Asked, facts: Sequence[Fact], most: int, scene: Scene) -> Way:
    """Left out, and said not to be there where nothing is left that lists all there are."""
    gone = dropped(facts, scene, asked.rule)
    if most > 0:
        return gone
    opened = dropped((each.fact for each in asked.facts.others if each.verdict < 0), scene, asked.rule)
    closing = (
        ()
        if facts[0].ref.startswith(DIAGNOSES) and len(scene.record.case.diagnoses) > len(facts)
        else next(denied(asked, scene), ())
    )
    return (*gone, *opened, *closing)


# --- nothing to look at -----------------------------------------------------------------------------------------------


def silenced(asked: Asked, scene: Scene) -> Demands:
    """Ways to a record that leaves the matter open: all of it left out, or an attribute not told."""
    if asked.pattern.stage == REQUESTED:
        return _untold(asked, scene)
    everything = (*asked.facts.qualifying, *(each.fact for each in asked.facts.others), *asked.facts.denials)
    listed = tuple(_unlisted(asked, scene))
    ways: list[Way] = [(*dropped(everything, scene, asked.rule), *listed)]
    if asked.facts.qualifying and asked.facts.qualifying[0].ref.startswith(DIAGNOSES):
        ways.append(dropped((fact for fact in scene.record.facts if fact.ref.startswith(DIAGNOSES)), scene, asked.rule))
    for keys in _keys(asked.pattern, scene):
        values = tuple((key, None) for key in keys)
        ways.append(tuple(put(fact, scene, values, asked.rule) for fact in asked.facts.qualifying))
    return one(*filter(None, ways)) if any(ways) else HOPELESS


def _untold(asked: Asked, scene: Scene) -> Demands:
    """The line without what the class asks of it."""
    facts = asked.facts.qualifying or tuple(each.fact for each in asked.facts.others)
    unset = [tuple((key, None) for key in keys) for keys in _keys(asked.pattern, scene)]
    ways = [tuple(put(fact, scene, values, asked.rule) for fact in facts) for values in unset]
    return one(*filter(None, ways)) if any(ways) else HOPELESS


def _unlisted(asked: Asked, scene: Scene) -> Iterator[Change]:
    reader = scene.engine.reader
    above = frozenset().union(*(reader.classes_above(base) for base in asked.pattern.bases))
    for name in scene.record.case.complete:
        if reader.classes[name].iri in above:
            yield Change(Slot("entry", f"complete/{name}"), Verb.DROP, Kind.DOCUMENT, (asked.rule,))


def _keys(pattern: Pattern, scene: Scene) -> Iterator[tuple[str, ...]]:
    """Keys of a case file that conditions of a class read."""
    for condition in pattern.conditions:
        for trait in scene.tools.inverter.traits(condition)[:1]:
            listed = {key for key, _ in (*trait.holds, *trait.lacks)}
            limited = {limit.key.removesuffix(COUNT_MARK) for limit in trait.limits}
            keys = {*trait.words, *trait.flags, *trait.given, *listed, *limited}
            keys |= {"levels"} if trait.levels else set()
            keys |= {"start", "end", "since"} if "duration" in keys else set()
            if keys:
                yield tuple(sorted(keys))


# --- at the edge ------------------------------------------------------------------------------------------------------


def edged(asked: Asked, number: int, scene: Scene, *, alone: bool = True) -> Demands:
    """Ways to ``number`` qualifying facts that are only just so; ``alone``: and no others."""
    facts = asked.facts.qualifying
    kept, surplus = facts[:number], facts[number:]
    if len(kept) < number:
        return HOPELESS
    rest = dropped(surplus, scene, asked.rule) if alone else ()
    traits = all_of((scene.tools.inverter.conditions(asked.pattern), (asked.besides,)))
    edges = [tuple(rewritten(asked, fact, scene, trait) for fact in kept) + rest for trait in traits]
    dated = [*_edge_days(asked, kept, scene), ()]
    return one(*((*way, *days) for way in [*edges, rest] for days in dated))


def _edge_days(asked: Asked, facts: Sequence[Fact], scene: Scene) -> Iterator[Way]:
    """The earliest fact on the first day of a window, the next just the gap after it."""
    if not (asked.timing.within or asked.timing.gap):
        return
    first = min((fact.when.first for fact in facts if fact.when), default=scene.record.as_of)
    day = asked.timing.within.begins(scene.record.service_day) if asked.timing.within else first
    made: list[Change] = []
    for fact in facts:
        made.append(dated(fact, day, scene, asked.rule))
        day += int(asked.timing.gap.longest) if asked.timing.gap else 1
    yield tuple(made)
