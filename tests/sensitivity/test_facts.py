"""One fact taken away or altered: exactly the sentences that rest on it change, and none outlives what it rested on.

What a sentence rests on is read from the published RDF before and after, never from how it was evaluated.
"""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from antecede.criterion.engine import Engine
from antecede.knowledge.cache import load_plan
from tests.sensitivity.reading import Published, Told, line_of, published
from tests.support import CASES, TESTS

Json = dict[str, Any]
SECTIONS = ("diagnoses", "findings", "events")
FIELD = [
    json.loads(path.read_text(encoding="utf-8"))["case"] for path in sorted((TESTS / "cases-field").glob("*.json"))
]
#: Every shipped case, and of the cases of the other families one in twenty-four.
TRIED = [*CASES.values(), *FIELD[::24]]
#: What a value becomes: something else that may stand there, on the other side of what rules draw.
OTHER = {
    "relief": 10, "relief_duration": "PT1H", "duration": "P3D", "date": "2019-01-01", "since": "2019-01-01", "outcome": "improved",
    "value": 1, "side": "right", "levels": ["L1-L2"], "sessions": 1,
}  # fmt: skip


@pytest.fixture(scope="module")
def engine(cache: object) -> Engine:
    return Engine(load_plan())


def entries(case: Json) -> Iterator[tuple[str, Json, Json]]:
    """Each entry of a case: its place, the case with it as the last of its section, and the case without it."""
    for section in SECTIONS:
        for index, entry in enumerate(case.get(section, ())):
            rest = [each for place, each in enumerate(case[section]) if place != index]
            yield f"{section}/{len(rest)}", case | {section: [*rest, entry]}, case | {section: rest}


def shown_beside(engine: Engine, told: Told) -> bool:
    """Whether a number is shown beside a rule, of facts that it does not use (``ant:showsAttribute``)."""
    return any(engine.plan.criteria[iri].shows_attribute for iri in told.criteria)


def rests_on(place: str, node: str, before: Published, after: Published) -> bool:
    """Whether a sentence, or that it is told at all, rests on an entry before or after."""
    told = [each.assessments[node] for each in (before, after) if node in each.assessments]
    if any(place in each.facts for each in told):
        return True
    elsewhere = len(told) < 2 or "not_applicable" in {each.status for each in told}
    return elsewhere and any(place in each.phases.get(line_of(node), ()) for each in (before, after))


def compared(before: Published, after: Published) -> Iterator[tuple[str, Told | None, Told | None]]:
    for node in sorted(before.assessments.keys() | after.assessments.keys()):
        yield node, before.assessments.get(node), after.assessments.get(node)


def test_the_cases_are_of_all_families() -> None:
    assert {case["policy"] for case in TRIED} >= {"aetna", "cpb", "evicore", "medicare"}
    assert len(FIELD) > 300
    assert len(TRIED) > 30


def test_without_a_fact_what_rested_on_it_changes_and_nothing_else(engine: Engine) -> None:
    tried = dependent = 0
    wrong: list[object] = []
    for case in TRIED:
        for place, with_it, without_it in entries(case):
            before, after = published(engine, with_it), published(engine, without_it)
            tried += 1
            for node, one, other in compared(before, after):
                changed = (one and one.sentence) != (other and other.sentence)
                resting = rests_on(place, node, before, after) or (one is not None and shown_beside(engine, one))
                dependent += resting
                if changed and not resting:
                    wrong.append(("changed without resting on it", case["id"], place, node))
                if one and place in one.told and not changed:
                    wrong.append(("outlived what it told", case["id"], place, node))
    assert wrong == []
    assert (tried > 400, dependent > 400) == (True, True)


def test_another_value_changes_what_rested_on_it_and_nothing_else(engine: Engine) -> None:
    """And a sentence changes only where the RDF says that something came out otherwise, or tells the fact otherwise."""
    tried = changes = 0
    wrong: list[object] = []
    for case in TRIED[::2]:
        for place, with_it, _ in entries(case):
            section, _, index = place.partition("/")
            entry = with_it[section][int(index)]
            for key in sorted(OTHER.keys() & entry.keys()):
                altered = with_it | {section: [*with_it[section][:-1], entry | {key: OTHER[key]}]}
                if "start" in entry or altered == with_it:
                    continue
                before, after = published(engine, with_it), published(engine, altered)
                tried += 1
                for node, one, other in compared(before, after):
                    if (one and one.sentence) == (other and other.sentence):
                        assert one
                        assert other
                        if one.status != other.status or one.told.get(place) != other.told.get(place):
                            wrong.append(("stayed though it came out otherwise", case["id"], place, key, node))
                        continue
                    changes += 1
                    shown = one is not None and shown_beside(engine, one)
                    if not (rests_on(place, node, before, after) or shown):
                        wrong.append(("changed without resting on it", case["id"], place, key, node))
                    if one and other and (one.came, one.told) == (other.came, other.told) and not shown:
                        wrong.append(("changed for no reason", case["id"], place, key, node))
    assert wrong == []
    assert (tried > 100, changes > 100) == (True, True)


def test_no_claim_survives_without_its_support(engine: Engine) -> None:
    """A rule that was met by facts is no longer met, or no longer says so, once every entry that it used is gone."""
    tried = 0
    survived: list[object] = []
    for case in TRIED:
        for node, told in published(engine, case).assessments.items():
            if told.status != "met" or not any(fact.partition("/")[0] in SECTIONS for fact in told.told):
                continue
            tried += 1
            left = {
                section: [
                    each for index, each in enumerate(case.get(section, ())) if f"{section}/{index}" not in told.facts
                ]
                for section in SECTIONS
            }
            after = published(engine, case | left).assessments.get(node)
            if after and after.sentence == told.sentence:
                survived.append((case["id"], node, told.sentence))
    assert survived == []
    assert tried > 60
