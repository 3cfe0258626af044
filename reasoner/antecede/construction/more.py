"""Ways to more facts of a class: clear up what is contested, complete what is open, add what is missing."""

from collections.abc import Iterator
from dataclasses import replace

from antecede.construction.asked import Asked
from antecede.construction.change import Change, Kind, Slot, Verb, Way
from antecede.construction.demand import HOPELESS, Demands, one
from antecede.construction.names import DIAGNOSES, Named
from antecede.construction.places import levels_for
from antecede.construction.scene import Scene
from antecede.construction.schedule import NOWHEN
from antecede.construction.services import PLANNED, REQUESTED, more_services
from antecede.construction.trait import Trait, all_of
from antecede.criterion.outcome import CONFOUNDED, CONTESTED, TYPE
from antecede.criterion.target import overlaps, same_target
from antecede.record.fact import DENIED, Fact
from antecede.record.request import PATIENT, SUBMISSION

MOST_NUMBERED = 50


def many(asked: Asked, number: int, scene: Scene) -> Demands:
    """Ways to ``number`` more qualifying facts."""
    if asked.pattern.stage == REQUESTED:
        return more_services(asked, number, scene)
    contested = tuple(_clarified(asked, scene))
    if contested:
        return one(contested)
    undated = tuple(_undated(asked, scene))
    if undated:
        return one(undated)
    placed = _place_named(asked, scene)
    traits = all_of((scene.tools.inverter.pattern(asked.pattern), (asked.place,), (asked.besides,)))
    ways = (_way(asked, trait.timed(asked.timing), number, scene) for trait in traits)
    found = [(*placed, *way) for way in ways if way]
    return one(*_distinct(found)) if found else HOPELESS


def _distinct(ways: list[Way]) -> list[Way]:
    """Of ways that change the same entries the first: any value that will do is as good as another."""
    by_slots: dict[frozenset[Slot], Way] = {}
    for way in ways:
        by_slots.setdefault(frozenset(change.slot for change in way), way)
    return list(by_slots.values())


def _way(asked: Asked, trait: Trait, number: int, scene: Scene) -> Way:
    """Complete what is there before something is added."""
    completed = list(_completed(asked, trait, scene))[:number]
    added = _added(asked, trait, number - len(completed), scene, {change.slot for change in completed})
    return (*completed, *added) if len(completed) + len(added) >= number else ()


# --- contested --------------------------------------------------------------------------------------------------------


def _clarified(asked: Asked, scene: Scene) -> Iterator[Change]:
    """Take back the denials of what the record both affirms and denies, and results that speak against it."""
    contested = [each.fact for each in asked.facts.others if each.verdict == -CONTESTED]
    for denial in asked.facts.denials:
        above = scene.engine.reader.above
        if any(denial.cls in above[fact.cls] and overlaps(fact, denial) for fact in contested):
            yield from _taken_back(denial, asked.rule, scene)
    if contested and asked.against:
        for fact in scene.engine.tallier(asked.against).tally(scene.record).yes:
            if any(same_target(fact, other, silent=fact.ref.startswith("findings")) for other in contested):
                yield from _taken_back(fact, asked.rule, scene)


def _taken_back(fact: Fact, rule: str, scene: Scene) -> Iterator[Change]:
    slot = scene.origin(fact.ref)
    if slot.section == "entry":
        yield Change(slot, Verb.DROP, Kind.CLARIFY, (rule,), stances=stance(fact, there=fact.standing == DENIED))


def _undated(asked: Asked, scene: Scene) -> Iterator[Change]:
    """Facts that would do, once it is known when they were."""
    for fact in asked.facts.qualifying if asked.timing.dated else ():
        slot = scene.origin(fact.ref)
        known = fact.when and fact.when.first == fact.when.last
        if slot.section == "entry" and not known and not fact.ends:
            yield Change(slot, Verb.FILL, Kind.DOCUMENT, (asked.rule,), Trait().timed(asked.timing))


# --- what is open -----------------------------------------------------------------------------------------------------


def _completed(asked: Asked, trait: Trait, scene: Scene) -> Iterator[Change]:
    """Entries that may be so once they say more, and facts of other changes that can be so as well."""
    for used in asked.facts.others:
        slot = scene.origin(used.fact.ref)
        if slot.section != "entry":
            known = scene.changes.get(slot)
            fits = known.trait.with_other(trait) if known and not known.values else None
            if fits and not _cannot_be_done(asked, slot.section, trait) and scene.tools.namer.best(fits, slot.section):
                yield Change(slot, Verb.ADD, _kind(asked, slot.section), (asked.rule,), trait, due=asked.due)
        elif used.verdict < 0 and used.verdict not in (-CONTESTED, -CONFOUNDED):
            yield from _filled(asked, slot, used.fact, trait, scene, narrower=used.verdict == -TYPE)


def _filled(asked: Asked, slot: Slot, fact: Fact, trait: Trait, scene: Scene, *, narrower: bool) -> Iterator[Change]:
    tools = scene.tools
    if tools.completer.completed(fact, trait, ample=False, rewrite=scene.bench.rewrite) is None:
        return
    if not narrower:
        yield Change(slot, Verb.FILL, Kind.DOCUMENT, (asked.rule,), trait)
        return
    section = fact.ref.partition("/")[0]
    below = (
        each
        for each in tools.namer.names(trait)
        if each.section == section and fact.cls in scene.engine.reader.classes_above(each.iri)
    )
    name = next(below, None)
    if name and section != "diagnoses":
        yield Change(slot, Verb.FILL, Kind.DOCUMENT, (asked.rule,), trait, (("type", name.name),))


# --- what is missing --------------------------------------------------------------------------------------------------


def _added(asked: Asked, trait: Trait, number: int, scene: Scene, taken: set[Slot]) -> list[Change]:
    """New facts, in the place of denials where there are some."""
    names = _nearest(scene.tools.namer.names(trait), asked, scene)
    if number > 0 and not names:
        return _about(asked, trait, scene)
    if number <= 0:
        return []
    name = names[0]
    if asked.pattern.stage == PLANNED:
        return [_planned(asked, name, trait, scene)]
    if _cannot_be_done(asked, name.section, trait):
        return []
    if scene.tools.writer.entry(name.section, name.name, trait, NOWHEN, ample=False) is None:
        return []
    general = scene.tools.namer.names(trait)[0]
    named = trait if name is general else replace(trait, of=trait.of | {name.iri})
    free = (Slot(name.section, min(asked.pattern.bases, default=""), index) for index in range(1, MOST_NUMBERED))
    slots = [slot for slot in free if slot not in taken and scene.changes.get(slot) is None][:number]
    denied = tuple(_denials(name, scene))
    whole = name.section == "findings" and not trait.sides and not trait.levels
    stances = ((name.iri, True),) if whole else ()
    due = asked.due or (bool(denied) and not scene.bench.rewrite)
    kind = Kind.DO if due and denied else _kind(asked, name.section)
    return [
        Change(slot, Verb.ADD, kind, (asked.rule,), named, due=due, instead=() if index else denied, stances=stances)
        for index, slot in enumerate(slots)
    ]


def stance(fact: Fact, *, there: bool) -> tuple[tuple[str, bool], ...]:
    """What a change of an entry says of its finding as a whole; nothing of what has a side or a level."""
    whole = fact.ref.startswith("findings") and not fact.sides and not fact.levels
    return ((fact.cls, there),) if whole else ()


def _cannot_be_done(asked: Asked, section: str, trait: Trait) -> bool:
    """Whether a finding would have to begin and last: nobody can see to it that a pain begins."""
    lasts = "duration" in trait.given or any(limit.key == "duration" for limit in trait.limits)
    return asked.due and section == "findings" and lasts


def _nearest(names: tuple[Named, ...], asked: Asked, scene: Scene) -> list[Named]:
    """Names of facts on record that do not suffice first, then those of the region of the line, then the general."""
    spoken = _spoken_of(asked)
    return sorted(names, key=lambda each: (each.name not in spoken, _strange(each, scene)))


def _strange(name: Named, scene: Scene) -> int:
    """How far a name lies from the coding region of the line: not at all, in part, or it is of another."""
    lexicon, here = scene.engine.plan.lexicon, scene.line.regions.possible
    if name.section == DIAGNOSES:
        code = lexicon.diagnosis(name.name)
        coding = code.coding if code and code.valid_on(scene.record.service_day) else ()
        return 0 if coding and here.issuperset(coding) else 1 if here.intersection(coding) else 2
    coding = lexicon.classes[name.name].coding
    return 2 if coding and not here.intersection(coding) else 0


def _planned(asked: Asked, name: Named, trait: Trait, scene: Scene) -> Change:
    """An event that is planned."""
    values = scene.tools.writer.values(trait, ample=False, spoken=True) or {}
    entry = {"type": name.name, **values, "status": "planned"}
    return Change(Slot("plan", name.iri), Verb.ADD, Kind.DOCUMENT, (asked.rule,), values=((name.section, entry),))


def _about(asked: Asked, trait: Trait, scene: Scene) -> list[Change]:
    """What is said of the patient or of the submission, which stand in no list."""
    places = {PATIENT: "patient", SUBMISSION: "case"}
    place = next((places[cls] for cls in asked.pattern.bases if cls in places), "")
    return [Change(Slot("entry", place), Verb.FILL, _kind(asked, place), (asked.rule,), trait)] if place else []


def _spoken_of(asked: Asked) -> set[str]:
    """Names of facts on record that do not suffice: more of the same is the plainest way."""
    return {name for each in asked.facts.others if (name := each.fact.given.get("type"))}


def _denials(name: Named, scene: Scene) -> Iterator[str]:
    """Entries that deny what is to be added."""
    above = scene.engine.reader.above.get(name.iri, frozenset())
    for fact in scene.bench.record.facts:
        if fact.standing == DENIED and fact.cls in above:
            yield fact.ref


def _kind(asked: Asked, section: str) -> Kind:
    if not asked.due:
        return Kind.DOCUMENT
    return Kind.CORRECT if section == "diagnoses" else Kind.DO


def _place_named(asked: Asked, scene: Scene) -> Way:
    """Where the request names no level, facts cannot be matched with it: name one."""
    wanted = "level" in (*asked.match, *asked.for_each)
    return (named_level(asked.rule, scene),) if wanted and not scene.line.levels else ()


def named_level(rule: str, scene: Scene) -> Change:
    """A level for the request line: one that the facts on record name, or else the first that fits the act."""
    spoken = (name for fact in scene.record.facts for name in fact.given.get("levels", ()))
    name = next(spoken, None) or levels_for(scene.line.act, scene.line.code, scene.engine)[0]
    slot = scene.origin(f"request/{scene.line.index}")
    return Change(slot, Verb.SET, Kind.DOCUMENT, (rule,), values=(("levels", (name,)),))
