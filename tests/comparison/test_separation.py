"""Criteria that no proof orders are told apart by cases, each of which passes the one and not the other."""

import json

import pytest

from antecede.case.model import Case
from antecede.comparison.compare import Comparer, Pair, Relation, passing
from antecede.criterion.engine import Engine
from antecede.determination.determine import determine
from antecede.knowledge.cache import load_plan
from antecede.report.comparison import Teller
from tests.comparison.claims import comes
from tests.support import called

ACT = "https://w3id.org/antecede/ontology#"
COMPARED = (
    ("medicare", "aetna", "FacetRadiofrequencyAblation"),
    ("evicore", "aetna", "FacetRadiofrequencyAblation"),
    ("bcbs-nd", "tricare-west", "FacetRadiofrequencyAblation"),
    ("uhc", "carelon", "MedialBranchBlock"),
    ("cpb", "carelon", "FacetRadiofrequencyAblation"),
    ("aetna", "evicore", "FacetRadiofrequencyAblation"),
)


@pytest.fixture(scope="module")
def comparer(cache: object) -> Comparer:
    return Comparer(Engine(load_plan()))


@pytest.fixture(scope="module")
def pairs(comparer: Comparer) -> list[Pair]:
    return [
        pair
        for one, other, act in COMPARED
        for beside in comparer.compare(one, other, act=ACT + act, cases=True).beside
        for pair in beside.pairs
    ]


def test_there_are_pairs_of_every_kind(pairs: list[Pair]) -> None:
    assert {pair.relation for pair in pairs} == set(Relation)
    assert sum(each is not None for pair in pairs for each in pair.apart) >= 12


def test_each_case_passes_the_one_and_not_the_other(pairs: list[Pair], comparer: Comparer) -> None:
    """The case as it is printed, read and reviewed again: for the act, under either criterion."""
    told = Teller(comparer.engine)
    for pair in pairs:
        here, there = (tuple(passing(each)) for each in (pair.one, pair.other))
        for found, one, other in zip(pair.apart, (here, there), (there, here), strict=True):
            if found is None:
                continue
            case = Case.model_validate(json.loads(json.dumps(next(told._apart(pair))["case"])))
            assert determine(case, comparer.engine).lines
            record = comparer.engine.record(found.case)
            came = {
                each[0].iri: comparer.engine.outcome(each[0].iri, record, record.lines[0]).status.value
                for each in (one, other)
            }
            assert comes((one[0].iri, one[2], False), came)
            assert not comes((other[0].iri, other[2], False), came)


def test_relations_are_what_proofs_and_cases_come_to(pairs: list[Pair]) -> None:
    """No case speaks against a proof; without a proof it takes a case each way to call two incomparable."""
    for pair in pairs:
        here, there = pair.apart
        assert not (pair.forth is not None and here)
        assert not (pair.back is not None and there)
        assert (pair.relation is Relation.INCOMPARABLE) == bool(here and there)
        assert (pair.relation is Relation.UNPROVED) == (pair.forth is None is pair.back and not (here and there))


def test_obvious_counterparts_stand_side_by_side(pairs: list[Pair]) -> None:
    """By what they count and measure: blocks, relief of the last ablation, weeks of care, sessions, intervals."""
    beside = {(pair.one.criterion.notation, pair.other.criterion.notation) for pair in pairs}
    assert beside >= {
        ("FJ-18", "FM-AET-10"), ("FJ-19", "FM-AET-11"), ("FJ-03", "FM-AET-2"),
        ("FM-EVI-3", "FM-AET-10"), ("FM-EVI-5", "FM-AET-12"), ("FM-EVI-6", "FM-AET-13"), ("FM-EVI-2", "FM-AET-2"),
        ("FM-ND-3", "FM-TRI-3"), ("FM-UHC-4", "FM-CAR-2"), ("R4", "FM-CAR-1"),
    }  # fmt: skip


def test_command_shows_the_cases_where_an_act_is_named() -> None:
    names = ("compare", "evicore", "aetna", "--act", "FacetRadiofrequencyAblation")
    status, out, _ = called(*names)
    assert status == 0
    assert "a case passes FM-EVI-2 and fails FM-AET-2: conservative care" in " ".join(out.split())
    status, out, _ = called(*names, "--no-cases")
    assert (status, "a case passes" in out) == (0, False)
