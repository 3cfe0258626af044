"""The style sheet of pictures, once for all colours."""

import re

from antecede.diagram.palette import DARK, LIGHT, Palette, variables
from antecede.diagram.type import FALLBACK, FAMILY

TONES = "".join(
    f".{tone}{{--face:var(--{tone}-face);--edge:var(--{tone}-edge);--text:var(--{tone}-ink);--word:var(--{tone}-word)}}"
    for tone in LIGHT.tones
)
RULES = """
.picture{font-family:FONT;font-size:13px}
.picture text{fill:var(--ink)}
.picture .ground,.picture .band{fill:var(--ground)}
.picture .band.odd{fill:var(--stripe)}
.picture .rule{stroke:var(--line);stroke-width:1}
.picture .heading{font-size:19px;font-weight:600}
.picture .note,.picture .count,.picture .section,.picture .key{fill:var(--soft);font-size:11.5px}
.picture .section{font-weight:600;letter-spacing:.02em}
.picture .phase{font-size:14.5px;font-weight:600}
.picture .frame{fill:var(--panel);stroke:var(--frame);stroke-width:1.2}
.picture .name{font-size:13px;font-weight:600}
.picture .small{fill:var(--word);font-size:10.5px}
.picture .rail{fill:none;stroke:var(--frame);stroke-width:1.4}
.picture .edge path{fill:none;stroke:var(--way);stroke-width:1.6}
.picture .edge .tip{fill:var(--way);stroke:none}
.picture .edge.untaken path{stroke-dasharray:2 4;stroke-linecap:round}
.picture .edge.untaken .tip{fill:var(--way);stroke:none}
.picture .face{fill:var(--face);stroke:var(--edge);stroke-width:1.3}
.picture .thick .face{stroke-width:2.8}
.picture .heavy .face{stroke-width:2.4}
.picture .dashed .face{stroke-width:1.6;stroke-dasharray:6 3.5}
.picture .dotted .face{stroke-width:1.4;stroke-dasharray:1.2 3.2;stroke-linecap:round}
.picture .inner{fill:none;stroke:var(--edge);stroke-width:1.2}
.picture .label{fill:var(--text);font-size:13px;font-weight:600}
.picture .gate .label{font-size:14.5px}
.picture .word{fill:var(--word);font-size:11.5px;font-weight:600}
.picture .notation{fill:var(--word);font-size:11.5px}
.picture .icon .S{fill:var(--edge)}
.picture .icon .M{fill:none;stroke:var(--face);stroke-width:1.9;stroke-linecap:round;stroke-linejoin:round}
.picture .icon .O,.picture .icon .L{fill:none;stroke:var(--edge);stroke-width:1.7}
.picture .icon path{stroke-linecap:round;stroke-linejoin:round}
.picture .box.stop .icon .S,.picture .box.taken .icon .S{fill:var(--text)}
.picture .box.stop .icon .M,.picture .box.taken .icon .M{stroke:var(--face)}
.picture .mark.stop .icon .M{stroke:var(--text)}
.picture .box.taken .icon .L{stroke:var(--text)}
.picture .tag rect{fill:var(--info-edge)}
.picture .tag text{fill:var(--info-face);font-size:11px;font-weight:600}
.picture .tag.open rect{fill:var(--open-edge)}
.picture .tag.open text{fill:var(--open-face)}
.picture .tag.quiet rect{fill:var(--panel);stroke:var(--frame)}
.picture .tag.quiet text{fill:var(--soft)}
.picture .faded .tag rect{fill:var(--panel);stroke:var(--frame)}
.picture .faded .tag text{fill:var(--soft)}
.picture .lit path{stroke:var(--lit);stroke-width:3.2}
.picture .lit .tip,.picture .edge.lit .tip{fill:var(--lit);stroke:none}
.picture .rail.lit{stroke:var(--lit);stroke-width:3.2}
.picture .halo{fill:none;stroke:var(--lit);stroke-width:2.6}
.picture .badge circle{fill:var(--lit)}
.picture .badge text{fill:var(--on-lit);font-size:11.5px;font-weight:600;text-anchor:middle}
""".replace("FONT", f"'{FAMILY}',{FALLBACK}").replace("\n", "")


def themed() -> str:
    """The style sheet with both themes as custom properties.

    A choice on the page wins over the reader's setting, and paper over both.
    """
    dark = variables(DARK)
    return (
        f":root{{color-scheme:light;{variables(LIGHT)}}}"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{color-scheme:dark;{dark}}}}}"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}"
        f"@media print{{:root,:root[data-theme],:root:not([data-theme]){{color-scheme:light;{variables(LIGHT)}}}}}"
        f"{TONES}{RULES}"
    )


def resolved(palette: Palette) -> str:
    """The style sheet of one theme without custom properties, for readers that know none.

    >>> "var(" in resolved(LIGHT)
    False
    """
    colours = dict(re.findall(r"--([\w-]+):([^;]+);", variables(palette)))
    toned = [rule for rule in re.findall(r"\.picture[^{]*\{[^}]*\}", RULES) if _is_toned(rule)]
    plain = [rule for rule in re.findall(r"\.picture[^{]*\{[^}]*\}", RULES) if not _is_toned(rule)]
    rules = [_fill(rule, colours) for rule in plain]
    for tone, parts in palette.tones.items():
        own = {"face": parts.face, "edge": parts.edge, "text": parts.ink, "word": parts.word}
        rules += [_fill(_for_tone(rule, tone), colours | own) for rule in toned]
    return "".join(rules)


def _is_toned(rule: str) -> bool:
    return bool(re.search(r"var\(--(face|edge|text|word)\)", rule))


def _for_tone(rule: str, tone: str) -> str:
    """The rule for boxes of one tone; selectors that name a tone themselves are kept for that one only."""
    selectors, _, body = rule.partition("{")
    kept = []
    for each in selectors.split(","):
        named = [part for part in each.split(".") if part.strip() in LIGHT.tones]
        if not named:
            kept.append(each.replace(".picture ", f".picture .{tone} ", 1))
        elif named[0].strip() == tone:
            kept.append(each)
    return f"{','.join(kept)}{{{body}" if kept else ""


def _fill(rule: str, colours: dict[str, str]) -> str:
    return re.sub(r"var\(--([\w-]+)\)", lambda found: colours[found[1]], rule)
