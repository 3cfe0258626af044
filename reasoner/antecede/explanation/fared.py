"""How a fact fared, as one word."""

from antecede.criterion.outcome import (
    AFTER,
    CONFOUNDED,
    CONTESTED,
    QUALIFIES,
    REGION,
    SUPERSEDED,
    TARGET,
    TYPE,
    WINDOW,
    Used,
)
from antecede.explanation.found import wording
from antecede.knowledge.expression import Pattern
from antecede.record.fact import CONTRAINDICATED, DENIED

#: Words of verdicts that no condition of the class explains; negative ones are open.
FARED = {
    QUALIFIES: "qualifies",
    TARGET: "elsewhere",
    -TARGET: "place_open",
    -CONFOUNDED: "confounded",
    AFTER: "too_early",
    -AFTER: "order_open",
    WINDOW: "outside_window",
    -WINDOW: "date_open",
    TYPE: "other_kind",
    -TYPE: "kind_open",
    CONTESTED: "against_code",
    -CONTESTED: "contested",
    SUPERSEDED: "superseded",
    REGION: "other_region",
    -REGION: "region_open",
}


def fared(used: Used) -> str:
    """The word for how a fact fared: a condition of the class that fails or is not known is told apart.

    A denial and a contraindication are no qualifying facts, whatever they were held against.
    """
    if used.fact.standing == CONTRAINDICATED:
        return "contraindicated"
    if used.fact.standing == DENIED:
        return "contested" if used.verdict == -CONTESTED else "denies"
    return FARED.get(used.verdict) or ("fails" if used.verdict > 0 else "open")


def held_against(used: Used, pattern: Pattern | None) -> str:
    """The condition of a class that a fact fails, or of which it is not known, in words."""
    if pattern is None or used.verdict in FARED:
        return ""
    return wording(pattern.conditions[abs(used.verdict) - 1])
