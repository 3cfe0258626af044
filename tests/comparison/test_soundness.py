"""What is claimed of the shipped policies holds on cases: no line for the act passes the stricter and not the other."""

import json
import random
from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antecede.comparison.compare import Comparer, Relation, passing
from antecede.criterion.engine import Engine
from antecede.determination.choice import families
from antecede.knowledge.cache import load_plan
from tests.any_cases import any_cases, neighbourhoods
from tests.comparison.claims import Trial, Way
from tests.random_cases import Json, random_cases
from tests.support import CASES, TESTS

FIELD_CASES = [
    json.loads(path.read_text(encoding="utf-8"))["case"] for path in sorted((TESTS / "cases-field").glob("*.json"))
]
FAMILIES = ("aetna", "cpb", "evicore", "medicare")
#: Every family beside one or two others, besides the pairs of those above.
SEED = 11


@pytest.fixture(scope="module")
def comparer(cache: object) -> Comparer:
    return Comparer(Engine(load_plan()))


def claims(comparer: Comparer, one: str, other: str) -> Iterator[tuple[tuple[str, ...], tuple[Way, Way]]]:
    """What a comparison claims, each for some acts: that passing the one is passing the other."""
    for beside in comparer.compare(one, other).beside:
        for pair in beside.pairs:
            mine, theirs = (tuple(passing(each)) for each in (pair.one, pair.other))
            ways = [(way[0].iri, way[2], False) for way in (mine, theirs)]
            if pair.forth is not None and ways[0][0] != ways[1][0]:
                yield beside.acts, (ways[0], ways[1])
            if pair.back is not None and ways[0][0] != ways[1][0]:
                yield beside.acts, (ways[1], ways[0])


def sampled(comparer: Comparer) -> list[tuple[str, str]]:
    """Each family of the graph beside the next one of a ring in random order."""
    every = sorted(families(comparer.engine))
    random.Random(SEED).shuffle(every)
    return list(zip(every, (*every[1:], every[0]), strict=True))


@pytest.fixture(scope="module")
def claimed(comparer: Comparer) -> list[tuple[tuple[str, ...], tuple[Way, Way]]]:
    compared = [*combinations(FAMILIES, 2), *sampled(comparer)]
    assert len(compared) >= 38
    return [claim for one, other in compared for claim in claims(comparer, one, other)]


def broken(
    comparer: Comparer, claimed: list[tuple[tuple[str, ...], tuple[Way, Way]]], cases: list[Json]
) -> tuple[int, list[object]]:
    """How many claims came to be tried by cases, and those that were broken."""
    tried, found = 0, []
    for act in sorted({act for acts, _ in claimed for act in acts}):
        trial = Trial(comparer.engine, [claim for acts, claim in claimed if act in acts])
        for data in cases:
            trial.hold(data, act)
        tried += len(trial.tried)
        found += trial.broken
    return tried, found


def test_policies_are_compared(claimed: list[tuple[tuple[str, ...], tuple[Way, Way]]]) -> None:
    assert len(claimed) > 40


def test_on_shipped_cases(comparer: Comparer, claimed: list[tuple[tuple[str, ...], tuple[Way, Way]]]) -> None:
    assert len(FIELD_CASES) > 60
    tried, found = broken(comparer, claimed, [*CASES.values(), *FIELD_CASES])
    assert found == []
    assert tried > 20


def test_on_random_cases(comparer: Comparer, claimed: list[tuple[tuple[str, ...], tuple[Way, Way]]]) -> None:
    cases: list[Json] = []

    @settings(max_examples=120)
    @given(st.one_of(random_cases(), any_cases(neighbourhoods(comparer.engine.plan))))
    def draw(data: Json) -> None:
        cases.append(data)

    draw()
    tried, found = broken(comparer, claimed, cases)
    assert found == []
    assert tried > 20


def test_the_same_both_ways_round(comparer: Comparer) -> None:
    turned = {Relation.STRICTER: Relation.LOOSER, Relation.LOOSER: Relation.STRICTER}
    there, back = (
        {
            (act, *(each.criterion.iri for each in ((pair.one, pair.other) if forth else (pair.other, pair.one)))): (
                pair.relation if forth else turned.get(pair.relation, pair.relation)
            )
            for beside in comparer.compare(*names).beside
            for act in beside.acts
            for pair in beside.pairs
            if pair.relation is not Relation.UNPROVED
        }
        for names, forth in ((("medicare", "evicore"), True), (("evicore", "medicare"), False))
    )
    assert there == back
    assert len(there) > 20


def test_a_policy_equals_itself(comparer: Comparer) -> None:
    for name in FAMILIES:
        found = comparer.compare(name, name)
        assert found.beside
        for beside in found.beside:
            assert beside.only == ((), ())
            own = {
                pair.one.criterion.iri for pair in beside.pairs if pair.one.criterion.iri == pair.other.criterion.iri
            }
            assert own == {pair.one.criterion.iri for pair in beside.pairs}
            assert {pair.relation for pair in beside.pairs} <= {Relation.EQUAL}
