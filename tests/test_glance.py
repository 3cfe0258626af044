"""What is told quickly is what counting tells: same status, reason, bracket and evidence, on random cases."""

from collections.abc import Iterator

from hypothesis import given

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.criterion.counting import judge_count
from antecede.criterion.evidence import Weighed
from antecede.criterion.glance import glance_at
from antecede.criterion.outcome import CONFOUNDED, TYPE, Outcome
from antecede.knowledge.criterion import Count, Counting
from antecede.knowledge.expression import Pattern
from antecede.record.fact import DENIED, STAGES
from antecede.record.reader import NO, UNKNOWN, YES
from antecede.record.record import Record
from tests.random_cases import Json, random_cases

ENGINE = Reviewer().engine
COUNTS = [
    each
    for each in ENGINE.plan.criteria.values()
    if isinstance(each, Count) and set(each.pattern.closing) == set(each.pattern.bases)
]
PATTERNS = {each.pattern.iri: each.pattern for each in ENGINE.plan.criteria.values() if isinstance(each, Counting)}


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


def one_by_one(record: Record, pattern: Pattern) -> Iterator[Weighed]:
    """Each fact of a record held to every condition by itself, whatever its kind would tell of others."""
    conditions = [ENGINE.conditions.build(each) for each in pattern.conditions]
    confounders = [ENGINE.conditions.build(each) for each in pattern.confounders]
    for fact in (*record.facts, *record.requested):
        kinds = {ENGINE.reader.is_a(fact, base) for base in pattern.bases}
        membership = YES if YES in kinds else UNKNOWN if UNKNOWN in kinds else NO
        if membership == NO or fact.standing == DENIED or STAGES[fact.standing] != pattern.stage:
            continue
        answers = [condition(record, fact) for condition in conditions]
        verdict = answers.index(NO) + 1 if NO in answers else -(answers.index(UNKNOWN) + 1) if UNKNOWN in answers else 0
        if any(each(record, fact) != NO for each in confounders):
            yield fact, membership, -CONFOUNDED
        else:
            yield fact, membership, verdict if membership == YES or verdict > 0 else -TYPE


@given(random_cases())
def test_counting_in_one_go_and_step_by_step_agree(submitted: Json) -> None:
    record = ENGINE.record(Case.model_validate(submitted))
    counted = 0
    for criterion in ENGINE.plan.criteria.values():
        if isinstance(criterion, Counting):
            tallier = ENGINE.tallier(criterion.pattern)
            quick, slow = tallier.anywhere(record), tallier.count(record)
            counted += bool(quick.weighed)
            assert quick.weighed == list(one_by_one(record, criterion.pattern)), criterion.iri
            assert (quick.used, quick.stated, quick.denied) == (slow.used, slow.stated, slow.denied), criterion.iri
    assert counted or not (record.affirmed or record.negated)


@given(random_cases())
def test_what_concerns_a_pattern_is_what_asking_each_pattern_tells(submitted: Json) -> None:
    record, reader = ENGINE.record(Case.model_validate(submitted)), ENGINE.reader
    standing = [fact for fact in (*record.facts, *record.requested) if fact.standing != DENIED]
    denied = {fact.cls for fact in record.denials}
    related = {cls: {each for above in reader.above.values() if cls in above for each in above} for cls in denied}
    for pattern in PATTERNS.values():
        bit = ENGINE.tallier(pattern).bit
        facts = [fact for fact in standing if STAGES[fact.standing] == pattern.stage]
        told = any(reader.is_a(fact, base) != NO for fact in facts for base in pattern.bases)
        assert bool(record.affirmed & bit) == told, pattern.iri
        above = {name: reader.classes_above(name) for name in ([] if pattern.stage else pattern.names)}
        spoken_of = any(cls in above[name] or name in related[cls] for cls in denied for name in above)
        assert bool(record.negated & bit) == spoken_of, pattern.iri
        if record.refuted & bit:
            assert any(all(cls in each for each in above.values()) for cls in denied), pattern.iri
