"""What an answer says of the places it cites, and small helpers for its objects."""

from collections.abc import Iterable
from typing import Any

import msgspec

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


def told(**fields: object) -> Json:
    """Fields that have something to tell."""
    return {key: value for key, value in fields.items() if value}


def kept(entry: object) -> bytes:
    """What follows from the plan, encoded once."""
    return msgspec.json.encode(entry)


def before(entry: Json, said: bytes) -> msgspec.Raw:
    """An object with what is kept encoded after it; neither is empty.

    >>> bytes(before({"line": 1}, kept({"step": "block"})))
    b'{"line":1,"step":"block"}'
    """
    return msgspec.Raw(msgspec.json.encode(entry)[:-1] + b"," + said[1:])


def after(said: bytes, entry: Json) -> msgspec.Raw:
    """What is kept encoded with an object after it; neither is empty."""
    return msgspec.Raw(said[:-1] + b"," + msgspec.json.encode(entry)[1:])
