"""Ways for the record to agree with itself: between results at one target, between code and record."""

from collections.abc import Iterable
from itertools import product

from antecede.construction.change import Change, Kind, Slot, Verb, Way
from antecede.construction.demand import HOPELESS, Demands, Goal, one
from antecede.construction.fewer import ABSENT
from antecede.construction.more import stance
from antecede.construction.names import DIAGNOSES
from antecede.construction.scene import Scene
from antecede.construction.trait import Trait
from antecede.criterion.target import same_target
from antecede.knowledge.criterion import Agreement, CodeAgreement
from antecede.record.fact import DENIED, Fact

Pair = tuple[Fact, Fact]
#: More pairs than this are not untangled one by one.
MOST_PAIRS = 10


def agreement(criterion: Agreement, goal: Goal, scene: Scene) -> Demands:
    """Of every two results that clash one is taken back; two that clash are added where it is to fail."""
    ours, theirs = (scene.engine.tallier(each).tally(scene.record).yes for each in criterion.between)
    if goal is Goal.FAILED:
        return _clashing(criterion, scene)
    if goal is not Goal.MET:
        return one(()) if goal is Goal.EDGE else HOPELESS
    pairs = [(a, b) for a in ours for b in theirs if same_target(a, b, silent=False)]
    return _untangled(pairs, criterion.iri, scene)


def _untangled(pairs: list[Pair], rule: str, scene: Scene) -> Demands:
    """Every smallest choice of entries to take back so that of each pair one goes."""
    covers = {frozenset(chosen) for chosen in product(*pairs[:MOST_PAIRS])}
    least = [cover for cover in covers if not any(other < cover for other in covers)]
    ways = [_taken_back(sorted(cover, key=lambda fact: fact.index), rule, scene) for cover in least]
    return one(*sorted(filter(None, ways), key=len)) if any(ways) else HOPELESS


def _taken_back(facts: Iterable[Fact], rule: str, scene: Scene) -> Way:
    made: list[Change] = []
    for fact in facts:
        slot = scene.origin(fact.ref)
        if slot.section != "entry":
            return ()
        if fact.ref.startswith("findings"):
            stances = stance(fact, there=False)
            made.append(Change(slot, Verb.SET, Kind.CLARIFY, (rule,), values=ABSENT, stances=stances))
        else:
            kind = Kind.CORRECT if fact.ref.startswith(DIAGNOSES) else Kind.CLARIFY
            made.append(Change(slot, Verb.DROP, kind, (rule,)))
    return tuple(made)


def _clashing(criterion: Agreement, scene: Scene) -> Demands:
    """One fact of each class at one target."""
    levels = frozenset(scene.line.levels)
    place = Trait(levels=levels, sides=scene.line.sides or 3)
    made: list[Change] = []
    for index, pattern in enumerate(criterion.between, 1):
        traits = (trait.with_other(place) for trait in scene.tools.inverter.pattern(pattern))
        trait = next((each for each in traits if each is not None), None)
        name = next(iter(scene.tools.namer.names(trait)), None) if trait else None
        if trait is None or name is None:
            return HOPELESS
        made.append(Change(Slot(name.section, name.name, 50 + index), Verb.ADD, Kind.DOCUMENT, (criterion.iri,), trait))
    return one(tuple(made), tuple(made[1:]), tuple(made[:1]))


# --- code and record --------------------------------------------------------------------------------------------------


def code_agreement(criterion: CodeAgreement, goal: Goal, scene: Scene) -> Demands:
    """Of a code and what it rules out one goes; a finding that a code rules out is added where it is to fail."""
    if goal is Goal.MET:
        return _untangled(list(_ruled_out(scene)), criterion.iri, scene)
    if goal is Goal.FAILED:
        return _contradiction(criterion, scene)
    return one(()) if goal is Goal.EDGE else HOPELESS


def _ruled_out(scene: Scene) -> Iterable[Pair]:
    """Codes, each with a finding or another code that its title rules out."""
    reader = scene.engine.reader
    coded = [
        (fact, set(code.excludes)) for fact in scene.record.facts if (code := reader.code(fact.cls)) and code.excludes
    ]
    for fact, excluded in coded:
        for other in scene.record.facts:
            apart = other.standing == DENIED or other.ref.startswith("events")
            if not apart and any(excluded & reader.above[cls] for cls in other.types):
                yield fact, other


def _contradiction(criterion: CodeAgreement, scene: Scene) -> Demands:
    """A finding that a code on record rules out; or such a code with such a finding."""
    reader, lexicon = scene.engine.reader, scene.engine.plan.lexicon
    carried = (reader.code(fact.cls) for fact in scene.record.facts)
    excluding = [code for code in carried if code and code.excludes]
    ways: list[Way] = []
    for excluded in dict.fromkeys(cls for code in excluding for cls in code.excludes):
        for name in scene.tools.namer.names(Trait(of=frozenset((excluded,))))[:3]:
            change = Change(
                Slot(name.section, name.name, 50),
                Verb.ADD,
                Kind.DOCUMENT,
                (criterion.iri,),
                Trait(of=frozenset((excluded,))),
            )
            ways.append((change,))
    if ways:
        return one(*ways)
    code = next(
        (code for code in map(lexicon.diagnosis, lexicon.diagnoses) if code and code.billable and code.excludes), None
    )
    if code is None:
        return HOPELESS
    added = Change(
        Slot(DIAGNOSES, code.iri.rpartition("/")[2], 1),
        Verb.ADD,
        Kind.CORRECT,
        (criterion.iri,),
        Trait(of=frozenset((code.iri,))),
    )
    return one(*((added, *way) for way in _with(code.excludes, criterion.iri, scene)))


def _with(excluded: tuple[str, ...], rule: str, scene: Scene) -> Iterable[Way]:
    for cls in excluded:
        for name in scene.tools.namer.names(Trait(of=frozenset((cls,))))[:1]:
            yield (
                Change(
                    Slot(name.section, name.name, 50), Verb.ADD, Kind.DOCUMENT, (rule,), Trait(of=frozenset((cls,)))
                ),
            )
