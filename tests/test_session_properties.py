"""What holds for any request: of order and sides, of fewer sessions, lines, units, and of a later day of service."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.report.answer import answer
from tests.random_cases import Json, statuses, verdict
from tests.support import TESTS
from tests.test_properties import mirrored

Review = Callable[[Json], Json]
STRICTNESS = ["not_applicable", "met", "not_documented", "not_met"]
FEWER = settings(max_examples=40)
#: Rules that more of the same can only harm.
COUNTERS = ("diagnostic", "therapeutic")
LEVELS = [["L4-L5"], ["L5-S1"], ["L3-L4"], ["T12-L1"], ["L3", "L4", "L5"], ["L5"], ["L1", "L3"], ["L3-L4", "L4-L5"], []]
DATES = [
    "2024-11-17",
    "2024-11-18",
    "2024-11",
    "2025-05-18",
    "2025-05-19",
    "2025-07",
    "2025",
    "2025-11-04",
    "2025-11-18",
    "",
]
MODIFIERS = [None, [], ["KX"], ["KX", "50"], ["RT"]]
SIDES = ["left", "right", "bilateral", None]
line = st.fixed_dictionaries(
    {
        "code": st.sampled_from(["64493", "64494", "64495", "64490", "64635", "64636", "27096", "62323", "64999"]),
        "levels": st.sampled_from(LEVELS),
        "side": st.sampled_from(SIDES),
        "units": st.sampled_from([None, 1, 2, 3]),
        "modifiers": st.sampled_from(MODIFIERS),
        "guidance": st.sampled_from(["", "fluoroscopy", "ultrasound"]),
        "same_day": st.sampled_from(
            [[], ["CaudalEpiduralInjection"], [{"act": "IntraarticularFacetInjection", "side": "left"}]]
        ),
    }
)
event = st.fixed_dictionaries(
    {
        "type": st.sampled_from(["MedialBranchBlock", "FacetRadiofrequencyAblation", "ThoracicMedialBranchBlock"]),
        "date": st.sampled_from(DATES),
        "levels": st.sampled_from(LEVELS),
        "side": st.sampled_from(SIDES),
        "modifiers": st.sampled_from(MODIFIERS),
    }
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Review:
    folder = tmp_path_factory.mktemp("session")
    (folder / "session.ttl").write_text((TESTS / "policies" / "session.ttl").read_text(encoding="utf-8"))
    reviewer = Reviewer([folder])
    return lambda case: answer(reviewer.review(Case.model_validate(case)))


@st.composite
def requests(draw: st.DrawFn) -> Json:
    lines = draw(st.lists(line, min_size=1, max_size=4))
    return {
        "id": "s",
        "as_of": "2025-11-18",
        "policy": "session",
        "service_date": draw(st.sampled_from(["", "2025-11-18", "2026-01", "2026-02-01"])),
        "request": [each | {"line": number} for number, each in enumerate(lines, 1)],
        "events": draw(st.lists(event, max_size=6)),
        "findings": [],
        "diagnoses": draw(
            st.lists(st.sampled_from([{"code": "M47.816"}, {"code": "M47.812"}, {"code": "M54.5"}]), max_size=2)
        ),
    }


def strictness(answered: Json, notations: tuple[str, ...]) -> dict[tuple[int, str], int]:
    return {key: STRICTNESS.index(status) for key, status in statuses(answered).items() if key[1] in notations}


def no_stricter(before: Json, after: Json, *notations: str) -> bool:
    """Whether no rule, on lines that both have, is stricter after than before."""
    was, now = strictness(before, notations), strictness(after, notations)
    assert set(now) & set(was)
    return all(now[key] <= was[key] for key in now.keys() & was.keys())


@FEWER
@given(data=st.data())
def test_order_never_matters(data: st.DataObject, session: Review) -> None:
    original = data.draw(requests())
    shuffled = {key: data.draw(st.permutations(original[key])) for key in ("request", "events", "diagnoses")}
    turned = [
        each | {"modifiers": each["modifiers"] and each["modifiers"][::-1], "levels": each["levels"][::-1]}
        for each in shuffled["request"]
    ]
    assert verdict(session(original | shuffled | {"request": turned})) == verdict(session(original))


@FEWER
@given(original=requests())
def test_mirroring_changes_labels_only(original: Json, session: Review) -> None:
    assert verdict(session(mirrored(original))) == verdict(session(original))


@FEWER
@given(data=st.data())
def test_a_session_less_is_never_stricter(data: st.DataObject, session: Review) -> None:
    original = data.draw(requests())
    events = original["events"]
    kept = [each for each in events if each["type"] == "MedialBranchBlock"]
    first = {"type": "MedialBranchBlock", "date": "2020-01-01", "levels": ["L4-L5"], "modifiers": []}
    dropped = data.draw(st.integers(0, len(kept)))
    listed = [first, *kept]  # the record says what was done; otherwise silence would open the count
    before = session(original | {"events": listed})
    after = session(original | {"events": [first, *kept[:dropped], *kept[dropped + 1 :]]})
    assert no_stricter(before, after, *COUNTERS)


@FEWER
@given(original=requests())
def test_a_line_less_is_never_stricter(original: Json, session: Review) -> None:
    before = session(original)
    after = session(original | {"request": original["request"][:-1] or original["request"]})
    assert no_stricter(before, after, "levels", "alone", "one-region")


@FEWER
@given(data=st.data())
def test_fewer_units_never_exceed(data: st.DataObject, session: Review) -> None:
    original = data.draw(requests())
    lowered = [
        each | {"units": each["units"] and data.draw(st.integers(1, each["units"]))} for each in original["request"]
    ]
    assert no_stricter(session(original), session(original | {"request": lowered}), "most-units")


@FEWER
@given(data=st.data())
def test_waiting_never_shortens(data: st.DataObject, session: Review) -> None:
    """A later day of service leaves earlier sessions further behind; one of that very day would be one session with it."""
    original = data.draw(requests()) | {"service_date": "2025-11-18"}
    original["events"] = [each for each in original["events"] if each["date"] not in ("2025-11-18", "2025", "")]
    later = (date(2025, 11, 18) + timedelta(days=data.draw(st.integers(1, 500)))).isoformat()
    assert no_stricter(session(original), session(original | {"service_date": later}), "elapsed", *COUNTERS)


@FEWER
@given(data=st.data())
def test_a_missing_modifier_moves_a_session(data: st.DataObject, session: Review) -> None:
    """What is no longer diagnostic is therapeutic: one counter is relieved, and the other is not."""
    original = data.draw(requests())
    events = [
        *original["events"],
        {"type": "MedialBranchBlock", "date": data.draw(st.sampled_from(DATES)), "levels": ["L4-L5"]},
    ]
    marked = session(original | {"events": [*events[:-1], events[-1] | {"modifiers": ["KX"]}]})
    unmarked = session(original | {"events": [*events[:-1], events[-1] | {"modifiers": []}]})
    assert no_stricter(marked, unmarked, "diagnostic")
    assert no_stricter(unmarked, marked, "therapeutic")
