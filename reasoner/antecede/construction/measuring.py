"""Ways for time: how long something lasted, and how long ago it was."""

from collections.abc import Iterator
from dataclasses import replace

from antecede.construction.asked import Asked, asked, contraindicated
from antecede.construction.change import WAITING, Change, Kind, Verb, Way
from antecede.construction.demand import HOPELESS, Demands, Goal, one
from antecede.construction.fewer import denied
from antecede.construction.more import many
from antecede.construction.rewriting import dated, dropped, edged, just_fewer, rewritten, silenced
from antecede.construction.scene import Scene
from antecede.construction.trait import Limit, Timing, Trait
from antecede.construction.values import duration_within
from antecede.knowledge.criterion import Duration, Elapsed
from antecede.knowledge.expression import Within
from antecede.record.fact import Fact
from antecede.truth.span import Span, span
from antecede.truth.window import Window, ahead, back


def duration(criterion: Duration, goal: Goal, scene: Scene) -> Demands:
    """A course of the length asked for, or what is left of it; one day less where it is to fail."""
    wanted = asked(criterion, scene, Trait(limits=(_length(criterion.threshold, criterion.strict),)))
    if goal is Goal.SILENT:
        return silenced(wanted, scene)
    if goal is Goal.EDGE:
        return one(*edged(wanted, 1, scene, alone=False)[0], *edged(wanted, 1, scene)[0])
    if goal is Goal.FAILED:
        return _shortened(wanted, criterion, scene)
    if contraindicated(scene.outcome(criterion.iri)):
        return HOPELESS
    more = [*_waited(criterion, wanted, scene), *_continued(criterion, wanted, scene)]
    return one(*more) if more else many(_lasting(wanted, scene), 1, scene)


def _length(threshold: Span, strict: bool, *, below: bool = False) -> Limit:
    months = threshold.months and not threshold.days
    bound, unit = (threshold.months, "month") if months else (threshold.longest, "day")
    if below:
        return Limit("duration", unit, Within(attribute="", high=bound, high_strict=not strict))
    return Limit("duration", unit, Within(attribute="", low=bound, low_strict=strict))


def _lasting(wanted: Asked, scene: Scene) -> Asked:
    """Facts of the class that do not say how long, or were made for something else, are completed first."""
    facts = wanted.facts.qualifying
    return wanted.with_open(fact for fact in facts if scene.made(fact.ref) or not _tells_length(fact))


def _tells_length(fact: Fact) -> bool:
    return bool(fact.ends or fact.given.get("duration"))


def _waited(criterion: Duration, wanted: Asked, scene: Scene) -> Iterator[Way]:
    """A finding that is there lasts on."""
    for fact in wanted.facts.qualifying if wanted.due else ():
        said, slot = fact.given.get("duration"), scene.origin(fact.ref)
        if not fact.ref.startswith("findings") or slot.section != "entry":
            continue
        if isinstance(said, str) and said:
            until = ahead(back(scene.record.as_of, span(said)), criterion.threshold) + criterion.strict
            longer = duration_within((_length(criterion.threshold, criterion.strict),), ample=False)
            values = (("duration", longer),)
            yield (Change(slot, Verb.SET, Kind.DO, (criterion.iri,), values=values, until=until),)
        elif fact.ends and not said:
            until = ahead(fact.ends[0].last, criterion.threshold) + criterion.strict
            yield (Change(WAITING, Verb.WAIT, Kind.DO, (criterion.iri,), until=until),)


def _continued(criterion: Duration, wanted: Asked, scene: Scene) -> Iterator[Way]:
    """What is missing to the time asked for, where the days so far add up."""
    facts = wanted.facts.qualifying
    days = [fact for fact in facts if fact.ends and fact.ref.startswith("events")]
    low = scene.outcome(criterion.iri).low
    if not wanted.due or not days or not low or any(scene.made(fact.ref) for fact in facts):
        return
    rest = Within(attribute="", low=criterion.threshold.longest - low, low_strict=criterion.strict)
    more = replace(wanted, besides=Trait(limits=(Limit("duration", "day", rest),)))
    yield from many(more, 1, scene)[0]


def _shortened(wanted: Asked, criterion: Duration, scene: Scene) -> Demands:
    """One course, a day short of what is asked for."""
    short = Trait(limits=(_length(criterion.threshold, criterion.strict, below=True),))
    facts = wanted.facts.qualifying
    if not scene.bench.rewrite:
        silent = tuple(rewritten(wanted, fact, scene, short) for fact in facts if not _tells_length(fact))
        return one(silent) if silent else one(*denied(wanted, scene))
    if not facts:
        return just_fewer(wanted, 0, scene)
    way = (rewritten(wanted, facts[0], scene, short), *dropped(facts[1:], scene, criterion.iri))
    return one(way, *just_fewer(wanted, 0, scene)[0])


# --- elapsed time -----------------------------------------------------------------------------------------------------


def elapsed(criterion: Elapsed, goal: Goal, scene: Scene) -> Demands:
    """Time that has gone by since the latest fact: waited for, or the fact dated accordingly."""
    wanted = asked(criterion, scene)
    if goal is Goal.SILENT:
        return silenced(wanted, scene)
    if goal in (Goal.FAILED, Goal.EDGE):
        return _moved(criterion, wanted, goal, scene)
    latest = max((fact.when.last for fact in wanted.facts.qualifying if fact.when), default=None)
    if latest is not None and wanted.due:
        until = ahead(latest, criterion.threshold) + criterion.strict
        return one((Change(WAITING, Verb.WAIT, Kind.DO, (criterion.iri,), until=until),))
    timing = wanted.timing.with_other(Timing(ago=Window(criterion.threshold), strict=criterion.strict, dated=True))
    made = [fact for fact in wanted.facts.qualifying if scene.made(fact.ref)]
    return many(replace(wanted, timing=timing).with_open(made), 1, scene)


def _moved(criterion: Elapsed, wanted: Asked, goal: Goal, scene: Scene) -> Demands:
    """The latest fact on the day that decides; where there is none, one of late."""
    facts = wanted.facts.qualifying
    if not facts and goal is Goal.FAILED and (scene.bench.ample or not scene.bench.rewrite):
        return many(replace(wanted, due=False, timing=wanted.timing._replace(dated=True)), 1, scene)
    if not facts or not scene.bench.rewrite:
        return HOPELESS
    day = back(scene.record.service_day, criterion.threshold) - criterion.strict + (goal is Goal.FAILED)
    return one((dated(facts[-1], day, scene, criterion.iri), *dropped(facts[:-1], scene, criterion.iri)))
