"""Reasons: each goes with its truth value, and follows from how facts fared, from parts, or from the kind of rule."""

from collections.abc import Iterator

from rdflib import URIRef

from antecede.verification.measure import COUNTS, fared
from antecede.verification.published import Complaint, Published
from antecede.verification.rule import FIXED, kind
from antecede.verification.terms import ANT

#: Reasons that may stand beside a truth value.
REASONS = {
    "met": {"satisfied"},
    "not_met": {
        "absent",
        "confounded",
        "count_out_of_range",
        "date_out_of_range",
        "too_short",
        "value_out_of_range",
        "wrong_level_or_side",
        "wrong_target",
    },
    "not_documented": {
        "attribute_missing",
        "confounded",
        "contraindicated",
        "date_out_of_range",
        "nothing_recorded",
        "wrong_target",
    },
    "conflicting": {"contradicted", "readings_disagree", "wrong_level_or_side"},
    "waived": {"waived"},
    "not_applicable": {"not_applicable"},
}
OPEN = ("not_documented", "conflicting")
#: Why a rule of a kind is not met, where that is always the same.
REFUSED = {
    ANT.AddOnCriterion: "absent",
    ANT.SameWorkCriterion: "absent",
    ANT.PartOfCriterion: "count_out_of_range",
    ANT.UnitsCriterion: "count_out_of_range",
    ANT.UnitLimitCriterion: "count_out_of_range",
    ANT.LevelLimitCriterion: "count_out_of_range",
    ANT.KOfNCriterion: "count_out_of_range",
    ANT.RequestCriterion: "value_out_of_range",
    ANT.CodeAgreementCriterion: "value_out_of_range",
    ANT.EveryCriterion: "value_out_of_range",
    ANT.ValueCriterion: "value_out_of_range",
    ANT.ElapsedCriterion: "too_short",
}
#: Why a fact does not count, by the word of its use; what stands in neither table is of another kind than looked for.
FAILED = {
    "elsewhere": "wrong_level_or_side",
    "other_region": "wrong_level_or_side",
    "confounded": "confounded",
    "too_early": "date_out_of_range",
    "outside_window": "date_out_of_range",
    "superseded": "date_out_of_range",
    "fails": "value_out_of_range",
    "other_kind": "value_out_of_range",
}
LEFT_OPEN = {"confounded": "confounded", "order_open": "date_out_of_range", "date_open": "date_out_of_range"}
#: Words of uses that leave a criterion open because something is not said.
UNSAID = ("qualifies", "open", "kind_open", "place_open", "region_open")


def check_reason(published: Published, node: URIRef, criterion: URIRef | None) -> Iterator[Complaint]:
    """The reason of one assessment, parts left aside."""
    truth, reason = published.text(node, ANT.truthValue), published.text(node, ANT.hasReason)
    allowed = REASONS.get(truth, set())
    if reason in allowed and (truth == "not_met" or truth in OPEN) and criterion is not None:
        allowed = _following(published, node, criterion, truth) or allowed
    if reason not in allowed:
        yield Complaint(str(node), f"is {truth}, for the reason {reason or 'that is missing'}")


def _following(published: Published, node: URIRef, criterion: URIRef, truth: str) -> set[str]:
    """Reasons that follow; none where it is not told."""
    condition = published.link(node, ANT.condition)
    before = published.text(condition, ANT.hasReason) if published.text(condition, ANT.truthValue) in OPEN else ""
    parts, name = published.links(node, ANT.hasPart), kind(published, criterion)
    if not parts:
        member = bool(published.links(node, ANT.ofMember))
        return _of_facts(published, node, criterion, truth, member=member) | ({before} if before else set())
    told = {published.text(each, ANT.hasReason) for each in parts if published.text(each, ANT.truthValue) == truth}
    if any(published.links(each, ANT.ofMember) for each in parts):
        return {"count_out_of_range"} if truth == "not_met" else {"contradicted"} if truth == "conflicting" else told
    if any(published.links(each, ANT.atSide) or published.links(each, ANT.atLevel) for each in parts):
        return told | ({"attribute_missing"} if truth == "not_documented" else set())
    if name == ANT.NotCriterion:
        return told | {"value_out_of_range"} if truth == "not_met" else told
    return told | ({"readings_disagree"} if name == ANT.ReadingsCriterion and truth == "conflicting" else set())


def _of_facts(published: Published, node: URIRef, criterion: URIRef, truth: str, *, member: bool) -> set[str]:
    """By the words of the uses for a count; by the kind for what looks at the request."""
    name, words = kind(published, criterion), set(fared(published, node))
    counts = member or str(name).rpartition("#")[2] in COUNTS
    if truth == "not_met" and not counts:
        return {REFUSED[name]} if name in REFUSED else set()
    if not counts or "contested" in words:
        return set()
    if truth == "not_met":
        return _too_few(published, criterion, words, member=member)
    if "contraindicated" in words:
        return set()
    found = {LEFT_OPEN[word] for word in words if word in LEFT_OPEN}
    return found or ({"attribute_missing"} if words & set(UNSAID) else {"nothing_recorded", "wrong_target"})


def _too_few(published: Published, criterion: URIRef, words: set[str], *, member: bool) -> set[str]:
    """Why too few facts qualify, or too many."""
    if "qualifies" in words:
        return {"count_out_of_range"}
    most = FIXED.get(kind(published, criterion) or ANT.Criterion, {}).get(ANT.atMost)
    excess = most is not None or published.number(criterion, ANT.atMost) is not None
    return {"absent"} if excess and not member else {FAILED[word] for word in words if word in FAILED} or {"absent"}
