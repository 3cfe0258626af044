"""Every repair set of every shipped case and every case of the field: enough, minimal, told, and nothing made up."""

import json
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.report.answer import answer
from tests.repair.applying import applied
from tests.repair.test_sets import Review, line_of, open_points
from tests.support import CASES, TESTS

Json = dict[str, Any]
FIELD = {
    path.stem: json.loads(path.read_text("utf-8"))["case"] for path in sorted((TESTS / "cases-field").glob("*.json"))
}
ALL = dict(sorted((CASES | FIELD).items()))
#: Up to so many changes all subsets are tried, of longer sets those that lack one or two.
EXHAUSTIVE = 6
KINDS = ("document", "clarify", "do", "correct")


@pytest.fixture(scope="module")
def answered(cache: object) -> dict[str, Json]:
    reviewer = Reviewer()
    return {name: answer(reviewer.review(Case.model_validate(case)), proved=True) for name, case in ALL.items()}


def test_all_cases_and_their_sets_were_collected(answered: dict[str, Json]) -> None:
    assert len(CASES) == 17
    assert len(FIELD) >= 344
    sets = [each for found in answered.values() for each in found["repair_sets"]]
    assert len(sets) >= 181
    assert sum(len(each["changes"]) for each in sets) >= 299
    assert {change["kind"] for each in sets for change in each["changes"]} == set(KINDS)


@pytest.mark.parametrize("name", ALL)
def test_each_set_is_enough_and_no_part_of_it_is(name: str, answered: dict[str, Json], review: Review) -> None:
    for found in answered[name]["repair_sets"]:
        after = line_of(review(applied(ALL[name], found)), found["line"])
        assert after["recommendation"] == found["reaches"]
        assert not open_points(after)
        for kept in parts(len(found["changes"])):
            fewer = line_of(review(applied(ALL[name], found, kept)), found["line"])
            assert fewer["recommendation"] != "certify", kept
            assert open_points(fewer) or fewer["recommendation"] != found["reaches"], kept


def parts(number: int) -> Iterator[tuple[int, ...]]:
    """Proper subsets of the numbers of changes."""
    sizes = range(number) if number <= EXHAUSTIVE else (number - 2, number - 1)
    for size in sizes:
        yield from combinations(range(number), size)


@pytest.mark.parametrize("name", ALL)
def test_each_change_is_told(name: str, answered: dict[str, Json]) -> None:
    for found in answered[name]["repair_sets"]:
        for change in found["changes"]:
            assert change["kind"] in KINDS
            assert change["what"].strip()
            assert not change["what"].strip().endswith(":")
            assert change["text"].startswith(change["kind"].capitalize())
            assert change["notations"]
            assert all(change["notations"])
            assert ("earliest" in change) is (change["kind"] == "do")
            if change["kind"] == "do":
                assert ALL[name]["as_of"] <= change["earliest"] <= found["as_of"]
                assert change["earliest"] in change["text"]


def test_changes_of_a_set_that_are_alike_are_told_apart(answered: dict[str, Json]) -> None:
    """By a number, in the order of their days."""
    sets = [each["changes"] for found in answered.values() for each in found["repair_sets"]]
    assert all(len({change["what"] for change in changes}) == len(changes) for changes in sets)
    pairs = [
        [change for change in changes if re.search(r"\(\d of \d\)", change["what"])]
        for changes in sets
        if any("(2 of 2)" in change["what"] for change in changes)
    ]
    assert len(pairs) >= 10
    for first, second in pairs:
        assert first["what"].replace("(1 of 2)", "(2 of 2)") == second["what"]
        assert first.get("earliest", "") <= second.get("earliest", "")


@pytest.mark.parametrize("name", ALL)
def test_no_place_is_made_up(name: str, answered: dict[str, Json]) -> None:
    """What is written names levels and sides of the case alone; where it names none, words name none either."""
    named = {level for entry in entries(ALL[name]) for level in entry.get("levels", ())}
    sides = {side for entry in entries(ALL[name]) for side in both(entry.get("side"))}
    for found in answered[name]["repair_sets"]:
        for change in found["changes"]:
            for written in change["entries"]:
                values = written["values"] if isinstance(written["values"], dict) else {}
                levels = {level for each in (values, *values.get("same_day", ())) for level in each.get("levels") or ()}
                assert levels <= named or not named
                assert set(both(values.get("side"))) <= sides or not sides
                assert named or not any(level in change["text"] for level in levels)


@pytest.mark.parametrize("name", ALL)
def test_no_code_is_made_up(name: str, answered: dict[str, Json], review: Review) -> None:
    """A diagnosis code that is put in contradicts the record no more than the record did before."""
    before = {(each["line"], each["kind"]) for each in answered[name]["mismatches"]}
    for found in answered[name]["repair_sets"]:
        if any(written["place"] == "diagnoses" for change in found["changes"] for written in change["entries"]):
            after = review(applied(ALL[name], found))["mismatches"]
            assert {(each["line"], each["kind"]) for each in after} <= before


def entries(case: Json) -> Iterator[Json]:
    for section in ("request", "findings", "events"):
        yield from case.get(section, ())


def both(side: str | None) -> tuple[str, ...]:
    return ("left", "right") if side == "bilateral" else (side,) if side else ()


@pytest.mark.parametrize("name", ALL)
def test_why_nothing_helps_is_told(name: str, answered: dict[str, Json]) -> None:
    """A line that is not certified has sets, or says which rules or which coverage nothing lifts."""
    for line in answered[name]["lines"]:
        repair = line["repair"]
        if line["recommendation"] == "certify":
            assert (repair["sets"], repair["text"]) == (0, "")
            continue
        assert repair["all_found"]
        refused = line["coverage"] in ("unproven", "not_covered", "silent")
        against = open_points(line)
        assert repair["sets"] or refused or not against or any(each in repair["text"] for each in against)
        assert set(repair["barred_by"]) <= set(against)
        assert not (repair["sets"] and repair["barred_by"])
