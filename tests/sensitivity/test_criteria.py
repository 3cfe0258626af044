"""One number of one criterion altered: only the sentences for which that criterion was judged change.

For which sentences a criterion was judged is read from the published RDF; what comes after another is read from the graph.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from antecede.criterion.engine import Engine
from antecede.knowledge import criterion as kinds
from antecede.knowledge.cache import load_plan
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.expression import Pattern, Within
from antecede.truth.span import Span
from tests.sensitivity.reading import Published, Told, line_of, published
from tests.support import CASES, TESTS

Json = dict[str, Any]
FIELD = [
    json.loads(path.read_text(encoding="utf-8"))["case"] for path in sorted((TESTS / "cases-field").glob("*.json"))
]
TRIED = [*CASES.values(), *FIELD[::12]]
#: Cases to which each altered criterion is put.
FEW = 2


def altered(criterion: AnyCriterion) -> AnyCriterion | None:
    """The criterion with its first number out of reach of what it was, or none where it has no number."""
    change: dict[str, Any] = {}
    if isinstance(criterion, kinds.Duration | kinds.Elapsed):
        change = {"threshold": Span(criterion.threshold.months * 3 + 12, criterion.threshold.days)}
    elif isinstance(criterion, kinds.Counting) and (conditions := narrowed(criterion.pattern)):
        change = {"pattern": conditions}
    else:
        for field in ("at_least", "more_than", "at_most", "less_than"):
            if getattr(criterion, field, None) is not None:
                change = {field: getattr(criterion, field) + 7}
                break
    return msgspec.structs.replace(criterion, **change) if change else None


def narrowed(pattern: Pattern) -> Pattern | None:
    """A class with the first range among its conditions moved; a class of its own, as it would be in the graph."""
    for place, each in enumerate(pattern.conditions):
        if isinstance(each, Within) and each.low is not None and each.high is None:
            moved = msgspec.structs.replace(each, low=each.low * 10 + 1)
            conditions = (*pattern.conditions[:place], moved, *pattern.conditions[place + 1 :])
            return msgspec.structs.replace(pattern, iri=f"{pattern.iri}-moved", conditions=conditions)
    return None


@pytest.fixture(scope="module")
def engine(cache: object) -> Engine:
    return Engine(load_plan())


@pytest.fixture(scope="module")
def before(engine: Engine) -> list[tuple[Json, Published]]:
    return [(case, published(engine, case)) for case in TRIED]


def judged(engine: Engine, told: Told) -> set[str]:
    """Criteria that were judged for a sentence, and those after which their facts have to lie."""
    after = {getattr(engine.plan.criteria[iri], "after", "") for iri in told.criteria}
    return {*told.criteria, *after}


def reached(engine: Engine, before: list[tuple[Json, Published]]) -> dict[str, list[tuple[Json, Published]]]:
    """For each criterion the first cases for which it was judged."""
    found: dict[str, list[tuple[Json, Published]]] = defaultdict(list)
    for case, made in before:
        for iri in {iri for told in made.assessments.values() for iri in judged(engine, told)}:
            if len(found[iri]) < FEW:
                found[iri].append((case, made))
    return found


def changed(one: Published, other: Published) -> Iterator[str]:
    """Nodes of sentences that are not what they were, or are only there once."""
    for node in one.assessments.keys() | other.assessments.keys():
        mine, theirs = one.assessments.get(node), other.assessments.get(node)
        if (mine and mine.sentence) != (theirs and theirs.sentence):
            yield node


def test_only_what_the_criterion_was_judged_for_changes(engine: Engine, before: list[tuple[Json, Published]]) -> None:
    tried = moved = 0
    wrong: list[tuple[str, str, str]] = []
    for iri, cases in sorted(reached(engine, before).items()):
        other = altered(engine.plan.criteria[iri]) if iri else None
        if other is None:
            continue
        there = Engine(msgspec.structs.replace(engine.plan, criteria=engine.plan.criteria | {iri: other}))
        tried += 1
        any_moved = False
        for case, one in cases:
            after = published(there, case)
            for node in changed(one, after):
                any_moved = True
                told = [each.assessments[node] for each in (one, after) if node in each.assessments]
                own = any(iri in judged(engine, each) for each in told)
                chosen = any(iri in each.choosing.get(line_of(node), ()) for each in (one, after))
                if not own and not (chosen and (len(told) < 2 or "not_applicable" in {each.status for each in told})):
                    wrong.append((iri, case["id"], node))
        moved += any_moved
    assert wrong == []
    assert (tried > 150, moved > 60) == (True, True), (tried, moved)


def test_the_altered_number_is_what_the_answer_asks_for(engine: Engine, before: list[tuple[Json, Published]]) -> None:
    """No recommendation rests on a number that is gone: a rule that was met only by it is met no more."""
    iri = next(each.iri for each in engine.plan.criteria.values() if each.notation == "FJ-07" and not each.waived_by)
    policy = [each for each in before if any(told.rule == iri for told in each[1].assessments.values())]
    stricter = msgspec.structs.replace(engine.plan.criteria[iri], at_most=0)
    there = Engine(msgspec.structs.replace(engine.plan, criteria=engine.plan.criteria | {iri: stricter}))
    assert len(policy) > 3
    for case, one in policy:
        after = published(there, case)
        for node, told in one.assessments.items():
            if told.rule == iri and told.status == "met":
                assert after.assessments[node].status == "not_met"
