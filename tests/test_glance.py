"""What is told quickly is what counting tells: same status, reason, bracket and evidence, on random cases."""

from hypothesis import given

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.criterion.counting import judge_count
from antecede.criterion.glance import glance_at
from antecede.criterion.outcome import Outcome
from antecede.knowledge.criterion import Count, Counting
from tests.random_cases import Json, random_cases

ENGINE = Reviewer().engine
COUNTS = [
    each
    for each in ENGINE.plan.criteria.values()
    if isinstance(each, Count) and set(each.pattern.closing) == set(each.pattern.bases)
]


def parts(outcome: Outcome) -> tuple[object, ...]:
    return outcome.status, outcome.reason, outcome.low, outcome.high, outcome.used


@given(random_cases())
def test_a_glance_and_counting_agree(submitted: Json) -> None:
    record = ENGINE.record(Case.model_validate(submitted))
    told = 0
    for criterion in COUNTS:
        tallier = ENGINE.tallier(criterion.pattern)
        glanced = glance_at(criterion, tallier)(record)
        if glanced:
            told += 1
            assert parts(glanced) == parts(judge_count(criterion, tallier.tally(record))), criterion.iri
    assert told > len(COUNTS) / 3


@given(random_cases())
def test_counting_in_one_go_and_step_by_step_agree(submitted: Json) -> None:
    record = ENGINE.record(Case.model_validate(submitted))
    counted = 0
    for criterion in ENGINE.plan.criteria.values():
        if isinstance(criterion, Counting):
            tallier = ENGINE.tallier(criterion.pattern)
            quick, slow = tallier.anywhere(record), tallier.count(record)
            counted += bool(quick.weighed)
            assert quick.weighed == tallier.weigh(record, tallier.waiting(record)[0]), criterion.iri
            assert (quick.used, quick.stated, quick.denied) == (slow.used, slow.stated, slow.denied), criterion.iri
    assert counted or not (record.affirmed or record.negated)
