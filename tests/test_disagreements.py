"""Where authorities point opposite ways both sides are shown as they are; nothing is weighed, averaged or left out."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.report.answer import answer
from antecede.report.rdf import turtle
from antecede.report.text import plain
from tests.support import FIELD, field_case

Json = dict[str, Any]
EXAMPLE = "https://example.org/policy/field#"
ARTHRITIS: Json = {"type": "KneeOsteoarthritis", "side": "right"}


@pytest.fixture(scope="module")
def reviewer(cache: Path) -> Reviewer:
    return Reviewer([FIELD])


@pytest.fixture(scope="module")
def review(reviewer: Reviewer) -> Callable[..., Json]:
    return lambda **changes: answer(reviewer.review(Case.model_validate(field_case(**changes))))


def with_arthritis(present: bool) -> list[Json]:
    """Findings with the population of the guidelines affirmed, or denied on both sides."""
    told: Json = ARTHRITIS if present else {"type": "KneeOsteoarthritis", "present": False}
    return [*field_case()["findings"], told]


def sides(answered: Json) -> list[tuple[str, str, str]]:
    """Sides of the family's own documents and guidelines: which node, which way, and whether it speaks of the case."""
    (found,) = answered["disagreements"]
    return [
        (each["id"].removeprefix(EXAMPLE), each["direction"], each["status"])
        for each in found["sides"]
        if each["id"].startswith(EXAMPLE)
    ]


def test_both_sides_are_shown(review: Callable[..., Json]) -> None:
    answered = review(findings=with_arthritis(True))
    assert sides(answered) == [
        ("LA-ablation", "for", "applies"),
        ("GA-1", "against", "applies"),
        ("GF-1", "for", "applies"),
        ("GT-2", "for", "applies"),
    ]
    (found,) = answered["disagreements"]
    assert (found["line"], found["act"]) == (1, "genicular radiofrequency ablation")
    assert "for it field LA (LA, revision: covered when the criteria are met)" in found["text"]
    assert "against it guideline GA (2025: strong, certainty very low, letters 2020)" in found["text"]
    assert "not known" not in found["text"]


def test_nothing_is_averaged(review: Callable[..., Json]) -> None:
    """Each side keeps its own strength, certainty, scale and edition; no key holds a sum or a mean of them."""
    (found,) = review(findings=with_arthritis(True))["disagreements"]
    told = {each["id"].removeprefix(EXAMPLE): each for each in found["sides"]}
    grades = {name: (told[name]["strength"], told[name]["certainty"], told[name]["system"]) for name in told}
    assert grades["GA-1"] == ("strong", "very low", "letters 2020")
    assert grades["GF-1"] == ("moderate", "II", "numbers 2013")
    assert (told["GA-1"]["tier"], told["GF-1"]["tier"], told["GT-2"]["tier"]) == ("T4", "T2", "")
    assert (told["GA-1"]["edition"], told["GF-1"]["edition"]) == ("2025", "2021")
    assert set(found) == {"line", "act", "id", "sides", "text"}


def test_a_disagreement_moves_no_recommendation(review: Callable[..., Json]) -> None:
    answered = review(findings=with_arthritis(True))
    assert answered["recommendation"] == "certify"


def test_scope_that_is_not_known_is_said_and_not_collapsed(review: Callable[..., Json]) -> None:
    """One guideline speaks each way for two populations: while it is open which, both are shown."""
    answered = review()
    assert sides(answered) == [
        ("LA-ablation", "for", "applies"),
        ("GA-1", "against", "scope_unknown"),
        ("GF-1", "for", "scope_unknown"),
        ("GT-1", "against", "scope_unknown"),
        ("GT-2", "for", "scope_unknown"),
    ]
    (found,) = answered["disagreements"]
    assert (
        "whether this case lies in the scope of guideline GA, guideline GF and guideline GT is not known"
        in found["text"]
    )


def test_who_does_not_speak_of_the_case_takes_no_side(review: Callable[..., Json]) -> None:
    answered = review(findings=with_arthritis(False))
    assert [each for each, _, _ in sides(answered)] == ["LA-ablation", "GT-1"]


def test_documents_of_one_family_may_disagree(review: Callable[..., Json]) -> None:
    answered = review(request=[{"line": 1, "code": "64510"}], findings=with_arthritis(False))
    assert sides(answered) == [("N-stellate", "against", "applies"), ("LA-stellate", "for", "applies")]


def test_agreement_is_no_disagreement(cache: Path, tmp_path: Path) -> None:
    for path in FIELD.glob("*.ttl"):
        text = path.read_text(encoding="utf-8").replace("ant:direction ant:Against", "ant:direction ant:For")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    made = answer(Reviewer([tmp_path]).review(Case.model_validate(field_case(findings=with_arthritis(True)))))
    found = [each["id"] for entry in made["disagreements"] for each in entry["sides"] if each["direction"] == "against"]
    assert not [iri for iri in found if iri.startswith(EXAMPLE)]


# --- guidelines beside each other ----------------------------------------------------------------------------------


def advisories(answered: Json) -> dict[str, Json]:
    return {each["recommendation"]: each for each in answered["lines"][0]["advisories"]}


def test_guidelines_stand_beside_each_other(review: Callable[..., Json]) -> None:
    told = advisories(review(findings=with_arthritis(True)))
    assert {"GA-1", "GF-1", "GT-2"} <= set(told)
    assert (
        told["GF-1"]
        | {
            "direction": "for",
            "strength": "moderate",
            "certainty": "II",
            "system": "numbers 2013",
            "tier": "T2",
            "edition": "2021",
            "status": "applies",
        }
        == told["GF-1"]
    )


def test_guideline_without_a_word_on_the_act_is_not_listed(review: Callable[..., Json]) -> None:
    answered = review(findings=with_arthritis(True))
    assert not {"GS", "GE"} & {each["notation"] for each in answered["lines"][0]["advisories"]}
    other = review(request=[{"line": 1, "code": "64510"}], findings=with_arthritis(True))
    assert "GS-1" in advisories(other)


def test_guideline_that_is_told_always_is_listed(review: Callable[..., Json]) -> None:
    (told,) = (each for each in review()["lines"][0]["advisories"] if each["notation"] == "K10")
    assert (told["status"], told["recommendation"]) == ("out_of_scope", "")


def test_guideline_that_is_out_of_scope_is_listed_once(review: Callable[..., Json]) -> None:
    told = review(findings=with_arthritis(False))["lines"][0]["advisories"]
    assert [each["status"] for each in told if each["notation"] == "GA"] == ["out_of_scope"]
    assert [each["recommendation"] for each in told if each["notation"] == "GT"] == ["GT-1"]


def test_recommendation_is_cited_by_itself_or_by_its_guideline(review: Callable[..., Json]) -> None:
    told = advisories(review(findings=with_arthritis(True)))
    assert [each["locator"] for each in told["GF-1"]["citations"]] == ["table 2"]
    assert [each["to_be_confirmed"] for each in told["GF-1"]["citations"]] == [False]
    (heard,) = told["GA-1"]["citations"]
    assert (heard["known_by"], heard["confidence"], heard["to_be_confirmed"]) == ("own knowledge", "medium", True)


def test_what_was_not_read_at_source_is_to_be_confirmed(review: Callable[..., Json]) -> None:
    answered = review(findings=with_arthritis(True))
    assert all(each["to_be_confirmed"] for each in answered["lines"][0]["findings"])
    text = " ".join(plain(answered).split())
    assert "+ LA-02 blocked 2: met" in text
    assert "[to be confirmed]" in text
    assert "covered when the criteria are met. To be confirmed at source." in text
    assert "Authorities differ on genicular radiofrequency ablation" in text


def test_disagreement_is_part_of_the_determination(reviewer: Reviewer) -> None:
    made = reviewer.review(Case.model_validate(field_case(findings=with_arthritis(True))))
    store = ox.Store()
    store.load(turtle(made).encode(), format=ox.RdfFormat.TURTLE)
    query = "SELECT ?s WHERE { ?x a ant:Disagreement ; ant:hasSide ?s }"
    rows = store.query(f"PREFIX ant: <https://w3id.org/antecede/ontology#> {query}")
    shown = {row["s"].value for row in rows}  # type: ignore[union-attr]
    assert {EXAMPLE + each for each in ("LA-ablation", "GA-1", "GF-1", "GT-2")} <= shown
