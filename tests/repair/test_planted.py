"""Findings broken by construction are found again: of a witness with k findings broken the repairs are those planted.

A finding is broken as the witness room breaks it, with nothing else moved.  What repairs it alone is found first; with
k of them broken at once the repairs have to be one of each, in every combination, and nothing else.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import combinations, islice, product
from pathlib import Path

import pytest

from antecede.case.model import Case
from antecede.construction.change import Changes
from antecede.construction.demand import Goal
from antecede.construction.links import rests_on
from antecede.construction.scene import Bench
from antecede.construction.search import Bounds
from antecede.criterion.engine import Engine
from antecede.determination.determine import determine
from antecede.repair.repairs import repairs
from antecede.witness.clauses import Tried
from antecede.witness.variants import Variant
from tests.witness.made import POLICIES, engine, made

NO_BOUNDS = Bounds(reviews=5_000, sets=500)
Set = frozenset[tuple[object, ...]]
#: Ways of breaking so many findings that are tried of each witness.
PLANTINGS = 3
#: Number of witnesses, and of plantings by the number of findings broken.
PLANTED = {"cpb": (26, {1: 77, 2: 69, 3: 45, 4: 33}), "knee": (2, {1: 6, 2: 6, 3: 6, 4: 3})}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, cache: object) -> Path:
    return tmp_path_factory.mktemp("planted-knee")


def found(case: Case, judge: Engine) -> set[Set]:
    """The repairs of the first line: what each change answers to."""
    determination = determine(case, judge)
    given = repairs(determination, determination.lines[0], NO_BOUNDS)
    assert not given.cut
    return {frozenset(step.change.rules for step in each.steps) for each in given.repairs}


def breakable(tried: Tried, judge: Engine) -> dict[Variant, set[Set]]:
    """Variants that break one finding and move no other, with the repairs of each by itself."""
    pool = {}
    for each in tried.variants:
        breaks = each.goal in (Goal.FAILED, Goal.SILENT) and each.criterion.role in ("prerequisite", "consistency")
        if (
            breaks
            and each.case
            and each.start == tried.witness.case
            and not each.moved
            and not each.criterion.applies_when
        ):
            sets = found(each.case, judge)
            if sets:
                pool[each] = sets
    return pool


@pytest.mark.parametrize("policy", POLICIES)
def test_planted_are_found(policy: str, folder: Path) -> None:
    """Of every witness, with each number of findings that can be broken at once."""
    judge, chance = engine(folder), random.Random(7)
    planted = dict.fromkeys(range(1, 5), 0)
    witnesses = [one for one in made(policy, folder).tried if one.witness]
    for tried in witnesses:
        pool = breakable(tried, judge)
        for number in planted:
            for chosen, broken in islice(plantings(tried, list(pool), number, judge, chance), PLANTINGS):
                expected = {frozenset().union(*sets) for sets in product(*(pool[each] for each in chosen))}
                assert found(broken, judge) == expected, [(each.criterion.notation, each.goal) for each in chosen]
                planted[number] += 1
    assert (len(witnesses), planted) == PLANTED[policy]


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
    """Whether no two of the criteria look at facts of classes that have anything to do with each other."""
    classes = [looked_for(each, judge) for each in chosen]
    relation = judge.reader.relation
    pairs = ((a, b) for i, mine in enumerate(classes) for theirs in classes[:i] for a in mine for b in theirs)
    return not any(relation(a, b) or relation(b, a) for a, b in pairs)


def looked_for(each: Variant, judge: Engine) -> set[str]:
    found: set[str] = set()
    for iri in rests_on(judge, each.criterion.iri):
        criterion = judge.plan.criteria[iri]
        patterns = [*getattr(criterion, "members", ()), *filter(None, [getattr(criterion, "pattern", None)])]
        found |= {base for pattern in patterns for base in pattern.bases}
    return found or {each.criterion.iri}


def together(tried: Tried, chosen: Sequence[Variant], judge: Engine) -> Case | None:
    """The witness with several findings broken, where they are broken at different entries."""
    changes: Changes | None = Changes()
    for each in chosen:
        touched = {change.slot for change in changes or ()}
        if changes is None or any(change.slot in touched for change in each.changes):
            return None
        changes = changes.plus(tuple(each.changes))
    edited = Bench(tried.witness.case, judge, 0, rewrite=True).edit(changes) if changes else None
    return edited.case if edited else None
