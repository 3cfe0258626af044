"""What an answer says of the places it cites, and small helpers for its objects."""

from collections.abc import Iterable
from typing import Any

import msgspec

from antecede.explanation.words import listing
from antecede.knowledge.criterion import Citation

Json = dict[str, Any]
READ_AT_SOURCE = "read at source"


def citation(cited: Citation) -> Json:
    """A citation; ``confidence`` stands beside what is own knowledge."""
    entry = {"id": cited.iri, "source": cited.source_label, "locator": cited.locator, "grade": cited.grade}
    known = {"known_by": cited.known_by, "to_be_confirmed": cited.known_by != READ_AT_SOURCE}
    return entry | known | told(confidence=cited.confidence)


def to_be_confirmed(citations: Iterable[Citation]) -> bool:
    """Whether nothing that a statement cites was read at source."""
    return not any(cited.known_by == READ_AT_SOURCE for cited in citations)


def to_confirm(known_by: str) -> str:
    """How a policy is known where all or a part of it was not read at source; else nothing.

    >>> to_confirm("read in a secondary summary; read at source")
    'in part read in a secondary summary: to be confirmed at source'
    """
    known = known_by.split("; ")
    rest = [each for each in known if each not in ("", READ_AT_SOURCE)]
    part = "in part " if READ_AT_SOURCE in known else ""
    return f"{part}{listing(rest)}: to be confirmed at source" if rest else ""


def told(**fields: object) -> Json:
    """Fields that have something to tell."""
    return {key: value for key, value in fields.items() if value}


def kept(entry: object) -> str:
    """What is said, encoded: what follows from the plan once for all cases."""
    return msgspec.json.encode(entry).decode()


def array(said: Iterable[str]) -> msgspec.Raw:
    """Entries that are encoded already, as one list."""
    return msgspec.Raw(f"[{','.join(said)}]")


def of_line(number: int, said: str) -> str:
    """An encoded object, which is not empty, as said of a line.

    >>> of_line(1, kept({"step": "block"}))
    '{"line":1,"step":"block"}'
    """
    return f'{{"line":{number},{said[1:]}'
