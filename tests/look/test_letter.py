"""The letter: plain words for the member, a rationale and the criteria for the clinician, the same bytes on every run."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.explanation.letter import NOTHING_TO_SEND, UNWORDED_HELP
from antecede.explanation.picture import COVERAGE
from antecede.knowledge.cache import load_plan
from antecede.letter.block import Table
from antecede.letter.glossary import unexplained
from antecede.letter.grade import grade, syllables
from antecede.letter.letter import Letter, Reader, member_text, write_letter
from antecede.letter.markdown import markdown
from antecede.letter.page import html
from antecede.letter.pdf import pdf
from antecede.letter.plain import plain_words
from antecede.report.answer import answer
from antecede.report.reason import by_coverage
from antecede.report.text import CHANGES, NO_CHANGE, OTHERS
from tests.look.scenes import FIELD_CASES, determination, field
from tests.support import CASE_FILES, CASES, called, python

POLICY = "https://w3id.org/antecede/policy/cpb#"


def letter(case: str, reader: Reader) -> Letter:
    return write_letter(determination(case), reader, plain_words())


@pytest.mark.parametrize("case", CASES)
def test_the_member_meets_no_code_and_no_abbreviation(case: str) -> None:
    text = member_text(letter(case, Reader.MEMBER))
    assert unexplained(text) == []
    assert "%" not in text


@pytest.mark.parametrize("case", CASES)
def test_the_member_can_read_it(case: str) -> None:
    """Grade 8 at most, computed and printed."""
    made = letter(case, Reader.MEMBER)
    assert made.grade is not None
    assert 2 < made.grade <= 8
    assert f"grade {made.grade} (Flesch-Kincaid)" in member_text(made)
    assert made.unworded == ()


def test_a_glossary_fault_is_found() -> None:
    text = member_text(letter("seed-001", Reader.MEMBER))
    for planted in ("MRI", "64772", "M47.816", "L4-L5", "RFA", "S1", "2nd9"):
        assert unexplained(f"{text} Your {planted} is missing.") == [planted]
    assert unexplained("Your MRI", explained=["MRI"]) == []


def test_every_rule_and_act_of_the_policy_has_plain_words() -> None:
    plain, plan = plain_words(), load_plan()
    deciding = [
        each.iri
        for each in plan.criteria.values()
        if each.iri.startswith(POLICY) and each.role in ("prerequisite", "consistency", "line_rule", "exclusion")
    ]
    assert len(deciding) == 48
    assert not [iri for iri in deciding if not (iri in plain.labels and iri in plain.texts and iri in plain.remedies)]
    acts = [each.iri for each in plan.lexicon.classes.values() if each.kind == "act" and not each.abstract]
    assert len(acts) == 99
    assert not [act for act in acts if act not in plain.labels]
    assert all(
        unexplained(text) == [] for text in (*plain.labels.values(), *plain.texts.values(), *plain.remedies.values())
    )


SYLLABLES = {
    1: "made helped whole rule used tried while the are file notes choice see",
    2: "little treated request records needed table able simple people special doctor because approve notice places",
    3: "therapy area idea medial radio physician decision together actual recommends",
    4: "diagnosis information",
    5: "evaluation",
    6: "radiofrequency",
}


def test_syllables_as_counted_by_hand() -> None:
    assert {w: syllables(w) for words in SYLLABLES.values() for w in words.split()} == {
        w: n for n, words in SYLLABLES.items() for w in words.split()
    }


def test_grades_of_known_texts() -> None:
    """Sentences whose words and syllables were counted by hand."""
    assert grade("The cat sat on the mat.") == round(0.39 * 6 + 11.8 * 1 - 15.59, 1)
    assert grade("Your physician recommends radiofrequency.") == round(0.39 * 4 + 11.8 * 13 / 4 - 15.59, 1)
    assert grade("") == 0.0


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("reader", list(Reader))
def test_the_technical_part_is_the_answer(case: str, reader: Reader) -> None:
    """Every finding of every line, once for lines on which the same is said, with its status and its source."""
    made, found = letter(case, reader), answer(determination(case))
    tables = [block for block in made.parts[1].blocks if isinstance(block, Table)]
    rows = {row[:2] for table in tables for row in table.rows}
    told = {(each["notation"], each["label"]) for line in found["lines"] for each in line["findings"]}
    assert {row for row in rows if row[1] != COVERAGE} == told
    assert any(row[1] == COVERAGE for row in rows) == any(map(by_coverage, found["lines"]))
    assert all(row[5] for table in tables for row in table.rows)
    text = markdown(made)
    assert "Draft, recommended" in text
    assert found["edition"] in text
    assert "policy cpb" in text
    assert found["receipt"]["graph_sha256"][:16] in text


@pytest.mark.parametrize("case", CASES)
def test_what_is_missing_is_said(case: str) -> None:
    """For the clinician each remedy of the answer, for the member each in plain words."""
    found, plain = answer(determination(case)), plain_words()
    provider = markdown(letter(case, Reader.PROVIDER))
    texts = [each["text"] for each in found["repairs"]]
    from antecede.letter.markdown import plain as escaped

    assert all(escaped(text) in provider for text in texts)
    member = member_text(letter(case, Reader.MEMBER))
    open_rules = [
        each["id"]
        for line in found["lines"]
        for each in line["findings"]
        if each["status"] in ("not_documented", "conflicting") and each["kind"] == "prerequisite"
    ]
    assert all(plain.remedies[iri] in member for iri in open_rules)


def test_nothing_is_refused_by_the_letter() -> None:
    for case in CASES:
        text = " ".join((markdown(letter(case, Reader.MEMBER)), markdown(letter(case, Reader.PROVIDER))))
        assert not re.search(r"\b(denial|we deny|(request|claim|service) is denied)\b", text, re.I)


def test_rules_without_plain_words_are_named_and_not_told(tmp_path: Path) -> None:
    plain = plain_words()
    bare = type(plain)(plain.labels, {}, {})
    made = write_letter(determination("seed-001"), Reader.MEMBER, bare)
    assert "N8 General conservative care failed" in made.unworded
    assert unexplained(member_text(made)) == []
    assert UNWORDED_HELP in member_text(made)
    assert NOTHING_TO_SEND not in member_text(made)


def test_formats_hold_the_same_words() -> None:
    made = letter("seed-003", Reader.MEMBER)
    text, page = markdown(made), html(made)
    for part in made.parts:
        assert part.title in text
        assert part.title in page
    assert page.count("<li>") == text.count("\n- ")


def test_the_pdf_is_tagged_and_the_same_on_every_run(tmp_path: Path) -> None:
    made = pdf(letter("seed-001", Reader.MEMBER))
    assert b"/StructTreeRoot" in made
    assert b"/MarkInfo" in made
    assert b"/Lang" in made
    assert b"pdfuaid" in made
    assert made == pdf(letter("seed-001", Reader.MEMBER))
    done = python(
        "-m", "antecede.cli.main", "letter", CASE_FILES["seed-001"], "--for", "member", "-o", tmp_path / "letter.pdf"
    )
    assert done.returncode == 0
    assert hashlib.sha256((tmp_path / "letter.pdf").read_bytes()).digest() == hashlib.sha256(made).digest()


def test_the_command_prints_the_grade_and_keeps_output_clean() -> None:
    status, out, err = called("letter", CASE_FILES["seed-003"], "--for", "member")
    assert status == 0
    assert out.startswith("# About a request")
    assert re.search(r"grade \d+\.\d \(Flesch-Kincaid\)", err)
    status, out, err = called("letter", CASE_FILES["seed-003"], "--for", "provider", "--format", "html")
    assert (status, err) == (0, "")
    assert out.startswith("<!DOCTYPE html>")


def test_a_letter_for_a_case_that_names_no_act() -> None:
    case = json.loads(json.dumps(CASES["seed-003"]))
    for line in case["request"]:
        del line["act"]
    made = write_letter(Reviewer().review(Case.model_validate(case)), Reader.MEMBER, plain_words())
    assert "the request does not say which one" in member_text(made)


def field_letter(name: str) -> str:
    """The part for the member of a letter on a case of the field."""
    return member_text(write_letter(field(name), Reader.MEMBER, plain_words()))


def test_letters_on_cases_of_the_field_are_in_plain_words() -> None:
    """No code, no abbreviation, no rule without plain words, grade 8 at most."""
    assert len(FIELD_CASES) >= 346
    for name in FIELD_CASES:
        made = write_letter(field(name), Reader.MEMBER, plain_words())
        assert unexplained(member_text(made), explained=["Flesch-Kincaid"]) == [], name
        assert made.unworded == (), name
        assert made.grade is not None
        assert 2 < made.grade <= 8, name


def test_parts_of_a_request_that_come_to_different_advice_are_told_apart() -> None:
    text = field_letter("medicare-facet-third-level-after-revision")
    first, second = text.index("Parts 1 and 2 of the request"), text.index("Part 3 of the request")
    assert first < text.index("we recommend that the plan approves") < second < text.index("does not approve")
    assert text.count("We read the records") == 1


def test_what_is_not_covered_is_not_told_as_missing_records() -> None:
    text = field_letter("aetna-genicular-ablation")
    assert "The plan does not cover this treatment" in text
    assert "No record that you or your doctor could send would change this." in text
    assert "records do not meet" not in text
    assert "The rules come from Aetna." in text


def test_what_nothing_lifts_is_not_told_as_something_to_send() -> None:
    """Neither "for now" nor "what could help" where a rule stands in the way for good; the other rules are told apart."""
    text = member_text(letter("seed-001", Reader.MEMBER))
    assert "nothing that you or your doctor could send would change that" in text
    assert "for now" not in text
    assert "what could help" not in text
    assert (
        text.index("What the other rules ask for")
        < text.index("Nothing that you send can change")
        < text.index("Send the")
    )
    assert "for now" in member_text(letter("facet-rfa-41-days-of-care", Reader.MEMBER))
    provider = markdown(letter("seed-001", Reader.PROVIDER))
    assert "The rule: code 64772 is unproven" in provider
    assert "Asked for: at least one coded diagnosis" in provider
    assert provider.count(NO_CHANGE) == provider.count(f"{OTHERS}\n") == 2
    assert CHANGES in markdown(letter("facet-rfa-41-days-of-care", Reader.PROVIDER))


def test_where_no_rule_settles_it_the_member_is_told() -> None:
    assert "We found no rule that settles a request like yours" in field_letter("medicare-induced-lesion")
