"""Colours of pictures and pages, light and dark, and how well they stand out from each other."""

from typing import NamedTuple


class Tone(NamedTuple):
    """Colours of a box: its face, border and icon, label, and the word of its state."""

    face: str
    edge: str
    ink: str
    word: str


class Palette(NamedTuple):
    """Colours of a theme: ground, every second band, panels, lines, texts, ways, lit ways, and tones by name."""

    ground: str
    stripe: str
    panel: str
    frame: str
    line: str
    ink: str
    soft: str
    way: str
    lit: str
    on_lit: str
    tones: dict[str, Tone]


LIGHT = Palette(
    ground="#ffffff",
    stripe="#f4f6f9",
    panel="#ffffff",
    frame="#bcc6d3",
    line="#dce1e8",
    ink="#10151c",
    soft="#4f5a68",
    way="#5c6878",
    lit="#b83a0a",
    on_lit="#ffffff",
    tones={
        "plain": Tone("#ffffff", "#8692a1", "#10151c", "#4f5a68"),
        "good": Tone("#ebf7f0", "#1f7a4d", "#10151c", "#13623d"),
        "bad": Tone("#fdeeed", "#b3261e", "#10151c", "#98201a"),
        "open": Tone("#fff6e0", "#8a6100", "#10151c", "#704d00"),
        "clash": Tone("#f2edfd", "#5b3fa8", "#10151c", "#4c3492"),
        "stop": Tone("#8f1d18", "#6d120e", "#ffffff", "#ffe6e3"),
        "info": Tone("#e9f1fe", "#1d57b8", "#10151c", "#174a9e"),
        "quiet": Tone("#f7f8fa", "#8a94a2", "#39434f", "#525d6b"),
        "faded": Tone("#ffffff", "#bcc6d3", "#4f5a68", "#4f5a68"),
        "taken": Tone("#17212f", "#0b111a", "#ffffff", "#d3e2ff"),
    },
)
DARK = Palette(
    ground="#0f141b",
    stripe="#151c25",
    panel="#18202b",
    frame="#3e4b5c",
    line="#2a3441",
    ink="#eef2f7",
    soft="#a9b5c4",
    way="#8d9bad",
    lit="#ff9b52",
    on_lit="#1a0f06",
    tones={
        "plain": Tone("#18202b", "#6f7d8f", "#eef2f7", "#a9b5c4"),
        "good": Tone("#102a1e", "#4cc38a", "#eef2f7", "#84dfb2"),
        "bad": Tone("#351817", "#f2766d", "#eef2f7", "#ffa59e"),
        "open": Tone("#2e2509", "#dfae3c", "#eef2f7", "#f1cb69"),
        "clash": Tone("#241c3c", "#a48bf0", "#eef2f7", "#c5b3f9"),
        "stop": Tone("#ad2f28", "#ff8c84", "#ffffff", "#ffeae8"),
        "info": Tone("#122441", "#6ea8ff", "#eef2f7", "#a2c7ff"),
        "quiet": Tone("#141b24", "#6b7786", "#bcc6d2", "#a5b0bd"),
        "faded": Tone("#10161e", "#3e4b5c", "#a9b5c4", "#a9b5c4"),
        "taken": Tone("#e9eff7", "#ffffff", "#0f141b", "#24406e"),
    },
)
THEMES = {"light": LIGHT, "dark": DARK}


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, as WCAG 2 computes it: 1 for equal ones, 21 for black on white.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def variables(palette: Palette) -> str:
    """The colours as custom properties of a style sheet.

    >>> variables(LIGHT).startswith("--ground:#ffffff;")
    True
    """
    plain = {key.replace("_", "-"): value for key, value in palette._asdict().items() if key != "tones"}
    tones = {
        f"{tone}-{part}": colour for tone, parts in palette.tones.items() for part, colour in parts._asdict().items()
    }
    return "".join(f"--{key}:{value};" for key, value in (plain | tones).items())
