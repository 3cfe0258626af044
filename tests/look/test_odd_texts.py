"""Texts that are no attack on markup and harm all the same: turned writing, control characters, emoji, great length."""

import re
from time import monotonic

import pytest

import tests.look.test_hostile as hostile
from antecede.diagram.drawing import draw
from antecede.diagram.formats import pixels
from antecede.diagram.scene import Band, Box, Scene
from antecede.diagram.svg import Writer
from antecede.diagram.type import BOLD, width, wrap
from antecede.report.page import environment

#: What turns the direction of writing, is no character, or steers a terminal.
BANNED = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
ODD = {
    "turned": " safe\u202eetoned\u2066 not\u200f met\u061c",
    "controls": " a\x00b\x1b[31mc\x07\x85\ufffe\uffff",
    "emoji": " \U0001f9e8\U0001f469\u200d\u2695\ufe0f",
    "piled": " z" + "\u0301" * 200,
}


@pytest.mark.parametrize("where", ["case", "graph"])
@pytest.mark.parametrize("odd", ODD)
def test_odd_texts_are_told_without_what_is_odd(odd: str, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest of the text is there, pictures are drawn, and nothing in any document turns or steers."""
    monkeypatch.setattr(hostile, "EVIL", ODD[odd])
    documents = hostile.written(where)
    assert {name for name, text in documents.items() if BANNED.search(text)} == set()
    seen = {"turned": "safe", "controls": "[31mc", "emoji": "\U0001f9e8", "piled": "\u0301" * 9}[odd]
    assert seen in documents["page.html"]
    assert pixels(documents["picture.svg"]).startswith(b"\x89PNG")


def test_ten_thousand_characters_without_a_blank_are_set_in_no_time() -> None:
    """Cut into lines that fit; a picture full of such labels is drawn, every line of it in its box."""
    began = monotonic()
    label = "w" * 10_000
    lines = wrap(label, 180, 13, BOLD)
    assert all(width(line, 13, BOLD) <= 180 for line in lines)
    assert lines[-1].endswith("…")
    boxes = tuple(Box(f"b{n}", "criterion", label, "met", label, notation="X1") for n in range(20))
    Writer(draw(Scene("long", label, label, (Band(label, label, (boxes,)),)))).document()
    assert monotonic() - began < 10


def test_lines_and_form_fields_stay_as_they_were() -> None:
    template = environment().from_string("{{ text }}|{{ text|exact }}")
    assert template.render(text="a\nb\tc\u202ed<") == "a\nb\tc d&lt;|a\nb\tc\u202ed&lt;"
