"""Random cases: the shipped ones with entries left out, put in, and changed where rules draw their lines."""

import json
from typing import Any

from hypothesis import strategies as st

from tests.support import CASES, case

Json = dict[str, Any]
SECTIONS = ("diagnoses", "findings", "events")
#: Every entry of every shipped case.
POOL = {
    section: sorted({json.dumps(entry) for each in CASES.values() for entry in each.get(section, ())})
    for section in SECTIONS
}
RELIEFS = [0, 30, 31, 49, 50, 51, 79, 80, 81, 100, [30, 50], [50, 80], [80, 90], "negative", "good"]
DATES = ["2025-06-17", "2025-07-01", "2025-07-15", "2025-08", "2025", "2030-01-01"]
DURATIONS = ["P41D", "P42D", "P6W", "P2M", "P58D", "P3M", "P92D"]
STATUSES = ["done", "not_done", "planned", "contraindicated"]
CHANGES = {"relief": RELIEFS, "date": DATES, "duration": DURATIONS, "relief_duration": DURATIONS, "count": [1, 2, None]}
SIDES = ["left", "right", "bilateral", None]


@st.composite
def random_cases(draw: st.DrawFn, names: list[str] | None = None) -> Json:
    """A shipped case (one of ``names``), mutated."""
    mutated = case(draw(st.sampled_from(names or sorted(CASES))))
    for section in SECTIONS:
        entries = mutated.get(section, [])
        dropped = draw(st.sets(st.integers(0, len(entries)), max_size=3))
        added = draw(st.lists(st.sampled_from(POOL[section]), max_size=2))
        mutated[section] = [entry for index, entry in enumerate(entries) if index not in dropped] + list(
            map(json.loads, added)
        )
    for event in mutated["events"]:
        if draw(st.integers(0, 3)) == 0:
            draw_change(draw, event)
    for line in mutated["request"]:
        if "side" in line and draw(st.booleans()):
            line["side"] = draw(st.sampled_from(SIDES))
            line.pop("units", None)
    return mutated


def draw_change(draw: st.DrawFn, event: Json) -> None:
    """Change one value of an event, or what became of it."""
    keys = sorted(CHANGES.keys() & event.keys())
    if keys and draw(st.booleans()):
        key = draw(st.sampled_from(keys))
        event[key] = draw(st.sampled_from(CHANGES[key]))
    elif draw(st.booleans()):
        event["status"] = draw(st.sampled_from(STATUSES))
    elif "levels" in event:
        event["side"] = draw(st.sampled_from(SIDES))


def verdict(answer: Json) -> Json:
    """What an answer decides, without its words."""
    lines = answer["lines"]
    return {
        "recommendation": answer["recommendation"],
        "lines": {line["line"]: (line["recommendation"], line["robust"], line["curable"]) for line in lines},
        "findings": {(line["line"], each["id"]): each["status"] for line in lines for each in line["findings"]},
        "advisories": {
            (line["line"], each["notation"]): each["status"] for line in lines for each in line["advisories"]
        },
        "steps": {(step["line"], step["id"]): step["state"] for step in answer["pathway"]},
    }


def statuses(answer: Json) -> dict[tuple[int, str], str]:
    """Status by line and notation."""
    return {(line["line"], each["notation"]): each["status"] for line in answer["lines"] for each in line["findings"]}
