"""What was found, for one outcome: the facts and how each fared, in words."""

from collections.abc import Callable
from math import inf
from typing import Any

from antecede.criterion.engine import Engine
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
    Outcome,
    Part,
    Used,
)
from antecede.criterion.relation import same_day
from antecede.explanation.asked import asked_for
from antecede.explanation.fact import describe, name
from antecede.explanation.words import REASON_WORDS, STATUS_WORDS, duration, extent, listing
from antecede.graph.vocabulary import name as name_of
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion, Counting, Criterion
from antecede.knowledge.expression import AnyExpression, No, Pattern, Some
from antecede.record.fact import CONTRAINDICATED, DENIED, DONE, Fact
from antecede.record.reader import YES
from antecede.record.record import Record
from antecede.truth.status import (
    CONFLICTING,
    COUNT_OUT_OF_RANGE,
    MET,
    NOT_APPLICABLE,
    NOT_DOCUMENTED,
    NOT_MET,
    SATISFIED,
    WAIVED,
    WRONG_LEVEL_OR_SIDE,
    Status,
)

#: Parts are told in this order: what fails first.
ORDER = (NOT_MET, CONFLICTING, NOT_DOCUMENTED, MET, NOT_APPLICABLE, WAIVED)
#: At most so many facts are told one by one.
MOST = 8
SIDE_WORDS = {1: "left", 2: "right"}
#: Criteria whose facts are of one class, and those that measure time.
OF_ONE_CLASS = (Counting, kinds.Agreement)
TIMED = (kinds.Duration, kinds.Elapsed)
#: How members of k of n are told, by what they come to.
TESTED = {MET: "positive", NOT_MET: "negative", NOT_DOCUMENTED: "not recorded", CONFLICTING: "conflicting"}
#: What is told of a member that was found where nobody asks.
ELSEWHERE = "other side"


def wording(condition: AnyExpression) -> str:
    """A condition in words: its label, or those of its parts."""
    if condition.label:
        return condition.label
    if isinstance(condition, No):
        inner = wording(condition.part)
        return inner.removeprefix("not ") if inner.startswith("not ") else f"not {inner}"
    parts = (wording(part) for part in getattr(condition, "parts", ()))
    return listing(filter(None, parts), "or" if isinstance(condition, Some) else "and") or "as asked for"


#: How a fact fared, where no condition of the class says it.
REMARKS = {
    TARGET: "other level or side",
    -TARGET: "level or side not recorded",
    AFTER: "before the results that have to precede it",
    -AFTER: "not shown to come after the results that have to precede it",
    WINDOW: "outside the time looked at",
    -WINDOW: "not shown to lie in the time looked at",
    REGION: "not in the coding region looked for",
    -REGION: "coding region not known",
    -TYPE: "kind not named",
    TYPE: "of another kind",
    -CONTESTED: "in conflict with another entry",
    CONTESTED: "in conflict with the code",
    SUPERSEDED: "a later one decides",
}


def held_to(criterion: Criterion, outcome: Outcome) -> Pattern | None:
    """The class that the facts of an outcome were held to.

    Where an *every* criterion found no fact that may qualify, its facts failed the first class.
    """
    if isinstance(criterion, kinds.Every) and outcome.low is not None:
        return criterion.each
    if isinstance(criterion, OF_ONE_CLASS):
        return criterion.pattern
    return None


class Finder:
    """Tells what was found in one record."""

    def __init__(self, engine: Engine, record: Record) -> None:
        self._engine = engine
        self.record = record

    def found(self, criterion: AnyCriterion, outcome: Outcome) -> str:
        """What the record shows for a criterion."""
        return WAYS.get(type(criterion), Finder._counting)(self, criterion, outcome)

    def _of_parts(self, criterion: AnyCriterion, outcome: Outcome) -> str:
        """Parts that decide, each with what was found; the others by name."""
        if not outcome.parts:
            return REASON_WORDS.get(outcome.reason, "")
        readings = isinstance(criterion, kinds.Readings)
        told = [part for part in outcome.parts if readings or part.outcome.status not in (MET, NOT_APPLICABLE)]
        alike: dict[tuple[Status, str], list[str]] = {}
        if len(told) > 1:
            told.sort(key=lambda part: ORDER.index(part.outcome.status))
        for part in told:
            inner = self.found(self._engine.plan.criteria[part.key], part.outcome)
            alike.setdefault((part.outcome.status, inner), []).append(self._label(part))
        texts = [self._alike(status, inner, labels) for (status, inner), labels in alike.items()]
        met = [self._label(part) for part in outcome.parts if part not in told and part.outcome.status is MET]
        return "; ".join((*texts, f"met: {listing(met)}" if texts else listing(met)) if met else texts)

    def _alike(self, status: Status, inner: str, labels: list[str]) -> str:
        """Parts with one status and one finding are told together."""
        return f"{listing(labels)}: {STATUS_WORDS[status]}" + (f" ({inner})" if inner else "")

    def _label(self, part: Part) -> str:
        return self._engine.plan.criteria[part.key].label

    def _counting(self, criterion: AnyCriterion, outcome: Outcome) -> str:
        assert isinstance(criterion, Counting)
        if outcome.parts:
            return self._by_place([(part, self._one(criterion, part.outcome)) for part in outcome.parts])
        return self._one(criterion, outcome)

    def _by_place(self, told: list[tuple[Part, str]]) -> str:
        """Sides and levels of which the same is found are told together."""
        alike: dict[str, list[str]] = {}
        for part, text in told:
            alike.setdefault(text, []).append(self._place(part))
        return "; ".join(f"{listing(places)}: {text}" for text, places in alike.items())

    def _place(self, part: Part) -> str:
        level = name_of(part.level) if part.level else ""
        return " ".join(filter(None, (level, SIDE_WORDS.get(part.side, "")))) or "requested place not named"

    def _one(self, criterion: Counting, outcome: Outcome) -> str:
        used = outcome.used
        measure = self._measure(criterion, outcome) if used else ""
        facts = self._listed(used, held_to(criterion, outcome) or criterion.pattern) if used else ""
        if not facts and criterion.not_counted:
            facts = self.not_counted(criterion)
        if measure and facts:
            return f"{measure}: {facts}"
        if measure or facts:
            return measure or facts
        return REASON_WORDS.get(outcome.reason, "nothing on record") if outcome.status is not MET else "none on record"

    def _measure(self, criterion: Counting, outcome: Outcome) -> str:
        """The number that was counted or measured, where one was."""
        low, high = outcome.low, outcome.high
        if low is None or high is None or (high == inf and not low):
            return ""
        if isinstance(criterion, TIMED):
            threshold = criterion.threshold
            asked = "more than" if criterion.strict else "at least"
            days = f"{extent(low, high)} days" if low or high else ""
            return f"{days} ({asked} {duration(threshold)} asked for)" if days else ""
        if isinstance(criterion, kinds.Value):
            return f"{extent(low, high)} in all"
        if isinstance(criterion, kinds.Count) and criterion.at_least and criterion.at_least > 1:
            return f"{extent(low, high)} of {criterion.at_least}"
        if isinstance(criterion, kinds.Count) and criterion.at_most:
            return f"{extent(low, high)}, at most {criterion.at_most}"
        return ""

    def _listed(self, used: tuple[Used, ...], pattern: Pattern) -> str:
        texts = [self.told(each, pattern) for each in used[:MOST]]
        if len(used) > MOST:
            texts.append(f"and {len(used) - MOST} more")
        return "; ".join(texts)

    def told(self, used: Used, pattern: Pattern) -> str:
        """A fact, with a remark on how it fared against a class."""
        fact = describe(used.fact, self._engine)
        remark = self._remark(used, pattern)
        return f"{fact}: {remark}" if remark else fact

    def _remark(self, used: Used, pattern: Pattern) -> str:
        verdict, standing = used.verdict, used.fact.standing
        if standing in (DENIED, CONTRAINDICATED) or verdict == QUALIFIES:
            return ""
        if verdict == -CONFOUNDED:
            return self._confounded(used, pattern)
        return REMARKS.get(verdict) or self._condition(verdict, pattern)

    def _confounded(self, used: Used, pattern: Pattern) -> str:
        """What else was done that day, for certain or, by its partial date, possibly."""
        lead, facts = self.beside(used)
        if facts:
            others = dict.fromkeys(name(other, self._engine) for other in facts)
            return f"{lead} {listing(others)}, so it counts neither for nor against"
        return f"same day as {listing([each.label for each in pattern.confounders], 'or')}"

    def beside(self, used: Used) -> tuple[str, list[Fact]]:
        """What lies on the day of a fact, or where nothing does for certain, may lie on it; none of what counts."""
        facts = [other for other in self.record.dated if other is not used.fact and other.standing == DONE]
        for sure, lead in ((1, "same day as"), (-1, "possibly the same day as")):
            others = [other for other in facts if same_day(used.fact, other) == sure]
            if others:
                return lead, others
        return "", []

    def _condition(self, verdict: int, pattern: Pattern) -> str:
        label = wording(pattern.conditions[abs(verdict) - 1])
        if verdict < 0:
            return f"not shown: {label}"
        return label.removeprefix("not ") if label.startswith("not ") else f"not {label}"

    def not_counted(self, criterion: Criterion) -> str:
        """Facts on record that may be taken for qualifying ones, and why they are not."""
        by_kind = self._engine.remember(("not counted", criterion.iri), dict[object, bool])
        names: list[str] = []
        for fact in self.record.facts:
            if fact.standing != DENIED:
                taken_for = by_kind.get(fact.kind)
                if taken_for is None:
                    is_a = self._engine.reader.is_a
                    taken_for = any(is_a(fact, each.cls) == YES for each in criterion.not_counted)
                    by_kind[fact.kind] = taken_for
                if taken_for:
                    names.append(name(fact, self._engine))
        return f"{listing(dict.fromkeys(names))} {criterion.not_counted_because}" if names else ""

    def _k_of_n(self, criterion: kinds.KOfN, outcome: Outcome) -> str:
        sided = [part for part in outcome.parts if not part.key]
        if sided:
            return self._by_place([(part, self._tests(criterion, part.outcome)) for part in sided])
        return self._tests(criterion, outcome)

    def _tests(self, criterion: kinds.KOfN, outcome: Outcome) -> str:
        labels = self._engine.remember(("labels", criterion.iri), lambda: {m.iri: m.label for m in criterion.members})
        alike: dict[str, list[str]] = {word: [] for word in (*TESTED.values(), ELSEWHERE)}
        for part in outcome.parts:
            elsewhere = part.outcome.status is NOT_MET and part.outcome.reason is WRONG_LEVEL_OR_SIDE
            alike[ELSEWHERE if elsewhere else TESTED[part.outcome.status]].append(labels[part.key])
        told = []
        for word, names in alike.items():
            if names:
                told.append(f"all {word}" if len(names) == len(labels) else f"{word}: {listing(names)}")
        counted = f"{extent(outcome.low, outcome.high)} of {len(labels)} positive, {criterion.at_least} needed"
        return f"{counted} ({'; '.join(told)})"

    def _asked_for(self, criterion: Any, outcome: Outcome) -> str:
        return asked_for(criterion, outcome, self._engine)

    def _agreement(self, criterion: kinds.Agreement, outcome: Outcome) -> str:
        return self._listed(outcome.used, criterion.pattern) or "nothing on record"

    def _request(self, criterion: AnyCriterion, outcome: Outcome) -> str:
        if outcome.status is NOT_DOCUMENTED:
            return "the request does not say"
        if outcome.status is CONFLICTING:
            elsewhere = outcome.reason is WRONG_LEVEL_OR_SIDE
            return f"the code stands for another {'region than the line names' if elsewhere else 'act'}"
        return {
            SATISFIED: "as the request has it",
            COUNT_OUT_OF_RANGE: "the other line is in the request",
        }.get(outcome.reason, "not in the request")

    def _codes(self, criterion: kinds.CodeAgreement, outcome: Outcome) -> str:
        if outcome.status is MET:
            return "no code excludes anything on record"
        codes = [each for each in outcome.used if each.fact.ref.startswith("diagnoses")]
        findings = [each for each in outcome.used if each not in codes]
        if not findings:
            return f"the titles of {listing(name(each.fact, self._engine) for each in codes)} exclude each other"
        told = listing(describe(each.fact, self._engine) for each in findings)
        return f"{listing(name(each.fact, self._engine) for each in codes)} beside {told}"


#: How it is told what was found for the kinds of criteria that count no facts.
WAYS: dict[type[Criterion], Callable[[Finder, Any, Outcome], str]] = {
    **dict.fromkeys((kinds.AllOf, kinds.AnyOf, kinds.Not, kinds.Readings), Finder._of_parts),
    **dict.fromkeys((kinds.Request, kinds.AddOn, kinds.PartOf, kinds.SameWork, kinds.CodeNamesAct), Finder._request),
    **dict.fromkeys((kinds.Units, kinds.UnitLimit, kinds.LevelLimit, kinds.RegionAgreement), Finder._asked_for),
    kinds.KOfN: Finder._k_of_n,
    kinds.CodeAgreement: Finder._codes,
    kinds.Agreement: Finder._agreement,
}
