"""What a ground of refusal hangs on: whether facts that are missing could still take it away."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from antecede.criterion.engine import Engine
from antecede.criterion.evidence import Tally
from antecede.criterion.outcome import Outcome
from antecede.determination.recommend import OPEN, asks_for_facts
from antecede.determination.result import Assessment
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.expression import Pattern
from antecede.knowledge.policy import Pathway, Step
from antecede.pathway.place import Place
from antecede.record.line import Line
from antecede.record.reader import NO
from antecede.record.record import Record
from antecede.truth.status import MET, NOT_MET

#: Status that one part alone gives to a combination.
BY_ONE_PART = {kinds.AllOf: NOT_MET, kinds.AnyOf: MET}


class Hanging(NamedTuple):
    """What is open for a line: whether an assessment hangs on it."""

    engine: Engine
    record: Record
    line: Line
    assessments: list[Assessment]

    def hangs(self, each: Assessment) -> bool:
        """Whether it is open if a ground stands.

        Its pathway was chosen by what the record supports, it rests on silence, that is so of the step, a condition is
        open, or what another rule still asks for may be counted by it, too.
        """
        if (each.place and not each.place.exact) or self.rests_on_silence(each):
            return True
        ways = tuple(_ways(each.place, each.criterion.iri))
        conditions = (*conditions_of(self.engine, each.criterion.iri), *ways)
        if any(self._outcome(iri).status in OPEN for iri in conditions) or not all(map(self._is_firm, ways)):
            return True
        return next(self.concerning(each), None) is not None

    def concerning(self, each: Assessment) -> Iterator[Assessment]:
        """Rules that still ask for facts which an assessment may count, too."""
        asking = (other for other in self.assessments if asks_for_facts(other) and other is not each)
        return (other for other in asking if _concerns(self.engine, other.criterion.iri, each.criterion.iri))

    def rests_on_silence(self, each: Assessment) -> bool:
        """Whether a ground, or what it applies under or is waived by, was decided by what silence is taken for."""
        own = is_firm(each.criterion, each.outcome, self.engine)
        return not own or not all(map(self._is_firm, conditions_of(self.engine, each.criterion.iri)))

    def _is_firm(self, condition: str) -> bool:
        return is_firm(self.engine.plan.criteria[condition], self._outcome(condition), self.engine)

    def _outcome(self, condition: str) -> Outcome:
        return self.engine.outcome(condition, self.record, self.line)


# --- conditions -------------------------------------------------------------------------------------------------------


def phases(each: Assessment) -> tuple[str, ...]:
    """Conditions under which a rule is looked at with its step: of that step, and of the one that is asked for."""
    steps = (each.step, each.place.step if each.place else None)
    return tuple(dict.fromkeys(step.applies_when for step in steps if step and step.applies_when))


def further(each: Assessment) -> tuple[str, ...]:
    """Conditions of later steps for the act that were passed over and do not ask for a rule.

    Where one comes to apply, the request is one for that step, whatever the step asks for at which it stands now.
    """
    if each.place is None:
        return ()
    steps = each.place.pathway.steps
    later = steps[steps.index(each.place.step) + 1 :]
    passed = (step for step in later if step in each.place.passed)
    return tuple(step.applies_when for step in passed if not _asks(each.place.pathway, step, each.criterion.iri))


def conditions_of(engine: Engine, iri: str) -> tuple[str, ...]:
    """What a criterion and its parts apply under or are waived by."""
    return engine.remember(("conditions", iri), lambda: tuple(dict.fromkeys(_conditions(engine, iri))))


def _conditions(engine: Engine, iri: str) -> Iterator[str]:
    criterion = engine.plan.criteria[iri]
    yield from filter(None, (criterion.applies_when, criterion.waived_by))
    for part in getattr(criterion, "parts", ()):
        yield from conditions_of(engine, part)


def _ways(place: Place | None, rule: str) -> Iterator[str]:
    """What the steps for the act apply under, where not all ask for the rule: facts may lead to another step."""
    steps = (place.step, *place.passed) if place else ()
    if place and not all(_asks(place.pathway, step, rule) for step in steps):
        yield from filter(None, (step.applies_when for step in steps))


def _asks(pathway: Pathway, step: Step, rule: str) -> bool:
    """Whether a rule has to be met for a step: on entry to it or its pathway, or to complete a step before."""
    before = (each.completed_by for each in pathway.steps if each.iri in step.before)
    return any(rule in rules for rules in (pathway.entry, step.entry, *before))


# --- silence ----------------------------------------------------------------------------------------------------------


def is_firm(criterion: AnyCriterion, outcome: Outcome, engine: Engine) -> bool:
    """Whether nothing that silence was taken for decides an outcome."""
    parts = [(each.outcome, engine.plan.criteria.get(each.key, criterion)) for each in outcome.parts]
    if not parts:
        return not getattr(criterion, "silence_satisfies", False) or _is_shown(criterion, outcome)
    enough = BY_ONE_PART.get(type(criterion)) is outcome.status
    deciding = [each for each in parts if not enough or each[0].status is outcome.status]
    firm = (is_firm(part, inner, engine) for inner, part in deciding)
    return any(firm) if enough else all(firm)


def _is_shown(criterion: AnyCriterion, outcome: Outcome) -> bool:
    """Whether the record lists all there is, or a number is reached by what it shows alone."""
    if isinstance(outcome.evidence, Tally) and outcome.evidence.listed:
        return True
    if not isinstance(criterion, kinds.Count) or outcome.low is None:
        return outcome.status is NOT_MET and bool(outcome.used)
    least, most = criterion.at_least, criterion.at_most
    too_many, enough = most is not None and outcome.low > most, least is not None and outcome.low >= least
    return too_many or (enough and most is None)


# --- what other rules ask for -----------------------------------------------------------------------------------------


def _concerns(engine: Engine, missing: str, ground: str) -> bool:
    """Whether facts that one criterion looks for are, or may be, among those that another looks at."""

    def related() -> bool:
        relation, looked_at = engine.reader.relation, _classes(engine, ground)
        return any(
            relation(one, other) != NO or relation(other, one) != NO
            for one in _classes(engine, missing)
            for other in looked_at
        )

    return engine.remember(("concerns", missing, ground), related)


def _classes(engine: Engine, iri: str) -> frozenset[str]:
    """Classes of facts that a criterion and its parts look at."""

    def made() -> frozenset[str]:
        criterion = engine.plan.criteria[iri]
        own = {base for pattern in _patterns(criterion) if not pattern.stage for base in pattern.bases}
        return frozenset(own).union(*(_classes(engine, part) for part in getattr(criterion, "parts", ())))

    return engine.remember(("classes of facts", iri), made)


def _patterns(criterion: AnyCriterion) -> Iterable[Pattern]:
    if isinstance(criterion, kinds.Counting):
        return filter(None, (criterion.pattern, criterion.contradicted_by))
    return criterion.members if isinstance(criterion, kinds.KOfN) else ()
