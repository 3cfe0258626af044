"""Ways to fewer facts of a class, down to none that is denied."""

from collections.abc import Iterator, Sequence
from itertools import product

from antecede.construction.asked import Asked
from antecede.construction.change import WAITING, Change, Kind, Slot, Verb, Way
from antecede.construction.demand import HOPELESS, Demands, one
from antecede.construction.more import stance
from antecede.construction.names import DIAGNOSES
from antecede.construction.scene import Scene
from antecede.construction.services import REQUESTED, fewer_services
from antecede.construction.trait import Trait
from antecede.criterion.outcome import CONTESTED, TARGET, TYPE, WINDOW
from antecede.record.fact import REQUESTED as REQUESTED_FACT
from antecede.record.fact import Fact

#: Verdicts from here on are no conditions of a class.
BEYOND_CONDITIONS = TARGET
#: A finding that is not there, anywhere.
ABSENT: tuple[tuple[str, object], ...] = (("levels", None), ("present", False), ("side", None))


def few(asked: Asked, most: int, scene: Scene) -> Demands:
    """Ways to no more than ``most`` qualifying facts, as far as a case can still come to that."""
    if asked.pattern.stage == REQUESTED:
        return fewer_services(asked, most, scene)
    contested = tuple(_withdrawn(asked, scene))
    if contested:
        return one(contested)
    surplus = asked.surplus(most)
    undone = [list(_undone(asked, fact, scene)) for fact in surplus]
    waited = list(_waited(asked, surplus, scene))
    ways = [*map(tuple, product(*undone)), *waited] if surplus else []
    if surplus:
        return one(*ways) if ways else HOPELESS
    opened = [used for used in asked.facts.others if used.verdict < 0 and used.verdict != -TYPE]
    settled = [list(_settled(asked, used.fact, -used.verdict, scene)) for used in opened]
    if opened and not all(settled):
        return HOPELESS
    return one(*map(tuple, product(*settled))) if opened else one(*denied(asked, scene))


# --- contested --------------------------------------------------------------------------------------------------------


def _withdrawn(asked: Asked, scene: Scene) -> Iterator[Change]:
    """Take back what the record affirms beside a denial, or beside a result that speaks against it."""
    for used in asked.facts.others:
        slot = scene.origin(used.fact.ref)
        if used.verdict == -CONTESTED and slot.section == "entry":
            yield Change(slot, Verb.DROP, Kind.CLARIFY, (asked.rule,), stances=stance(used.fact, there=False))


# --- what qualifies and should not ------------------------------------------------------------------------------------


def _undone(asked: Asked, fact: Fact, scene: Scene) -> Iterator[Change]:
    """A finding may be treated, or go if it does not endure; a code may be wrong; what was done stays done."""
    slot = scene.origin(fact.ref)
    if slot.section != "entry":
        return
    if fact.ref.startswith(DIAGNOSES):
        yield Change(slot, Verb.DROP, Kind.CORRECT, (asked.rule,))
    elif fact.ref.startswith("findings"):
        handled = list(_handled(asked, fact, slot, scene))
        gone = Change(slot, Verb.SET, Kind.DO, (asked.rule,), values=ABSENT, stances=stance(fact, there=False))
        yield from handled or ([] if scene.engine.reader.endures(fact) else [gone])


def _handled(asked: Asked, fact: Fact, slot: Slot, scene: Scene) -> Iterator[Change]:
    """What a later look may say of a finding instead."""
    lexicon = scene.engine.plan.lexicon
    open_keys = {each.key for each in lexicon.attributes.values() if each.can_change}
    for condition in asked.pattern.conditions:
        for trait in scene.tools.inverter.traits(condition, wanted=False):
            words = {key: min(_lasting(key, words, scene)) for key, words in trait.words.items() if key in open_keys}
            if words and len(words) == len(trait.words) and not trait.limits:
                yield Change(slot, Verb.SET, Kind.DO, (asked.rule,), values=tuple(words.items()))
                return


def _lasting(key: str, words: frozenset[str], scene: Scene) -> list[str]:
    """Words that leave the finding there; all, where none does."""
    gone = scene.engine.reader.gone
    return [word for word in words if word not in gone] or list(words)


def _waited(asked: Asked, surplus: Sequence[Fact], scene: Scene) -> Iterator[Way]:
    """Facts leave a window with time, the oldest first; more than have to are not waited for."""
    own = [fact for fact in asked.facts.qualifying if fact.standing != REQUESTED_FACT]
    window, days = asked.timing.within, sorted({fact.when.last for fact in own if fact.when})
    if window and days and surplus:
        leaving = max(1, len(days) - (len(own) - len(surplus)))
        yield (Change(WAITING, Verb.WAIT, Kind.DO, (asked.rule,), until=window.over(days[leaving - 1])),)


# --- what may qualify -------------------------------------------------------------------------------------------------


def _settled(asked: Asked, fact: Fact, verdict: int, scene: Scene) -> Iterator[Change]:
    """A fact of which it is open whether it qualifies, so completed that it does not."""
    slot = scene.origin(fact.ref)
    if slot.section != "entry":
        return
    if verdict < BEYOND_CONDITIONS:
        for trait in scene.tools.inverter.traits(asked.pattern.conditions[verdict - 1], wanted=False):
            if scene.tools.completer.completed(fact, trait, ample=False, rewrite=scene.bench.rewrite):
                yield Change(slot, Verb.FILL, Kind.DOCUMENT, (asked.rule,), trait)
                return
    if fact.ref.startswith("findings"):
        stances = stance(fact, there=False)
        yield Change(slot, Verb.SET, Kind.DOCUMENT, (asked.rule,), values=ABSENT, stances=stances)
    elif verdict == WINDOW and asked.timing.within:
        yield Change(
            slot,
            Verb.FILL,
            Kind.DOCUMENT,
            (asked.rule,),
            Trait().timed(asked.timing._replace(ago=asked.timing.within, strict=True, within=None)),
        )


# --- what is silent ---------------------------------------------------------------------------------------------------


def denied(asked: Asked, scene: Scene) -> Iterator[Way]:
    """Say that there is none: by a denial of what can be named, else by calling the listing complete."""
    entries = tuple(_denials(asked, scene))
    if entries:
        stances = tuple((base, False) for base in asked.pattern.bases)
        slot = Slot("absence", asked.pattern.iri)
        yield (Change(slot, Verb.SET, Kind.DOCUMENT, (asked.rule,), values=entries, stances=stances),)


def _denials(asked: Asked, scene: Scene) -> Iterator[tuple[str, object]]:
    for base in asked.pattern.names or asked.pattern.bases:
        known = scene.engine.reader.by_iri.get(base)
        if known is None:
            yield from _other_code(asked, scene)
            return
        name = next(name for name, each in scene.engine.reader.classes.items() if each.iri == base)
        if known.abstract or known.kind == "measurement":
            yield "complete", name
        elif known.kind == "finding":
            yield "findings", {"type": name, "present": False}
        else:
            yield "events", {"type": name, "status": "not_done"}


def _other_code(asked: Asked, scene: Scene) -> Iterator[tuple[str, object]]:
    """Diagnoses are listed together: naming another one says that it is none of these."""
    never = Trait(never=frozenset(asked.pattern.bases))
    codes = ((code, scene.engine.plan.lexicon.diagnosis(code)) for code in scene.engine.plan.lexicon.diagnoses)
    for name, code in codes:
        if code and code.billable and not code.excludes and not never.never & {code.iri, *code.above}:
            yield DIAGNOSES, {"code": name}
            return
