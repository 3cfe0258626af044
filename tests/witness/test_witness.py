"""Witness cases: each certifies (or leaves only coverage open), needs all it holds, and its variants do what they say."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from antecede.case.model import Case
from antecede.construction.demand import Goal
from antecede.criterion.engine import Engine
from antecede.determination.determine import determine
from antecede.determination.result import LineResult
from antecede.report.witness import case_as_data
from antecede.truth.day import days
from antecede.witness.clauses import Coverage
from antecede.witness.variants import Variant
from tests.witness.made import POLICIES, engine, made

STATUSES = {
    Goal.MET: {"met", "clear", "fires", "not_applicable"},
    Goal.EDGE: {"met", "clear", "fires"},
    Goal.FAILED: {"not_met", "fires", "conflicting", "clear"},
    Goal.SILENT: {"not_documented"},
}
SECTIONS = ("events", "findings", "diagnoses", "complete")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, cache: object) -> Path:
    return tmp_path_factory.mktemp("witness-knee")


@pytest.fixture(scope="module", params=POLICIES)
def coverage(request: pytest.FixtureRequest, folder: Path) -> Coverage:
    return made(request.param, folder)


@pytest.fixture(scope="module")
def judge(folder: Path) -> Engine:
    return engine(folder)


def reviewed(case: Case, judge: Engine) -> LineResult:
    """The first line of a case, read anew from its data."""
    return determine(Case.model_validate(case_as_data(case)), judge).lines[0]


def statuses(line: LineResult) -> dict[str, str]:
    return {each.criterion.iri: each.status.value for each in line.assessments}


def variants(coverage: Coverage) -> list[Variant]:
    return [each for one in coverage.tried for each in one.variants if each.case is not None]


def test_every_setting_has_a_witness_or_is_refused(coverage: Coverage) -> None:
    assert len(coverage.tried) == {"cpb": 27, "knee": 2}[coverage.policy.notation]
    assert [one.setting for one in coverage.tried if one.witness is None and not one.refused] == []
    covered = {each.act for each in coverage.policy.coverage}
    certified = {one.setting.act for one in coverage.tried if one.witness and one.witness.reaches == "certify"}
    assert certified == covered


def test_witness_comes_to_what_it_says(coverage: Coverage, judge: Engine) -> None:
    for one in coverage.tried:
        if one.witness:
            line = reviewed(one.witness.case, judge)
            assert line.recommendation == one.witness.reaches
            assert one.setting.step is None or (line.place and line.place.step.iri == one.setting.step.iri)


def test_witness_needs_all_it_holds(coverage: Coverage, judge: Engine) -> None:
    for one in coverage.tried:
        for section in SECTIONS if one.witness else ():
            case = one.witness.case
            for index in range(len(getattr(case, section))):
                entries = getattr(case, section)
                fewer = replace(case, **{section: (*entries[:index], *entries[index + 1 :])})
                assert spoilt(fewer, one.witness.reaches, one.setting.step and one.setting.step.iri, judge)


def spoilt(case: Case, reaches: str, step: object, judge: Engine) -> bool:
    """Whether a case is no witness: another recommendation, something open, a waiver, or another step."""
    line = reviewed(case, judge)
    against = {"not_met", "not_documented", "conflicting", "waived", "fires"}
    deciding = [each for each in line.assessments if each.criterion.role not in ("flag", "exception")]
    elsewhere = step is not None and (line.place is None or line.place.step.iri != step)
    return line.recommendation != reaches or elsewhere or any(each.status.value in against for each in deciding)


def test_variant_gives_exactly_its_finding(coverage: Coverage, judge: Engine) -> None:
    for each in variants(coverage):
        assert each.case
        line = reviewed(each.case, judge)
        found = statuses(line)
        assert (found[each.criterion.iri], line.recommendation) == (each.status, each.recommendation)
        assert each.status in STATUSES[each.goal]
        before = statuses(determine(each.start, judge).lines[0])
        moved = {iri for iri in before.keys() | found.keys() if before.get(iri) != found.get(iri)} - {
            each.criterion.iri
        }
        assert moved == {other.criterion.iri for other in each.moved}


def test_only_dependent_findings_move(coverage: Coverage) -> None:
    moved = [other for each in variants(coverage) for other in each.moved]
    assert len(moved) > 3
    assert [other for other in moved if not other.shares] == []


def test_failing_one_prerequisite_ends_certification(coverage: Coverage) -> None:
    failed = [each for each in variants(coverage) if each.goal is Goal.FAILED and each.criterion.role == "prerequisite"]
    assert len(failed) > 5
    assert {each.recommendation for each in failed} <= {"non_certify", "pend", "refer"}
    assert all(each.recommendation == "non_certify" for each in failed if each.status == "not_met")


COUNTS = {
    "cpb": {Goal.MET: (50, 50), Goal.EDGE: (46, 46), Goal.FAILED: (50, 50), Goal.SILENT: (41, 41)},
    "knee": {Goal.MET: (8, 8), Goal.EDGE: (8, 8), Goal.FAILED: (8, 8), Goal.SILENT: (7, 7)},
}


def test_every_clause_is_brought_to_all_it_can_come_to(coverage: Coverage) -> None:
    assert coverage.counts == COUNTS[coverage.policy.notation]
    for clause in coverage.clauses:
        assert all(clause.why_not.values()), clause.criterion.notation
        assert clause.decides


#: Where a criterion is measured: section, type and key, and by how much the case just met and the case just failed differ.
EDGES = {
    "M9": ("findings", "ActivityLimitation", "since", 1),
    "M3": ("events", "PhysicalTherapy", "start", 1),
    "G5": ("events", "GenicularRadiofrequencyAblation", "date", 1),
    "G7": ("findings", "PainScore", "value", -1),
}


def test_boundary_and_failure_lie_side_by_side(coverage: Coverage) -> None:
    seen = set()
    for one in coverage.tried:
        by_goal = {(each.criterion.notation, each.goal): each.case for each in one.variants}
        for notation, (section, kind, key, apart) in EDGES.items():
            met, failed = by_goal.get((notation, Goal.EDGE)), by_goal.get((notation, Goal.FAILED))
            if met and failed:
                before, after = (measured(case, section, kind, key) for case in (met, failed))
                assert after - before == apart, notation
                seen.add(notation)
    assert seen == {"cpb": {"M3", "M9"}, "knee": {"G5", "G7"}}[coverage.policy.notation]


def measured(case: Case, section: str, kind: str, key: str) -> float:
    """The number or the day that the one entry of a type gives."""
    [value] = {getattr(each, key) for each in getattr(case, section) if each.type == kind and getattr(each, key)}
    return days(value).first if isinstance(value, str) else value
