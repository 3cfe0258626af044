"""How wide a text is, and where to break it.

The two fonts that every picture carries have neither kerning nor ligatures, so a text is as wide as the sum of the
advances of its characters: what is computed here is what a browser shows.
"""

from base64 import b64encode
from functools import cache
from pathlib import Path
from struct import unpack_from

FONTS = Path(__file__).resolve().parent / "fonts"
FAMILY = "Inter"
#: Fonts that stand in where the own one may not be loaded.
FALLBACK = "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif"
REGULAR, BOLD = 400, 600
#: Advance of a character that the fonts do not have, in ems: no script's letters are wider, and emoji hardly are.
UNKNOWN = 1.4


def font_file(weight: int) -> Path:
    """The font of a weight."""
    return FONTS / f"inter-{weight}.ttf"


@cache
def _advances(weight: int) -> dict[int, float]:
    """Advance of each character of a font, in ems, by code point."""
    data = font_file(weight).read_bytes()
    tables = {
        data[at : at + 4]: unpack_from(">I", data, at + 8)[0]
        for at in range(12, 12 + 16 * unpack_from(">H", data, 4)[0], 16)
    }
    size = unpack_from(">H", data, tables[b"head"] + 18)[0]
    last = unpack_from(">H", data, tables[b"hhea"] + 34)[0] - 1
    widths = {glyph: unpack_from(">H", data, tables[b"hmtx"] + 4 * min(glyph, last))[0] for glyph in range(last + 1)}
    return {code: widths.get(glyph, widths[last]) / size for code, glyph in _glyphs(data, tables[b"cmap"]).items()}


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    """Glyph of each code point, from a character map of format 4."""
    table = cmap + int(unpack_from(">I", data, cmap + 8)[0])
    count = unpack_from(">H", data, table + 6)[0] // 2
    columns = [unpack_from(f">{count}H", data, table + 14 + 2 * (count * n + (n > 0))) for n in range(4)]
    found = {}
    for n, (end, start, delta, offset) in enumerate(zip(*columns, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            place = table + 16 + 2 * (3 * count + n) + offset + 2 * (code - start)
            glyph = code if not offset else unpack_from(">H", data, place)[0]
            found[code] = (glyph + delta) % 0x10000
    return {code: glyph for code, glyph in found.items() if glyph}


def width(text: str, size: float, weight: int = REGULAR) -> float:
    """Width of a text in pixels.

    >>> 40 < width("diagnostic", 10) < 60
    True
    """
    advances = _advances(weight)
    return sum(advances.get(ord(char), UNKNOWN) for char in text) * size


def wrap(text: str, room: float, size: float, weight: int = REGULAR, most: int = 4) -> tuple[str, ...]:
    """A text in lines of at most ``room`` pixels; what does not fit in ``most`` lines ends with an ellipsis.

    >>> wrap("two positive lateral branch blocks", 100, 13)
    ('two positive', 'lateral branch', 'blocks')
    """
    lines: list[str] = []
    for word in _words(text, room, size, weight):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and width(joined, size, weight) <= room:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], _cut(" ".join(lines[most - 1 :]), room, size, weight)]
    return tuple(lines)


def _words(text: str, room: float, size: float, weight: int) -> list[str]:
    """Words, and pieces of words that are wider than the room."""
    pieces = []
    for word in text.split():
        rest = word
        while (at := max(_fitting(rest, room, size, weight), 1)) < len(rest):
            pieces.append(rest[:at])
            rest = rest[at:]
        pieces.append(rest)
    return pieces


def _fitting(text: str, room: float, size: float, weight: int) -> int:
    """How many of its first characters fit into the room."""
    advances, used = _advances(weight), 0.0
    for at, char in enumerate(text):
        used += advances.get(ord(char), UNKNOWN)
        if used * size > room:
            return at
    return len(text)


def _cut(text: str, room: float, size: float, weight: int) -> str:
    """As much of a text as fits before an ellipsis."""
    return text[: _fitting(text, room - width("…", size, weight), size, weight)].rstrip() + "…"


@cache
def font_faces() -> str:
    """Rules of a style sheet that carry both fonts in themselves."""
    return "".join(
        f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-style:normal;"
        f"src:url(data:font/ttf;base64,{b64encode(font_file(weight).read_bytes()).decode()}) format('truetype')}}"
        for weight in (REGULAR, BOLD)
    )
