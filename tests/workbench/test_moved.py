"""Two answers beside each other: everything that differs is told, and nothing else."""

from typing import Any

import pytest

from antecede.report.answer import answer
from antecede.workbench.change import of_link
from antecede.workbench.moved import moved
from antecede.workbench.submission import changed_submission, submission
from tests.look.scenes import determination, reviewer
from tests.support import CASES


def answers(name: str, *pairs: tuple[str, str]) -> tuple[dict[str, Any], dict[str, Any]]:
    found, _ = changed_submission(CASES[name], of_link(pairs), reviewer())
    assert found.determination, found.problems
    return answer(determination(name)), answer(found.determination)


@pytest.mark.parametrize("name", sorted(CASES))
def test_nothing_moves_by_itself(name: str) -> None:
    same = answer(determination(name))
    assert all(each.same for each in moved(same, same))
    assert sum(each.title.count("(") for each in moved(same, same)) == len(same["lines"])


def statuses(line: dict[str, Any]) -> dict[str, tuple[str, str]]:
    return {each["id"]: (each["notation"], each["status"]) for each in line["findings"]}


CHANGES = {
    "facet-rfa-all-met": [("set", "events/4/relief=40"), ("drop", "events/0")],
    "seed-001": [("set", "as_of=2025-12-18"), ("drop", "diagnoses/0"), ("drop", "findings/1")],
    "facet-block-confirmatory-with-drug-line": [("drop", "request/2"), ("drop", "events/1")],
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_moved_is_what_differs(name: str) -> None:
    """Counted again from the answers themselves: rules of a line that both have, whose status differs."""
    before, now = answers(name, *CHANGES[name])
    found = moved(before, now)
    told = {number: each for each in found for number in each.title.replace("Lines", "").replace("Line", "").replace(",", " ").split() if number.isdigit()}  # fmt: skip
    assert len(told) == len({each["line"] for each in (*before["lines"], *now["lines"])})
    for was in before["lines"]:
        has = next((each for each in now["lines"] if each["line"] == was["line"]), None)
        line = told[str(was["line"])]
        assert (line.now is None) == (has is None)
        if has:
            old, new = statuses(was), statuses(has)
            differ = sorted(old[iri][0] for iri in old.keys() & new.keys() if old[iri] != new[iri])
            assert sorted(each.notation for each in line.moves if each.before and each.now) == differ
    assert any(each.moves for each in found)


def test_a_change_of_policy_tells_what_decides_there() -> None:
    before, now = answers("facet-rfa-all-met", ("set", "policy=medicare"), ("set", "state=CA"))
    [line] = moved(before, now)
    assert line.before
    assert line.now
    assert line.before.recommendation.word == "Certify"
    came = {each.notation for each in line.moves if each.before is None}
    decide = {f["notation"] for f in now["lines"][0]["findings"] if f["status"] in ("not_met", "fires", "not_documented", "conflicting") and f["kind"] not in ("flag", "exception")}  # fmt: skip
    assert came == decide
    assert len(came) > 1


def test_a_case_that_is_none_has_no_answer() -> None:
    assert submission("[1]", reviewer()).data is None
    assert submission("{", reviewer()).problems[0].place.startswith("line 1")
