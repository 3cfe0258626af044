"""How an assessment can be changed, and how far it falls short."""

from math import inf, isinf
from typing import Any

from antecede.criterion.engine import Engine
from antecede.criterion.outcome import QUALIFIES, Outcome
from antecede.determination.result import Assessment
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion
from antecede.record.fact import Fact
from antecede.truth.status import CLEAR, CONFLICTING, MET, NOT_APPLICABLE, NOT_DOCUMENTED, NOT_MET, WAIVED

Json = dict[str, Any]
#: Criteria that fail by how the case is coded or the line is written.
ABOUT_THE_LINE = (
    kinds.CodeAgreement, kinds.RegionAgreement, kinds.Units, kinds.UnitLimit, kinds.LevelLimit, kinds.AddOn,
    kinds.Request, kinds.PartOf,
)  # fmt: skip
#: Criteria that measure time, that count units, and that may count too many.
TIMED, OF_UNITS = (kinds.Duration, kinds.Elapsed), (kinds.Units, kinds.UnitLimit)
LIMITED = (kinds.Count, kinds.LevelLimit)
#: Statuses in which there is nothing to change.
SETTLED = frozenset((MET, CLEAR, WAIVED, NOT_APPLICABLE))


def remedy_kind(each: Assessment, engine: Engine) -> str:
    """How an assessment can change: ``document``, ``clarify``, ``do``, ``correct``, ``none``; empty where settled."""
    role, status = each.criterion.role, each.status
    if status in SETTLED or role in ("exception", "flag"):
        return ""
    if not each.criterion.curable and not each.asks:
        return "none"
    if status is NOT_DOCUMENTED:
        return "document"
    if status is CONFLICTING:
        return "clarify"
    if _is_about_codes(each.criterion, each.outcome):
        return "correct"
    return "correct" if lasting(each, engine) and not each.criterion.waived_by else "do"


def lasting(each: Assessment, engine: Engine) -> list[Fact]:
    """Findings that endure and acts that were done, where a rule fails by them for good; none where it may pass."""
    return list(dict.fromkeys(_lasting(each.criterion, each.outcome, engine) or ()))


def _lasting(criterion: AnyCriterion, outcome: Outcome, engine: Engine) -> list[Fact] | None:
    """Facts that fail a criterion and stay; nothing where one that may go fails it, or time does."""
    if isinstance(criterion, kinds.Count) and criterion.at_most == 0:
        found = [used.fact for used in outcome.used if used.verdict == QUALIFIES]
        stay = all(each.ref.startswith("events") or engine.reader.endures(each) for each in found)
        return found if found and stay and criterion.window is None else None
    failing = [part for part in outcome.parts if part.outcome.status is NOT_MET]
    inner = [_lasting(engine.plan.criteria.get(part.key, criterion), part.outcome, engine) for part in failing]
    facts = [fact for part in inner for fact in part or ()]
    decides = any if isinstance(criterion, kinds.AllOf) else all
    return facts if failing and decides(part is not None for part in inner) else None


def _is_about_codes(criterion: AnyCriterion, outcome: Outcome) -> bool:
    """Whether what fails is how the case is coded or the line is written, and not what was done."""
    if isinstance(criterion, ABOUT_THE_LINE):
        return True
    if outcome.parts and any(part.key for part in outcome.parts):
        failing = [part.outcome for part in outcome.parts if part.outcome.status is NOT_MET]
        return bool(failing) and all(_is_about_codes(criterion, inner) for inner in failing)
    return bool(outcome.used) and all(used.fact.ref.startswith("diagnoses") for used in outcome.used)


def shortfall(criterion: AnyCriterion, outcome: Outcome) -> Json | None:
    """What was asked for against what was found, where it can be measured."""
    inner = outcome
    while inner.parts and inner.low is None:
        part = next((each for each in inner.parts if each.outcome.status is outcome.status), inner.parts[0])
        if part.key:
            return None
        inner = part.outcome
    if inner.low is None or inner.high is None or (isinf(inner.high) and not inner.used):
        return None
    return _measured(criterion, inner.low, inner.high)


def _measured(criterion: AnyCriterion, low: float, high: float) -> Json | None:
    found = _plain(low) if low == high else [_plain(low), None if high == inf else _plain(high)]
    if isinstance(criterion, kinds.Count) and criterion.at_least:
        return {"required": criterion.at_least, "found": found, "unit": criterion.pattern.plural}
    if isinstance(criterion, kinds.KOfN):
        return {"required": criterion.at_least, "found": found, "unit": "members"}
    if isinstance(criterion, TIMED):
        threshold = criterion.threshold
        required = _plain(threshold.days) if not threshold.months else _plain(threshold.shortest)
        return {"required": required, "found": found, "unit": "days"}
    if isinstance(criterion, kinds.Value):
        required = next(
            b
            for b in (criterion.at_least, criterion.more_than, criterion.at_most, criterion.less_than)
            if b is not None
        )
        return {"required": _plain(required), "found": found, "unit": ""}
    if isinstance(criterion, OF_UNITS):
        return {"required": _plain(low), "found": _plain(high), "unit": "units"}
    if isinstance(criterion, LIMITED) and criterion.at_most:
        return {"required": criterion.at_most, "found": found, "unit": criterion.pattern.plural}
    return None


def _plain(value: float) -> int | float:
    return int(value) if value == int(value) else round(value, 4)
