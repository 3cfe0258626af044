"""Clause coverage of a document: which of its criteria were brought to what, and what no case can reach."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from antecede.case.model import Case
from antecede.construction.demand import Goal
from antecede.criterion.engine import Engine
from antecede.determination.determine import determine
from antecede.determination.precedence import coverage_of
from antecede.determination.recommend import DECIDING, GRANTING_COVERAGE, REFUSING_COVERAGE
from antecede.errors import InputError, Problem
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.policy import Pathway, Policy
from antecede.pathway.walk import State
from antecede.witness.build import Witness, bare, build
from antecede.witness.setting import Setting, acts_of, contractor_of, day_in_force, nameable, settings
from antecede.witness.variants import GOALS, Variant, variants

NOT_ASKED = "no line was found that is held to it"


@dataclass(frozen=True, slots=True)
class Tried:
    """A setting with its witness, if there is one, and what was made of it.

    Without a witness the variants are of the bare request: some rules refuse whatever is on record.
    """

    setting: Setting
    witness: Witness | None
    variants: tuple[Variant, ...]

    @property
    def refused(self) -> bool:
        """Whether nothing certifies because the document, or a rule that cannot be cured, refuses the act."""
        return any(_refuses(each) for each in self.variants if each.goal is Goal.MET)

    @property
    def unruled(self) -> bool:
        """Whether nothing decides here: the act is left to a person."""
        return not any(each.criterion.role in DECIDING for each in self.variants)


def _refuses(variant: Variant) -> bool:
    return variant.case is None and not variant.criterion.curable and variant.criterion.role in DECIDING


@dataclass(frozen=True, slots=True)
class Clause:
    """One criterion: what it was brought to, and why it was not brought to the rest (empty: it should have been)."""

    criterion: AnyCriterion
    reached: frozenset[Goal]
    why_not: dict[Goal, str]
    decides: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """A document with all that was tried for it."""

    policy: Policy
    tried: tuple[Tried, ...]
    clauses: tuple[Clause, ...]

    @property
    def counts(self) -> dict[Goal, tuple[int, int]]:
        """By goal, criteria brought to it and criteria that can be."""
        return {
            goal: (
                sum(goal in each.reached for each in self.clauses),
                sum(goal in each.reached or not each.why_not.get(goal) for each in self.clauses),
            )
            for goal in GOALS
        }


def try_all(policy: Policy, engine: Engine) -> Coverage:
    """Witnesses for every act, phase and code of a document, with all their variants."""
    tried = [each for act in acts_of(policy, engine) for each in try_act(policy, act, engine)]
    asked = {each.criterion.iri for one in tried for each in one.variants}
    rest = [engine.plan.criteria[iri] for iri in policy.rules if iri not in asked]
    acts = {act for each in rest for wide in each.concerned_acts for act in nameable(wide, engine)}
    codes = {code for each in rest for code in each.concerned_codes}
    tried += [each for act in sorted(acts) for each in try_act(policy, act, engine)]
    tried += [try_one(setting, engine) for setting in _for_codes(policy, sorted(codes), engine)]
    return Coverage(policy, tuple(tried), tuple(_clauses(policy, tried, engine)))


def try_act(policy: Policy, act: str, engine: Engine) -> list[Tried]:
    """All codes of an act in its last phase; in the others the first code that has a witness."""
    tried: list[Tried] = []
    last = None
    for setting in settings(policy, act, engine):
        last = last or setting
        done = any(each.witness and each.setting.step == setting.step for each in tried)
        if setting.step == last.step or not done:
            tried.append(try_one(setting, engine))
    return tried


def try_one(setting: Setting, engine: Engine) -> Tried:
    """The witness of a setting with its variants; without one, variants of the bare request."""
    witness = build(setting, engine)
    case = witness.case if witness else bare(setting, engine)
    return Tried(setting, witness, tuple(_variants(case, engine)))


def _variants(case: Case, engine: Engine) -> Iterable[Variant]:
    try:
        determine(case, engine)
    except InputError:
        return ()
    return variants(case, engine)


def _for_codes(policy: Policy, codes: list[str], engine: Engine) -> Iterator[Setting]:
    where = (day_in_force(policy), contractor_of(policy, engine))
    for code in codes:
        known = engine.reader.procedures.get(code)
        if known and known.act:
            yield Setting(policy, known.act, code, None, *where)


# --- clauses ----------------------------------------------------------------------------------------------------------


def criteria_of(policy: Policy, engine: Engine) -> list[AnyCriterion]:
    """Criteria that a document assesses by themselves."""
    pathways = [each for pathway in policy.pathways for each in _of_pathway(pathway)]
    return [engine.plan.criteria[iri] for iri in dict.fromkeys((*policy.rules, *pathways))]


def _of_pathway(pathway: Pathway) -> Iterator[str]:
    yield from pathway.entry
    for step in pathway.steps:
        yield from (*step.entry, *step.completed_by)


def _clauses(policy: Policy, tried: list[Tried], engine: Engine) -> Iterator[Clause]:
    made: dict[str, list[Variant]] = {}
    for one in tried:
        for each in one.variants:
            made.setdefault(each.criterion.iri, []).append(each)
    for criterion in criteria_of(policy, engine):
        own = made.get(criterion.iri, [])
        reached = frozenset(each.goal for each in own if each.case is not None)
        yield Clause(criterion, reached, _why_not(own, reached), _decides(criterion, own))


def _why_not(own: list[Variant], reached: frozenset[Goal]) -> dict[Goal, str]:
    if not own:
        return dict.fromkeys(GOALS, NOT_ASKED)
    return {
        goal: next((each.why_not for each in own if each.goal is goal and each.why_not), "")
        for goal in GOALS
        if goal not in reached
    }


def _decides(criterion: AnyCriterion, own: list[Variant]) -> bool:
    """Whether a criterion ever makes a difference: some case meets it, and some does not."""
    if criterion.role not in DECIDING:
        return True
    made = {each.goal for each in own if each.case is not None}
    return bool(made & {Goal.FAILED, Goal.SILENT}) and (Goal.MET in made or not criterion.curable)


# --- faults -----------------------------------------------------------------------------------------------------------


def distinct(policies: Iterable[Policy]) -> Iterable[Policy]:
    """Documents without those that say the same as one before them."""
    alike = {(each.family, each.pathways, each.rules, _spoken(each)): each for each in reversed(list(policies))}
    return reversed(alike.values())


def faults(coverage: Coverage, engine: Engine) -> Iterator[Problem]:
    """What is wrong with a document that only cases can show."""
    yield from _unwitnessed(coverage, engine)
    yield from _unreached(coverage, engine)
    yield from _idle(coverage)


def _spoken(policy: Policy) -> tuple[tuple[str, str], ...]:
    return tuple((each.act, each.status) for each in policy.coverage)


def _unwitnessed(coverage: Coverage, engine: Engine) -> Iterator[Problem]:
    """Acts of a step that no case certifies under any code, where neither the document nor a rule refuses the act."""
    for act, step in dict.fromkeys((one.setting.act, one.setting.step) for one in coverage.tried):
        own = [one for one in coverage.tried if (one.setting.act, one.setting.step) == (act, step)]
        status = _status(coverage.policy, own[0].setting, engine)
        if status in REFUSING_COVERAGE or any(one.witness or one.refused or one.unruled for one in own):
            continue
        wanted = "certifies" if status in GRANTING_COVERAGE else "meets all rules"
        place = f", step {step.label}" if step else ""
        codes = ", ".join(one.setting.code for one in own)
        what = f"no case was found that {wanted} for {_name(act)} under code {codes}{place}"
        yield Problem(coverage.policy.notation, _name(act), what, "see which rules cannot be met together")


def _status(policy: Policy, setting: Setting, engine: Engine) -> str:
    coverage = coverage_of(policy, engine, setting.act)
    return coverage.status if coverage else "silent"


def _unreached(coverage: Coverage, engine: Engine) -> Iterator[Problem]:
    """Steps at which no witness stands and which none has behind it."""
    seen: set[str] = set()
    for one in coverage.tried:
        for standing in one.witness.determination.lines[0].beside.walked if one.witness else ():
            if standing.requested or standing.state is State.COMPLETE:
                seen.add(standing.step.iri)
    for pathway in coverage.policy.pathways:
        for step in pathway.steps:
            if step.iri not in seen:
                yield Problem(
                    coverage.policy.notation,
                    step.label,
                    "no case was found that reaches this step",
                    "see what it requires",
                )


def _idle(coverage: Coverage) -> Iterator[Problem]:
    for clause in coverage.clauses:
        if not clause.decides:
            known = ", ".join(goal.value for goal in GOALS if goal in clause.reached) or "nothing"
            what = f"never decides: of met, boundary, failed and silent it was brought to {known}"
            place = clause.criterion.notation or clause.criterion.label
            yield Problem(coverage.policy.notation, place, what, "correct the rule, or remove it")


def _name(iri: str) -> str:
    return iri.rpartition("#")[2]
