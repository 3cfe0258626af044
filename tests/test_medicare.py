"""The Medicare family holds every rule of the dossier, says how each is known, and turns where its texts turn."""

from collections.abc import Callable
from typing import Any

import pytest

from antecede.graph.data import shipped_files
from antecede.graph.triples import load
from antecede.graph.vocabulary import NOTATION
from antecede.knowledge.cache import load_plan
from tests.test_field_cases import WRITTEN

Json = dict[str, Any]
Review = Callable[[Json], Json]
MEDICARE = "https://w3id.org/antecede/policy/medicare#"
#: Ids of the dossiers by what Medicare says.
IDS = {
    **{"FJ": [*range(1, 30)], "FJC": [*range(1, 17)], "ES": [*range(1, 21)], "ESC": [*range(1, 6)]},
    **{
        "SIJ-M": [*range(1, 17)],
        "PVA": [*range(1, 9)],
        "BVN": [1, 2, 3, 6],
        "TPI": [1, 2, 3],
        "ACU": [1],
        "ESI": [1],
        "SCS": [1, 2, 6, 7],
    },
    **{"PNS": [1], "ITP": [1], "MILD": [1, 2], "IDT": [1], "PRO": [1], "NERV": [1], "SIJF-M": [1]},
}
PADDED = {"FJC", "ESC"}


def name(prefix: str, number: int) -> str:
    return f"{prefix}-{number}" if prefix in PADDED else f"{prefix}-{number:02}"


EXPECTED = [name(prefix, number) for prefix, numbers in IDS.items() for number in numbers]


@pytest.fixture(scope="module")
def notations() -> set[str]:
    triples = load(shipped_files())
    return {
        str(node) for s, p, node in triples if p == NOTATION and s.startswith(MEDICARE) for node in [triples.text(s, p)]
    }


def test_all_ids_were_collected() -> None:
    assert len(EXPECTED) == 115


@pytest.mark.parametrize("notation", EXPECTED)
def test_rule_of_the_dossier_is_there(notation: str, notations: set[str]) -> None:
    assert notation in notations


def test_every_rule_says_how_it_is_known() -> None:
    rules = [each for iri, each in load_plan().criteria.items() if iri.startswith(MEDICARE) and each.role]
    assert len(rules) > 100
    assert [each.notation for each in rules if not all(citation.known_by for citation in each.citations)] == []
    assert [each.notation for each in rules if not each.citations] == []


def test_no_two_editions_of_a_document_hold_on_one_day_in_one_place() -> None:
    editions = [each for each in load_plan().policies if each.family == "medicare"]
    assert len(editions) == 60
    for one in editions:
        for other in editions:
            if (
                one.document == other.document
                and one.from_day < other.from_day
                and set(one.contractors) & set(other.contractors)
            ):
                assert one.until_day is not None
                assert one.until_day < other.from_day


def changed(case_name: str, **line: Any) -> Json:
    """A case of the field with other words on its first line."""
    case: Json = WRITTEN[case_name]["case"]
    first = {key: value for key, value in (case["request"][0] | line).items() if value is not None}
    return {**case, "request": [first, *case["request"][1:]]}


def status(answer: Json, notation: str) -> str:
    return next(each["status"] for each in answer["lines"][0]["findings"] if each["notation"] == notation)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"modifiers": ["50"]}, "not_met"),
        ({"modifiers": []}, "not_met"),
        ({"modifiers": ["50", "KX"]}, "met"),
        ({"modifiers": None}, "met"),
    ],
    ids=["others", "none", "there", "not listed"],
)
def test_a_modifier_is_missing_only_from_a_list(line: Json, expected: str, review: Review) -> None:
    assert status(review(changed("medicare-facet-line-without-kx", **line)), "FJ-28") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ({"guidance": word}, rule)
        for word, rule in (("ultrasound", "fires"), ("none", "fires"), ("CT", "clear"), (None, "clear"))
    ],
)
def test_guidance_counts_only_where_it_is_stated(line: Json, expected: str, review: Review) -> None:
    assert status(review(changed("medicare-facet-ultrasound", **line)), "FJ-06") == expected


@pytest.mark.parametrize(("first", "expected"), [("2024-07-14", "not_applicable"), ("2024-07-13", "not_documented")])
def test_beyond_a_year_begins_where_the_window_ends(first: str, expected: str, review: Review) -> None:
    case: Json = WRITTEN["medicare-epidural-beyond-a-year"]["case"]
    early = [{**each, "date": first} if each.get("date") == "2024-03-11" else each for each in case["events"]]
    assert any(each.get("date") == first for each in early)
    assert status(review({**case, "events": early}), "ES-12") == expected


@pytest.mark.parametrize(
    "contractor", ["CGS", "Noridian JE", "Noridian JF", "Palmetto", "WPS", "First Coast", "Novitas", "NGS"]
)
def test_every_contractor_has_its_facet_and_epidural_document(contractor: str, review: Review) -> None:
    for case_name in ("medicare-facet-fourth-diagnostic-session", "medicare-epidural-first"):
        answer = review({**WRITTEN[case_name]["case"], "contractor": contractor})
        assert answer["recommendation"] == "certify"
        documents = [each["document"] for line in answer["lines"] for each in line["documents"]]
        assert len(documents) == 2
        assert documents[0] == "NCCI"


@pytest.mark.parametrize(
    ("levels", "expected"), [(["L1-L2"], "met"), (["L4-L5", "L5-S1"], "not_documented")], ids=["elsewhere", "here"]
)
def test_of_several_ablations_the_latest_at_the_place_decides(levels: list[str], expected: str, review: Review) -> None:
    case = changed("medicare-facet-ablation-repeated-at-50-for-6-months")
    [last] = [each for each in case["events"] if each["type"] == "FacetRadiofrequencyAblation"]
    later = last | {"date": "2025-08-01", "levels": levels, "relief": 10}
    assert last["date"] < later["date"]
    assert status(review({**case, "events": [*case["events"], later]}), "FJ-19") == expected
