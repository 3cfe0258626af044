"""A class of facts may be a union whose alternatives are refined: each is looked up by its own name."""

from pathlib import Path
from typing import Any

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.report.answer import answer
from tests.support import TESTS

POLICY = (TESTS / "policies" / "knee.ttl").read_text(encoding="utf-8")
EITHER = """
knee:SlipOfGrade2 a owl:Class ;
    rdfs:label "slip of grade 2 or more"@en ;
    skos:definition "anterolisthesis with a value of 2 or more"@en ;
    owl:equivalentClass [ a owl:Class ; owl:intersectionOf ( ant:Anterolisthesis
        [ a owl:Restriction ; owl:onProperty ant:value ; owl:someValuesFrom
            [ a rdfs:Datatype ; owl:onDatatype xsd:decimal ; owl:withRestrictions ( [ xsd:minInclusive 2.0 ] ) ] ] ) ] .

knee:Unstable a owl:Class ;
    rdfs:label "instability or a slip of grade 2 or more"@en ;
    skos:definition "segmental instability, or anterolisthesis with a value of 2 or more"@en ;
    owl:equivalentClass [ a owl:Class ; owl:unionOf ( ant:SegmentalInstability knee:SlipOfGrade2 ) ] .

knee:G99 a ant:PresenceCriterion ;
    skos:notation "G99" ; rdfs:label "Unstable segment"@en ; ant:role ant:Prerequisite ;
    ant:requirement "instability, or a slip of grade 2 or more"@en ; ant:remedy "send the films"@en ;
    ant:counts knee:Unstable ; ant:citation knee:cited .

knee:policy ant:hasRule knee:G99 .
"""


@pytest.fixture(scope="module")
def reviewer(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Reviewer:
    folder = tmp_path_factory.mktemp("alternatives")
    (folder / "knee.ttl").write_text(POLICY + EITHER, encoding="utf-8")
    return Reviewer([folder])


@pytest.mark.parametrize(
    ("findings", "status"),
    [
        ([{"type": "SegmentalInstability"}], "met"),
        ([{"type": "Anterolisthesis", "value": 2}], "met"),
        ([{"type": "Anterolisthesis"}], "not_documented"),
        ([{"type": "SegmentalInstability", "present": False}], "not_documented"),
        (
            [{"type": "SegmentalInstability", "present": False}, {"type": "Anterolisthesis", "present": False}],
            "not_met",
        ),
        ([], "not_documented"),
    ],
)
def test_each_alternative_is_looked_up(findings: list[dict[str, Any]], status: str, reviewer: Reviewer) -> None:
    case = {"id": "either", "as_of": "2025-11-18", "policy": "knee", "request": [{"line": 1, "code": "64624"}]}
    answered = answer(reviewer.review(Case.model_validate(case | {"findings": findings})))
    assert {each["status"] for each in answered["lines"][0]["findings"] if each["notation"] == "G99"} == {status}
