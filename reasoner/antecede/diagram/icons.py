"""Icons, 18 by 18 pixels: a shape that says the state by itself, and a mark in it.

``S`` paints the shape in the colour of the tone, ``M`` the mark upon it; ``O`` is a shape in outline, ``L`` a line in
the colour of the tone.
"""

CIRCLE = "M 9 1A 8 8 0 1 0 9 17 8 8 0 1 0 9 1Z"
SQUARE = "M 4 1.5H 14Q 16.5 1.5 16.5 4V 14Q 16.5 16.5 14 16.5H 4Q 1.5 16.5 1.5 14V 4Q 1.5 1.5 4 1.5Z"
DIAMOND = "M 9 .4 17.6 9 9 17.6 .4 9Z"
HEXAGON = "M 9 .6 16.4 4.8V 13.2L 9 17.4 1.6 13.2V 4.8Z"
OCTAGON = "M 5.7 1H 12.3L 17 5.7V 12.3L 12.3 17H 5.7L 1 12.3V 5.7Z"
SHIELD = "M 9 .8 16 3.2V 8.6C 16 12.8 13.2 15.8 9 17.4 4.8 15.8 2 12.8 2 8.6V 3.2Z"
RING = "M 9 2A 7 7 0 1 0 9 16 7 7 0 1 0 9 2Z"

#: By name: pairs of brush and path.
ICONS: dict[str, tuple[tuple[str, str], ...]] = {
    "": (),
    "check": (("S", CIRCLE), ("M", "M 5.2 9.3 8 12 12.9 6.4")),
    "tilde": (("S", CIRCLE), ("M", "M 4.8 10C 6.4 6.8 8 7.6 9 9 10 10.4 11.6 11.2 13.2 8")),
    "cross": (("S", SQUARE), ("M", "M 6 6 12 12M 12 6 6 12")),
    "question": (("S", DIAMOND), ("M", "M 6.9 7.2C 6.9 4.4 11.3 4.6 11 7.2 10.8 8.7 9 8.7 9 10.3M 9 12.6V 12.7")),
    "ring": (("O", RING), ("L", "M 9 7.6A 1.4 1.4 0 1 0 9 10.4 1.4 1.4 0 1 0 9 7.6")),
    "clash": (("S", HEXAGON), ("M", "M 5 7.2H 12.4L 10.4 5.2M 13 10.8H 5.6L 7.6 12.8")),
    "bar": (("S", OCTAGON), ("M", "M 5 9H 13")),
    "skip": (("S", SQUARE), ("M", "M 5 5.4 8.6 9 5 12.6M 9.6 5.4 13.2 9 9.6 12.6")),
    "lock": (("S", SQUARE), ("M", "M 5.8 8.6H 12.2V 12.6H 5.8ZM 7.2 8.4V 6.8A 1.8 1.8 0 0 1 10.8 6.8V 8.4")),
    "flag": (("L", "M 4.5 16.5V 2.5M 4.5 3.2H 14.2L 11.8 6.4 14.2 9.6H 4.5"),),
    "dash": (("O", RING), ("L", "M 6 9H 12")),
    "slash": (("O", RING), ("L", "M 5.4 12.6 12.6 5.4")),
    "arrow": (("S", CIRCLE), ("M", "M 4.8 9H 12.6M 9.6 5.8 12.8 9 9.6 12.2")),
    "shield": (("S", SHIELD), ("M", "M 5.6 8.9 8.2 11.4 12.4 6.4")),
    "silent": (("O", RING), ("L", "M 5.8 9V 9.1M 9 9V 9.1M 12.2 9V 9.1")),
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
