"""A letter as PDF: tagged, with its fonts in it, the same bytes on every run."""

import json
from pathlib import Path
from typing import Any

from antecede.diagram.type import FONTS
from antecede.errors import AntecedeError, Problem
from antecede.explanation.words import clean
from antecede.letter.block import Block, Items, Table
from antecede.letter.letter import Letter

TEMPLATE = Path(__file__).resolve().parent / "templates" / "letter.typ"
#: Time that is written into every file: the letter's own date stands in its text.
EPOCH = 0


def pdf(letter: Letter) -> bytes:
    """The letter.  Its text goes to typst as data, never as source.  Raises :class:`AntecedeError` without typst."""
    try:
        import typst
    except ImportError:
        remedy = "install antecede[pdf], or write a .html or .md file"
        raise AntecedeError(Problem("letter", "pdf", "typst is not installed", remedy)) from None
    made = typst.compile(
        str(TEMPLATE),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"letter": json.dumps(data(letter))},
        pdf_standards="ua-1",
        timestamp=EPOCH,
    )
    assert isinstance(made, bytes)
    return made


def data(letter: Letter) -> dict[str, Any]:
    """The letter as plain values."""
    return {
        "title": clean(letter.title),
        "mark": clean(letter.mark),
        "facts": [[key, clean(value)] for key, value in letter.facts],
        "parts": [
            {"title": clean(part.title), "blocks": [_block(block) for block in part.blocks]} for part in letter.parts
        ],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Items):
        return {"kind": "items", "items": [clean(each) for each in block.items]}
    if isinstance(block, Table):
        return {
            "kind": "table",
            "head": list(block.head),
            "rows": [[clean(each) for each in row] for row in block.rows],
        }
    return {"kind": block.kind, "text": clean(block.text)}
