"""A letter as Markdown."""

import re
from collections.abc import Iterator

from antecede.explanation.words import clean
from antecede.letter.block import Block, Items, Table
from antecede.letter.letter import Letter

HEADINGS = {"heading": "### ", "subheading": "#### ", "small": ""}


def plain(text: str) -> str:
    r"""A text in which nothing means anything to Markdown.

    >>> plain("1. a*b* <i> [x](http://y) | #")
    '1\\. a\\*b\\* \\<i\\> \\[x\\](http\\://y) \\| \\#'
    """
    escaped = re.sub(r"([\\`*_{}\[\]<>#|&~])", r"\\\1", clean(text))
    unlinked = re.sub(r"(?i)\b(https?|ftp|mailto)(:)|\b(www)(\.)|(@)", _unlink, escaped)
    return re.sub(r"^(\d+)([.)])|^([-+=])", lambda found: f"{found[1] or ''}\\{found[2] or found[3]}", unlinked)


def _unlink(found: re.Match[str]) -> str:
    return f"{found[1] or found[3] or ''}\\{found[2] or found[4] or found[5]}"


def markdown(letter: Letter) -> str:
    """The letter."""
    facts = "  \n".join(f"{key}: {plain(value)}" for key, value in letter.facts)
    lines = [f"# {plain(letter.title)}", f"**{plain(letter.mark)}**", facts]
    for part in letter.parts:
        lines.append(f"## {plain(part.title)}")
        lines += [text for block in part.blocks for text in _block(block)]
    return "\n\n".join(lines) + "\n"


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Items):
        yield "\n".join(f"- {plain(each)}" for each in block.items)
    elif isinstance(block, Table):
        rows = (block.head, ("---",) * len(block.head), *(tuple(map(plain, row)) for row in block.rows))
        yield "\n".join(f"| {' | '.join(row)} |" for row in rows)
    else:
        yield HEADINGS.get(block.kind, "") + plain(block.text)
