"""Cases made around one rule at a time: entries of the classes it looks at and of their neighbours, with values near its bounds."""

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from antecede.knowledge.expression import AnyExpression, IsA, Pattern
from antecede.knowledge.plan import Plan

Json = dict[str, Any]
DATES = [
    "2025-06-17",
    "2025-07-01",
    "2025-07-02",
    "2025-07-15",
    "2025-07",
    "2025-08",
    "2025",
    "2025-05-17",
    "2024-11-30",
    "2030-01-01",
]
DURATIONS = ["P41D", "P42D", "P6W", "P1M", "P2M", "P58D", "P3M", "P91D", "P92D", "P1Y", "P4M10D", "PT6H", "P1.5M"]
RELIEFS = [
    0,
    30,
    31,
    49.5,
    50,
    51,
    75,
    79,
    80,
    100,
    [30, 50],
    [20, 30],
    [50, 80],
    "negative",
    "none",
    "good",
    "Negative ",
]
SIDES = ["left", "right", "bilateral"]
LEVELS = [
    ["L4-L5"],
    ["L5-S1"],
    ["L4-L5", "L5-S1"],
    ["L3", "L4", "L5"],
    ["L3-L4"],
    ["S1", "S2", "S3"],
    ["S1", "S2"],
    ["L5"],
]
EVENT = {
    "date": DATES, "start": DATES, "duration": DURATIONS, "status": ["done", "not_done", "planned", "contraindicated"],
    "outcome": ["failed", "failed", "improved", "negative"], "sessions": [0, 3, 6, 12], "supervised": [True, False],
    "count": [1, 2, None], "levels": LEVELS, "side": SIDES, "relief": RELIEFS, "relief_duration": [*DURATIONS, ["P1M", "P2M"], ["P2M", "P3M"]],
    "scale": ["NRS"], "function": ["improved", "worse"], "score_before": [0, 7], "score_after": [5], "technique": ["adequate", "inadequate"],
}  # fmt: skip
FINDING = {
    "present": [True, False], "status": ["active", "treated", "untreated", "resolved"], "since": DATES, "chronic": [True, False],
    "side": SIDES, "levels": LEVELS, "extent": ["knee", "below_knee", "foot"], "workup": ["open", "excluded", "treated"],
    "value": [2, 4, 7], "duration": DURATIONS, "date": DATES, "modality": ["MRI"],
}  # fmt: skip
CODES = [
    "M47.816",
    "M47.81",
    "M47.8",
    "M47.896",
    "M54.16",
    "M46.1",
    "M53.3",
    "M54.50",
    "M47.26",
    "G89.29",
    "M17.11",
    "Z99.8",
]
LINES = [
    ("64772", None), ("64999", "EndoscopicLateralBranchNeurectomy"), ("64625", None), ("64493", None), ("64635", None), ("64636", None),
    ("64999", "SacrococcygealRadiofrequencyAblation"), ("64999", "NerveDestruction"), ("J2003", None), ("64494", None), ("64635", "NerveDestruction"),
    ("64635", "MedialBranchBlock"), ("64999", None), ("27280", None), ("64624", None),
]  # fmt: skip


def neighbourhoods(plan: Plan, prefix: str = "") -> list[tuple[list[str], list[str]]]:
    """For each rule that looks at facts: names of events and of findings it looks at, and of those next to them."""
    found = []
    for criterion in plan.criteria.values():
        patterns = list(_patterns(criterion))
        near = {name for pattern in patterns for base in _looked_at(pattern) for name in _near(plan, base)}
        if near and criterion.iri.startswith(prefix):
            events = sorted(name for name in near if plan.lexicon.classes[name].kind in ("act", "event"))
            found.append((events, sorted(near - set(events))))
    return found


def _patterns(criterion: Any) -> Iterator[Pattern]:
    for field in ("pattern", "contradicted_by", "each"):
        if getattr(criterion, field, None):
            yield getattr(criterion, field)
    yield from (*getattr(criterion, "members", ()), *getattr(criterion, "between", ()))


def _looked_at(pattern: Pattern) -> Iterator[str]:
    yield from pattern.bases
    for expression in (*pattern.conditions, *pattern.confounders):
        yield from _names(expression)


def _names(expression: AnyExpression) -> Iterator[str]:
    if isinstance(expression, IsA):
        yield expression.cls
    for inner in (
        *getattr(expression, "parts", ()),
        getattr(expression, "part", None),
        getattr(expression, "to", None),
    ):
        if inner is not None:
            yield from _names(inner)


def _near(plan: Plan, base: str) -> Iterator[str]:
    """A class, those next above it, and those next below it, as far as a case file may name them."""
    for name, cls in plan.lexicon.classes.items():
        own = next((each for each in plan.lexicon.classes.values() if each.iri == base), None)
        next_above = own is not None and cls.iri in own.above
        if not cls.abstract and (cls.iri == base or base in cls.parents or next_above):
            yield name


@st.composite
def any_cases(draw: st.DrawFn, near: list[tuple[list[str], list[str]]], policy: str = "cpb") -> Json:
    """A case of a few entries around two rules, so that they meet, contradict and confound each other."""
    rules = draw(st.lists(st.sampled_from(near), min_size=1, max_size=2))
    events = sorted({name for each, _ in rules for name in each})
    findings = sorted({name for _, each in rules for name in each})
    lines = draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=2, unique=True))
    request = [
        {"line": number, "code": code}
        | ({"act": act} if act else {})
        | draw(_some({"side": SIDES, "levels": LEVELS, "units": [1, 2, 6]}))
        for number, (code, act) in enumerate(lines, 1)
    ]
    done = draw(st.lists(st.builds(_entry, st.sampled_from(events), _some(EVENT)), max_size=6)) if events else []
    for event in done:
        if event.get("start", "9") < "2025-08" and draw(st.booleans()):
            event["end"] = draw(st.sampled_from(["2025-08-12", "2025-09", "2026-03-01"]))
    seen = draw(st.lists(st.builds(_entry, st.sampled_from(findings), _some(FINDING)), max_size=5)) if findings else []
    return {
        "id": "any", "as_of": draw(st.sampled_from(["2025-11-18", "2025-07-15"])), "policy": policy,
        "diagnoses": [{"code": code} for code in draw(st.lists(st.sampled_from(CODES), max_size=3))],
        "request": request, "events": done, "findings": seen,
        "complete": draw(st.lists(st.sampled_from([*events, *findings]), max_size=1)),
    }  # fmt: skip


def _entry(name: str, values: Json) -> Json:
    return {"type": name} | values


def _some(values: dict[str, list[Any]]) -> st.SearchStrategy[Json]:
    """Some keys, each with one of its values."""
    return st.fixed_dictionaries({}, optional={key: st.sampled_from(each) for key, each in values.items()})


@st.composite
def altered_cases(draw: st.DrawFn, base: Json, near: list[tuple[list[str], list[str]]]) -> Json:
    """A case with entries left out, values changed near the bounds of rules, and entries of neighbouring classes put in."""
    more = draw(any_cases(near, base["policy"]))
    changed = {key: base.get(key, []) for key in ("diagnoses", "request")} | {
        "id": "altered",
        "as_of": base["as_of"],
        "policy": base["policy"],
    }
    for section, values in (("events", EVENT), ("findings", FINDING)):
        kept = [entry for entry in base.get(section, []) if draw(st.integers(0, 5))]
        added = more[section][: draw(st.integers(0, 2))]
        changed[section] = [draw(_changed(entry, values)) for entry in kept] + added
    return changed


def _changed(entry: Json, values: dict[str, list[Any]]) -> st.SearchStrategy[Json]:
    """An entry as it is, or with one value that it gives, or what became of it, changed."""
    keys = sorted(((entry.keys() & values.keys()) | {"side", "status"}) - ({"start"} if "end" in entry else set()))
    other = st.sampled_from(keys).flatmap(
        lambda key: st.sampled_from(values[key]).map(lambda value: entry | {key: value})
    )
    return st.one_of(st.just(entry), st.just(entry), other)
