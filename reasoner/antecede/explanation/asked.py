"""What was found on the request itself: units, levels of a session, coding region of the diagnoses."""

from math import inf

from antecede.criterion.engine import Engine
from antecede.criterion.outcome import Outcome, Used
from antecede.explanation.fact import name
from antecede.explanation.words import clean, extent, listing, number
from antecede.graph.vocabulary import name as name_of
from antecede.knowledge import criterion as kinds
from antecede.record.fact import Fact
from antecede.truth.status import ABSENT, NOT_APPLICABLE

Asking = kinds.Units | kinds.UnitLimit | kinds.LevelLimit | kinds.RegionAgreement


def asked_for(criterion: Asking, outcome: Outcome, engine: Engine) -> str:
    """What the request has, for a criterion on its units, levels or regions."""
    match criterion:
        case kinds.Units():
            return _units(outcome, engine)
        case kinds.UnitLimit():
            return _unit_limit(outcome)
        case kinds.LevelLimit():
            return _level_limit(criterion, outcome)
        case kinds.RegionAgreement():
            return _regions(outcome, engine)


def _units(outcome: Outcome, engine: Engine) -> str:
    """Both numbers, and which joints named medial branches make."""
    if outcome.low is None or outcome.high is None:
        return "units not stated" if outcome.status is NOT_APPLICABLE else "levels or side not named"
    told = f"{_counted(outcome.high)} asked for, {number(outcome.low)} made by the levels and sides named"
    return "; ".join(filter(None, (told, *(_joints(each.fact, engine) for each in outcome.used))))


def _joints(fact: Fact, engine: Engine) -> str:
    named = fact.given.get("levels", ())
    wanted = [name_of(level) for level in engine.reader.places.wanted(fact.cls, named)]
    if set(wanted) == set(named):
        return ""
    return f"{listing(named)} name what serves {len(wanted)} joint{'' if len(wanted) == 1 else 's'}, {listing(wanted)}"


def _unit_limit(outcome: Outcome) -> str:
    if outcome.low is None or outcome.high is None:
        return "units not stated, or not limited"
    return f"{_counted(outcome.high)} asked for, at most {number(outcome.low)} a day"


def _counted(units: float) -> str:
    return f"{number(units)} unit{'' if units == 1 else 's'}"


def _level_limit(criterion: kinds.LevelLimit, outcome: Outcome) -> str:
    """How many levels are reached with this line, and the lines that ask for them."""
    lines = listing(_line(each.fact) for each in outcome.used)
    if outcome.high == inf and outcome.low == 1:
        return f"levels not named, and the codes do not tell which they are: {lines}"
    reached = f"{extent(outcome.low, outcome.high)} in this region with this line, at most {criterion.at_most}"
    return f"{reached}: {lines}"


def _line(fact: Fact) -> str:
    levels = listing(clean(level) for level in fact.given.get("levels", ()))
    return f"line {fact.entry.line} ({', '.join(filter(None, (clean(fact.entry.code), levels)))})"


def _regions(outcome: Outcome, engine: Engine) -> str:
    if not outcome.used:
        return "no diagnosis coded"
    told = listing(_region(each, engine) for each in outcome.used)
    return f"{told}: none of them supports the act" if outcome.reason is ABSENT else told


def _region(used: Used, engine: Engine) -> str:
    code, labels = engine.reader.code(used.fact.cls), engine.plan.lexicon.coding_regions
    regions = listing([labels[each] for each in code.coding], "or") if code else ""
    return f"{name(used.fact, engine)} ({regions or 'region not named'})"
