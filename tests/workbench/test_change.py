"""Changes by place: what a form or a link says is done to the case, and nothing else."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from antecede.api import Reviewer
from antecede.workbench.change import LISTS, Changes, applied, of_form, of_link, text_at
from antecede.workbench.form import form
from antecede.workbench.submission import changed_submission, submission
from tests.look.scenes import reviewer
from tests.support import CASES, case
from tests.workbench.forms import filled_in, form_of

NAMES = sorted(CASES)


def places(data: Any, above: str = "") -> list[str]:
    """Places of all values of a case that a field can show."""
    if isinstance(data, dict):
        below = [(f"{above}/{key}" if above else key, value) for key, value in data.items()]
        return [place for name, value in below for place in (places(value, name) if deep(value) else [name])]
    return [place for number, each in enumerate(data) for place in places(each, f"{above}/{number}")]


def deep(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(each, dict) for each in value))


@pytest.mark.parametrize("name", NAMES)
def test_a_form_sent_back_untouched_changes_nothing(name: str) -> None:
    pairs = filled_in(form_of(CASES[name], reviewer()))
    assert len(pairs) > 25
    assert of_form(pairs, CASES[name]) == Changes()


@pytest.mark.parametrize("name", NAMES)
def test_every_value_has_its_field_and_is_read_as_it_was_written(name: str) -> None:
    """The text of a field, put where nothing was, makes the very value it was made of."""
    shown = dict(filled_in(form_of(CASES[name], reviewer())))
    for place in (each for each in places(CASES[name]) if "same_day" not in each and each not in LISTS):
        assert place in shown
        text = text_at(CASES[name], place)
        assert shown[place] == text
        emptied = applied(CASES[name], Changes(((place, ""),))).data
        assert applied(emptied, Changes(((place, text),))).data == CASES[name], place


@pytest.mark.parametrize(
    ("place", "text", "value"),
    [
        ("as_of", "2025-12-24", "2025-12-24"),
        ("events/3/relief", "55", 55),
        ("events/3/relief", "70, 80", [70, 80]),
        ("events/3/relief", "good", "good"),
        ("events/3/relief", "180", 180),
        ("events/3/levels", "L4-L5", ["L4-L5"]),
        ("events/3/count", "null", None),
        ("events/3/modifiers", "[]", []),
        ("events/3/drug", "bupivacaine, 0.5 %", "bupivacaine, 0.5 %"),
        ("events/0/sessions", "twelve", "twelve"),
        ("findings/1/present", "true", True),
        ("request/0/code", "64999", "64999"),
        ("request/0/units", "2", 2),
        ("patient/age", "70", 70),
        ("complete", "MedialBranchBlock, LumbarFusion", ["MedialBranchBlock", "LumbarFusion"]),
        ("events/3/source/quote", "80 %, six hours", "80 %, six hours"),
        ("nonsense", "1", None),
        ("events/99/type", "LumbarMRI", None),
        ("events/0/a/b", "1", None),
        ("__class__", "1", None),
    ],
)
def test_one_change_is_one_value(place: str, text: str, value: object) -> None:
    before = case("facet-rfa-all-met")
    before["events"][3].pop("source", None)
    kept = deepcopy(before)
    after = applied(before, of_link([("set", f"{place}={text}")])).data
    assert before == kept
    expected = deepcopy(before)
    *above, last = place.split("/")
    holder: Any = expected
    for part in above:
        holder = holder[int(part)] if isinstance(holder, list) and int(part) < len(holder) else holder
        holder = holder.setdefault(part, {}) if isinstance(holder, dict) and not part.isdigit() else holder
    if value is not None or text == "null":
        holder[last] = value
    assert after == (expected if value is not None or text == "null" else before)


def test_entries_are_added_and_left_out() -> None:
    before = case("facet-rfa-all-met")
    last = len(before["events"])
    pairs = [("drop", "events/0"), ("set", f"events/{last}/type=LumbarMRI"), ("set", f"events/{last}/date=2025-08-01"), ("set", "events/1/outcome=improved")]  # fmt: skip
    made = applied(before, of_link(pairs))
    assert made.data["events"] == [before["events"][1] | {"outcome": "improved"}, *before["events"][2:], {"type": "LumbarMRI", "date": "2025-08-01"}]  # fmt: skip
    assert made.back("events/0/outcome") == "events/1/outcome"
    assert made.back(f"events/{last - 1}/type") == f"events/{last}/type"
    assert made.whole["events"][0] == before["events"][0]


def test_a_link_is_what_its_changes_are() -> None:
    pairs = [("set", "as_of=2025-12-01"), ("set", "events/3/source=a=b&c"), ("drop", "findings/2")]
    changes = of_link(pairs)
    assert changes.pairs() == pairs
    assert changes.without(pairs[1]).pairs() == [pairs[0], pairs[2]]


def test_a_problem_stands_at_the_field_it_belongs_to() -> None:
    """Also where entries before it are left out."""
    changes = of_link([("drop", "events/0"), ("set", "events/4/date=soon"), ("set", "complete=LumbarMRI, Nothing")])
    found, made = changed_submission(case("facet-rfa-all-met"), changes, reviewer())
    assert [each.place for each in found.problems] == ["events/3/date", "complete/1"]
    shown = form(made, changes.drops, found.problems, reviewer().engine)
    wrong = {each.place: [p.what for p in each.problems] for each in shown.fields if each.problems}
    events = next(each for each in shown.sections if each.name == "events")
    wrong |= {f.place: [p.what for p in f.problems] for e in events.entries for f in e.fields if f.problems}
    assert wrong == {"complete": ["unknown type 'Nothing'"], "events/4/date": ["'soon' is no date"]}
    assert [each.dropped for each in events.entries][:2] == [True, False]
    assert shown.problems == ()


BROKEN: dict[str, Any] = {
    "events that are no list": {"events": 5},
    "an entry that is none": {"events": ["x", 7, None, [1, [2]]]},
    "a patient that is none": {"patient": "x"},
    "no request": {"request": []},
    "keys that are none": {"evnts": [1], "patient": {"weight": 5}, "request": [{"line": 1, "kode": "64635"}]},
    "a source in pieces": {"findings": [{"type": "LegPain", "source": {"dokument": "x", "quote": 5}}]},
    "text for a list": {"complete": "LumbarMRI"},
    "nothing at all": dict.fromkeys(("id", "as_of", "policy", "request", "events", "findings", "diagnoses")),
}


@pytest.mark.parametrize("name", BROKEN)
def test_whatever_is_sent_is_shown_and_nothing_is_lost(name: str) -> None:
    """Every problem is told once, every value has its field, and the form sent back is the case that was sent."""
    data = case("facet-rfa-all-met") | BROKEN[name]
    found = submission(json.dumps(data), reviewer())
    assert found.problems
    assert found.data == data
    shown = form(applied(data, Changes()), (), found.problems, reviewer().engine)
    assert len(shown.problems) + len(shown.placed) == len(found.problems)
    assert of_form(filled_in(shown), data) == Changes()


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 200) | st.text(max_size=8) | st.sampled_from(["L4-L5", "2025-08", "MedialBranchBlock"]),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(["type", "date", "code", "source", "levels", "x"]), below, max_size=3),
    max_leaves=8,
)  # fmt: skip
KEYS = st.sampled_from(
    ["id", "as_of", "policy", "patient", "request", "diagnoses", "findings", "events", "complete", "?"]
)
NUMBERS = st.sampled_from(["0", "1", "2", "9", "type"])
PLACES = st.tuples(KEYS, NUMBERS, st.sampled_from(["type", "code", "source", "levels", "x"])).flatmap(
    lambda parts: st.sampled_from(["/".join(parts[:n]) for n in (1, 2, 3)])
)


@given(st.dictionaries(KEYS, VALUES, max_size=6), st.lists(st.tuples(PLACES, st.text(max_size=8)), max_size=4))
def test_no_change_of_anything_fails(data: dict[str, Any], sets: list[tuple[str, str]]) -> None:
    """Whatever was sent and whatever is changed: a form comes of it, or a determination."""
    one: Reviewer = reviewer()
    changes = of_link([*(("set", f"{place}={text}") for place, text in sets), ("drop", "events/0")])
    found, made = changed_submission(data, changes, one)
    shown = form(made, changes.drops, found.problems, one.engine)
    assert len(shown.problems) + len(shown.placed) == len(found.problems)
    assert found.determination or found.problems
