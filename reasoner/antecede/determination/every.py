"""One case under every family of documents that speaks of what it asks for."""

from collections.abc import Iterator

from msgspec.structs import replace

from antecede.case.model import Case
from antecede.criterion.engine import Engine
from antecede.determination.choice import IN_FORCE, consider, families
from antecede.determination.determine import determine
from antecede.determination.precedence import speaks_of
from antecede.determination.result import Determination
from antecede.record.record import Record

#: What stands in the place of a family where all of them are meant.
EVERY = "all"


def determine_under_every(case: Case, engine: Engine, file: str = "") -> list[Determination]:
    """The determinations on a case under each family with a document in force that speaks of a line, by name.

    Raises :class:`InputError` for what is not known in the case; its own ``policy`` does not matter.
    """
    speaking = _speaking(engine, engine.read(case, file or case.id))
    return [determine(replace(case, policy=family), engine, file) for family in speaking]


def _speaking(engine: Engine, record: Record) -> Iterator[str]:
    for family, editions in families(engine).items():
        considered = consider(editions, record.contractors, record.service_day)
        documents = [each.policy for each in considered if each.why == IN_FORCE]
        if any(speaks_of(document, engine, line) for document in documents for line in record.lines):
            yield family
