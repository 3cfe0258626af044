"""Repairs in the published RDF: told where they are asked for, borne out by the rest of it, and tampering is found."""

import json
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.repair.repairs import repairs
from antecede.report.rdf import quads
from antecede.verification.verify import verify
from tests.published import ANT, Edit, Quads, added, cut, replaced, said, written_as
from tests.support import CASE_FILES, TESTS, antecede, case

NAME, LINE = "facet-rfa-41-days-of-care", "#line-1"
#: Held, refused for good, refused and to be cured by an act, a wait and a correction, certified.
CHOSEN = ("facet-rfa-41-days-of-care", "facet-block-therapy-without-weeks", "seed-000", "seed-003", "facet-rfa-all-met",
          "sij-neurectomy-two-blocks-disagree", "sij-radiofrequency-pathway-complete")  # fmt: skip
Told = partial(replaced, f"{LINE}/repair/1/change/1")


@pytest.fixture(scope="module")
def reviewer(cache: object) -> Reviewer:
    return Reviewer()


def told(name: str, reviewer: Reviewer) -> Quads:
    """A determination with its repairs, as quads in a fixed order."""
    return sorted(set(quads(reviewer.review(Case.model_validate(case(name))), repairs=True)), key=str)


@pytest.mark.parametrize("name", CHOSEN)
def test_repairs_are_told_and_verify(name: str, reviewer: Reviewer, tmp_path: Path) -> None:
    statements = told(name, reviewer)
    assert [str(each) for each in verify(written_as(statements, tmp_path)).problems] == []
    found = reviewer.review(Case.model_validate(case(name)))
    wanted = [repairs(found, line).repairs for line in found.lines if line.recommendation != "certify"]
    kinds = [said(each)[1] for each in statements]
    assert kinds.count("allRepairsFound") == len(wanted)
    assert kinds.count("hasRepair") == sum(map(len, wanted))
    assert kinds.count("hasChange") == sum(len(repair.steps) for each in wanted for repair in each)


def test_there_are_repairs_of_several_kinds(reviewer: Reviewer) -> None:
    found = {said(each)[2] for name in CHOSEN for each in told(name, reviewer) if said(each)[1] == "changeKind"}
    assert {"document", "do"} <= found


@pytest.mark.parametrize("path", sorted((TESTS / "cases-field").glob("*.json"))[::24], ids=lambda path: path.stem)
def test_repairs_of_the_field_verify(path: Path, reviewer: Reviewer, tmp_path: Path) -> None:
    found = reviewer.review(Case.model_validate(json.loads(path.read_text(encoding="utf-8"))["case"]))
    statements = sorted(set(quads(found, repairs=True)), key=str)
    assert [str(each) for each in verify(written_as(statements, tmp_path)).problems] == []


#: What is done to which case, and what is said of it.
TAMPERED: dict[str, tuple[Edit, str]] = {
    "kind": (Told("changeKind", "do", "pray"), "none of the words"),
    "day before the review": (Told("earliestDone", "2025", "2024"), "can be complete by 2024"),
    "day of what is done": (Told("changeKind", "do", "document"), "is of kind document, and can be complete by"),
    "criterion": (Told("answersTo", "#R4", "#nothing"), "which is no criterion of the graph"),
    "other criterion": (Told("answersTo", "#R4", "#R3"), "answers nothing to cpb:R4"),
    "reached": (replaced(f"{LINE}/repair/1", "reaches", "certify", "pend"), "none of the words"),
    "day of the proof": (replaced(f"{LINE}/repair/1", "reviewedAsOf", "2025", "2024"), "before the day of the determination"),
    "change cut off": (cut(f"{LINE}/repair/1", "hasChange"), "says no ant:hasChange"),
    "whether all": (cut(LINE, "allRepairsFound"), "and not whether they are all"),
    "barred": (added("decidedBy", f"determination/{NAME}/cpb/2025{LINE}", ANT + "barredBy",
                     f"https://w3id.org/antecede/determination/{NAME}/cpb/2025{LINE}-R4"), "and of what bars them"),
}  # fmt: skip


@pytest.mark.parametrize("kind", TAMPERED)
def test_tampering_is_found(kind: str, reviewer: Reviewer, tmp_path: Path) -> None:
    edit, what = TAMPERED[kind]
    problems = verify(written_as(edit(told(NAME, reviewer)), tmp_path)).problems
    assert [each for each in problems if what in each.what], "\n".join(map(str, problems))


@pytest.mark.parametrize("name", ["seed-000", "facet-rfa-all-met"])
def test_none_where_nothing_lifts_it_or_it_is_certified(name: str, reviewer: Reviewer, tmp_path: Path) -> None:
    iri = f"https://w3id.org/antecede/determination/{name}/cpb/2025"
    given = [
        ox.Quad(each.subject, each.predicate, each.object, each.graph_name)
        for each in ox.parse(
            f"""PREFIX ant: <{ANT}> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
            GRAPH <{iri}> {{ <{iri}#line-1> ant:allRepairsFound true ; ant:hasRepair <{iri}#line-1/repair/1> .
            <{iri}#line-1/repair/1> a ant:Repair ; ant:reaches "certify" ; ant:reviewedAsOf "2026-01-01"^^xsd:date ;
                ant:hasChange <{iri}#line-1/repair/1/change/1> .
            <{iri}#line-1/repair/1/change/1> a ant:RepairChange ; ant:changeKind "document" ;
                ant:answersTo <https://w3id.org/antecede/policy/cpb#R4> }}""".encode(),
            format=ox.RdfFormat.TRIG,
        )
    ]
    problems = verify(written_as(sorted({*told(name, reviewer), *given}, key=str), tmp_path)).problems
    what = "nothing lifts what it is refused by" if name == "seed-000" else "is certified, and tells what would change"
    assert [each for each in problems if what in each.what], "\n".join(map(str, problems))


def test_command_tells_them_where_it_is_asked_to() -> None:
    plain = antecede("review", CASE_FILES[NAME], "--format", "ttl")
    asked = antecede("review", CASE_FILES[NAME], "--format", "ttl", "--repairs")
    assert "ant:hasRepair" not in plain.stdout
    assert "ant:hasRepair" in asked.stdout
    assert set(plain.stdout.split()) < set(asked.stdout.split())
