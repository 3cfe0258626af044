"""Which documents of a family judge a case: by contractor, state and day of service, each boundary to the day."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.errors import InputError
from antecede.report.answer import answer
from antecede.report.text import plain
from tests.support import FIELD, ROOT, field_case

Json = dict[str, Any]
EVERYWHERE = {"N-1", "P-1", "G-1"}
FIFTY = """
AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC
SD TN TX UT VT VA WA WV WI WY
"""
STATES = {*FIFTY.split(), "AS", "DC", "GU", "MP", "PR", "VI"}


@pytest.fixture(scope="module")
def reviewer(cache: Path) -> Reviewer:
    return Reviewer([FIELD])


@pytest.fixture(scope="module")
def review(reviewer: Reviewer) -> Callable[..., Json]:
    return lambda **changes: answer(reviewer.review(Case.model_validate(field_case(**changes))))


def considered(answered: Json) -> dict[str, str]:
    return {each["policy"]: each["why"] for each in answered["receipt"]["policies_considered"]}


def taken(answered: Json) -> set[str]:
    return {policy for policy, why in considered(answered).items() if why == "in_force"}


def told(answered: Json, policy: str) -> str:
    (text,) = (each["text"] for each in answered["receipt"]["policies_considered"] if each["policy"] == policy)
    assert isinstance(text, str)
    return text


# --- jurisdiction and day ------------------------------------------------------------------------------------------

CHOICES: dict[str, tuple[Json, set[str]]] = {
    "last day of an edition": ({"service_date": "2026-04-15"}, {"LA-1"}),
    "first day of the next": ({"service_date": "2026-04-16"}, {"LA-2"}),
    "day of review where no service is dated": ({"as_of": "2026-04-15"}, {"LA-1"}),
    "service after the review": ({"as_of": "2026-04-01", "service_date": "2026-04-16"}, {"LA-2"}),
    "service before the review": ({"as_of": "2026-05-01", "service_date": "2025-01-01"}, {"LA-1"}),
    "other contractor before": ({"contractor": "Noridian JF", "service_date": "2026-04-15"}, {"LB-1"}),
    "other contractor after": ({"contractor": "Noridian JF", "service_date": "2026-04-16"}, {"LA-2"}),
    "by state before": ({"contractor": None, "state": "WA", "service_date": "2026-04-15"}, {"LB-1"}),
    "by state after": ({"contractor": None, "state": "WA", "service_date": "2026-04-16"}, {"LA-2"}),
    "state of the first contractor": ({"contractor": None, "state": "NV", "service_date": "2026-04-15"}, {"LA-1"}),
    "name of two jurisdictions": ({"contractor": "Palmetto", "service_date": "2024-07-07"}, {"LC-1"}),
    "the day before its revision": ({"contractor": "Palmetto", "service_date": "2024-07-06"}, {"LC-0"}),
    "contractor and state": ({"contractor": "Palmetto", "state": "WV"}, {"LC-1"}),
    "written small": ({"contractor": "noridian je"}, {"LA-2"}),
    "contractor without a document": ({"contractor": "CGS"}, set()),
    "one name, one document": ({"contractor": "Noridian"}, {"LA-2"}),
}


@pytest.mark.parametrize("kind", CHOICES)
def test_documents_are_chosen(kind: str, review: Callable[..., Json]) -> None:
    changes, local = CHOICES[kind]
    answered = review(**changes)
    assert taken(answered) == local | EVERYWHERE
    assert {each["kind"] for each in answered["notices"]} <= {"after_service"}


def test_every_edition_is_told_with_its_reason(review: Callable[..., Json]) -> None:
    assert considered(review(service_date="2026-04-15")) == dict.fromkeys(EVERYWHERE | {"LA-1"}, "in_force") | {
        "LA-2": "not_yet_in_force",
        "LB-1": "other_jurisdiction",
        "LC-0": "other_jurisdiction",
        "LC-1": "other_jurisdiction",
    }


def test_retired_document_is_told_as_ended(review: Callable[..., Json]) -> None:
    answered = review(contractor=None, state="WA")
    assert considered(answered)["LB-1"] == "ended"
    assert told(answered, "LB-1") == "Replaced by LA, revision from 2026-04-16."
    assert told(answered, "LA-2").startswith("In force from 2026-04-16, where Noridian JE or Noridian JF decides")
    assert told(answered, "LA-2").endswith("takes the place of LB, original.")
    assert told(review(), "LA-1") == "In force until 2026-04-15; replaced by LA, revision from 2026-04-16."
    assert told(answered, "LC-1") == "Holds only where Palmetto JJ or Palmetto JM decides."


def test_same_facts_on_another_day(review: Callable[..., Json]) -> None:
    """The first edition asks for one block, its revision for two."""
    blocks = field_case()["events"][:1]
    before, after = (review(service_date=day, events=blocks) for day in ("2026-04-15", "2026-04-16"))
    assert (before["recommendation"], after["recommendation"]) == ("certify", "non_certify")
    assert "LA, original" in before["edition"]
    assert "LA, revision" in after["edition"]


def test_answer_names_the_documents_that_spoke(review: Callable[..., Json]) -> None:
    answered = review()
    (line,) = answered["lines"]
    assert answered["policy"] == "field"
    assert answered["edition"] == "national, 2020; LA, revision; general rules"
    assert [each["policy"] for each in line["documents"]] == ["N-1", "LA-2", "G-1"]
    assert line["documents"][1]["tier"] == "local determination"
    assert answered["service_date"] == "2026-05-01"


# --- nobody named --------------------------------------------------------------------------------------------------


def test_representative_stands_for_its_like_with_a_notice(review: Callable[..., Json]) -> None:
    answered = review(contractor=None)
    assert taken(answered) == EVERYWHERE | {"LA-2"}
    ((place, kind, text),) = ((each["place"], each["kind"], each["text"]) for each in answered["notices"])
    assert (place, kind) == ("contractor", "representative")
    assert "LA, revision" in text
    assert "does not say whose jurisdiction" in told(answered, "LA-2")
    assert "leaves open" in told(answered, "LB-1")


def test_representative_of_half_a_name(review: Callable[..., Json]) -> None:
    """Before the fold one name means two contractors with a document each."""
    answered = review(contractor="Noridian", service_date="2026-04-15")
    assert taken(answered) == EVERYWHERE | {"LA-1"}
    assert [each["kind"] for each in answered["notices"]] == ["representative"]


# --- what will not do ----------------------------------------------------------------------------------------------

WRONG: dict[str, tuple[Json, str, str, str]] = {
    "contractor": ({"contractor": "Noridan JE"}, "contractor", "'Noridan JE'", "'Noridian JE'"),
    "contractor near none": ({"contractor": "zzzz"}, "contractor", "'zzzz'", "known are CGS"),
    "state": ({"state": "CB"}, "state", "unknown state 'CB'", "did you mean"),
    "state in small letters": ({"state": "ca"}, "state", "'ca'", "'CA'"),
    "state in words": ({"state": "Nevada"}, "state", "'Nevada'", "two letters"),
    "state of another": ({"state": "WA"}, "state", "'Noridian JE' does not serve WA", "Noridian JF"),
    "before all": ({"service_date": "2019-12-31"}, "policy", "in force on 2019-12-31", "another day"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_what_is_wrong_is_told(kind: str, reviewer: Reviewer) -> None:
    changes, place, what, remedy = WRONG[kind]
    with pytest.raises(InputError) as caught:
        reviewer.review(Case.model_validate(field_case(**changes)))
    (problem,) = caught.value.problems
    assert problem.place == place
    assert what in problem.what
    assert remedy in problem.remedy


def test_no_document_for_the_contractor(cache: Path, tmp_path: Path) -> None:
    text = (FIELD / "documents.ttl").read_text(encoding="utf-8")
    for name in EVERYWHERE:
        text = re.sub(rf'(field:{name} a ant:Policy ;.*?ant:family )"field"', r'\1"elsewhere"', text, flags=re.S)
    (tmp_path / "documents.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="no document of policy 'field' holds where the case belongs"):
        Reviewer([tmp_path]).review(Case.model_validate(field_case(contractor="CGS")))


# --- text, and what can be left out --------------------------------------------------------------------------------


def test_text_tells_day_place_and_documents(review: Callable[..., Json]) -> None:
    text = plain(review(service_date="2026-05-20", state="CA"))
    assert "as of 2026-05-01, service on 2026-05-20, Noridian JE, CA." in text
    assert "Documents considered" in text
    assert "  LC, revision: Holds only where Palmetto JJ or Palmetto JM decides." in text


@pytest.mark.parametrize("name", ["https://example.org/policy/field#LA-2", "field:LA-2"])
def test_without_a_document(name: str, cache: Path) -> None:
    answered = answer(Reviewer([FIELD], [name]).review(Case.model_validate(field_case())))
    (line,) = answered["lines"]
    assert taken(answered) == EVERYWHERE
    assert (line["coverage"], answered["recommendation"]) == ("silent", "refer")


# --- the shipped contractors ---------------------------------------------------------------------------------------


def test_every_state_is_served_once(reviewer: Reviewer) -> None:
    served = [state for each in reviewer.engine.plan.lexicon.contractors for state in each.states]
    assert len(served) == len(set(served)) == 56
    assert set(served) == STATES


def test_names_of_contractors(reviewer: Reviewer) -> None:
    names = {each.notation: each.names for each in reviewer.engine.plan.lexicon.contractors}
    assert len(names) == 12
    short = {name for each in names.values() for name in each}
    assert {"CGS", "Noridian JE", "Noridian JF", "Palmetto", "WPS", "First Coast", "Novitas", "NGS"} <= short
    marked = (ROOT / "kg" / "policies" / "medicare" / "contractors.ttl").read_text(encoding="utf-8")
    assert marked.count('ant:knownBy ant:OwnKnowledge ; ant:confidence "high"') == len(names)
