"""Cases of the field, reviewed under the documents of their payers, give what the documents ask for."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.test_cases import SENTENCES, statuses, texts, tolerated

Json = dict[str, Any]
FILES = {path.stem: path for path in sorted((Path(__file__).parent / "cases-field").glob("*.json"))}
WRITTEN: dict[str, Json] = {name: json.loads(path.read_text(encoding="utf-8")) for name, path in FILES.items()}
HEADINGS = ("lines", "by_line", "curable", "findings", "advisories", "considered")


@pytest.fixture(scope="module")
def field(review: Callable[[Json], Json]) -> dict[str, Json]:
    """Answer on each case, by the name of its file."""
    return {name: review(written["case"]) for name, written in WRITTEN.items()}


def each(key: str) -> list[tuple[str, str, Any]]:
    """Case, key and value of all that the case files say under a heading."""
    return [
        (name, inner, value)
        for name, written in WRITTEN.items()
        for inner, value in written["expected"].get(key, {}).items()
    ]


def listed(key: str) -> list[tuple[str, str]]:
    return [(name, word) for name, written in WRITTEN.items() for word in written["expected"].get(key, [])]


def test_all_cases_and_all_they_say_were_collected() -> None:
    assert len(WRITTEN) == 508
    assert {key: len(each(key)) for key in HEADINGS} == {
        "lines": 449,
        "by_line": 7,
        "curable": 111,
        "findings": 773,
        "advisories": 4,
        "considered": 31,
    }
    assert {key: len(listed(key)) for key in ("must_mention", "must_not_mention", "notices")} == {
        "must_mention": 64,
        "must_not_mention": 5,
        "notices": 3,
    }


@pytest.mark.parametrize("name", WRITTEN)
def test_case_is_named_like_its_file_and_says_why(name: str) -> None:
    assert WRITTEN[name]["case"]["id"] == name
    assert WRITTEN[name]["why"].endswith(".")


@pytest.mark.parametrize("name", WRITTEN)
def test_request_gets_its_recommendation(name: str, field: dict[str, Json]) -> None:
    assert field[name]["recommendation"] == WRITTEN[name]["expected"]["recommendation"]


@pytest.mark.parametrize(("name", "code", "recommendation"), each("lines"))
def test_line_gets_its_recommendation(name: str, code: str, recommendation: str, field: dict[str, Json]) -> None:
    assert {line["recommendation"] for line in field[name]["lines"] if line["code"] == code} == {recommendation}


@pytest.mark.parametrize(("name", "number", "recommendation"), each("by_line"))
def test_line_of_its_number_gets_it(name: str, number: str, recommendation: str, field: dict[str, Json]) -> None:
    assert {line["recommendation"] for line in field[name]["lines"] if line["line"] == int(number)} == {recommendation}


@pytest.mark.parametrize(("name", "code", "curable"), each("curable"))
def test_line_is_curable_or_not(name: str, code: str, curable: bool, field: dict[str, Json]) -> None:
    assert {line["curable"] for line in field[name]["lines"] if line["code"] == code} == {curable}


@pytest.mark.parametrize(("name", "notation", "status"), each("findings"))
def test_rule_comes_to_its_status(name: str, notation: str, status: Any, field: dict[str, Json]) -> None:
    assert statuses(field[name], "findings", notation) == tolerated(status)


@pytest.mark.parametrize(("name", "notation", "status"), each("advisories"))
def test_guidance_lies_in_scope_or_not(name: str, notation: str, status: Any, field: dict[str, Json]) -> None:
    assert statuses(field[name], "advisories", notation) == tolerated(status)


@pytest.mark.parametrize(("name", "edition", "why"), each("considered"))
def test_edition_is_taken_or_left_for_its_reason(name: str, edition: str, why: str, field: dict[str, Json]) -> None:
    considered = {each["policy"]: each["why"] for each in field[name]["receipt"]["policies_considered"]}
    assert considered[edition] == why


@pytest.mark.parametrize(("name", "pattern"), listed("must_mention"))
def test_answer_mentions(name: str, pattern: str, field: dict[str, Json]) -> None:
    assert re.search(pattern, "\n".join(text for _, text in texts(field[name])), re.IGNORECASE)


@pytest.mark.parametrize(("name", "pattern"), listed("must_not_mention"))
def test_answer_does_not_mention(name: str, pattern: str, field: dict[str, Json]) -> None:
    said = "\n".join(text for key, text in texts(field[name]) if key in SENTENCES)
    assert not re.search(pattern, said, re.IGNORECASE)


@pytest.mark.parametrize(("name", "kind"), listed("notices"))
def test_answer_notices(name: str, kind: str, field: dict[str, Json]) -> None:
    assert kind in {notice["kind"] for notice in field[name]["notices"]}


@pytest.mark.parametrize("name", WRITTEN)
def test_what_was_not_read_at_source_is_to_be_confirmed(name: str, field: dict[str, Json]) -> None:
    cited = [
        citation for line in field[name]["lines"] for finding in line["findings"] for citation in finding["citations"]
    ]
    assert cited or not any(line["findings"] for line in field[name]["lines"])
    for citation in cited:
        assert citation["to_be_confirmed"] is (citation["known_by"] != "read at source")
