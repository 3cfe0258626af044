"""Every case file, reviewed through the command line, gives what it says it must give."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support import CASE_FILES

Json = dict[str, Any]
#: Keys whose values are names and addresses of things and not said of the case.
SILENT = {"id", "path", "facts", "case", "receipt", "notation", "code", "recommendation", "status", "reason"}
SENTENCES = {"text", "found", "coverage_text"}

EXPECTED: dict[str, Json] = {
    name: json.loads(path.read_text(encoding="utf-8"))["expected"] for name, path in CASE_FILES.items()
}
WHOLE = [(name, expected["recommendation"]) for name, expected in EXPECTED.items()]


def each(key: str) -> list[tuple[str, str, Any]]:
    """Case, key and value of all that the case files say under a heading."""
    return [
        (name, inner, value) for name, expected in EXPECTED.items() for inner, value in expected.get(key, {}).items()
    ]


def words(key: str) -> list[tuple[str, str]]:
    return [(name, pattern) for name, expected in EXPECTED.items() for pattern in expected[key]]


def tolerated(value: Any) -> set[Any]:
    return set(value) if isinstance(value, list) else {value}


def texts(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """All texts of an answer with the key that they stand under."""
    if isinstance(node, str):
        yield key, node
    elif isinstance(node, dict | list):
        for inner, value in node.items() if isinstance(node, dict) else ((key, item) for item in node):
            if inner not in SILENT:
                yield from texts(value, inner)


def statuses(answer: Json, heading: str, notation: str) -> set[str]:
    """Statuses of a rule on all lines that carry it; ``R7@64636`` on the lines of one code."""
    rule, _, code = notation.partition("@")
    lines = [line for line in answer["lines"] if code in ("", line["code"])]
    assert lines, f"no line has code {code}"
    found = [each["status"] for line in lines for each in line[heading] if each["notation"] == rule]
    if not found:
        return {"absent"}
    return set(found) if code else set(found) - {"not_applicable"} or {"not_applicable"}


def test_all_cases_and_all_they_say_were_collected() -> None:
    assert len(CASE_FILES) == 17
    assert len(WHOLE) == 17
    assert {key: len(each(key)) for key in ("lines", "findings", "advisories", "curable")} == {
        "lines": 35,
        "findings": 185,
        "advisories": 5,
        "curable": 18,
    }
    assert (len(words("must_mention")), len(words("must_not_mention"))) == (30, 11)


@pytest.mark.parametrize(("name", "recommendation"), WHOLE)
def test_request_gets_its_recommendation(name: str, recommendation: Any, answers: Json) -> None:
    assert answers[name]["recommendation"] in tolerated(recommendation)


@pytest.mark.parametrize(("name", "code", "recommendation"), each("lines"))
def test_line_gets_its_recommendation(name: str, code: str, recommendation: Any, answers: Json) -> None:
    found = {line["recommendation"] for line in answers[name]["lines"] if line["code"] == code}
    assert len(found) == 1
    assert found <= tolerated(recommendation)


@pytest.mark.parametrize(("name", "code", "curable"), each("curable"))
def test_line_is_curable_or_not(name: str, code: str, curable: bool, answers: Json) -> None:
    assert {line["curable"] for line in answers[name]["lines"] if line["code"] == code} == {curable}


@pytest.mark.parametrize(("name", "notation", "status"), each("findings"))
def test_rule_comes_to_its_status(name: str, notation: str, status: Any, answers: Json) -> None:
    found = statuses(answers[name], "findings", notation)
    assert len(found) == 1, "lines that carry the rule disagree"
    assert found <= tolerated(status)


@pytest.mark.parametrize(("name", "notation", "status"), each("advisories"))
def test_guideline_speaks_as_it_must(name: str, notation: str, status: Any, answers: Json) -> None:
    assert statuses(answers[name], "advisories", notation) <= tolerated(status)


@pytest.mark.parametrize(("name", "pattern"), words("must_mention"))
def test_answer_mentions(name: str, pattern: str, answers: Json) -> None:
    assert re.search(pattern, "\n".join(text for _, text in texts(answers[name])), re.IGNORECASE)


@pytest.mark.parametrize(("name", "pattern"), words("must_not_mention"))
def test_sentences_do_not_mention(name: str, pattern: str, answers: Json) -> None:
    said = [text for key, text in texts(answers[name]) if key in SENTENCES]
    assert said
    assert [text for text in said if re.search(pattern, text, re.IGNORECASE)] == []


@pytest.mark.parametrize("name", CASE_FILES)
def test_answer_is_about_its_case(name: str, answers: Json) -> None:
    case = json.loads(CASE_FILES[name].read_text(encoding="utf-8"))["case"]
    answer = answers[name]
    assert (answer["policy"], answer["as_of"]) == (case["policy"], case["as_of"])
    assert [(line["line"], line["code"]) for line in answer["lines"]] == [
        (line["line"], line["code"]) for line in case["request"]
    ]
    assert answer["human_review_required"] is (answer["recommendation"] != "certify")


@pytest.mark.parametrize("name", CASE_FILES)
def test_every_finding_is_told_in_full(name: str, answers: Json) -> None:
    case = json.loads(CASE_FILES[name].read_text(encoding="utf-8"))["case"]
    findings = [finding for line in answers[name]["lines"] for finding in line["findings"]]
    assert findings
    for finding in findings:
        assert finding["text"].endswith(".")
        assert all(
            finding[key] for key in ("notation", "id", "kind", "label", "status", "reason", "required", "citations")
        )
        for section, index in (ref.split("/") for ref in finding["facts"]):
            assert int(index) < len(case[section])
