"""What an engine keeps from case to case changes no answer: what was asked before, in what order, and what was wrong."""

import pytest
from hypothesis import given

from antecede.api import Reviewer
from antecede.case.model import Case
from antecede.criterion.engine import Engine
from antecede.errors import InputError
from antecede.report.answer import encoded
from tests.random_cases import Json, random_cases
from tests.support import CASES, case

ENGINE = Reviewer().engine
#: A key of an entry, a value that is not known there, and the place that is named.
UNKNOWN = [
    ("findings", "severity", "dreadful", "findings/0/severity"),
    ("findings", "levels", ["L9-L10"], "findings/0/levels"),
    ("findings", "duration", "six weeks", "findings/0/duration"),
    ("events", "type", "Handshake", "events/0/type"),
    ("events", "end", "2025-13-01", "events/0/end"),
    ("events", "relief_duration", "long", "events/0/relief_duration"),
    ("request", "region", "elbow", "request/0/region"),
    ("request", "line", 2, "request/1/line"),
]


def outcomes(engine: Engine, submitted: Json, *, backwards: bool) -> dict[str, object]:
    """What every criterion of the plan comes to for the first line, asked in the order of the plan or against it."""
    record = engine.record(Case.model_validate(submitted))
    found = {}
    for iri in reversed(engine.plan.criteria) if backwards else engine.plan.criteria:
        outcome = engine.outcome(iri, record, record.lines[0])
        facts = [(used.fact.ref, used.verdict) for used in outcome.used]
        found[iri] = (outcome.status, outcome.reason, outcome.low, outcome.high, facts)
    return found


@pytest.mark.parametrize("name", sorted(CASES))
def test_criteria_are_built_in_any_order(name: str) -> None:
    """Criteria are built when they are first asked for; a record made before knows what concerns them."""
    new = Engine(ENGINE.plan)
    assert outcomes(new, CASES[name], backwards=True) == outcomes(ENGINE, CASES[name], backwards=False)


@given(random_cases())
def test_a_used_engine_answers_like_a_new_one(submitted: Json) -> None:
    reviewer, new = Reviewer(), Reviewer()
    reviewer.engine, new.engine = ENGINE, Engine(ENGINE.plan)
    read = Case.model_validate(submitted)
    assert encoded(reviewer.review(read)) == encoded(new.review(read))


@pytest.mark.parametrize(("section", "key", "value", "place"), UNKNOWN)
def test_what_is_wrong_is_told_however_often(section: str, key: str, value: object, place: str) -> None:
    """Entries are checked once for all that use the same names and words: only those without a fault are known."""
    reviewer = Reviewer()
    wrong = case("facet-rfa-all-met")
    wrong[section][0] |= {key: value}
    for _ in range(2):
        reviewer.review(Case.model_validate(case("facet-rfa-all-met")))
        with pytest.raises(InputError) as told:
            reviewer.review(Case.model_validate(wrong))
        assert [problem.place for problem in told.value.problems] == [place]
