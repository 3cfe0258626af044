"""Findings broken by construction are found again: of a witness with k findings broken the repairs are those planted.

A finding is broken as the witness room breaks it, with nothing else moved.  What repairs it alone is found first; with
k of them broken at once the repairs have to be one of each, in every combination, and nothing else.  What time alone
mends while something else is done needs no change of its own; that it does is reviewed by itself.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice, product

import pytest
from msgspec.structs import replace

from antecede.case.model import Case
from antecede.construction.builder import stands_in_the_way
from antecede.construction.change import Changes, Verb
from antecede.construction.demand import Goal
from antecede.construction.links import rests_on
from antecede.construction.scene import Bench
from antecede.construction.search import Bounds
from antecede.criterion.engine import Engine
from antecede.determination.choice import families
from antecede.determination.determine import determine
from antecede.repair.repairs import Repair, repairs
from antecede.witness.clauses import Tried, distinct, try_one
from antecede.witness.setting import acts_of, documents, settings
from antecede.witness.variants import Variant
from tests.witness.made import engine

NO_BOUNDS = Bounds(reviews=5_000, sets=500)
Set = frozenset[tuple[object, ...]]
BROKEN = (1, 2, 3, 4)
#: Ways of breaking so many findings that are tried of each witness.
PLANTINGS = 2
#: Acts, phases and codes of each family that are tried.
SAMPLED = 4
#: Families of which no sampled act has a witness: what they speak of they refuse, or leave to others.
REFUSING = {"anthem", "bcbs-nc", "bcbs-ri", "cohere", "humana", "kaiser-wa", "premera", "providence"}
#: Witnesses that were found at least, and plantings by the number of findings broken.
LEAST = (60, (110, 90, 60, 40))


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory, cache: object) -> Engine:
    return engine(tmp_path_factory.mktemp("planted-knee"))


def test_planted_are_found(judge: Engine) -> None:
    """Of a sample of the witnesses of every family, with each number of findings that can be broken at once."""
    tried = {family: planted(family, judge) for family in families(judge)}
    assert {family for family, (witnesses, _) in tried.items() if not witnesses} == REFUSING
    assert len(tried) > 30
    totals = (
        sum(each for each, _ in tried.values()),
        tuple(map(sum, zip(*(each for _, each in tried.values()), strict=True))),
    )
    assert totals[0] >= LEAST[0]
    assert all(found >= least for found, least in zip(totals[1], LEAST[1], strict=True)), totals


def planted(family: str, judge: Engine) -> tuple[int, tuple[int, ...]]:
    """Plants in witnesses of a family and looks for it; how many witnesses there were, and plantings."""
    chance = random.Random(f"planted in {family}")
    counts = dict.fromkeys(BROKEN, 0)
    witnesses = list(sampled(family, judge, chance))
    for tried in witnesses:
        pool = breakable(tried, judge)
        for number in BROKEN:
            for chosen, broken in islice(plantings(tried, list(pool), number, judge, chance), PLANTINGS):
                every = {frozenset().union(*sets) for sets in product(*(pool[each] for each in chosen))}
                assert_found(broken, chosen, least(every), judge)
                counts[number] += 1
    return len(witnesses), tuple(counts.values())


def sampled(family: str, judge: Engine, chance: random.Random) -> Iterator[Tried]:
    """Witnesses of some acts, phases and codes, others for every family."""
    apart = [
        setting
        for document in distinct(documents(judge, family))
        for act in acts_of(document, judge)
        for setting in settings(document, act, judge)
    ]
    made = (try_one(each, judge) for each in chance.sample(apart, min(SAMPLED, len(apart))))
    yield from (each for each in made if each.witness)


# --- what is found ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Found:
    """What the changes of a repair answer to; rules that need none by then, and the day; whether it says to wait."""

    rules: Set
    meanwhile: frozenset[str]
    as_of: int
    waits: bool


def found(case: Case, judge: Engine) -> list[Found]:
    determination = determine(case, judge)
    given = repairs(determination, determination.lines[0], NO_BOUNDS)
    assert not given.cut
    return list(map(told, given.repairs))


def told(each: Repair) -> Found:
    rules = frozenset(step.change.rules for step in each.steps)
    waits = any(step.change.verb is Verb.WAIT for step in each.steps)
    return Found(rules, frozenset(rule.iri for rule in each.meanwhile), each.as_of, waits)


def least(every: set[Set]) -> set[Set]:
    """Without those that hold another one."""
    return {each for each in every if not any(other < each for other in every)}


def assert_found(broken: Case, chosen: Sequence[Variant], expected: set[Set], judge: Engine) -> None:
    """All that was planted is found and nothing else, but for what time mends by itself."""
    what = [(each.criterion.notation, each.goal.value) for each in chosen]
    repaired = found(broken, judge)
    for each in repaired:
        assert any(in_time(each, one, broken, judge) for one in expected), (what, each, expected)
    for one in expected:
        assert any(in_time(each, one, broken, judge) for each in repaired), (what, one, repaired)


def in_time(each: Found, planted: Set, broken: Case, judge: Engine) -> bool:
    """Whether a repair is what was planted, without the rules that come right by waiting for its day alone."""
    left_out = {change for change in planted if not any(serves(one, change) for one in each.rules)}
    made_up = [one for one in each.rules if not any(serves(one, change) for change in planted)]
    if made_up or (left_out and not each.meanwhile) or (each.meanwhile and not left_out and not each.waits):
        return False
    day = date.fromordinal(each.as_of).isoformat()
    later = determine(replace(broken, as_of=day), judge).lines[0]
    return each.meanwhile.isdisjoint(one.criterion.iri for one in later.assessments if stands_in_the_way(one))


def serves(change: tuple[object, ...], planted: tuple[object, ...]) -> bool:
    """Whether a change is one that was planted; one may be several of them, such as a wait for two rules."""
    return set(planted) <= set(change)


# --- what is planted --------------------------------------------------------------------------------------------------


def breakable(tried: Tried, judge: Engine) -> dict[Variant, set[Set]]:
    """Variants that break one finding and move no other, with the repairs of each by itself."""
    assert tried.witness
    pool = {}
    for each in tried.variants:
        breaks = each.goal in (Goal.FAILED, Goal.SILENT) and each.criterion.role in ("prerequisite", "consistency")
        alone = each.start == tried.witness.case and not each.moved and not each.criterion.applies_when
        if breaks and alone and each.case:
            sets = {one.rules for one in found(each.case, judge)}
            if sets:
                pool[each] = sets
    return pool


def plantings(
    tried: Tried, pool: list[Variant], number: int, judge: Engine, chance: random.Random
) -> Iterator[tuple[tuple[Variant, ...], Case]]:
    """So many findings broken at once, in every way in which none of them mends another, in random order."""
    every = list(combinations(pool, number))
    for chosen in chance.sample(every, len(every)):
        broken = together(tried, chosen, judge) if apart(chosen, judge) else None
        if broken:
            yield chosen, broken


def apart(chosen: Sequence[Variant], judge: Engine) -> bool:
    """Whether no two of the criteria look at facts of classes that have anything to do with each other.

    A diagnosis code is put in only where findings bear it out: codes and findings that point to a source are not apart.
    """
    classes = [looked_for(each, judge) for each in chosen]
    relation = judge.reader.relation
    pairs = ((a, b) for i, mine in enumerate(classes) for theirs in classes[:i] for a in mine for b in theirs)
    coded = any(change.slot.section == "diagnoses" for each in chosen for change in each.changes)
    pointing = any(points(change.slot.name, judge) for each in chosen for change in each.changes)
    return not (coded and pointing) and not any(relation(a, b) or relation(b, a) for a, b in pairs)


def points(name: str, judge: Engine) -> bool:
    known = judge.reader.by_iri.get(name)
    return known is not None and known.kind == "finding" and bool(known.generators)


def looked_for(each: Variant, judge: Engine) -> set[str]:
    found: set[str] = set()
    for iri in rests_on(judge, each.criterion.iri):
        criterion = judge.plan.criteria[iri]
        patterns = [*getattr(criterion, "members", ()), *filter(None, [getattr(criterion, "pattern", None)])]
        found |= {base for pattern in patterns for base in pattern.bases}
    return found or {each.criterion.iri}


def together(tried: Tried, chosen: Sequence[Variant], judge: Engine) -> Case | None:
    """The witness with several findings broken, where they are broken at different entries."""
    assert tried.witness
    changes: Changes | None = Changes()
    for each in chosen:
        touched = {change.slot for change in changes or ()}
        if changes is None or any(change.slot in touched for change in each.changes):
            return None
        changes = changes.plus(tuple(each.changes))
    edited = Bench(tried.witness.case, judge, 0, rewrite=True).edit(changes) if changes else None
    return edited.case if edited else None
