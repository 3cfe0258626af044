"""Peer A: rules R1 to R7, L2 and L5 for facet ablation, written by hand as a programmer would, on ``json.loads`` dicts.

It knows this one pathway of this one policy. It checks no names, keeps no evidence, places no line on a pathway and
says nothing about guidelines, alternatives or other rules: it marks the cost of the bare rules in plain Python. It is
also coarser where the record affirms and denies one thing, where a line names no side, and where a course of unknown
outcome is too short in any case; no case that is compared or timed has these. Dates are whole days, one qualifier is
looked at a time, and every rule reads the lists again, as idiomatic code does.
"""

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from peers.classes import (
    ADD_ONS,
    BLOCK,
    DENY_RADICULAR_PAIN,
    DENY_WAIVER,
    EXCLUDING_CODES,
    FACET_CODES,
    FORMAL_THERAPY,
    FRACTURES,
    MEDICATION,
    OTHER_INJECTIONS,
    RADICULAR,
    RED_FLAGS,
    RULED_OUT,
    SIDES,
    WAIVERS,
)
from peers.review import (
    CLEAR,
    CONFLICTING,
    FIRES,
    MET,
    NOT_APPLICABLE,
    NOT_DOCUMENTED,
    NOT_MET,
    WAIVED,
    LineReview,
    Review,
    all_of,
    any_of,
    recommend,
    whole,
)

Entry = dict[str, Any]
ABLATIONS = ("FacetRadiofrequencyAblation", "RadiofrequencyAblation", "NerveDestruction")
NO_RELIEF = {"none": 0, "no relief": 0, "negative": 0}
EXCEPTION = {MET: FIRES, NOT_MET: CLEAR}


def review(data: bytes) -> Review:
    """Statuses and recommendation of a case."""
    case = json.loads(data)
    findings, events = case.get("findings", []), case.get("events", [])
    waiver = red_flag_waiver(findings)
    shared = {
        "R1": code_agrees(case.get("diagnoses", []), findings),
        "R2": axial_pattern(findings),
        "R3": positive_blocks(events),
        "R4": conservative_care(events, waiver),
        "R5": facet_code(case.get("diagnoses", [])),
        "R6": EXCEPTION.get(waiver, waiver),
    }
    lines = []
    for line in case["request"]:
        own = {"R7": levels_blocked(line, events), "L2": add_on(line, case["request"]), "L5": code_names_act(line)}
        statuses = shared | own
        lines.append(LineReview(line["code"], recommend(statuses), statuses))
    return whole(lines)


def affirmed(findings: list[Entry], types: Iterable[str]) -> bool:
    """Whether a finding of one of the types is on record."""
    return any(
        each["type"] in types and each.get("present", True) and each.get("status") != "resolved" for each in findings
    )


def denied(findings: list[Entry], types: Iterable[str]) -> bool:
    """Whether a finding of one of the types is denied or resolved."""
    return any(
        each["type"] in types and (not each.get("present", True) or each.get("status") == "resolved")
        for each in findings
    )


def presence(findings: list[Entry], types: Iterable[str], deniers: Iterable[str]) -> str:
    """Four-valued presence of a finding."""
    present, absent = affirmed(findings, types), denied(findings, deniers)
    if present:
        return CONFLICTING if absent else MET
    return NOT_MET if absent else NOT_DOCUMENTED


def code_agrees(diagnoses: list[Entry], findings: list[Entry]) -> str:
    """R1."""
    if not any(each["code"].startswith(EXCLUDING_CODES) for each in diagnoses) or not affirmed(findings, RULED_OUT):
        return MET
    return CONFLICTING if denied(findings, (*DENY_RADICULAR_PAIN, "Radiculopathy")) else NOT_MET


def axial_pattern(findings: list[Entry]) -> str:
    """R2."""
    pain = presence(findings, ("RadicularPain",), DENY_RADICULAR_PAIN)
    return all_of(
        presence(findings, ("AxialLowBackPain",), ("AxialLowBackPain",)),
        {MET: NOT_MET, NOT_MET: MET}.get(pain, pain),
        NOT_MET if affirmed(findings, RADICULAR) else MET,
        NOT_MET if affirmed(findings, RED_FLAGS) else MET,
    )


def facet_code(diagnoses: list[Entry]) -> str:
    """R5."""
    if any(each["code"].startswith(FACET_CODES) for each in diagnoses):
        return MET
    return NOT_MET if diagnoses else NOT_DOCUMENTED


def red_flag_waiver(findings: list[Entry]) -> str:
    """R6, before it is put in the words of an exception."""
    types = {each: FRACTURES if each == "VertebralFracture" else (each,) for each in WAIVERS}
    return any_of(*(presence(findings, types[each], DENY_WAIVER[each]) for each in WAIVERS))


def conservative_care(events: list[Entry], waiver: str) -> str:
    """R4."""
    status = all_of(therapy(events), medication(events))
    return WAIVED if status != MET and waiver == MET else status


def therapy(events: list[Entry]) -> str:
    """Formal physical therapy for 42 days, failed."""
    courses = [each for each in done(events, FORMAL_THERAPY) if each.get("supervised", True)]
    failed = [length(each) for each in courses if each.get("outcome") == "failed"]
    unknown = [each for each in courses if not each.get("outcome")]
    known = [days for days in failed if days is not None]
    if sum(known) >= 42:
        return MET
    listed = bool(done(events, FORMAL_THERAPY)) or not_done(events, "PhysicalTherapy")
    return NOT_MET if listed and not unknown and len(known) == len(failed) else NOT_DOCUMENTED


def medication(events: list[Entry]) -> str:
    """A medication tried and failed."""
    drugs = done(events, MEDICATION)
    if any(each.get("outcome") == "failed" for each in drugs):
        return MET
    open_outcome = any(not each.get("outcome") for each in drugs)
    return NOT_MET if (drugs or not_done(events, "Medication")) and not open_outcome else NOT_DOCUMENTED


def positive_blocks(events: list[Entry]) -> str:
    """R3: what both readings agree on."""
    blocks = done(events, {BLOCK})
    likely = [(each, relief(each), confounded(each, events)) for each in blocks]
    listed = bool(blocks) or not_done(events, BLOCK)
    sure = [low for _, (low, _), mixed in likely if low > 50 and not mixed]
    possible = [high for _, (_, high), _ in likely if high > 50]
    one = MET if sure else NOT_MET if listed and not possible else NOT_DOCUMENTED
    sure_days = {each["date"] for each, (low, _), mixed in likely if low >= 80 and not mixed and "date" in each}
    possible_days = {each.get("date", index) for index, (each, (_, high), _) in enumerate(likely) if high >= 80}
    two = MET if len(sure_days) >= 2 else NOT_MET if listed and len(possible_days) < 2 else NOT_DOCUMENTED
    return one if one == two else CONFLICTING


def levels_blocked(line: Entry, events: list[Entry]) -> str:
    """R7."""
    levels, sides = line.get("levels", []), SIDES[line.get("side")]
    if not levels or not sides:
        return NOT_DOCUMENTED
    blocks = done(events, {BLOCK})
    listed = bool(blocks) or not_done(events, BLOCK)
    return all_of(*(blocked(level, side, blocks, events, listed) for level in levels for side in sides))


def blocked(level: str, side: str, blocks: list[Entry], events: list[Entry], listed: bool) -> str:
    """Whether one level and side had a block with more than 50 % relief."""
    unknown = False
    for each in blocks:
        levels, sides, (low, high) = each.get("levels"), SIDES[each.get("side")], relief(each)
        if (levels and level not in levels) or (sides and side not in sides) or high <= 50:
            continue
        if levels and sides and low > 50 and not confounded(each, events):
            return MET
        unknown = True
    return NOT_MET if listed and not unknown else NOT_DOCUMENTED


def add_on(line: Entry, request: list[Entry]) -> str:
    """L2."""
    primary = ADD_ONS.get(line["code"])
    if primary is None:
        return NOT_APPLICABLE
    return MET if any(other["code"] == primary for other in request) else NOT_MET


def code_names_act(line: Entry) -> str:
    """L5."""
    if "act" not in line:
        return NOT_APPLICABLE
    return MET if line["act"] in ABLATIONS else CONFLICTING


def done(events: list[Entry], types: Iterable[str]) -> list[Entry]:
    """Events of the types that took place."""
    return [each for each in events if each["type"] in types and each.get("status", "done") == "done"]


def not_done(events: list[Entry], kind: str) -> bool:
    """Whether an event is expressly not done."""
    return any(each["type"] == kind and each.get("status") == "not_done" for each in events)


def confounded(block: Entry, events: list[Entry]) -> bool:
    """Whether another target was injected the same day."""
    day = block.get("date")
    return day is not None and any(each.get("date") == day for each in done(events, OTHER_INJECTIONS))


def relief(event: Entry) -> tuple[float, float]:
    """Least and greatest percentage that the record allows."""
    value = event.get("relief", event.get("outcome"))
    if isinstance(value, list):
        return min(value), max(value)
    if isinstance(value, str):
        value = NO_RELIEF.get(value.strip().lower())
    return (0, 100) if value is None else (value, value)


def length(event: Entry) -> float | None:
    """Days of a course: as documented, otherwise by its dates."""
    match = re.fullmatch(r"P(\d+)([WD])", event.get("duration", ""))
    if match:
        return int(match[1]) * (7 if match[2] == "W" else 1)
    if "start" in event and "end" in event:
        return (date.fromisoformat(event["end"]) - date.fromisoformat(event["start"])).days
    return None
