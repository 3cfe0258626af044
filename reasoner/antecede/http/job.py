"""What passes between the server and a worker: a query to be answered, and the answer, as frames of bytes."""

import struct

import msgspec

LENGTH = struct.Struct(">I")


class Job(msgspec.Struct, frozen=True):
    """A query over a dataset, the media types the client takes, and what the answer may hold."""

    query: str
    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    accept: str = ""
    rows: int = 1_000_000
    bytes: int = 200_000_000


class Reply(msgspec.Struct, frozen=True):
    """An answer by HTTP: status, media type, body; ``problems`` instead of a body where something was wrong.

    ``vague`` marks the engine's own word on what is no SPARQL, which often misses the place; ``reworded`` names what
    the query was asked in other words for.
    """

    status: int
    media: str = ""
    body: bytes = b""
    problems: tuple[tuple[str, str, str, str], ...] = ()
    vague: bool = False
    reworded: tuple[str, ...] = ()


def frame(message: Job | Reply) -> bytes:
    """A message with its length before it."""
    data = msgspec.msgpack.encode(message)
    return LENGTH.pack(len(data)) + data


def job(data: bytes) -> Job:
    """The job in a frame, its length taken off."""
    return msgspec.msgpack.decode(data, type=Job)


def reply(data: bytes) -> Reply:
    """The reply in a frame, its length taken off."""
    return msgspec.msgpack.decode(data, type=Reply)
