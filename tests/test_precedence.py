"""Several documents used together: which decides coverage, whose rules are asked, and what is shown of the others."""

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
from tests.support import FIELD, ROOT, field_case

Json = dict[str, Any]
EXAMPLE = "https://example.org/policy/field#"
ABLATION, STELLATE, OCCIPITAL, SYMPATHETIC = "64624", "64510", "64405", "64520"


@pytest.fixture(scope="module")
def reviewer(cache: Path) -> Reviewer:
    return Reviewer([FIELD])


@pytest.fixture(scope="module")
def review(reviewer: Reviewer) -> Callable[..., Json]:
    return lambda **changes: answer(reviewer.review(Case.model_validate(field_case(**changes))))


def line_for(code: str, review: Callable[..., Json], **changes: Any) -> Json:
    (line,) = review(request=[{"line": 1, "code": code, "side": "right"}], **changes)["lines"]
    assert isinstance(line, dict)
    return line


def asked(line: Json) -> list[str]:
    return [each["notation"] for each in line["findings"]]


def documents(line: Json) -> list[str]:
    return [each["policy"] for each in line["documents"]]


def test_lower_rank_decides_and_the_other_is_told(review: Callable[..., Json]) -> None:
    line = line_for(STELLATE, review)
    assert (line["coverage"], line["recommendation"], line["curable"]) == ("not_covered", "non_certify", False)
    assert [(each["policy"], each["status"]) for each in line["other_coverage"]] == [("LA-2", "covered")]
    assert line["other_coverage"][0]["text"].endswith("field N (national determination) decides.")


def test_rules_of_all_documents_on_the_act_are_asked(review: Callable[..., Json]) -> None:
    line = line_for(ABLATION, review)
    assert asked(line) == ["N-01", "LA-04", "G-01", "LA-02"]
    assert documents(line) == ["N-1", "LA-2", "G-1"]


def test_statement_on_the_nearest_class_decides_within_a_document(review: Callable[..., Json]) -> None:
    """The revision does not cover radiofrequency ablation at large, and covers the genicular one."""
    line = line_for(ABLATION, review)
    assert (line["coverage"], line["recommendation"], line["other_coverage"]) == ("covered", "certify", [])


def test_only_where_silent_stands_back(review: Callable[..., Json]) -> None:
    line = line_for(ABLATION, review)
    assert "P-1" not in documents(line)
    assert "P-02" not in asked(line)
    spoken = line_for(ABLATION, review, contractor="CGS")
    assert "P-1" not in documents(spoken), "the national document has a rule on the act"
    assert (spoken["coverage"], spoken["recommendation"]) == ("silent", "refer")


def test_only_where_silent_steps_in(review: Callable[..., Json]) -> None:
    line = line_for(OCCIPITAL, review)
    assert (line["coverage"], documents(line)) == ("unproven", ["P-1", "G-1"])
    assert "P-01" in asked(line)


def test_act_of_which_no_document_speaks(review: Callable[..., Json]) -> None:
    line = line_for(SYMPATHETIC, review)
    assert (line["coverage"], line["recommendation"]) == ("silent", "refer")
    assert asked(line) == ["G-01"]


def test_no_document_spoke_at_all(cache: Path) -> None:
    case = Case.model_validate(field_case(request=[{"line": 1, "code": SYMPATHETIC}]))
    answered = answer(Reviewer([FIELD], ["field:G-1"]).review(case))
    assert (answered["edition"], answered["policy_known_by"], answered["recommendation"]) == ("", "", "refer")
    assert answered["lines"][0]["documents"] == answered["lines"][0]["findings"] == []
    assert "Policy field, no document of which speaks of what is asked for, as of 2026-05-01" in plain(answered)


def test_rule_on_every_act_stays_within_its_document(review: Callable[..., Json]) -> None:
    """LA-04 names no act: it is asked where LA speaks; G-01, of a document of rules alone, everywhere."""
    spoken = {code: asked(line_for(code, review)) for code in (ABLATION, STELLATE, OCCIPITAL, SYMPATHETIC)}
    assert [code for code, ids in spoken.items() if "LA-04" in ids] == [ABLATION, STELLATE]
    assert all("G-01" in ids for ids in spoken.values())


def test_rules_of_another_act_are_not_asked(review: Callable[..., Json]) -> None:
    assert "LA-03" not in asked(line_for(ABLATION, review))
    assert "LA-03" in asked(line_for(STELLATE, review))


def test_lines_of_one_request_are_judged_by_their_own_documents(review: Callable[..., Json]) -> None:
    codes = (ABLATION, STELLATE, OCCIPITAL, SYMPATHETIC)
    answered = review(request=[{"line": number, "code": code} for number, code in enumerate(codes, 1)])
    assert [line["recommendation"] for line in answered["lines"]] == [
        "certify",
        "non_certify",
        "non_certify",
        "refer",
    ]
    assert answered["edition"] == "national, 2020; LA, revision; plan criteria; general rules"


def test_two_documents_with_steps_for_one_act(cache: Path, tmp_path: Path) -> None:
    """Where the plan's own criteria hold beside the others, steps of both are asked for and walked."""
    text = (FIELD / "documents.ttl").read_text(encoding="utf-8")
    text = text.replace("ant:onlyWhereSilent true ;", "ant:hasPathway field:LA-pathway-1 ;")
    (tmp_path / "documents.ttl").write_text(text, encoding="utf-8")
    answered = answer(Reviewer([tmp_path]).review(Case.model_validate(field_case())))
    (line,) = answered["lines"]
    assert [each for each in asked(line) if each in ("LA-01", "LA-02", "P-02")] == ["P-02", "LA-02", "LA-01"]
    assert [each["step"] for each in answered["pathway"]] == ["block", "ablation", "block", "ablation"]
    assert line["coverage"] == "covered"
    first = {each["notation"]: each["path"] for each in line["findings"]}
    assert [EXAMPLE + "P-1", "https://w3id.org/antecede/ontology#hasPathway", EXAMPLE + "LA-pathway-1"] in first[
        "LA-01"
    ]


# --- paths ---------------------------------------------------------------------------------------------------------


def test_every_edge_is_a_triple_of_the_documents(reviewer: Reviewer) -> None:
    made = reviewer.review(
        Case.model_validate(field_case(request=[{"line": 1, "code": ABLATION}, {"line": 2, "code": STELLATE}]))
    )
    store = ox.Store()
    for path in [*(ROOT / "ontology").rglob("*.ttl"), *(ROOT / "kg").rglob("*.ttl"), *FIELD.glob("*.ttl")]:
        store.bulk_extend(ox.Quad(*triple.triple) for triple in ox.parse(path=path))
    store.bulk_extend(ox.Quad(*triple.triple) for triple in ox.parse(turtle(made).encode(), format=ox.RdfFormat.TURTLE))
    edges = {tuple(edge) for line in answer(made)["lines"] for each in line["findings"] for edge in each["path"]}
    assert len(edges) > 20
    missing = [edge for edge in edges if ox.Quad(*map(ox.NamedNode, edge)) not in store]
    assert missing == []


def test_path_begins_at_the_document_that_has_the_rule(review: Callable[..., Json]) -> None:
    paths = {each["notation"]: each["path"] for each in line_for(ABLATION, review)["findings"]}
    holders = {
        notation: {edge[0] for edge in path if edge[1].endswith(("#hasRule", "#hasPathway"))}
        for notation, path in paths.items()
    }
    assert holders == {
        "N-01": {EXAMPLE + "N-1"},
        "LA-04": {EXAMPLE + "LA-2"},
        "G-01": {EXAMPLE + "G-1"},
        "LA-02": {EXAMPLE + "LA-2"},
    }


def test_determination_in_rdf_names_each_document(reviewer: Reviewer) -> None:
    text = turtle(reviewer.review(Case.model_validate(field_case())))
    store = ox.Store()
    store.load(text.encode(), format=ox.RdfFormat.TURTLE)
    query = "SELECT ?d WHERE { ?x <http://www.w3.org/ns/prov#hadPlan> ?d }"
    plans = {row["d"].value for row in store.query(query)}  # type: ignore[union-attr]
    assert plans == {EXAMPLE + name for name in ("N-1", "LA-2", "G-1")}
    assert "@prefix field: <https://example.org/policy/field#> ." in text


def test_text_tells_what_was_overruled(review: Callable[..., Json]) -> None:
    text = plain(review(request=[{"line": 1, "code": STELLATE}]))
    assert "Stellate ganglion block is covered when the criteria are met by field LA (local determination)" in text
