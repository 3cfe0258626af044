"""``antecede policies`` and ``review --policy all``: what is known, and one case under all of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support import CASE_FILES, FIELD, called, field_case, written

Json = dict[str, Any]


def listed(*options: object) -> list[Json]:
    status, out, err = called("policies", "--kg", FIELD, "--format", "json", *options)
    assert (status, err) == (0, "")
    rows: list[Json] = json.loads(out)
    return rows


# --- what is known -------------------------------------------------------------------------------------------------


def test_rows_of_a_family() -> None:
    rows = listed("--family", "field")
    ablation = {each["policy"]: each for each in rows if each["id"].endswith("#GenicularRadiofrequencyAblation")}
    assert {policy: each["coverage"] for policy, each in ablation.items()} == {
        "LA-2": "covered",
        "LB-1": "covered",
        "LC-1": "not_covered",
        "N-1": "silent",
        "P-1": "unproven",
    }
    assert ablation["LA-2"] == {
        "act": "genicular radiofrequency ablation",
        "id": "https://w3id.org/antecede/ontology#GenicularRadiofrequencyAblation",
        "family": "field",
        "policy": "LA-2",
        "document": "LA",
        "edition": "LA, revision",
        "tier": "local determination",
        "contractors": ["Noridian JE", "Noridian JF"],
        "in_force_from": "2026-04-16",
        "in_force_until": "",
        "coverage": "covered",
        "criteria": 2,
        "provenance": {"assumed here": 1},
        "to_be_confirmed": True,
    }


def test_rows_of_all_families_hold_those_of_each() -> None:
    rows = listed()
    assert {"cpb", "field"} <= {each["family"] for each in rows}
    assert [each for each in rows if each["family"] == "field"] == listed("--family", "field")
    assert {each["coverage"] for each in rows} <= {"covered", "conditional", "unproven", "not_covered", "silent"}


def test_rows_of_a_day() -> None:
    before, after = (
        {each["policy"] for each in listed("--family", "field", "--as-of", day)} for day in ("2026-04-15", "2026-04-16")
    )
    assert before == {"N-1", "LA-1", "LB-1", "LC-1", "P-1"}
    assert after == {"N-1", "LA-2", "LB-1", "LC-1", "P-1"}


def test_table_for_people() -> None:
    status, out, err = called("policies", "--kg", FIELD, "--family", "field")
    assert (status, err) == (0, "")
    block = out.split("genicular radiofrequency ablation\n")[1].split("\n\n")[0].splitlines()
    assert block == [
        "  family  coverage     rules  read at source  documents",
        "  field   covered      2      0 of 1          LA, revision",
        "  field   covered      1      0 of 1          LB, original",
        "  field   not covered  0      0 of 1          LC, revision",
        "  field   silent       1      0 of 1          national, 2020",
        "  field   unproven     1      0 of 1          plan criteria",
    ]


@pytest.mark.parametrize(
    ("options", "what"),
    [(["--family", "feld"], "unknown policy 'feld'"), (["--as-of", "soon"], "'soon' is no date")],
)
def test_option_that_will_not_do(options: list[str], what: str) -> None:
    status, out, err = called("policies", *options)
    assert (status, out) == (2, "")
    assert what in err
    assert len(err.splitlines()) == 1


# --- one case under all --------------------------------------------------------------------------------------------


def test_case_under_every_policy_that_speaks(tmp_path: Path) -> None:
    path = written(field_case(policy="nothing known"), tmp_path)
    status, out, err = called("review", path, "--kg", FIELD, "--policy", "all", "--format", "json")
    assert (status, err) == (0, "")
    answers = {each["policy"]: each for each in json.loads(out)}
    assert "field" in answers
    assert "cpb" not in answers, "it says nothing of the act"
    status, alone, _ = called("review", path, "--kg", FIELD, "--policy", "field", "--format", "json")
    assert answers["field"] == json.loads(alone)


def test_table_comes_first(tmp_path: Path) -> None:
    path = written(field_case(), tmp_path)
    status, out, err = called("review", path, "--kg", FIELD, "--policy", "all")
    assert (status, err) == (0, "")
    first = out.splitlines()
    assert first[0].startswith("field-1 under ")
    assert first[1].split() == ["policy", "line", "recommendation", "coverage", "robust", "failed", "open", "edition"]
    (row,) = (line for line in first[2:] if line.startswith("field "))
    assert row.split()[:7] == ["field", "1,", "64624", "certify", "covered", "yes", "-"]
    assert out.index("field-1: CERTIFY") > out.index(row)


def test_policies_that_are_not_in_force_are_left_out(tmp_path: Path) -> None:
    path = written(field_case(as_of="2019-06-01", contractor=None), tmp_path)
    status, out, err = called("review", path, "--kg", FIELD, "--policy", "all", "--format", "json")
    assert (status, err) == (0, "")
    assert "field" not in {each["policy"] for each in json.loads(out)}


def test_nothing_that_speaks(tmp_path: Path) -> None:
    path = written(field_case(as_of="1990-01-01", contractor=None), tmp_path)
    status, out, err = called("review", path, "--policy", "all")
    assert (status, err) == (0, "")
    assert out.strip() == "field-1: no policy carried here speaks of what is asked for."
    status, out, _ = called("review", path, "--policy", "all", "--format", "json")
    assert (status, json.loads(out)) == (0, [])


def test_several_cases_each_under_all(tmp_path: Path) -> None:
    path = written(field_case(), tmp_path)
    files = [path, CASE_FILES["facet-rfa-all-met"]]
    status, out, err = called("review", *files, "--kg", FIELD, "--policy", "all", "--format", "json")
    assert (status, err) == (0, "")
    pairs = {(each["case"], each["policy"]) for each in json.loads(out)}
    assert {("field-1", "field"), ("facet-rfa-all-met", "cpb")} <= pairs
    assert ("field-1", "cpb") not in pairs


def test_bad_case_prints_nothing(tmp_path: Path) -> None:
    bad = written(field_case(contractor="nobody"), tmp_path, "bad.json")
    status, out, err = called("review", CASE_FILES["facet-rfa-all-met"], bad, "--kg", FIELD, "--policy", "all")
    assert (status, out) == (2, "")
    assert err.startswith(f"{bad}: contractor: unknown contractor 'nobody'; ")
