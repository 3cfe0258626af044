"""A rule that stands aside where nothing is recorded stands aside for a line of several levels, too."""

import msgspec

from antecede.case.model import Case
from antecede.criterion.engine import Engine
from antecede.knowledge import criterion as kinds
from antecede.knowledge.cache import load_plan
from antecede.knowledge.expression import Pattern

BLOCK = "https://w3id.org/antecede/ontology#MedialBranchBlock"


def test_silence_at_every_level(cache: object) -> None:
    block = Pattern(iri=BLOCK, label="", plural="", bases=(BLOCK,), names=(BLOCK,), closing=(BLOCK,))
    rule = kinds.Every(iri="rule", label="", pattern=block, each=block, for_each=("level",), silence_satisfies=True)
    plan = load_plan()
    engine = Engine(msgspec.structs.replace(plan, criteria=plan.criteria | {"rule": rule}))
    line = {"line": 1, "code": "64635", "levels": ["L4-L5", "L5-S1"], "side": "left"}
    record = engine.record(Case.model_validate({"id": "c", "as_of": "2025-11-18", "policy": "cpb", "request": [line]}))
    assert engine.outcome("rule", record, record.lines[0]).status == "not_applicable"
