"""Ways for rules on the request itself: correct the act, the units, the lines."""

from collections.abc import Iterable, Iterator
from typing import Any

from antecede.construction.change import Change, Kind, Slot, Verb, Way
from antecede.construction.demand import HOPELESS, Demands, Goal, one
from antecede.construction.more import named_level
from antecede.construction.scene import Scene
from antecede.criterion.line import named_regions
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion
from antecede.record.line import Line
from antecede.record.reader import NO, YES
from antecede.truth.status import Reason, Status

#: Findings that point to a pathway: so many are tried, under a number of their own.
MOST_POINTING, POINTING = 6, 50
#: Codes that are tried in the place of one.
MOST_CODES = 3


def request(criterion: AnyCriterion, goal: Goal, scene: Scene) -> Demands:
    """What a line would have to ask for instead."""
    match criterion:
        case kinds.Request():
            return _request(criterion, goal, scene)
        case kinds.Units():
            return _units(criterion, goal, scene)
        case kinds.AddOn():
            return _add_on(criterion, goal, scene)
        case kinds.CodeNamesAct():
            return _code_names_act(criterion, goal, scene)
        case kinds.SameWork():
            return _same_work(criterion, goal, scene)
        case kinds.PartOf():
            return _part_of(criterion, goal, scene)
    return HOPELESS


def asking(scene: Scene, rule: str, kind: Kind = Kind.CORRECT, **values: Any) -> Change:
    """The line with other values."""
    slot = scene.origin(f"request/{scene.line.index}")
    return Change(slot, Verb.SET, kind, (rule,), values=tuple(sorted(values.items())))


def another(scene: Scene, rule: str, code: str) -> Change:
    """Another line beside this one, at its place."""
    line = scene.line.entry
    numbers = [each.number for each in scene.record.lines]
    entry = {"line": max(numbers) + 1, "code": code, "levels": line.levels, "side": line.side}
    known = scene.engine.reader.procedures.get(code)
    if line.act and (known is None or not known.act):
        entry["act"] = line.act
    filled = {key: value for key, value in entry.items() if value}
    return Change(Slot("line", code), Verb.ADD, Kind.CORRECT, (rule,), values=(("request", filled),))


def _request(criterion: kinds.Request, goal: Goal, scene: Scene) -> Demands:
    """An act that is of one of the classes and that the place in the pathway offers; a vaguer one to leave it open."""
    if goal is Goal.SILENT and criterion.acts:
        return one(*_vaguer(criterion, scene))
    if goal in (Goal.MET, Goal.FAILED) and criterion.codes:
        ways = [(asking(scene, criterion.iri, code=code),) for code in _same_act(criterion, goal, scene)]
        if ways or not criterion.acts:
            return one(*ways) if ways else HOPELESS
    if goal is not Goal.MET or not criterion.acts:
        return HOPELESS
    place, reader = scene.result.place, scene.engine.reader
    offered = (act for step in (place.pathway.steps if place else ()) for act in step.offers)
    first = [*(place.step.offers if place else ()), *offered]
    fitting = [act for act in first if any(reader.relation(act, each) == YES for each in criterion.acts)]
    names = {cls.iri: name for name, cls in reader.classes.items() if not cls.abstract}
    kind = Kind.CORRECT if scene.line.entry.act else Kind.DOCUMENT
    acts = [names[act] for act in dict.fromkeys(fitting) if act in names]
    return one((asking(scene, criterion.iri, kind, act=acts[0]),)) if acts else HOPELESS


def _same_act(criterion: kinds.Request, goal: Goal, scene: Scene) -> list[str]:
    """Other codes that name the same act: among those of the criterion, or where it is to fail beside them."""
    codes, own = scene.engine.reader.procedures, scene.line.code
    alike = (
        [code for code, each in codes.items() if code != own and each.act and each.act == codes[own].act]
        if own in codes
        else []
    )
    return [code for code in alike if (code in criterion.codes) is (goal is Goal.MET)][:MOST_CODES]


def _vaguer(criterion: kinds.Request, scene: Scene) -> Iterator[Way]:
    """An act that leaves open if it is one of those, beside a finding that still points to the same pathway."""
    reader, place = scene.engine.reader, scene.result.place
    code = reader.procedures.get(scene.line.code)
    general = [each for each in (code.may_be if code else ()) if reader.relation(scene.line.act, each) == YES]
    names = {cls.iri: name for name, cls in reader.classes.items() if not cls.abstract}
    wanted = set(place.pathway.generators) if place else set()
    pointing = [
        n
        for n, cls in reader.classes.items()
        if cls.kind == "finding" and not cls.abstract and wanted & set(cls.generators)
    ]
    for act in filter(names.__contains__, general):
        vague = asking(scene, criterion.iri, act=names[act])
        yield (vague,)
        for name in pointing[:MOST_POINTING]:
            slot = Slot("findings", name, POINTING)
            yield (
                vague,
                Change(slot, Verb.ADD, Kind.DOCUMENT, (criterion.iri,), values=(("findings", {"type": name}),)),
            )


def _part_of(criterion: kinds.PartOf, goal: Goal, scene: Scene) -> Demands:
    """Beside one of the other lines, or without them."""
    if goal is Goal.FAILED:
        return one(*((another(scene, criterion.iri, code),) for code in criterion.codes))
    lines = [line for line in scene.record.lines if line.code in criterion.codes]
    if goal is not Goal.MET or not lines:
        return HOPELESS
    return one(_withdrawn(lines, criterion.iri, scene))


def _withdrawn(lines: Iterable[Line], rule: str, scene: Scene) -> Way:
    """Lines taken out of the request."""
    slots = [scene.origin(f"request/{line.index}") for line in lines]
    return tuple(Change(slot, Verb.DROP, Kind.CORRECT, (rule,)) for slot in slots)


def _units(criterion: kinds.Units, goal: Goal, scene: Scene) -> Demands:
    outcome = scene.outcome(criterion.iri)
    if goal in (Goal.MET, Goal.EDGE):
        if outcome.low is not None:
            return one((asking(scene, criterion.iri, units=int(outcome.low)),))
        if outcome.status is Status.NOT_DOCUMENTED:
            return one(_placed(criterion.iri, scene))
        return one((asking(scene, criterion.iri, units=_expected(scene)),))
    if goal is Goal.FAILED:
        return one((asking(scene, criterion.iri, units=_expected(scene) + 1),))
    return one(
        (asking(scene, criterion.iri, units=1, levels=None),), (asking(scene, criterion.iri, units=1, side=None),)
    )


def _expected(scene: Scene) -> int:
    return max(1, len(set(scene.line.wanted))) * (2 if scene.line.sides == 3 else 1)


def _placed(rule: str, scene: Scene) -> Way:
    """Levels and a side for a line that names none."""
    values: dict[str, Any] = (
        {} if scene.line.sides else {"side": "left" if (scene.line.units or 1) % 2 else "bilateral"}
    )
    if not scene.line.wanted:
        values |= dict(named_level(rule, scene).values)
    return (asking(scene, rule, Kind.DOCUMENT, **values),)


def _add_on(criterion: kinds.AddOn, goal: Goal, scene: Scene) -> Demands:
    """The primary code on a line of its own; without it where the rule is to fail."""
    code = scene.engine.reader.procedures.get(scene.line.code)
    if code is None or not code.add_on_to:
        return HOPELESS
    if goal in (Goal.MET, Goal.EDGE):
        return one(*((another(scene, criterion.iri, primary),) for primary in code.add_on_to))
    lines = [line for line in scene.record.lines if line.code in code.add_on_to]
    if goal is not Goal.FAILED or not lines:
        return HOPELESS
    return one(_withdrawn(lines, criterion.iri, scene))


def _code_names_act(criterion: kinds.CodeNamesAct, goal: Goal, scene: Scene) -> Demands:
    code = scene.engine.reader.procedures.get(scene.line.code)
    names = {
        cls.iri: name for name, cls in scene.engine.reader.classes.items() if not cls.abstract and cls.kind == "act"
    }
    if code is None or code.unlisted:
        return HOPELESS
    if goal in (Goal.MET, Goal.EDGE) and scene.outcome(criterion.iri).reason is Reason.WRONG_LEVEL_OR_SIDE:
        return _code_of_the_place(criterion.iri, scene)
    fitting = [each for each in (code.act, *code.may_be) if each in names]
    if goal in (Goal.MET, Goal.EDGE):
        acts = [(asking(scene, criterion.iri, act=names[each]),) for each in fitting]
        ways = [*acts, *_codes_of_the_act(criterion.iri, scene)]
        return one(*ways) if ways else HOPELESS
    if goal is not Goal.FAILED or not fitting:
        return HOPELESS
    relation = scene.engine.reader.relation
    strangers = [
        name
        for iri, name in names.items()
        if all(relation(iri, each) == NO for each in (code.act, *code.may_be) if each)
    ]
    levels = scene.engine.plan.lexicon.levels
    elsewhere = [name for name, each in levels.items() if code.coding and {*each.coding}.isdisjoint(code.coding)]
    acts = [(asking(scene, criterion.iri, act=name),) for name in strangers[:1]]
    places = [(asking(scene, criterion.iri, levels=(name,)),) for name in elsewhere[:1]]
    return one(*acts, *places)


def _codes_of_the_act(rule: str, scene: Scene) -> Iterator[Way]:
    """Codes for the same step of the act that the line states, at its place."""
    reader, line = scene.engine.reader, scene.line
    own, there = reader.procedures[line.code], named_regions(line, reader)
    for code, each in reader.procedures.items():
        stands = each.act and reader.relation(line.act, each.act) == YES and each.ordinal == own.ordinal
        if stands and code != line.code and there.intersection(each.coding or there):
            yield (asking(scene, rule, code=code),)


def _code_of_the_place(rule: str, scene: Scene) -> Demands:
    """The code for the same step of the same kind of act in a region that the line names."""
    reader, line = scene.engine.reader, scene.line
    above, codes = reader.above, reader.procedures
    own, there = codes[line.code], named_regions(line, reader)
    kind = above[own.act] - {own.act} if own.act else None
    silent: dict[str, Any] = {"act": None} if line.entry.act else {}
    ways = [
        (asking(scene, rule, Kind.CORRECT, code=code, **silent),)
        for code, each in codes.items()
        if there.intersection(each.coding)
        and each.ordinal == own.ordinal
        and each.act
        and above[each.act] - {each.act} == kind
    ]
    return one(*ways) if ways else HOPELESS


def _same_work(criterion: kinds.SameWork, goal: Goal, scene: Scene) -> Demands:
    """Another line for the same act."""
    if goal is not Goal.MET:
        return HOPELESS
    reader, line = scene.engine.reader, scene.line
    codes = (
        code
        for code, known in reader.procedures.items()
        if code != line.code and line.act and (known.act == line.act or known.unlisted)
    )
    return one(*((another(scene, criterion.iri, code),) for code in list(codes)[:1]))
