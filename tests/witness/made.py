"""Everything that is made for the shipped policy and for the invented one, once."""

from functools import cache
from pathlib import Path

from antecede.criterion.engine import Engine
from antecede.knowledge.cache import load_plan
from antecede.witness.clauses import Coverage, try_all
from antecede.witness.setting import documents
from tests.support import TESTS

KNEE = TESTS / "policies" / "knee.ttl"
POLICIES = ("cpb", "knee")


@cache
def engine(folder: Path) -> Engine:
    """The shipped graph with the invented policy."""
    (folder / KNEE.name).write_text(KNEE.read_text(encoding="utf-8"), encoding="utf-8")
    return Engine(load_plan([folder]))


@cache
def made(policy: str, folder: Path) -> Coverage:
    """All witnesses and variants of a policy."""
    [document] = documents(engine(folder), policy)
    return try_all(document, engine(folder))
