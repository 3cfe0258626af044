"""Steps that take a fact of the right age, an act of the right kind or no exception are reached by made-up cases."""

import pytest

from antecede import Reviewer
from antecede.criterion.engine import Engine
from antecede.witness.build import Witness, build
from antecede.witness.clauses import faults, try_all
from antecede.witness.setting import act_named, documents, settings

#: Edition, act, and the words of the step that the case has to stand at.
REACHED = [
    ("CAM-770", "SacroiliacJointInjection", "sacroiliac injection within an episode"),
    ("CAM-136", "TransforaminalEpiduralInjection", "epidural injection within an episode"),
    ("CPB-0016", "SacroiliacJointInjection", "repeated sacroiliac injection"),
    ("CPB-0016", "FacetRadiofrequencyAblation", "first facet ablation"),
    ("CPB-0016", "FacetRadiofrequencyAblation", "repeated facet ablation"),
]


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Reviewer().engine


def made(engine: Engine, edition: str, act: str, step: str) -> Witness:
    (policy,) = documents(engine, edition)
    own = (each for each in settings(policy, act_named(engine, act), engine) if each.step and each.step.label == step)
    witness = build(next(own), engine)
    assert witness is not None
    return witness


@pytest.mark.parametrize(("edition", "act", "step"), REACHED)
def test_step_is_reached(edition: str, act: str, step: str, engine: Engine) -> None:
    witness = made(engine, edition, act, step)
    place = witness.determination.lines[0].place
    assert place is not None
    assert (place.step.label, witness.reaches) == (step, "certify")


def test_no_exception_fires_where_a_case_certifies_without(engine: Engine) -> None:
    """Pain from cancer may go without a trial; the case is made with another pain, so that the trial decides."""
    assessments = made(engine, "CMM-210", "IntrathecalPumpImplant", "implanted pump").determination.lines[0].assessments
    assert not [each for each in assessments if each.criterion.role == "exception" and each.status.value == "fires"]


def test_what_a_document_refuses_is_no_fault_of_it(engine: Engine) -> None:
    """Thoracic levels are refused by a statement of their own, beside the one that covers facet ablation."""
    (policy,) = documents(engine, "TRICARE-WEST-FACET")
    coverage = try_all(policy, engine)
    assert any(one.witness is None for one in coverage.tried)
    assert list(faults(coverage, engine)) == []
