"""What a letter is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, or a heading of some kind: ``heading``, ``subheading``, ``small``."""

    text: str
    kind: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Text | Items | Table


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a letter under a title."""

    title: str
    blocks: tuple[Block, ...]
