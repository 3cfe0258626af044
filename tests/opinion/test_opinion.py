"""Two readings of every rule agree: the evaluator's closures and SPARQL made from the same node, status by status.

``ANTECEDE_OPINION_CASES`` sets how many random cases of each sort are held up to both; ``ANTECEDE_OPINION_SEED`` draws
others than the fixed ones.
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.determination.result import Determination
from antecede.explanation.path import fact_iri
from antecede.graph.vocabulary import ANT, curie
from antecede.opinion.opinion import Opinion
from antecede.report.rdf import case_triples
from tests.any_cases import altered_cases, any_cases, neighbourhoods
from tests.opinion.field import field_cases
from tests.random_cases import Json, random_cases
from tests.support import CASES, ROOT, TESTS, case
from tests.test_new_policy import MET, POLICY, folder_of

MANY = int(os.environ.get("ANTECEDE_OPINION_CASES", "300"))
#: About so many cases of one family are asked about.
MOST = 40
SEED = os.environ.get("ANTECEDE_OPINION_SEED", "")
BATCH = 40
POLICIES = "https://w3id.org/antecede/policy/"
CPB = f"{POLICIES}cpb#"
FIELD = {
    path.stem: json.loads(path.read_text("utf-8"))["case"] for path in sorted((TESTS / "cases-field").glob("*.json"))
}
FAMILIES = sorted({each["policy"] for each in FIELD.values()})
KNEE = "https://example.org"


@pytest.fixture(scope="module")
def cpb(cache: Path) -> tuple[Reviewer, Opinion]:
    return Reviewer(), Opinion()


@pytest.fixture(scope="module")
def knee(cache: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Reviewer, Opinion]:
    folder = folder_of(POLICY, tmp_path_factory.mktemp("knee"))
    return Reviewer([folder]), Opinion([folder])


def drawn(strategy: st.SearchStrategy[Json], number: int = MANY) -> list[Json]:
    """Random cases, each with a name of its own."""
    cases: list[Json] = []

    def collect(each: Json) -> None:
        copy = json.loads(json.dumps(each))
        cases.append(copy | {"id": f"{copy['id']}-{len(cases)}"})

    run = given(each=strategy)(collect)
    settings(max_examples=number, derandomize=not SEED)(seed(int(SEED))(run) if SEED else run)()
    return cases


def evaluated(found: Determination, only: set[str]) -> Iterator[tuple[tuple[str, str], str]]:
    """What the evaluator says of criteria, for every line."""
    for line in found.record.lines:
        for iri in only:
            key = fact_iri(found.case.id, f"request/{line.index}"), iri
            yield key, found.engine.outcome(iri, found.record, line).status.value


def differences(cases: list[Json], judges: tuple[Reviewer, Opinion], stem: str = "") -> tuple[Counter[str], list[Any]]:
    """How often each status came, and where the two differ: criterion, case, what each says.

    ``stem``: only criteria whose names begin so, with all that they rest on.
    """
    reviewer, opinion = judges
    only = opinion.family(stem)
    came: Counter[str] = Counter()
    found: list[Any] = []
    for start in range(0, len(cases), BATCH):
        made = {each["id"]: reviewer.review(Case.model_validate(each)) for each in cases[start : start + BATCH]}
        first = dict(pair for each in made.values() for pair in evaluated(each, only))
        second = opinion.statuses((triple for each in made.values() for triple in case_triples(each)), only)
        assert len(first) == sum(len(each.record.lines) for each in made.values()) * len(only)
        came.update(first.values())
        found += [
            (curie(key[1]), key[0], first[key], second.get(key)) for key in first if first[key] != second.get(key)
        ]
    return came, found


def test_nothing_is_left_untold(cpb: tuple[Reviewer, Opinion], knee: tuple[Reviewer, Opinion]) -> None:
    for reviewer, opinion in (cpb, knee):
        assert opinion.limits == {}
        assert set(opinion.updates) == set(reviewer.engine.plan.criteria)
    kinds = {
        cls.removeprefix(ANT)
        for cls in knee[1].reading.subjects("http://www.w3.org/2000/01/rdf-schema#subClassOf", ANT + "Criterion")
    }
    assert len(kinds) == 23
    assert set(cpb[1].kinds.values()) == kinds
    assert len(cpb[1].updates) >= 964
    assert len(FAMILIES) >= 31


def test_shipped_cases(cpb: tuple[Reviewer, Opinion]) -> None:
    came, found = differences([case(name) for name in CASES], cpb, CPB)
    assert found == []
    assert set(came) == {"met", "not_met", "not_documented", "conflicting", "not_applicable"}
    assert sum(came.values()) == 4200


@pytest.mark.parametrize("family", FAMILIES)
def test_field_cases(family: str, cpb: tuple[Reviewer, Opinion]) -> None:
    """Cases of the field, under every criterion of its family of policies and what those rest on.

    A family that states coverage alone has none.  Of many cases every third or so, or with
    ``ANTECEDE_ALL_FIELD_CASES`` all.
    """
    of_family = [each for each in FIELD.values() if each["policy"] == family]
    if not os.environ.get("ANTECEDE_ALL_FIELD_CASES"):
        of_family = of_family[:: 1 + len(of_family) // MOST]
    came, found = differences(of_family, cpb, f"{POLICIES}{family}#")
    assert found == []
    assert of_family
    assert bool(came) is bool(cpb[1].family(f"{POLICIES}{family}#"))


@pytest.mark.parametrize(
    ("family", "number", "least"),
    [
        ("medicare", MANY, MANY),
        ("aetna", MANY, MANY),
        ("evicore", MANY, MANY),
        ("uhc", MANY // 3, MANY // 3),
        ("bcbs-ms", MANY // 3, MANY // 30),
    ],
)
def test_random_cases_of_the_field(family: str, number: int, least: int, cpb: tuple[Reviewer, Opinion]) -> None:
    """The same with entries left out, put in and changed, with requests that ask for something else, or later."""
    cases = [each for each in FIELD.values() if each["policy"] == family]
    came, found = differences(drawn(field_cases(cases), number), cpb, f"{POLICIES}{family}#")
    assert found == []
    assert min(came[status] for status in ("met", "not_met", "not_documented")) > least


def test_random_cases(cpb: tuple[Reviewer, Opinion]) -> None:
    came, found = differences(drawn(random_cases()), cpb, CPB)
    assert found == []
    assert min(came[status] for status in ("met", "not_met", "not_documented", "conflicting")) > MANY


def test_cases_around_every_rule(cpb: tuple[Reviewer, Opinion]) -> None:
    near = neighbourhoods(cpb[0].engine.plan, CPB)
    came, found = differences(drawn(any_cases(near)), cpb, CPB)
    assert found == []
    assert came["conflicting"] > MANY / 8


def test_cases_of_a_policy_with_the_other_kinds(knee: tuple[Reviewer, Opinion]) -> None:
    near = neighbourhoods(knee[0].engine.plan, KNEE)
    came, found = differences(drawn(altered_cases(MET, near), 2 * MANY), knee, KNEE)
    assert found == []
    assert min(came[status] for status in ("met", "not_met", "not_documented")) > MANY
    assert came["conflicting"] > 0


@pytest.mark.parametrize(("old", "new", "rule"), [
    ("xsd:minInclusive 75.0", "xsd:minInclusive 76.0", "G2"), ('"P14D"^^xsd:duration', '"P15D"^^xsd:duration', "G2"),
    ('"P3M"^^xsd:duration', '"P2M"^^xsd:duration', "G3"), ("ant:aggregate ant:Latest", "ant:aggregate ant:Sum", "G7"),
    ("ant:contraindicationSatisfies true", "ant:contraindicationSatisfies false", "G8"), ("ant:atMost 1", "ant:atMost 0", "G6"),
])  # fmt: skip
def test_another_rule_is_another_opinion(
    old: str, new: str, rule: str, knee: tuple[Reviewer, Opinion], tmp_path: Path
) -> None:
    """The comparison would notice: an opinion on an altered policy differs, on the altered rule and on no other."""
    assert old in POLICY
    scores = [
        {"type": "PainScore", "value": 2, "date": "2025-09-01"},
        {"type": "PainScore", "value": 2, "date": "2025-10-01"},
    ]
    cases = [
        MET | {"id": "a", "events": [*MET["events"][:-1], {"type": "GenicularRadiofrequencyAblation", "date": "2025-03-01", "side": "right"}]},
        MET | {"id": "b", "findings": [*MET["findings"][:2], *scores]},
        MET | {"id": "c", "events": [each for each in MET["events"] if each["type"] != "NSAID"] + [{"type": "NSAID", "status": "contraindicated"}]},
        MET | {"id": "d", "events": [each | ({"end": "2025-04-10"} if "end" in each else {}) for each in MET["events"]]},
        MET | {"id": "e"},
    ]  # fmt: skip
    altered = Opinion([folder_of(POLICY.replace(old, new), tmp_path)])
    _, found = differences(cases, (knee[0], altered), KNEE)
    assert {criterion.rpartition("#")[2] for criterion, *_ in found} == {rule}


def test_limits_are_those_that_the_page_names() -> None:
    """What cannot be told is said when the queries are written, and each such limit stands in the documentation."""
    raised = {
        limit
        for path in sorted((ROOT / "reasoner/antecede/opinion").glob("*.py"))
        for limit in re.findall(r'raise Unsupported\(f?"([^"{]+?) ?["{]', path.read_text(encoding="utf-8"))
    }
    page = (ROOT / "docs/verification.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^- \*(.+?)\*", page.partition("## Limits")[2], re.MULTILINE))
    assert raised == listed
    assert len(raised) >= 9
