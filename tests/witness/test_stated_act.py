"""A phase that asks which act a line states is reached by a case whose line states it."""

from antecede import Reviewer
from antecede.witness.build import build
from antecede.witness.setting import act_named, documents, settings


def test_every_phase_of_an_injection_has_its_case() -> None:
    engine = Reviewer().engine
    policy = next(each for each in documents(engine, "evicore") if each.notation == "CMM-203")
    phases = list(settings(policy, act_named(engine, "SacroiliacJointInjection"), engine))
    made = [build(each, engine) for each in phases]
    assert len(phases) == 6
    assert [each and each.reaches for each in made] == ["certify"] * 6
