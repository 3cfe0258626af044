"""What the product publishes verifies, whatever the case; what is no determination is refused."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.errors import InputError
from antecede.report.answer import answer
from antecede.verification.verify import verify
from tests.published import published, written_as
from tests.random_cases import Json, random_cases
from tests.support import CASE_FILES, CASES, TESTS, antecede, case
from tests.test_new_policy import MET, POLICY, folder_of


@pytest.fixture(scope="module")
def reviewer(cache: Path) -> Reviewer:
    return Reviewer()


@pytest.mark.parametrize("name", CASE_FILES)
def test_every_shipped_case_verifies(name: str, reviewer: Reviewer, tmp_path: Path) -> None:
    found = verify(written_as(published(case(name), reviewer), tmp_path))
    assert [str(problem) for problem in found.problems] == []
    assert found.determinations == 1
    assert found.assessments >= 10
    assert found.edges > 10 * found.assessments
    sections = (CASES[name].get(each, ()) for each in ("diagnoses", "findings", "events", "request"))
    assert found.facts == sum(map(len, sections)) + bool(CASES[name].get("patient"))


@settings(max_examples=15)
@given(mutated=random_cases())
def test_every_random_case_verifies(
    mutated: Json, reviewer: Reviewer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.getbasetemp()
    found = verify(written_as(published(mutated, reviewer), folder, "random.trig"))
    assert [str(problem) for problem in found.problems] == []


@pytest.mark.parametrize("form", ["ttl", "trig"])
def test_command_says_that_everything_holds(form: str, tmp_path: Path) -> None:
    made = antecede("review", CASE_FILES["seed-000"], CASE_FILES["seed-004"], "--format", form)
    path = tmp_path / f"determinations.{form}"
    path.write_text(made.stdout, encoding="utf-8")
    done = antecede("verify", path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{path}: 51 assessments, 699 edges of paths, 21 entries of the case: everything holds\n"


def test_policy_of_another_folder_verifies_with_it_alone(tmp_path: Path) -> None:
    folder_of(POLICY, tmp_path)
    path = written_as(published(MET, Reviewer([tmp_path])), tmp_path)
    assert verify(path, [tmp_path]).problems == ()
    without = [problem.what for problem in verify(path).problems]
    assert any("graph: made from files with SHA-256" in what for what in without)
    assert any("is no policy of the graph" in what for what in without)


@pytest.mark.parametrize("left_out", ["src:determination-001", "cpb:N4", "cpb:N10"])
def test_review_without_a_node_verifies(left_out: str, tmp_path: Path) -> None:
    found = verify(written_as(published(case("seed-001"), Reviewer((), [left_out])), tmp_path))
    assert [str(problem) for problem in found.problems] == []
    assert 0 < found.assessments < 33


def test_moment_of_issue_is_the_callers(tmp_path: Path) -> None:
    for options, stamps in ((), 0), (("--issued", "2025-11-19T08:00:00Z"), 2):
        made = antecede("review", CASE_FILES["seed-004"], "--format", "trig", *options)
        assert made.stdout.count('"2025-11-19T08:00:00Z"^^xsd:dateTime') == stamps
        assert made.stdout.count("xsd:dateTime") == stamps


BAD = {
    "a.json": ("{}", "neither .ttl nor .trig"),
    "a.ttl": ("no turtle", "not turtle"),
    "b.ttl": ("@prefix a: <urn:a> . a:b a:c a:d .", "holds no determination"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_determination_is_refused(name: str, tmp_path: Path) -> None:
    text, what = BAD[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=what):
        verify(tmp_path / name)
    done = antecede("verify", tmp_path / name)
    assert (done.returncode, done.stdout) == (2, "")
    assert what in done.stderr


FIELD = sorted((TESTS / "cases-field").glob("*.json"))
#: Every seventh, so that each family of rules comes up in a run; all of them on demand.
CHOSEN = FIELD if os.environ.get("ANTECEDE_ALL_FIELD_CASES") else FIELD[::7]


@pytest.mark.parametrize("path", CHOSEN, ids=lambda path: path.stem)
def test_cases_of_the_field_verify(path: Path, reviewer: Reviewer, tmp_path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    found = verify(written_as(published(data["case"], reviewer), tmp_path))
    assert [str(problem) for problem in found.problems] == []
    judged = sum(len(line["findings"]) for line in answer(reviewer.review(Case.model_validate(data["case"])))["lines"])
    assert (found.determinations, found.assessments) == (1, judged)


@pytest.mark.parametrize(
    "days", [{"as_of": "2025-07-10"}, {"as_of": "2025-10-15", "service_date": "2025-07-10"}], ids=["review", "service"]
)
def test_what_comes_later_is_left_out_and_verifies(days: Json, reviewer: Reviewer, tmp_path: Path) -> None:
    """The second block, with its levels, and care that ends later."""
    data = case("facet-rfa-all-met") | days
    data["events"].append({"type": "HomeExerciseProgram", "start": "2025-06-01", "end": "2025-09-01"})
    kinds = {notice["kind"] for notice in answer(reviewer.review(Case.model_validate(data)))["notices"]}
    assert {kind.rpartition("after_")[0] for kind in kinds} == {"", "end_"}
    found = verify(written_as(published(data, reviewer), tmp_path))
    assert [str(problem) for problem in found.problems] == []
