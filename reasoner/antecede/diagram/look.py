"""How a state looks: icon and border first, colour last.

Every look differs from every other in icon or border, so that a picture without colour says the same.
"""

from typing import NamedTuple


class Look(NamedTuple):
    """Tone (a set of colours), icon, border of a state."""

    tone: str
    icon: str
    border: str


#: By state.  Borders: thin, thick, dashed, double, dotted, heavy.
LOOKS = {
    "plain": Look("plain", "", "thin"),
    "met": Look("good", "check", "thin"),
    "clear": Look("good", "check", "thin"),
    "complete": Look("good", "check", "thin"),
    "waived": Look("good", "tilde", "thin"),
    "waives": Look("good", "tilde", "thin"),
    "not_met": Look("bad", "cross", "thick"),
    "skipped": Look("bad", "skip", "thick"),
    "not_documented": Look("open", "question", "dashed"),
    "undetermined": Look("open", "question", "dashed"),
    "open": Look("open", "ring", "dashed"),
    "reached": Look("info", "arrow", "thick"),
    "later": Look("quiet", "dash", "dotted"),
    "conflicting": Look("clash", "clash", "double"),
    "fires": Look("stop", "bar", "heavy"),
    "blocked": Look("bad", "lock", "thin"),
    "flagged": Look("info", "flag", "thin"),
    "unflagged": Look("quiet", "flag", "dotted"),
    "not_reached": Look("quiet", "dash", "dotted"),
    "not_applicable": Look("quiet", "slash", "dotted"),
    "not_taken": Look("quiet", "dash", "dotted"),
    "requested": Look("info", "arrow", "thick"),
    "taken": Look("taken", "flag", "heavy"),
    "covered": Look("good", "shield", "thin"),
    "conditional": Look("open", "shield", "dashed"),
    "unproven": Look("bad", "bar", "thick"),
    "not_covered": Look("stop", "bar", "heavy"),
    "silent": Look("quiet", "silent", "dotted"),
    "varies": Look("clash", "clash", "double"),
    "elsewhere": Look("quiet", "arrow", "dotted"),
}
