"""The laws of comparison, on criteria made up at random, and their meaning: no case passes the stricter and not the other."""

from itertools import product

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antecede.comparison.bearing import Bearing
from antecede.comparison.compare import Pair, Relation, pair_of
from antecede.criterion.engine import Engine
from antecede.knowledge.cache import load_plan
from antecede.knowledge.criterion import AnyCriterion
from tests.any_cases import any_cases
from tests.comparison.claims import Trial, claimed, entailment
from tests.comparison.made import Maker, close_cases
from tests.random_cases import Json

MIRROR = {
    Relation.STRICTER: Relation.LOOSER,
    Relation.LOOSER: Relation.STRICTER,
    Relation.EQUAL: Relation.EQUAL,
    Relation.UNPROVED: Relation.UNPROVED,
}
#: Entries of the classes that made-up criteria look at.
NEAR = [
    (
        ["MedialBranchBlock", "CervicalMedialBranchBlock", "DiagnosticFacetInjection"],
        ["LowBackPain", "AxialLowBackPain"],
    ),
    (["PhysicalTherapy", "ExerciseTherapy", "MedialBranchBlock"], ["RadicularPain", "LegPain", "Radiculopathy"]),
]
SEEDS = [4, 5]


def world(seed: int, leaves: int = 60, joined: int = 25) -> tuple[Engine, list[AnyCriterion]]:
    plan = load_plan()
    made = Maker(seed, plan).make(leaves, joined)
    return Engine(msgspec.structs.replace(plan, criteria=plan.criteria | made)), list(made.values())


def hold(trial: Trial) -> None:
    """Hold random cases up to a trial: some around the classes, some close to the numbers."""

    @settings(max_examples=120)
    @given(st.one_of(close_cases(), close_cases(), any_cases(NEAR)))
    def each(data: Json) -> None:
        trial.hold(data)

    each()


@pytest.fixture(scope="module", params=SEEDS)
def pairs(request: pytest.FixtureRequest, cache: object) -> dict[tuple[str, str], Pair]:
    engine, made = world(request.param)
    prover, policy = entailment(engine), engine.plan.policies[0]
    bearings = [Bearing(each, policy) for each in made]
    found = {(a.criterion.iri, b.criterion.iri): pair_of(prover, a, b) for a, b in product(bearings, bearings)}
    assert len(found) == 85 * 85
    return found


def test_every_criterion_equals_itself(pairs: dict[tuple[str, str], Pair]) -> None:
    assert {pair.relation for (one, other), pair in pairs.items() if one == other} == {Relation.EQUAL}


def test_stricter_one_way_is_looser_the_other(pairs: dict[tuple[str, str], Pair]) -> None:
    assert all(pairs[other, one].relation is MIRROR[pair.relation] for (one, other), pair in pairs.items())


def test_what_is_stricter_than_the_stricter_is_stricter(pairs: dict[tuple[str, str], Pair]) -> None:
    below: dict[str, set[str]] = {}
    for (one, other), pair in pairs.items():
        if pair.forth is not None:
            below.setdefault(one, set()).add(other)
    chains = [(a, b, c) for a, others in below.items() for b in others for c in below[b] if len({a, b, c}) == 3]
    assert len(chains) > 100
    assert [chain for chain in chains if chain[2] not in below[chain[0]]] == []


@pytest.mark.parametrize("seed", SEEDS)
def test_no_case_passes_the_stricter_and_not_the_other(seed: int, cache: object) -> None:
    engine, made = world(seed)
    trial = Trial(engine, claimed(entailment(engine), made, exact=True))

    hold(trial)
    assert trial.broken == []
    assert len(trial.tried) > 300


@pytest.mark.parametrize(("name", "blind", "joined"), [
    ("leaf.narrower", lambda one, other: (), 0),
    ("leaf.longer", lambda one, other: (), 0),
    ("claim.Books.stands_aside", lambda self, claim: False, 30),
    ("entailment.Entailment._waivers_fit", lambda self, premise, goal: True, 30),
    ("entailment.Entailment._conditions_fit", lambda self, premise, goal: True, 30),
])  # fmt: skip
def test_a_prover_that_overlooks_something_is_caught(
    name: str, blind: object, joined: int, monkeypatch: pytest.MonkeyPatch, cache: object
) -> None:
    """The cases that find no fault with the prover find the fault of one that is blind in one place."""
    for seed in range(1, 6):
        engine, made = world(seed, 45 - joined, joined)
        sound = set(claimed(entailment(engine), made, exact=joined > 0))
        with monkeypatch.context() as patched:
            patched.setattr(f"antecede.comparison.{name}", blind)
            bold = claimed(entailment(engine), made, exact=joined > 0)
        trial = Trial(engine, [claim for claim in bold if claim not in sound])
        hold(trial)
        if trial.broken:
            return
    pytest.fail("nothing was found")
