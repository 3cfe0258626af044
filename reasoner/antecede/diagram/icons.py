"""Icons, 18 by 18 pixels: a shape that says the state by itself, and a mark in it.

``S`` paints the shape in the colour of the tone, ``M`` the mark upon it; ``O`` is a shape in outline, ``L`` a line in the
colour of the tone.
"""

CIRCLE = "M9 1A8 8 0 1 0 9 17 8 8 0 1 0 9 1Z"
SQUARE = "M4 1.5H14A2.5 2.5 0 0 1 16.5 4V14A2.5 2.5 0 0 1 14 16.5H4A2.5 2.5 0 0 1 1.5 14V4A2.5 2.5 0 0 1 4 1.5Z"
DIAMOND = "M9 .4 17.6 9 9 17.6 .4 9Z"
HEXAGON = "M9 .6 16.4 4.8V13.2L9 17.4 1.6 13.2V4.8Z"
OCTAGON = "M5.7 1H12.3L17 5.7V12.3L12.3 17H5.7L1 12.3V5.7Z"
SHIELD = "M9 .8 16 3.2V8.6C16 12.8 13.2 15.8 9 17.4 4.8 15.8 2 12.8 2 8.6V3.2Z"
RING = "M9 2A7 7 0 1 0 9 16 7 7 0 1 0 9 2Z"

#: By name: pairs of brush and path.
ICONS: dict[str, tuple[tuple[str, str], ...]] = {
    "": (),
    "check": (("S", CIRCLE), ("M", "M5.2 9.3 8 12 12.9 6.4")),
    "tilde": (("S", CIRCLE), ("M", "M4.8 10C6.4 6.8 8 7.6 9 9 10 10.4 11.6 11.2 13.2 8")),
    "cross": (("S", SQUARE), ("M", "M6 6 12 12M12 6 6 12")),
    "question": (("S", DIAMOND), ("M", "M6.9 7.2C6.9 4.4 11.3 4.6 11 7.2 10.8 8.7 9 8.7 9 10.3M9 12.6V12.7")),
    "ring": (("O", RING), ("L", "M9 7.6A1.4 1.4 0 1 0 9 10.4 1.4 1.4 0 1 0 9 7.6")),
    "clash": (("S", HEXAGON), ("M", "M5 7.2H12.4L10.4 5.2M13 10.8H5.6L7.6 12.8")),
    "bar": (("S", OCTAGON), ("M", "M5 9H13")),
    "skip": (("S", SQUARE), ("M", "M5 5.4 8.6 9 5 12.6M9.6 5.4 13.2 9 9.6 12.6")),
    "lock": (("S", SQUARE), ("M", "M5.8 8.6H12.2V12.6H5.8ZM7.2 8.4V6.8A1.8 1.8 0 0 1 10.8 6.8V8.4")),
    "flag": (("L", "M4.5 16.5V2.5M4.5 3.2H14.2L11.8 6.4 14.2 9.6H4.5"),),
    "dash": (("O", RING), ("L", "M6 9H12")),
    "slash": (("O", RING), ("L", "M5.4 12.6 12.6 5.4")),
    "arrow": (("S", CIRCLE), ("M", "M4.8 9H12.6M9.6 5.8 12.8 9 9.6 12.2")),
    "shield": (("S", SHIELD), ("M", "M5.6 8.9 8.2 11.4 12.4 6.4")),
    "silent": (("O", RING), ("L", "M5.8 9V9.1M9 9V9.1M12.2 9V9.1")),
}


def icon(name: str, x: float, y: float, size: float = 18) -> str:
    """An icon with its upper left corner at a place.

    >>> icon("", 0, 0)
    ''
    """
    if not ICONS[name]:
        return ""
    paths = "".join(f'<path class="{brush}" d="{path}"/>' for brush, path in ICONS[name])
    return f'<g class="icon" aria-hidden="true" transform="translate({x:g} {y:g}) scale({size / 18:.3g})">{paths}</g>'
