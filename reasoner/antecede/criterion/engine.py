"""All criteria of a plan as closures over a record and a line, each evaluated once per case."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar, cast

from antecede.case.model import Case
from antecede.criterion import counting, measuring
from antecede.criterion.condition import ConditionBuilder
from antecede.criterion.counting import (
    completed_on,
    in_both_worlds,
    judge_count,
    judge_every,
    judge_k_of_n,
    keep_latest,
)
from antecede.criterion.glance import TallyJudge, free_judge
from antecede.criterion.interest import Interest
from antecede.criterion.line import LineJudge
from antecede.criterion.logic import all_of_judge, any_of_judge, not_judge, readings_judge
from antecede.criterion.nearness import near
from antecede.criterion.outcome import Outcome, Part
from antecede.criterion.record_rules import agreement_judge, code_agreement_judge
from antecede.criterion.scope import depends_on_line, each, join, looks_at_request, plain
from antecede.criterion.session import judge_of_line
from antecede.criterion.tally import Scope, Tallier, Tally
from antecede.errors import Problem
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion, Counting
from antecede.knowledge.expression import Pattern
from antecede.knowledge.plan import Plan
from antecede.record.check import CaseChecker
from antecede.record.fact import DONE, Fact
from antecede.record.reader import NO, UNKNOWN, YES, CaseReader
from antecede.record.record import Line, Record
from antecede.truth.day import Days
from antecede.truth.status import NOT_DOCUMENTED, NOT_MET, Reason, Status

T = TypeVar("T")
KINDS_ON_THE_LINE = (
    kinds.Request, kinds.Units, kinds.AddOn, kinds.PartOf, kinds.SameWork, kinds.CodeNamesAct, kinds.LevelLimit,
    kinds.UnitLimit, kinds.RegionAgreement,
)  # fmt: skip
ON_NOTHING, ON_PLACE, ON_LINE = range(3)
SILENT = (Reason.NOTHING_RECORDED, Reason.CONTRAINDICATED)


def _own_dependence(criterion: AnyCriterion) -> int:
    if isinstance(criterion, KINDS_ON_THE_LINE):
        return ON_LINE
    if isinstance(criterion, Counting) and looks_at_request(criterion):
        return ON_LINE
    on_place = isinstance(criterion, kinds.KOfN) or (isinstance(criterion, Counting) and depends_on_line(criterion))
    return ON_PLACE if on_place else ON_NOTHING


class Engine:
    """Evaluates criteria by IRI.  Built once from a plan; holds no case."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.reader = CaseReader(plan.lexicon)
        self.conditions = ConditionBuilder(self.reader)
        self.reader.set_realisers((d.cls, d.bases, self.conditions.build(d.condition)) for d in plan.lexicon.defined)
        self._checker = CaseChecker(self.reader)
        self._interest = Interest(self.reader)
        self._talliers: dict[str, Tallier] = {}
        self._memory: dict[tuple[object, ...], object] = {}
        self._depends: dict[str, int] = {}
        self._evaluators: dict[str, LineJudge] = {}
        self._evaluators.update({iri: self._evaluator(each) for iri, each in plan.criteria.items()})

    def problems(self, case: Case, file: str) -> list[Problem]:
        """What is not known in a case: names, words, dates and codes."""
        return self._checker.problems(case, file)

    def record(self, case: Case) -> Record:
        """A case without problems as facts."""
        return Record(case, self.reader)

    def outcome(self, iri: str, record: Record, line: Line) -> Outcome:
        """Outcome of a criterion for a line, from memory where it was already evaluated."""
        return self._evaluators[iri](record, line)

    def evaluator(self, iri: str) -> LineJudge:
        """The closure that gives the outcome of a criterion: remembered, applicable first, waived last."""
        return self._evaluators[iri]

    def _evaluator(self, criterion: AnyCriterion) -> LineJudge:
        iri, depends = criterion.iri, self._dependence(criterion.iri)
        judge = self._guarded(criterion, self._build(criterion))

        def evaluate(record: Record, line: Line) -> Outcome:
            key = iri if depends == ON_NOTHING else (iri, line.place if depends == ON_PLACE else line.index)
            known = record.memo.get(key)
            if known is None:
                known = judge(record, line)
                record.memo[key] = known
            return known  # type: ignore[return-value]

        return evaluate

    def remember(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What follows from the plan alone, worked out once."""
        if key not in self._memory:
            self._memory[key] = make()
        return cast("T", self._memory[key])

    def _guarded(self, criterion: AnyCriterion, judge: LineJudge) -> LineJudge:
        """A judge that minds applicability, waiver and aim, where the criterion speaks of any."""
        if not (criterion.applies_when or criterion.waived_by or criterion.not_counted):
            return judge

        def guarded(record: Record, line: Line) -> Outcome:
            if criterion.applies_when:
                applies = self.outcome(criterion.applies_when, record, line)
                if applies.status is NOT_MET:
                    return Outcome(Status.NOT_APPLICABLE, Reason.NOT_APPLICABLE, applies.used)
                if applies.status is not Status.MET and applies.reason in SILENT:
                    return Outcome(NOT_DOCUMENTED, applies.reason, applies.used)
            return self._after(criterion, judge(record, line), record, line)

        return guarded

    def _after(self, criterion: AnyCriterion, outcome: Outcome, record: Record, line: Line) -> Outcome:
        waiver = criterion.waived_by if outcome.status is not Status.MET else ""
        if waiver and self.outcome(waiver, record, line).status is Status.MET:
            return outcome.restate(Status.WAIVED, Reason.WAIVED)
        if outcome.reason is Reason.NOTHING_RECORDED and self._aimed_elsewhere(criterion, record):
            return outcome.restate(outcome.status, Reason.WRONG_TARGET)
        return outcome

    def _aimed_elsewhere(self, criterion: AnyCriterion, record: Record) -> bool:
        """Whether acts are on record that may be taken for those looked for and have another target."""
        acts = [each.cls for each in criterion.not_counted if self.reader.by_iri[each.cls].kind == "act"]
        facts = (fact for fact in record.facts if fact.standing == DONE) if acts else ()
        return any(self.reader.is_a(fact, cls) == YES for fact in facts for cls in acts)

    def _dependence(self, iri: str) -> int:
        """What of the request line a criterion can differ by: nothing, its place, or the line as a whole."""
        known = self._depends.get(iri)
        if known is None:
            criterion = self.plan.criteria[iri]
            others = (*getattr(criterion, "parts", ()), criterion.applies_when, criterion.waived_by)
            known = max((_own_dependence(criterion), *(self._dependence(other) for other in others if other)))
            self._depends[iri] = known
        return known

    def tallier(self, pattern: Pattern) -> Tallier:
        """A counter of the facts of a pattern; one for all criteria that count it."""
        known = self._talliers.get(pattern.iri)
        if known is None:
            known = Tallier(pattern, self.conditions, self.reader, self._interest)
            self._talliers[pattern.iri] = known
        return known

    def _build(self, criterion: AnyCriterion) -> LineJudge:
        match criterion:
            case kinds.Count() | kinds.Duration() | kinds.Value() | kinds.Elapsed() | kinds.Every():
                return self._counting(criterion)
            case kinds.KOfN():
                return self._k_of_n(criterion)
            case kinds.AllOf():
                return all_of_judge(criterion, self.evaluator)
            case kinds.AnyOf():
                return any_of_judge(criterion, self.evaluator)
            case kinds.Not():
                return not_judge(criterion, self.evaluator)
            case kinds.Readings():
                return readings_judge(criterion, self.evaluator)
            case kinds.Agreement():
                return agreement_judge(criterion, self.tallier)
            case kinds.CodeAgreement():
                return code_agreement_judge(criterion, self.reader)
            case _:
                return judge_of_line(criterion, self.reader, self.tallier)

    def _counting(
        self, criterion: "kinds.Count | kinds.Duration | kinds.Value | kinds.Elapsed | kinds.Every"
    ) -> LineJudge:
        tallier = self.tallier(criterion.pattern)
        against = self.tallier(criterion.contradicted_by) if criterion.contradicted_by else None
        verdict = self._tally_judge(criterion)
        reached = self._reached(criterion.after) if criterion.after else None
        counts_requested = isinstance(criterion, kinds.Count) and criterion.counts_requested
        altered = against is not None or criterion.latest_decides or counts_requested
        nearness = near(criterion.match, self.reader)

        def judge_scope(record: Record, line: Line, scope: Scope) -> Outcome:
            if reached:
                scope.ordered, scope.after = True, reached(record, line)
            if not altered:
                return verdict(record, tallier.tally(record, scope))
            tally = tallier.count(record, scope)
            if counts_requested:
                tallier.add(tally, record, line.fact)
            if against:
                counting.contradict(tally, against.tally(record, scope))
            if criterion.latest_decides and not keep_latest(tally):
                return Outcome(NOT_DOCUMENTED, Reason.ATTRIBUTE_MISSING, tally.used)
            return verdict(record, tally)

        if not (altered or reached or criterion.match or criterion.for_each or criterion.window or criterion.earlier):
            return free_judge(criterion, tallier, verdict)

        def judge(record: Record, line: Line) -> Outcome:
            if not criterion.for_each:
                return judge_scope(record, line, plain(criterion, line, nearness))
            scopes = each(criterion, line, nearness)
            parts = tuple(Part("", scope.side, scope.level, judge_scope(record, line, scope)) for scope in scopes)
            return join(line, "side" in criterion.for_each, parts)

        return judge

    def _tally_judge(
        self, criterion: "kinds.Count | kinds.Duration | kinds.Value | kinds.Elapsed | kinds.Every"
    ) -> TallyJudge:
        match criterion:
            case kinds.Count():
                return lambda record, tally: judge_count(criterion, tally)
            case kinds.Duration():
                judge = in_both_worlds(partial(measuring.judge_duration, criterion))
                return lambda record, tally: judge(tally)
            case kinds.Value():
                read = self.reader.readers[criterion.attribute]
                judge = in_both_worlds(partial(measuring.judge_value, criterion, read))
                return lambda record, tally: judge(tally)
            case kinds.Elapsed():
                return lambda record, tally: in_both_worlds(partial(measuring.judge_elapsed, criterion, record))(tally)
            case kinds.Every():
                return self._every(criterion)

    def _every(self, criterion: kinds.Every) -> TallyJudge:
        fares, silence = self._fares(criterion.each), criterion.silence_satisfies

        def judge(record: Record, tally: Tally) -> Outcome:
            fare = partial(fares, record)
            return in_both_worlds(partial(judge_every, fares=fare, silence_satisfies=silence))(tally)

        return judge

    def _fares(self, pattern: Pattern) -> Callable[[Record, Fact], int]:
        """How a fact fares against a class that it is held to, base classes included."""
        conditions = [self.conditions.build(each) for each in pattern.conditions]

        def fares(record: Record, fact: Fact) -> int:
            verdicts = [condition(record, fact) for condition in conditions]
            if NO in verdicts:
                return verdicts.index(NO) + 1
            return -(verdicts.index(UNKNOWN) + 1) if UNKNOWN in verdicts else 0

        return fares

    def _k_of_n(self, criterion: kinds.KOfN) -> LineJudge:
        members = [
            (self.tallier(p), kinds.Count(iri=p.iri, label=p.label, pattern=p, at_least=1)) for p in criterion.members
        ]

        def judge(record: Record, line: Line) -> Outcome:
            parts = tuple(
                Part("", scope.side, scope.level, judge_k_of_n(members, criterion.at_least, record, scope))
                for scope in each(criterion, line)
            )
            return join(line, "side" in criterion.for_each, parts)

        return judge

    def _reached(self, iri: str) -> Callable[[Record, Line], Days | int | None]:
        """Day on which a count criterion was reached, the latest over the sides it asks for."""
        criterion = self.plan.criteria[iri]
        assert isinstance(criterion, kinds.Count)
        tallier = self.tallier(criterion.pattern)

        def day(record: Record, line: Line) -> Days | int | None:
            scopes = list(each(criterion, line)) if criterion.for_each else [plain(criterion, line)]
            days = [completed_on(criterion, tallier.tally(record, scope)) for scope in scopes]
            if -1 in days:
                return -1
            known = [day for day in days if isinstance(day, Days)]
            return max(known) if len(known) == len(days) else None

        return day
