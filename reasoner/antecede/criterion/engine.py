"""All criteria of a plan as closures over a record and a line, each evaluated once per case."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, TypeVar

from antecede.case.model import Case
from antecede.criterion import counting, measuring
from antecede.criterion.condition import ConditionBuilder, fares
from antecede.criterion.counting import (
    completed_on,
    in_both_worlds,
    judge_count,
    judge_every,
    keep_latest,
)
from antecede.criterion.evidence import Tally
from antecede.criterion.glance import TallyJudge, free_judge, once
from antecede.criterion.interest import Interest
from antecede.criterion.line import Evaluators, LineJudge
from antecede.criterion.logic import all_of_judge, any_of_judge, not_judge, readings_judge
from antecede.criterion.members import k_of_n_judge
from antecede.criterion.nearness import near
from antecede.criterion.outcome import Outcome, Part
from antecede.criterion.reach import ON_LINE, Reach, others, own_reach, remembered
from antecede.criterion.record_rules import agreement_judge, code_agreement_judge
from antecede.criterion.scope import Scope
from antecede.criterion.scoping import each, join, plain
from antecede.criterion.session import judge_of_line
from antecede.criterion.tally import Tallier
from antecede.errors import InputError, Problem
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.expression import Pattern
from antecede.knowledge.plan import Plan
from antecede.record.check import CaseChecker
from antecede.record.likeness import Entries
from antecede.record.line import Line
from antecede.record.reader import CaseReader
from antecede.record.record import Record
from antecede.truth.day import Days
from antecede.truth.status import (
    ATTRIBUTE_MISSING,
    CONTRAINDICATED,
    DOES_NOT_APPLY,
    IS_WAIVED,
    MET,
    NOT_APPLICABLE,
    NOT_DOCUMENTED,
    NOT_MET,
    NOTHING_RECORDED,
    WAIVED,
    WRONG_TARGET,
)

T = TypeVar("T")
SILENT = (NOTHING_RECORDED, CONTRAINDICATED)
#: So much is remembered; some of it goes by codes that come from cases, of which there is no end.
MOST_REMEMBERED = 10_000


class Engine:
    """Evaluates criteria by IRI.  Built once from a plan; holds no case."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.reader = CaseReader(plan.lexicon)
        self.conditions = ConditionBuilder(self.reader)
        self.reader.set_realisers((d.cls, d.bases, self.conditions.build(d.condition)) for d in plan.lexicon.defined)
        self._checker = CaseChecker(self.reader)
        self._entries = Entries(self.reader, self._checker)
        self._interest = Interest(self.reader)
        self._talliers: dict[str, Tallier] = {}
        self._memory: dict[tuple[object, ...], Any] = {}
        self._reaches: dict[str, Reach] = {}
        self._evaluators = Evaluators(self._evaluator)
        for criterion in plan.criteria.values():  # before the first record is noted
            for pattern in self._counted(criterion):
                self._interest.register(pattern)

    def problems(self, case: Case, file: str) -> list[Problem]:
        """What is not known in a case: names, words, dates and codes."""
        return self._checker.problems(case, file)

    def read(self, case: Case, file: str) -> Record:
        """A case as facts.  Raises :class:`antecede.errors.InputError` with every problem of it."""
        try:
            if self._checker.well_around(case):
                return self.record(case)
        except ValueError:
            if not (problems := self.problems(case, file)):
                raise
            raise InputError(*problems) from None
        raise InputError(*self.problems(case, file))

    def record(self, case: Case) -> Record:
        """A case without problems as facts."""
        record = Record(case, self._entries)
        self._interest.note(record)
        return record

    def outcome(self, iri: str, record: Record, line: Line) -> Outcome:
        """Outcome of a criterion for a line, from memory where it was already evaluated."""
        return self._evaluators[iri](record, line)

    def evaluator(self, iri: str) -> LineJudge:
        """The closure that gives the outcome of a criterion: remembered, applicable first, waived last."""
        return self._evaluators[iri]

    def _evaluator(self, iri: str) -> LineJudge:
        criterion = self.plan.criteria[iri]
        return remembered(self._guarded(criterion, self._build(criterion)), iri, self._reach(iri))

    def _counted(self, criterion: AnyCriterion) -> Iterator[Pattern]:
        """Patterns of which a criterion counts facts."""
        taken_for = self._taken_for(criterion) if criterion.not_counted else None
        named = [getattr(criterion, key, None) for key in ("pattern", "contradicted_by")]
        yield from (each for each in (*named, taken_for) if each)
        yield from (*getattr(criterion, "members", ()), *getattr(criterion, "between", ()))

    def is_on_line(self, iri: str) -> bool:
        """Whether a criterion looks at the request line beyond its place."""
        return self._reach(iri).line == ON_LINE

    def remember(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What follows from the plan alone, worked out once, and again where too much was remembered meanwhile."""
        try:
            known: T = self._memory[key]
        except KeyError:
            if len(self._memory) >= MOST_REMEMBERED:
                self._memory.clear()
            known = self._memory[key] = make()
        return known

    def _guarded(self, criterion: AnyCriterion, judge: LineJudge) -> LineJudge:
        """A judge that minds applicability, waiver and aim, where the criterion speaks of any."""
        if not (criterion.applies_when or criterion.waived_by or criterion.not_counted):
            return judge
        elsewhere = self._aimed_elsewhere(criterion)

        def guarded(record: Record, line: Line) -> Outcome:
            if criterion.applies_when:
                applies = self.outcome(criterion.applies_when, record, line)
                if applies.status is NOT_MET:
                    return Outcome(NOT_APPLICABLE, DOES_NOT_APPLY, applies.used)
                if applies.status is not MET and applies.reason in SILENT:
                    return Outcome(NOT_DOCUMENTED, applies.reason, applies.used)
            outcome = judge(record, line)
            waiver = criterion.waived_by if outcome.status is not MET else ""
            if waiver and self.outcome(waiver, record, line).status is MET:
                return outcome.restate(WAIVED, IS_WAIVED)
            if outcome.reason is NOTHING_RECORDED and elsewhere(record):
                return outcome.restate(outcome.status, WRONG_TARGET)
            return outcome

        return guarded

    def _aimed_elsewhere(self, criterion: AnyCriterion) -> Callable[[Record], bool]:
        """Whether acts are on record that may be taken for those looked for and have another target."""
        acts = self._taken_for(criterion)
        if not acts:
            return lambda record: False
        tallier = self.tallier(acts)
        return lambda record: bool(record.affirmed & tallier.bit) and bool(tallier.done(record))

    def _taken_for(self, criterion: AnyCriterion) -> Pattern | None:
        """Acts that may be taken for those that a criterion looks for, as a pattern."""
        acts = tuple(each.cls for each in criterion.not_counted if self.reader.by_iri[each.cls].kind == "act")
        return Pattern(iri=f"{criterion.iri}-not-counted", label="", plural="", bases=acts) if acts else None

    def _reach(self, iri: str) -> Reach:
        """What the outcome of a criterion can differ by, through all that it looks at."""
        known = self._reaches.get(iri)
        if known is None:
            criterion = self.plan.criteria[iri]
            taken_for = self._taken_for(criterion)
            seen = (*(self._reach(other) for other in others(criterion)), Reach(bits=self._bit(taken_for)))
            known = self._reaches[iri] = own_reach(criterion, self._bit).joined(seen)
        return known

    def _bit(self, pattern: Pattern | None) -> int:
        return self._interest.register(pattern)[0] if pattern else 0

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
                return k_of_n_judge(criterion, self.tallier)
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
        nearness, told = near(criterion.match, self.reader), once(verdict)
        scoped = plain(criterion, nearness)

        def judge_scope(record: Record, line: Line, scope: Scope) -> Outcome:
            if reached and record.affirmed & tallier.bit:  # else there is nothing that could come too early
                scope.ordered, scope.after = True, reached(record, line)
            if not altered:
                return told(record, tallier.tally(record, scope))
            tally = tallier.count(record, scope)
            if counts_requested:
                tallier.add(tally, record, line.fact)
            if against:
                counting.contradict(tally, against.tally(record, scope))
            if criterion.latest_decides and not keep_latest(tally):
                return Outcome(NOT_DOCUMENTED, ATTRIBUTE_MISSING, tally.used)
            return verdict(record, tally)

        if not (altered or reached or criterion.match or criterion.for_each or criterion.window or criterion.earlier):
            return free_judge(criterion, tallier, verdict)

        def judge(record: Record, line: Line) -> Outcome:
            if not criterion.for_each:
                return judge_scope(record, line, scoped(line))
            scopes = each(criterion, line, nearness)
            parts = tuple([Part("", scope.side, scope.level, judge_scope(record, line, scope)) for scope in scopes])
            return join(line, "side" in criterion.for_each, parts)

        return judge

    def _tally_judge(
        self, criterion: "kinds.Count | kinds.Duration | kinds.Value | kinds.Elapsed | kinds.Every"
    ) -> TallyJudge:
        match criterion:
            case kinds.Count():
                return lambda _, tally: judge_count(criterion, tally)
            case kinds.Duration():
                judge = partial(measuring.judge_duration, criterion)
                return lambda _, tally: in_both_worlds(judge, tally)
            case kinds.Value():
                read = self.reader.readers[criterion.attribute]
                judge = partial(measuring.judge_value, criterion, read)
                return lambda _, tally: in_both_worlds(judge, tally)
            case kinds.Elapsed():
                return lambda record, tally: in_both_worlds(partial(measuring.judge_elapsed, criterion, record), tally)
            case kinds.Every():
                return self._every(criterion)

    def _every(self, criterion: kinds.Every) -> TallyJudge:
        held, silence = fares(self.conditions, criterion.each), criterion.silence_satisfies

        def judge(record: Record, tally: Tally) -> Outcome:
            fare = partial(held, record)
            return in_both_worlds(partial(judge_every, fares=fare, silence_satisfies=silence), tally)

        return judge

    def _reached(self, iri: str) -> Callable[[Record, Line], Days | int | None]:
        """Day on which a count criterion was reached, the latest over the sides it asks for."""
        criterion = self.plan.criteria[iri]
        assert isinstance(criterion, kinds.Count)
        tallier, scoped = self.tallier(criterion.pattern), plain(criterion)

        def day(record: Record, line: Line) -> Days | int | None:
            scopes = list(each(criterion, line)) if criterion.for_each else [scoped(line)]
            days = [completed_on(criterion, tallier.tally(record, scope)) for scope in scopes]
            if -1 in days:
                return -1
            known = [day for day in days if isinstance(day, Days)]
            if len(known) < len(days):
                return None
            return Days(max(day.first for day in known), max(day.last for day in known))

        return day
