"""Whatever stands in a case, it is reviewed or refused with a message: nothing breaks, in any format."""

import json
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.random_cases import POOL, SECTIONS, Json, random_cases
from tests.support import called, case, written

#: Values that are easily forgotten.
ODD = [None, True, -1, 0, 2**63, 10**30, 1e308, 1e-308, "", " ", "none", "\x1b[31m", "\ud800", "\x00", "ü", "a\nb", "<b>", [], {}, [[]],
       "9999-12-31", "0001-01-01", "P9999999Y", "P" + "9" * 400 + "D", "P0D", [0, 100], [100, 0], ["P2M", "P1M"], "x" * 5000]  # fmt: skip
KEYS = sorted(
    {key for entries in POOL.values() for entry in entries for key in json.loads(entry)} | {"value", "of", "patient"}
)
FORMS = ["json", "text", "ttl", "trig"]


def settled(path: Path, form: str) -> None:
    """The call ends with an answer that can be read, or with messages alone."""
    status, out, err = called("review", path, "--format", form)
    assert status in (0, 2)
    if status == 2:
        assert out == ""
        assert all(line.startswith(f"{path}: ") for line in err.splitlines())
        assert err
        return
    assert (bool(out), err) == (True, "")
    assert "\x1b" not in out
    if form == "json":
        json.loads(out)
    if form == "ttl":
        assert list(ox.parse(out.encode(), format=ox.RdfFormat.TURTLE))
    if form == "trig":
        assert len({quad.graph_name for quad in ox.parse(out.encode(), format=ox.RdfFormat.TRIG)}) == 2


@st.composite
def odd_cases(draw: st.DrawFn) -> Json:
    """A random case with one odd value somewhere."""
    odd = draw(random_cases())
    section = draw(st.sampled_from([*SECTIONS, "request", ""]))
    entry = draw(st.sampled_from(odd[section])) if odd.get(section) else odd
    entry[draw(st.sampled_from(KEYS if section else sorted(odd)))] = draw(st.sampled_from(ODD))
    return odd


@settings(max_examples=150)
@given(odd=odd_cases(), form=st.sampled_from(FORMS))
def test_odd_value_is_settled(odd: Json, form: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    settled(written(odd, tmp_path_factory.getbasetemp()), form)


ODD_CASES: dict[str, tuple[str, int, str, Any]] = {
    "escape sequence in a source": ("events", 0, "source", "\x1b[31mred"),
    "escape sequence in a drug": ("events", 1, "drug", "\x1b]0;title\x07"),
    "lone surrogate": ("events", 0, "source", "\ud800"),
    "null character": ("events", 0, "source", "a\x00b"),
    "more visits than fit": ("events", 0, "sessions", 10**30),
    "more events than fit": ("events", 3, "count", 10**30),
    "endless duration": ("events", 0, "duration", "P" + "9" * 400 + "D"),
    "long duration": ("events", 0, "duration", "P9999999Y"),
    "end of the calendar": ("events", 0, "end", "9999-12-31"),
    "start of the calendar": ("events", 0, "start", "0001-01-01"),
    "long text": ("events", 0, "source", "x" * 100_000),
    "greatest value": ("findings", 0, "value", 1e308),
    "many levels": ("request", 0, "levels", ["L4-L5"] * 500),
    "level twice": ("request", 0, "levels", ["L4-L5", "L4-L5"]),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("kind", ODD_CASES)
def test_oddity_is_settled(kind: str, form: str, tmp_path: Path) -> None:
    section, index, key, value = ODD_CASES[kind]
    odd = case("facet-rfa-all-met")
    odd[section][index][key] = value
    settled(written(odd, tmp_path), form)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["a b", "ü/é", "<x>", "x" * 300, "a\nb", 'q"q', "#1"])
def test_case_may_have_any_name(name: str, form: str, tmp_path: Path) -> None:
    settled(written(case("seed-004") | {"id": name}, tmp_path), form)


def test_years_without_end_are_settled(tmp_path: Path) -> None:
    odd = case("facet-rfa-all-met") | {"as_of": "9999-12-31"}
    odd["findings"][0]["since"] = "9999-12"
    odd["events"][0] |= {"start": "9999-11", "end": "9999-12"}
    settled(written(odd, tmp_path), "json")
