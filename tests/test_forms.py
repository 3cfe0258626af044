"""Shapes read a case quickly, forms say what is wrong with it: what both take they read alike."""

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from antecede.case.form import filled, filled_from_json, form_of
from antecede.case.model import Case, Entry, Event, Finding, RequestLine
from tests.support import CASE_FILES, case

VALUES = st.sampled_from(
    [
        None, True, False, 0, 1, -1, 2.5, 80, 1e308, 10**25, "", "x", "left", "done", "P6W", "L4-L5", "58", [], ["x"],
        ["P1M", "P2M"], [80, 90], [90.5, 80], [80, 101], [1, 2, 3], ["a", 1], {}, {"document": "d"}, {"quote": 1},
        [{"act": "MedialBranchBlock"}], ["MedialBranchBlock"], [{"act": "A", "nope": 1}],
    ]
)  # fmt: skip
REQUIRED: dict[type[Entry], dict[str, Any]] = {
    Event: {"type": "x"},
    Finding: {"type": "x"},
    RequestLine: {"line": 1, "code": "64635"},
}


@pytest.mark.parametrize("name", CASE_FILES)
def test_shipped_cases_are_read_alike(name: str) -> None:
    data = case(name)
    text = json.dumps(data)
    quick = Case.model_validate(data)
    assert quick == filled(Case, data) == Case.model_validate_json(text) == filled_from_json(Case, text)


@given(st.sampled_from(list(REQUIRED)), st.data())
def test_what_shapes_take_forms_read_alike(shape: type[Entry], data: st.DataObject) -> None:
    keys = st.sampled_from([*shape.__struct_fields__, "nope"])
    said = REQUIRED[shape] | data.draw(st.dictionaries(keys, VALUES, max_size=3))
    try:
        quick = msgspec.convert(said, shape)
    except msgspec.ValidationError:
        quick = None
    if quick is not None:
        assert filled(shape, said) == quick
        assert msgspec.convert(msgspec.json.decode(msgspec.json.encode(quick)), shape) == quick


@pytest.mark.parametrize("number", [float("inf"), float("-inf"), float("nan")])
@pytest.mark.parametrize("key", ["relief", "score_before", "function_gain"])
def test_numbers_are_finite(key: str, number: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        Event.model_validate({"type": "x", key: number})
    with pytest.raises(ValueError, match="finite"):
        Finding.model_validate({"type": "x", "value": number})


def test_forms_take_what_people_write() -> None:
    """A number in quotes, a class for an act of the day."""
    line = RequestLine.model_validate({"line": "1", "code": "64635", "same_day": ["Discography"]})
    assert (line.line, line.same_day[0].act) == (1, "Discography")
    assert line == RequestLine.model_validate({"line": 1, "code": "64635", "same_day": [{"act": "Discography"}]})


def test_forms_have_the_keys_of_the_shapes() -> None:
    for shape in REQUIRED:
        assert tuple(form_of(shape).model_fields) == shape.__struct_fields__
