"""Pairs whose relation can be told by eye: numbers, strict and inclusive bounds, windows, classes, places, parts."""

from itertools import pairwise
from typing import Any

import msgspec
import pytest

from antecede.comparison.bearing import Bearing
from antecede.comparison.compare import Pair, pair_of
from antecede.criterion.engine import Engine
from antecede.knowledge import criterion as kinds
from antecede.knowledge.cache import load_plan
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.expression import HasWord, No, Pattern, Some, Within
from antecede.truth.span import span
from antecede.truth.window import Window
from tests.comparison.claims import entailment

ANT = "https://w3id.org/antecede/ontology#"
BLOCK, DIAGNOSIS = ANT + "MedialBranchBlock", ANT + "DiagnosticFacetProcedure"


def back(text: str = "") -> Window:
    """A time back from the day of service; without a length, the calendar year."""
    return Window(span(text)) if text else Window()


def relief(low: float, *, strict: bool = False) -> Within:
    return Within(attribute=ANT + "reliefPercent", low=low, low_strict=strict)


def pattern(*conditions: Any, base: str = BLOCK, **more: Any) -> Pattern:
    return Pattern(
        iri="p", label="", plural="", bases=(base,), names=(base,), closing=(base,), conditions=conditions, **more
    )


def count(*conditions: Any, base: str = BLOCK, **more: Any) -> kinds.Count:
    bounds = {} if {"at_least", "at_most"} & more.keys() else {"at_least": 1}
    return kinds.Count(iri="", label="", pattern=pattern(*conditions, base=base), **bounds, **more)


def lasting(text: str, **more: Any) -> kinds.Duration:
    return kinds.Duration(iri="", label="", pattern=pattern(), threshold=span(text), **more)


def value(**bounds: Any) -> kinds.Value:
    scores = pattern(base=ANT + "PainScore")
    return kinds.Value(iri="", label="", pattern=scores, attribute=ANT + "value", aggregate="Greatest", **bounds)


def members(number: int, *bases: str) -> kinds.KOfN:
    return kinds.KOfN(iri="", label="", members=tuple(pattern(base=ANT + base) for base in bases), at_least=number)


@pytest.fixture(scope="module")
def engine(cache: object) -> Engine:
    return Engine(load_plan())


def pair(engine: Engine, one: AnyCriterion, other: AnyCriterion, *parts: AnyCriterion) -> Pair:
    """Two criteria compared; ``parts`` are those that they name."""
    criteria = {
        each.iri: each
        for each in (msgspec.structs.replace(one, iri="one"), msgspec.structs.replace(other, iri="other"), *parts)
    }
    policy = engine.plan.policies[0]
    return pair_of(entailment(engine, criteria), Bearing(criteria["one"], policy), Bearing(criteria["other"], policy))


STRICTER = [
    (count(relief(80)), count(relief(50))),
    (count(relief(50, strict=True)), count(relief(50))),
    (count(relief(80)), count()),
    (count(relief(80)), count(relief(50), base=DIAGNOSIS)),
    (count(at_least=3), count(at_least=2)),
    (count(at_least=2, distinct_dates=True), count(at_least=2)),
    (count(at_least=2, distinct_dates=True, apart=span("P14D")), count(at_least=2, distinct_dates=True)),
    (count(at_least=2, apart=span("P21D")), count(at_least=2, apart=span("P14D"))),
    (count(window=back("P6M")), count(window=back("P12M"))),
    (count(window=back("P12M")), count()),
    (count(window=back()), count(window=back("P12M"))),
    (count(window=back()), count(window=back("P365D"))),
    (count(window=back()), count()),
    (count(at_most=3, window=back("P12M")), count(at_most=3, window=back())),
    (count(earlier=back("P1Y")), count(earlier=back())),
    (count(window=back("P28D")), count(window=back("P1M"))),
    (count(earlier=back("P12M")), count(earlier=back("P6M"))),
    (count(match=("level", "side")), count(match=("level",))),
    (count(for_each=("level",)), count()),
    (count(at_most=0), count(at_most=1)),
    (count(relief(50), at_most=1), count(relief(80), at_most=1)),
    (count(at_most=1), count(at_most=1, window=back("P12M"))),
    (count(contradicted_by=pattern()), count()),
    (lasting("P42D"), lasting("P28D")),
    (lasting("P42D", strict=True), lasting("P6W")),
    (lasting("P3M"), lasting("P6W")),
    (lasting("P31D"), lasting("P1M")),
    (value(more_than=4), value(at_least=4)),
    (value(at_least=4, at_most=6), value(at_least=4)),
    (members(3, "DistractionTest", "CompressionTest", "ThighThrustTest"), members(2, "DistractionTest", "CompressionTest", "ThighThrustTest")),
    (members(2, "DistractionTest", "CompressionTest"), members(2, "DistractionTest", "CompressionTest", "FABERTest")),
    (kinds.LevelLimit(iri="", label="", pattern=pattern(), at_most=2), kinds.LevelLimit(iri="", label="", pattern=pattern(), at_most=3)),
    (count(), count(waived_by="part")),
    (count(), kinds.AnyOf(iri="", label="", parts=("part", "twin"))),
]  # fmt: skip
EQUAL = [
    (lasting("P6W"), lasting("P42D")),
    (count(relief(80), relief(50)), count(relief(50), relief(80), relief(50))),
    (count(at_least=2, remedy="one"), count(at_least=2, remedy="other")),
    (members(1, "DistractionTest", "CompressionTest"), members(1, "CompressionTest", "DistractionTest")),
]  # fmt: skip
UNPROVED = [
    (count(relief(80), at_least=1), count(relief(50), at_least=2)),
    (count(window=back("P30D")), count(window=back("P1M"))),
    (count(window=back()), count(window=back("P364D"))),
    (count(window=back()), count(window=back("P11M"))),
    (count(), count(base=ANT + "PhysicalTherapy")),
    (count(at_most=0), count(at_most=0, base=DIAGNOSIS)),
    (count(at_most=0, silence_satisfies=True), count(at_most=1)),
    (count(contraindication_satisfies=True), count()),
    (count(counts_requested=True), count()),
    (count(), count(contradicted_by=pattern())),
    (count(), count(applies_when="part")),
    (count(waived_by="part"), count(relief(80))),
    (lasting("P30D"), lasting("P1M")),
    (lasting("P42D"), lasting("P28D", applies_when="part")),
    (value(at_least=4), value(at_most=6)),
    (count(No(part=relief(50))), count(No(part=relief(50, strict=True)), relief(20))),
]  # fmt: skip
PARTS = (
    msgspec.structs.replace(count(), iri="part"),
    msgspec.structs.replace(count(base=ANT + "PhysicalTherapy"), iri="twin"),
)


@pytest.mark.parametrize(("one", "other"), STRICTER)
def test_stricter(one: AnyCriterion, other: AnyCriterion, engine: Engine) -> None:
    assert pair(engine, one, other, *PARTS).relation == "stricter"
    assert pair(engine, other, one, *PARTS).relation == "looser"


@pytest.mark.parametrize(("one", "other"), EQUAL)
def test_equal(one: AnyCriterion, other: AnyCriterion, engine: Engine) -> None:
    assert pair(engine, one, other).relation == "equal"


@pytest.mark.parametrize(("one", "other"), UNPROVED)
def test_what_is_not_proved_is_not_said(one: AnyCriterion, other: AnyCriterion, engine: Engine) -> None:
    found = pair(engine, one, other, *PARTS)
    assert found.forth is None


def test_the_proof_names_classes_and_numbers(engine: Engine) -> None:
    found = pair(engine, count(relief(80), at_least=3), count(relief(50), base=DIAGNOSIS, at_least=2))
    assert found.forth
    kinds_of_axioms = {each.kind for each in found.forth}
    assert kinds_of_axioms == {"told", "range", "number"}
    steps = [(each.subject, each.object) for each in found.forth if each.kind == "told"]
    assert (steps[0][0], steps[-1][1]) == (BLOCK, DIAGNOSIS)
    assert all(one[1] == other[0] for one, other in pairwise(steps))
    assert ("at least 3", "at least 2") in {(each.subject, each.object) for each in found.forth}


def test_alternative_words_are_judged_together(engine: Engine) -> None:
    """Of contractors of which one holds and it is not known which, several may be known to be among several."""
    contractor = ANT + "contractor"
    few, many = (
        tuple(HasWord(attribute=contractor, word=ANT + name) for name in names)
        for names in (("A", "B"), ("A", "B", "C"))
    )
    asked = [count(Some(parts=parts), base=ANT + "Submission") for parts in (few, many)]
    assert pair(engine, *asked).relation == "stricter"
    single = pair(engine, asked[0], count(Some(parts=(few[0], No(part=few[0]))), base=ANT + "Submission"))
    assert single.forth is None
