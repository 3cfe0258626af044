"""What the catalogue counts over the shipped cases, counted again from the answers on them."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from antecede import open_store
from antecede.store.answer import Table

Json = dict[str, Any]
REFUSING = {"prerequisite": "not_met", "consistency": "not_met", "line_rule": "not_met", "exclusion": "fires"}
#: Reasons that call for a person instead of keeping a line open.
FOR_A_PERSON = ("readings_disagree", "contraindicated")


@pytest.fixture(scope="module")
def lines(answers: Json) -> list[tuple[Json, Json]]:
    """Every request line with the answer it stands in."""
    return [(answer, line) for answer in answers.values() for line in answer["lines"]]


def deciding(line: Json) -> list[Json]:
    """Findings that a recommendation rests on, by the table of the answers' page."""
    findings = [each for each in line["findings"] if each["kind"] in REFUSING]
    still_open = [each for each in findings if each["status"] in ("not_documented", "conflicting")]
    rows = {
        "non_certify": [each for each in findings if each["status"] == REFUSING[each["kind"]]],
        "pend": [each for each in still_open if each["reason"] not in FOR_A_PERSON],
        "refer": [each for each in still_open if each["reason"] in FOR_A_PERSON],
    }
    return rows.get(line["recommendation"], [])


def asked(decided: Path, name: str) -> Table:
    return open_store(decided).ask(name)


def counted(table: Table, *names: str) -> dict[Any, Any]:
    """The last column named, by the others."""
    places = [table.columns.index(name) for name in names]
    found = {tuple(row[place] for place in places[:-1]): row[places[-1]] for row in table.rows}
    assert len(found) == len(table.rows)
    return {key: value for key, value in found.items() if value}


def test_recommendations(decided: Path, lines: list[tuple[Json, Json]]) -> None:
    expected = Counter((line["act"] or None, line["recommendation"]) for _, line in lines)
    assert counted(asked(decided, "recommendations-by-act"), "label", "recommendation", "lines") == expected
    assert expected.total() > 20


@pytest.mark.parametrize(("column", "word"), [("refused", "non_certify"), ("open", "pend"), ("referred", "refer")])
def test_deciding_criteria(column: str, word: str, decided: Path, lines: list[tuple[Json, Json]]) -> None:
    expected = Counter((each["id"],) for _, line in lines if line["recommendation"] == word for each in deciding(line))
    assert counted(asked(decided, "deciding-criteria"), "criterion", column) == expected
    assert expected or word == "refer"


def test_sole_deciders(decided: Path, lines: list[tuple[Json, Json]]) -> None:
    alone = [(line, deciding(line)[0]) for _, line in lines if len(deciding(line)) == 1]
    expected = Counter((each["id"], line["recommendation"]) for line, each in alone)
    assert counted(asked(decided, "sole-deciders"), "criterion", "recommendation", "lines") == expected
    assert expected


@pytest.mark.parametrize("status", ["not_met", "not_documented", "conflicting"])
def test_unmet_prerequisites(status: str, decided: Path, lines: list[tuple[Json, Json]]) -> None:
    found: Counter[Any] = Counter()
    for row in asked(decided, "unmet-prerequisites").to_pandas().to_dict("records"):
        found[row["criterion"]] += row[status]
    expected = Counter(
        each["id"]
        for _, line in lines
        for each in line["findings"]
        if (each["kind"], each["status"]) == ("prerequisite", status)
    )
    assert +found == expected
    assert expected


def test_paper_denials(decided: Path, lines: list[tuple[Json, Json]]) -> None:
    expected = Counter(
        answer["case"]
        for answer, line in lines
        if deciding(line) and all(each["status"] == "not_documented" for each in deciding(line))
    )
    assert Counter(row[0] for row in asked(decided, "paper-denials").rows) == expected
    assert expected


def test_steps(decided: Path, answers: Json) -> None:
    expected = Counter(
        step["step"] for answer in answers.values() for step in answer["pathway"] if step["state"] == "skipped"
    )
    found = {(row[2], row[5]) for row in asked(decided, "skipped-steps").rows}
    assert found == set(expected.items())
    assert expected


def test_alternatives(decided: Path, answers: Json) -> None:
    shown = [(each["act"], each["coverage"]) for answer in answers.values() for each in answer["alternatives"]]
    found: Counter[Any] = Counter()
    for row in asked(decided, "alternatives-not-covered").to_pandas().to_dict("records"):
        found[row["label"], row["coverage"]] += row["lines"]
    assert found == Counter(each for each in shown if each[1] not in ("covered", "conditional"))
    assert found
