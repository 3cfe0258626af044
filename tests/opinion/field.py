"""Random cases of the field: entries left out, put in and changed, and requests that ask for something else."""

import json
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from tests.random_cases import SECTIONS, SIDES, draw_change

Json = dict[str, Any]
LEVELS = [[], ["L4-L5"], ["L3-L4", "L4-L5"], ["L5-S1"], ["C5-C6"], ["L3", "L4", "L5"], ["L4", "L5"], ["S1", "S2"], ["T12-L1"], ["L1"]]  # fmt: skip
REQUEST = {
    "units": [None, 1, 2, 3],
    "guidance": [None, "fluoroscopy", "ultrasound", "CT", "none"],
    "contrast": [None, True, False],
    "sedation": [None, "none", "moderate"],
    "modifiers": [None, ["KX"], ["50"], ["KX", "RT"]],
    "levels": LEVELS,
    "side": SIDES,
}
#: Days from the review to the service.
LATER = [1, 14, 30, 44, 60, 190, 366]
SAME_DAY = ["TransforaminalEpiduralInjection", "TriggerPointInjection", "MedialBranchBlock", "LumbarDecompression"]


@st.composite
def field_cases(draw: st.DrawFn, cases: list[Json]) -> Json:
    """One of some cases, mutated."""
    mutated: Json = json.loads(json.dumps(draw(st.sampled_from(cases))))
    pool = {section: [entry for each in cases for entry in each.get(section, ())] for section in SECTIONS}
    for section in SECTIONS:
        kept = [entry for entry in mutated.get(section, []) if draw(st.integers(0, 5))]
        mutated[section] = kept + json.loads(json.dumps(draw(st.lists(st.sampled_from(pool[section]), max_size=2))))
    for event in mutated["events"]:
        if draw(st.integers(0, 3)) == 0:
            draw_change(draw, event)
    for line in mutated["request"]:
        ask_otherwise(draw, line)
    if draw(st.integers(0, 2)) == 0:
        later = date.fromisoformat(mutated["as_of"]) + timedelta(draw(st.sampled_from(LATER)))
        mutated["service_date"] = later.isoformat()[: draw(st.sampled_from([10, 10, 7]))]
    return mutated


def ask_otherwise(draw: st.DrawFn, line: Json) -> None:
    """Change what a line says of itself."""
    for key in draw(st.lists(st.sampled_from(sorted(REQUEST)), max_size=2, unique=True)):
        line[key] = draw(st.sampled_from(REQUEST[key]))
        if line[key] is None:
            del line[key]
    if draw(st.integers(0, 4)) == 0:
        line["same_day"] = draw(st.lists(st.sampled_from(SAME_DAY), min_size=1, max_size=2))
