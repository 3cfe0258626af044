"""The list of decided cases: every filter finds what a count over the answers finds."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx
import pytest

from antecede.report.answer import answer
from antecede.report.reason import basis, decisive
from antecede.store.answer import Table, table
from antecede.store.place import Dataset, open_place
from antecede.workbench import listing
from antecede.workbench.listing import LineRow, Wanted
from tests.look.scenes import field, reviewer
from tests.support import CASES

ANT = "https://w3id.org/antecede/ontology#"
#: Lines that coverage decides: it refuses, or nobody speaks of it.
COVERAGE_CASES = ["aetna-genicular-ablation", "wps-arise-facet-block", "medicare-basivertebral-without-a-document"]
DECIDE = {"non_certify": ("not_met", "fires"), "pend": ("not_documented", "conflicting")}


@pytest.fixture(scope="module")
def run(decided: Path) -> Callable[[str], Table]:
    place = open_place(str(decided))
    return lambda query: table(place.run(query, Dataset()))


def found(run: Callable[[str], Table], wanted: Wanted) -> set[str]:
    rows = {unquote(str(row[0]).rpartition("/")[2]) for row in run(listing.page_query(wanted)).rows}
    assert run(listing.count_query(wanted)).rows == [(len(rows),)]
    return rows


def rests_on(line: dict[str, Any]) -> set[str]:
    deciding = (each for each in line["findings"] if each["kind"] not in ("exception", "flag"))
    return {each["notation"] for each in deciding if each["status"] in DECIDE.get(line["recommendation"], ())}


def recounted(answers: dict[str, Any], holds: Callable[[dict[str, Any]], bool]) -> set[str]:
    return {name for name, answer in answers.items() if any(map(holds, answer["lines"]))}


def test_everything_is_found_where_nothing_is_asked(run: Callable[[str], Table]) -> None:
    assert found(run, Wanted()) == set(CASES)


def test_each_recommendation(run: Callable[[str], Table], answers: dict[str, Any]) -> None:
    for word in listing.RECOMMENDATIONS:
        expected = recounted(answers, lambda line, word=word: line["recommendation"] == word)  # type: ignore[misc]
        assert found(run, Wanted(recommendation=word)) == expected
        assert expected


def test_each_deciding_criterion(run: Callable[[str], Table], answers: dict[str, Any]) -> None:
    offered = {str(row[0]) for row in run(listing.CHOICES["criterion"]).rows}
    assert offered == {each for answer in answers.values() for line in answer["lines"] for each in rests_on(line)}
    assert len(offered) > 10
    for notation in offered:
        expected = recounted(answers, lambda line, notation=notation: notation in rests_on(line))  # type: ignore[misc]
        assert found(run, Wanted(criterion=notation)) == expected


def test_robust_or_not(run: Callable[[str], Table], answers: dict[str, Any]) -> None:
    for word, robust in (("yes", True), ("no", False)):
        expected = recounted(answers, lambda line, robust=robust: line["robust"] is robust)  # type: ignore[misc]
        assert found(run, Wanted(robust=word)) == expected
        assert expected


def test_each_act(run: Callable[[str], Table], answers: dict[str, Any]) -> None:
    labels = {each.iri: each.label for each in reviewer().engine.plan.lexicon.classes.values()}
    offered = {str(row[0]) for row in run(listing.CHOICES["act"]).rows}
    assert len(offered) > 5
    for iri in offered:
        expected = recounted(answers, lambda line, iri=iri: line["act"] == labels[iri])  # type: ignore[misc]
        assert found(run, Wanted(act=iri)) == expected


def test_words_of_the_case(run: Callable[[str], Table]) -> None:
    for text in ("MRI", "neurectomy mri", "no such word", 'quote " \\ \n', "%"):
        words = text.lower().split()
        held = found(run, Wanted(text=text))
        assert all(word in str(CASES[name]).lower() for name in held for word in words)
    assert found(run, Wanted(text="LATERALBRANCH")) == {n for n, c in CASES.items() if "LateralBranch" in str(c)}
    assert found(run, Wanted(text="no such word")) == set()


def test_policy_by_family_and_by_document(run: Callable[[str], Table], answers: dict[str, Any]) -> None:
    assert found(run, Wanted(policy="cpb")) == {name for name, each in answers.items() if each["policy"] == "cpb"}
    assert found(run, Wanted(policy="medicare")) == set()


def test_filters_narrow_each_other(run: Callable[[str], Table]) -> None:
    one, other = Wanted(recommendation="non_certify"), Wanted(robust="yes")
    assert found(run, replace(one, robust="yes")) <= found(run, one) & found(run, other)


def test_rows_tell_what_the_answers_tell(run: Callable[[str], Table], answers: dict[str, Any]) -> None:
    iris = [str(row[1]) for row in run(listing.page_query(Wanted())).rows]
    acts = {str(value): str(label) for value, label in run(listing.CHOICES["act"]).rows}
    rows = listing.rows([run(query) for query in listing.queries(iris)], acts)
    assert [row.case for row in rows] == sorted(CASES)
    for row in rows:
        answer = answers[row.case]
        assert (row.recommendation, row.day) == (answer["recommendation"], answer["as_of"])
        assert row.editions == ["cpb"]
        for line in answer["lines"]:
            shown = row.lines[line["line"]]
            assert (shown.code, shown.act) == (line["code"], line["act"])
            assert (shown.recommendation, shown.robust) == (line["recommendation"], line["robust"])
            if line["recommendation"] in DECIDE:
                assert {notation for notation, _ in shown.reasons} >= rests_on(line)


def test_what_rests_on_no_rule_says_on_what() -> None:
    """Coverage where that decides, before the rules; that every rule is met, or that none settles it: as on the page."""
    told = 0
    for name in COVERAGE_CASES:
        for line in answer(field(name))["lines"]:
            ruled = [(each["notation"], each["label"]) for each in decisive(line)]
            row = LineRow(1, "", "", line["recommendation"], line["robust"], line["coverage"], ruled)
            assert " ".join(row.rests_on[0]).strip().lower() == basis(line).lower()
            told += row.rests_on[0][0] == ""
    assert told == len(COVERAGE_CASES)


def test_rules_stand_as_people_count() -> None:
    row = LineRow(1, "", "", "non_certify", True, "silent", [("N11", "b"), ("N2", "a"), ("", "c"), ("N1", "d")])
    assert [each for each, _ in row.rests_on] == ["", "N1", "N2", "N11"]


def test_the_list_shows_what_a_line_rests_on(client: httpx.Client) -> None:
    page = client.get("/cases", params={"recommendation": "refer"}).text
    assert "Coverage of the act: no coverage rule" in page
    assert not re.search(r"<td></td>\s*<td>(yes|no|in part)</td>", page)
    assert "Every rule is met" in client.get("/cases", params={"recommendation": "certify"}).text


def test_a_link_says_what_is_wanted() -> None:
    wanted = Wanted(text="a&b=c", robust="yes", page=3)
    assert wanted.link() == "robust=yes&text=a%26b%3Dc&page=3"
    assert wanted.link(page=1) == "robust=yes&text=a%26b%3Dc"
    assert not Wanted(page=2).chosen
