"""Why an edition was taken or not, and where authorities stand against each other, in words."""

from collections.abc import Iterable

from antecede.criterion.engine import Engine
from antecede.determination.choice import ELSEWHERE, ENDED, IN_FORCE, Considered
from antecede.determination.dispute import AGAINST, FOR
from antecede.determination.result import Side
from antecede.explanation.words import listing, sentence
from antecede.knowledge.policy import Policy
from antecede.truth.day import text

COVERAGE_WORDS = {
    "covered": "covered when the criteria are met",
    "conditional": "covered under conditions",
    "unproven": "held to be unproven, so not covered",
    "not_covered": "not covered",
    "silent": "without a coverage rule in this policy: coverage has to be checked",
}


def consideration(each: Considered, engine: Engine) -> str:
    """Why an edition was taken or not."""
    policy = each.policy
    if each.why == ELSEWHERE:
        doubt = "; the case leaves open whether it belongs there" if each.open else ""
        return sentence(f"holds only where {_contractors(policy, engine)} decides{doubt}")
    if each.why == ENDED:
        return sentence("; ".join(filter(None, (_end(policy), _successor(each.by)))))
    if each.why != IN_FORCE:
        return sentence(f"in force only from {text(policy.from_day)}")
    until = f" until {text(policy.until_day)}" if policy.until_day is not None else ""
    return sentence(f"in force from {text(policy.from_day)}{until}{_place(policy, engine)}{_stands_in(each)}")


def _end(policy: Policy) -> str:
    return f"in force until {text(policy.until_day)}" if policy.until_day is not None else ""


def _successor(later: Policy | None) -> str:
    return f"replaced by {later.edition} from {text(later.from_day)}" if later else ""


def _place(policy: Policy, engine: Engine) -> str:
    where = f", where {_contractors(policy, engine)} decides" if policy.contractors else ""
    earlier = [each.edition for each in engine.plan.policies if each.iri in policy.replaces]
    return where + (f"; takes the place of {listing(earlier)}" if earlier else "")


def _stands_in(each: Considered) -> str:
    return "; stands for its like, as the case does not say whose jurisdiction it belongs to" if each.open else ""


def _contractors(policy: Policy, engine: Engine) -> str:
    known = {each.iri: each.notation for each in engine.plan.lexicon.contractors}
    return listing((known[iri] for iri in policy.contractors if iri in known), "or")


def disagreement(act: str, sides: Iterable[Side]) -> str:
    """Who speaks for an act and who against it; what each rests on, and that nothing was weighed."""
    said = tuple(sides)
    ways = {way: [_side(each) for each in said if each.direction == way] for way in (FOR, AGAINST)}
    unsure = dict.fromkeys(_name(each) for each in said if each.status == "scope_unknown")
    doubt = f"; whether this case lies in the scope of {listing(unsure)} is not known" if unsure else ""
    told = "; ".join(f"{way} it {listing(names)}" for way, names in ways.items())
    return sentence(f"authorities differ on {act}: {told}{doubt}; neither side is weighed here")


def _name(side: Side) -> str:
    if side.advice:
        return side.advice.guideline.label
    return side.stated.document.label if side.stated else ""


def _side(side: Side) -> str:
    if side.stated:
        return f"{_name(side)} ({side.stated.document.edition}: {COVERAGE_WORDS[side.stated.coverage.status]})"
    if side.advice is None or side.advice.recommendation is None:
        return _name(side)
    said = side.advice.recommendation
    grades = ", ".join(filter(None, (said.strength, f"certainty {said.certainty}", said.system)))
    return f"{_name(side)} ({side.advice.guideline.edition}: {grades})"
