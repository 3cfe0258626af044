"""Witness cases and clause coverage, as data and as text."""

from collections.abc import Iterator
from typing import Any

import msgspec

from antecede.case.model import Case
from antecede.construction.demand import Goal
from antecede.criterion.engine import Engine
from antecede.explanation.words import RECOMMENDATION_WORDS, listing
from antecede.witness.clauses import Clause, Coverage, Tried
from antecede.witness.variants import GOALS, Variant

Json = dict[str, Any]
Line = tuple[int, str, str]
GOAL_KEYS = {Goal.MET: "met", Goal.EDGE: "boundary", Goal.FAILED: "failed", Goal.SILENT: "silent"}
NOT_REACHED = "not reached"


def tried_as_data(tried: Tried, engine: Engine) -> Json:
    """One setting: the witness case, and for every criterion what it was brought to."""
    setting, witness = tried.setting, tried.witness
    known = engine.reader.by_iri.get(setting.act)
    return {
        "policy": setting.policy.notation,
        "edition": setting.policy.edition,
        "act": known.label if known else setting.act,
        "act_id": setting.act,
        "code": setting.code,
        "step": setting.step.label if setting.step else "",
        "reaches": witness.reaches if witness else "",
        "case": case_as_data(witness.case) if witness else None,
        "criteria": list(_criteria(tried.variants)),
    }


def case_as_data(case: Case) -> Json:
    """A case as its file would hold it."""
    data: Json = msgspec.to_builtins(case)
    return data


def _criteria(variants: tuple[Variant, ...]) -> Iterator[Json]:
    for iri in dict.fromkeys(each.criterion.iri for each in variants):
        own = [each for each in variants if each.criterion.iri == iri]
        criterion = own[0].criterion
        head = {"notation": criterion.notation, "id": iri, "label": criterion.label, "kind": criterion.role}
        yield head | {GOAL_KEYS[each.goal]: _variant(each) for each in own}


def _variant(each: Variant) -> Json:
    if each.case is None:
        return {"reached": False, "why_not": each.why_not or NOT_REACHED}
    moved = [
        {"notation": other.criterion.notation, "before": other.before, "after": other.after, "depends": other.shares}
        for other in each.moved
    ]
    made = {"reached": True, "status": each.status, "recommendation": each.recommendation}
    return made | {"moved": moved, "case": case_as_data(each.case)}


def coverage_as_data(coverage: Coverage, engine: Engine) -> Json:
    """Clause coverage of a document, with all witnesses."""
    return {
        "policy": coverage.policy.notation,
        "edition": coverage.policy.edition,
        "coverage": {
            GOAL_KEYS[goal]: {"reached": reached, "possible": possible}
            for goal, (reached, possible) in coverage.counts.items()
        },
        "criteria": [_clause(each) for each in coverage.clauses],
        "witnesses": [tried_as_data(each, engine) for each in coverage.tried],
    }


def _clause(each: Clause) -> Json:
    return {
        "notation": each.criterion.notation,
        "id": each.criterion.iri,
        "label": each.criterion.label,
        "kind": each.criterion.role,
        "reached": [GOAL_KEYS[goal] for goal in GOALS if goal in each.reached],
        "why_not": {GOAL_KEYS[goal]: why or NOT_REACHED for goal, why in each.why_not.items()},
        "decides": each.decides,
    }


# --- text -------------------------------------------------------------------------------------------------------------


def tried_as_text(tried: Tried, engine: Engine) -> Iterator[Line]:
    """One setting for a reader: what the smallest case holds, and how each criterion can come out."""
    data = tried_as_data(tried, engine)
    step = f", step {data['step']}" if data["step"] else ""
    yield 0, "bold", f"{data['policy']}: {data['act']} under code {data['code']}{step}"
    if tried.witness is None:
        refused = "a rule that nothing lifts refuses it" if tried.refused else "no case was found that certifies"
        yield 1, "", f"No witness: {refused}."
    else:
        yield 1, "", f"Reviewed again, this case comes to: {RECOMMENDATION_WORDS[data['reaches']]}."
        yield from _entries(data["case"])
    yield 1, "underline", "The same case with one criterion changed, each reviewed again"
    for each in data["criteria"]:
        told = "; ".join(_told(key, each[key]) for key in GOAL_KEYS.values())
        yield 2, "", f"{each['notation']} {each['label']}: {told}"


def _entries(case: Json) -> Iterator[Line]:
    for section in ("request", "diagnoses", "findings", "events"):
        for entry in case.get(section, ()):
            yield 2, "", f"{section}: {', '.join(f'{key} {_plain(value)}' for key, value in entry.items())}"
    if case.get("complete"):
        yield 2, "", f"complete: {listing(case['complete'])}"


def _plain(value: Any) -> str:
    return (
        listing(map(str, value))
        if isinstance(value, list | tuple)
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
    )


def _told(key: str, variant: Json) -> str:
    if not variant["reached"]:
        return f"{key} no ({variant['why_not']})"
    moved = listing(f"{each['notation']} {each['after'].replace('_', ' ')}" for each in variant["moved"])
    return f"{key} yes" + (f" (with {moved})" if moved else "")


def headline(coverage: Coverage) -> str:
    """What a document's criteria were brought to, of what they can be brought to."""
    counts = ", ".join(f"{GOAL_KEYS[goal]} {made} of {able}" for goal, (made, able) in coverage.counts.items())
    policy = coverage.policy
    return f"{policy.notation}, {policy.edition}: {len(coverage.clauses)} criteria; {counts}"


def coverage_as_text(coverage: Coverage) -> Iterator[Line]:
    """Clause coverage for a reader."""
    witnessed = sum(each.witness is not None for each in coverage.tried)
    yield 0, "bold", headline(coverage)
    yield 1, "", f"{witnessed} witnesses for {len(coverage.tried)} settings of act, code and step"
    for each in coverage.clauses:
        reached = listing(GOAL_KEYS[goal] for goal in GOALS if goal in each.reached) or "nothing"
        missing = "; ".join(f"{GOAL_KEYS[goal]}: {why or NOT_REACHED}" for goal, why in each.why_not.items())
        yield (
            1,
            "",
            f"{each.criterion.notation} {each.criterion.label}: {reached}" + (f" ({missing})" if missing else ""),
        )
