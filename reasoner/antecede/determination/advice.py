"""What guidelines say on an act: they advise and never decide."""

from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from antecede.criterion.engine import Engine
from antecede.criterion.line import LineJudge
from antecede.determination.result import Advice
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.policy import Guideline, Recommendation
from antecede.record.line import Line
from antecede.record.reader import NO, UNKNOWN, YES
from antecede.record.record import Record
from antecede.truth.status import MET, NOT_MET, Status

APPLIES, OUT_OF_SCOPE, SCOPE_UNKNOWN = "applies", "out_of_scope", "scope_unknown"
#: Best first: a guideline speaks by the recommendation that fits best.
SCOPE_ORDER = (APPLIES, SCOPE_UNKNOWN, OUT_OF_SCOPE)


class Candidate(NamedTuple):
    """A recommendation that may speak of an act: whether for sure, and the criteria of its scope."""

    recommendation: Recommendation
    sure: int
    scope: tuple[AnyCriterion, ...]


class Speaker(NamedTuple):
    """A guideline that speaks of an act: by which recommendations, or by the one on what the act is meant to open."""

    guideline: Guideline
    candidates: list[Candidate]
    opened: Recommendation | None


class Counsel:
    """The guidelines in force that speak of an act, or are told always.  It follows from the plan.

    What they say follows from what the criteria of their scopes come to, so each answer is made once.
    """

    def __init__(self, engine: Engine, act: str, day: int) -> None:
        self._speakers = [each for each in _speakers(engine, act) if _in_force(each.guideline, day)]
        scopes = (each.scope for speaker in self._speakers for each in speaker.candidates)
        self._criteria = tuple(dict.fromkeys(each.iri for scope in scopes for each in scope))
        self._judges: list[LineJudge] = [engine.evaluator(iri) for iri in self._criteria]
        self._said: dict[tuple[Status, ...], tuple[Advice, ...]] = {}

    def said(self, record: Record, line: Line) -> tuple[Advice, ...]:
        """What they say on a case: the same object wherever the scopes come to the same."""
        statuses = tuple([judge(record, line).status for judge in self._judges])
        known = self._said.get(statuses)
        if known is None:
            came_to = dict(zip(self._criteria, statuses, strict=True))
            known = tuple(advice for each in self._speakers for advice in _advice(each, came_to))
            self._said[statuses] = known
        return known


def advice(engine: Engine, record: Record, line: Line, act: str) -> tuple[Advice, ...]:
    """What each guideline in force says on an act; one without a word on it is told only if it always is."""
    known: tuple[Advice, ...] | None = record.memo.get(("advice", act))
    if known is None:
        turns = engine.remember(("turns of guidelines",), lambda: _turns(engine))
        key = ("counsel", act, bisect_right(turns, record.as_of))
        counsel = engine.remember(key, partial(Counsel, engine, act, record.as_of))
        known = record.memo["advice", act] = counsel.said(record, line)
    return known


def _turns(engine: Engine) -> list[int]:
    """Days from which other guidelines are in force."""
    ends = (each.until_day + 1 for each in engine.plan.guidelines if each.until_day is not None)
    return sorted({*ends, *(each.from_day for each in engine.plan.guidelines)})


def _speakers(engine: Engine, act: str) -> Iterator[Speaker]:
    """Guidelines that have something to say on an act, or are told always."""
    for each in engine.plan.guidelines:
        if act or each.told_always:
            candidates, opened = _candidates(each, engine, act), _opened(each, engine, act)
            if candidates or opened or each.told_always:
                yield Speaker(each, candidates, opened)


def _in_force(guideline: Guideline, day: int) -> bool:
    return guideline.from_day <= day and (guideline.until_day is None or day <= guideline.until_day)


def _advice(speaker: Speaker, came_to: dict[str, Status]) -> list[Advice]:
    """The recommendations that fit best: one, or one each way where those that fit alike point different ways."""
    guideline, candidates, opened = speaker
    if not candidates:
        return [Advice(guideline, OUT_OF_SCOPE, opened, opened is not None)]
    judged = [_judged(guideline, each, came_to) for each in candidates]
    if len(judged) == 1:
        return judged
    status = min([each.status for each in judged], key=SCOPE_ORDER.index)
    ways: dict[str, Advice] = {}
    for each in judged:
        if each.status == status and each.recommendation:
            ways.setdefault(each.recommendation.direction, each)
    return list(ways.values())[: 1 if status == OUT_OF_SCOPE else None]


def _judged(guideline: Guideline, candidate: Candidate, came_to: dict[str, Status]) -> Advice:
    """A recommendation with what the criteria of its scope come to."""
    recommendation, sure, criteria = candidate
    scope = tuple((criterion, came_to[criterion.iri]) for criterion in criteria)
    statuses = [status for _, status in scope]
    fits = sure == YES and statuses.count(MET) == len(statuses)
    status = OUT_OF_SCOPE if NOT_MET in statuses else APPLIES if fits else SCOPE_UNKNOWN
    return Advice(guideline, status, recommendation, False, scope)


def _opened(guideline: Guideline, engine: Engine, act: str) -> Recommendation | None:
    """The recommendation on what an act is meant to open."""
    opening = (each for each in guideline.recommendations if _speaks_of(each.disclosed_for, engine, act) == YES)
    return next(opening, None)


def _speaks_of(acts: tuple[str, ...], engine: Engine, act: str) -> int:
    if not act:
        return UNKNOWN if acts else NO
    relations = {engine.reader.relation(act, each) for each in acts}
    return YES if YES in relations else UNKNOWN if UNKNOWN in relations else NO


def _candidates(guideline: Guideline, engine: Engine, act: str) -> list[Candidate]:
    """Recommendations that do or may speak of an act."""
    spoken = ((each, _speaks_of(each.acts, engine, act)) for each in guideline.recommendations)
    criteria = engine.plan.criteria
    return [Candidate(each, sure, tuple(criteria[iri] for iri in each.scope)) for each, sure in spoken if sure != NO]
