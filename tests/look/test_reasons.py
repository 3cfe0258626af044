"""What a line is said to rest on: never nothing where it is not certified, and each thing with its source and its way out."""

import re
from collections import Counter
from functools import cache
from html import unescape

import pytest

from antecede.determination.recommend import CERTIFY, REFUSING_COVERAGE
from antecede.explanation.picture import COVERAGE, EVERY_RULE_MET, NO_RULE_SETTLES
from antecede.letter.letter import Reader, write_letter
from antecede.letter.markdown import markdown
from antecede.letter.plain import plain_words
from antecede.report.page import page
from antecede.report.view import LineView, view
from tests.look.scenes import FIELD_CASES, determination, field
from tests.support import CASES


@cache
def lines() -> tuple[LineView, ...]:
    """Every line of every case, of the shipped ones and of the field."""
    shown = [view(determination(each)) for each in CASES]
    shown += [view(field(each)) for each in FIELD_CASES]
    return tuple(line for each in shown for line in each.lines)


def test_what_is_not_certified_rests_on_something_and_what_is_on_nothing() -> None:
    found = Counter(
        (line.said["recommendation"] == CERTIFY, line.basis in (EVERY_RULE_MET, NO_RULE_SETTLES)) for line in lines()
    )
    assert found[True, False] == 0
    assert found[True, True] >= 100
    assert found[False, False] >= 250
    unsettled = [line for line in lines() if line.basis == NO_RULE_SETTLES]
    assert found[False, True] == len(unsettled) == 1
    assert unsettled[0].said["recommendation"] == "refer"


def test_each_reason_has_a_source_a_way_in_the_picture_and_says_what_would_change_it() -> None:
    for line in lines():
        assert (line.said["recommendation"] == CERTIFY) == (not line.why) or line.basis == NO_RULE_SETTLES
        for each in line.why:
            assert each.sources, each
            assert each.remedy, each
            assert 2 <= len(each.way) <= 7, each
        if line.why:
            assert line.basis.startswith((f"{COVERAGE}:", line.why[0].notation))


def test_what_several_rules_ask_for_is_said_once() -> None:
    for line in lines():
        assert len({(each["kind"], each["text"]) for each in line.repairs}) == len(line.repairs)
    [shared] = [
        each for each in view(field("cpb-sij-neurectomy-indication-silent")).lines[0].to_do if "," in each["notation"]
    ]
    assert shared["notation"] == "N1, N2"


def test_guidance_on_alternatives_stands_apart_and_nothing_is_lost() -> None:
    told = 0
    for line in lines():
        for each in line.alternatives:
            assert " ".join((each["lead"], *each["advice"])) == each["text"]
            assert each["lead"].endswith(".")
            told += len(each["advice"])
    assert told > 100


def test_each_side_of_a_disagreement_is_told_with_its_grades() -> None:
    shown = view(field("bcbs-nd-facet-ablation-second-block-at-49"))
    made = " ".join(unescape(re.sub(r"<[^>]+>", " ", page(shown.determination))).split())
    [dispute] = shown.lines[0].disagreements
    assert {each["direction"] for each in dispute["sides"]} == {"for", "against"}
    for each in dispute["sides"]:
        graded = f"strength {each['strength']}, certainty {each['certainty']}, {each['system']}"
        edition = "" if each["edition"] in each["authority"] else f"{each['edition']} "
        assert f"{each['authority']} {edition}: {graded if each['strength'] else 'covered'}" in made


def test_coverage_that_refuses_comes_first_and_is_cited() -> None:
    refused = [line for line in lines() if line.said["coverage"] in REFUSING_COVERAGE]
    assert len(refused) >= 30
    for line in refused:
        assert line.why[0] is line.coverage
        assert line.coverage
        assert line.coverage.sources
        assert line.coverage.way[1][0] == "coverage"


@pytest.mark.parametrize("name", ["aetna-genicular-ablation", "wps-arise-facet-block"])
def test_page_and_letter_say_that_coverage_decides(name: str) -> None:
    """One is refused for its coverage, one is referred because nobody speaks of it; no rule stands in the way of either."""
    shown = view(field(name))
    [line] = shown.lines
    assert line.reasons == ()
    made = page(shown.determination)
    assert f"<dt>Deciding criterion</dt><dd>{line.basis}</dd>" in made
    assert EVERY_RULE_MET not in made
    assert 'id="line-1.coverage-card" data-box="line-1.coverage" data-boxes="request coverage outcome-' in made
    letter = markdown(write_letter(shown.determination, Reader.PROVIDER, plain_words()))
    assert f"{COVERAGE}: {line.why[0].mark.word.lower()}" in letter
    assert "Every rule that concerns the line is met" not in letter
    member = markdown(write_letter(shown.determination, Reader.MEMBER, plain_words())).partition("## Technical")[0]
    assert "does not cover this treatment" in member or "do not say whether the plan covers" in member
