"""The repairs found are all the smallest there are: held against answer set programming on random graphs."""

import pytest

from antecede.case.model import Case
from antecede.construction.change import Change, Verb
from antecede.construction.search import Bounds
from antecede.criterion.engine import Engine
from antecede.determination.determine import determine
from antecede.knowledge.cache import load_plan
from antecede.repair.repairs import repairs
from tests.repair.graphs import Graph, graph
from tests.repair.oracle import smallest

GRAPHS = 520
BATCH = 40
NO_BOUNDS = Bounds(reviews=20_000, sets=2_000)


def found(given: Graph) -> tuple[str, set[frozenset[tuple[str, str]]]]:
    """Recommendation before, and the sets of changes that the product gives."""
    determination = determine(Case.model_validate(given.case), Engine(given.plan))
    [line] = determination.lines
    result = repairs(determination, line, NO_BOUNDS)
    assert not result.cut
    sets = {frozenset(said(step.change, step.entries, given) for step in each.steps) for each in result.repairs}
    assert len(sets) == len(result.repairs)
    return line.recommendation, sets


def said(change: Change, entries: object, given: Graph) -> tuple[str, str]:
    """What a change comes to: a finding, and what is said of it afterwards."""
    if change.slot.section == "entry":
        entry = given.case["findings"][int(change.slot.name.partition("/")[2])]
        return entry["type"], "absent" if (change.verb is Verb.DROP) is entry[
            "present"
        ] or change.verb is Verb.SET else "present"
    [(section, written)] = [each for each in entries if each[1] is not None]  # type: ignore[attr-defined]
    assert section == "findings"
    return written["type"], "present" if written.get("present", True) else "absent"


@pytest.mark.parametrize("batch", range(GRAPHS // BATCH))
def test_repairs_are_those_of_the_oracle(batch: int, cache: object) -> None:
    plan, seen = load_plan(), 0
    for seed in range(batch * BATCH, (batch + 1) * BATCH):
        given = graph(seed, plan)
        expected = smallest(given)
        recommendation, sets = found(given)
        if expected == {frozenset()}:
            assert recommendation == "certify", seed
            assert not sets
            continue
        assert recommendation != "certify", seed
        assert sets == expected, seed
        seen += bool(expected)
    assert seen > BATCH // 4
