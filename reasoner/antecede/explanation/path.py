"""The path behind a finding: triples from the request line over step and criterion to facts and citation.

Every triple is in the published graph, in the case's RDF or in the determination's RDF (:mod:`antecede.report.rdf`).
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import quote

import msgspec

from antecede.criterion.engine import Engine
from antecede.criterion.outcome import Outcome
from antecede.determination.result import Assessment, LineResult
from antecede.graph.vocabulary import CASE, HCPCS, SUBCLASS, ant, name
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.expression import Pattern
from antecede.knowledge.policy import Policy, Step
from antecede.pathway.place import Place
from antecede.record.line import Line

Edge = tuple[str, str, str]
DETERMINATION = "https://w3id.org/antecede/determination/"


def case_iri(case_id: str) -> str:
    """IRI of a case."""
    return CASE + _quoted(case_id)


def fact_iri(case_id: str, ref: str) -> str:
    """IRI of an entry of a case.

    >>> fact_iri("demo 1", "events/0")
    'https://w3id.org/antecede/case/demo%201#events/0'
    """
    return f"{case_iri(case_id)}#{ref}"


def determination_iri(case_id: str, policy: str, edition: str) -> str:
    """IRI of the determination on a case under an edition of a policy: those under other editions stand beside it.

    >>> determination_iri("demo 1", "plan", "2025")
    'https://w3id.org/antecede/determination/demo%201/plan/2025'
    """
    return f"{DETERMINATION}{_quoted(case_id)}/{_quoted(policy)}/{_quoted(edition)}"


@lru_cache(maxsize=4096)
def _quoted(part: str) -> str:
    return quote(part, safe="")


def assessment_iri(determination: str, line: Line, criterion: AnyCriterion) -> str:
    """IRI of an assessment of a criterion for a line, within a determination."""
    return f"{determination}#line-{line.number}-{local_name(criterion)}"


def local_name(criterion: AnyCriterion) -> str:
    """Name of a criterion within an answer: its notation, or the end of its IRI."""
    return criterion.notation or name(criterion.iri)


REQUESTS_ACT, REQUESTS_CODE = ant("requestsAct"), ant("requestsCode")
FOR_LINE, ASSESSES = ant("forLine"), ant("assesses")
USED_FACT, LOOKED_FOR = ant("usedFact"), ant("lookedFor")
#: Criteria that are made of others, and those that count facts of one class.
COMPOSED = (kinds.AllOf, kinds.AnyOf, kinds.Not, kinds.Readings)
OF_ONE_CLASS = (kinds.Counting, kinds.LevelLimit, kinds.RegionAgreement)


class Known(msgspec.Struct, frozen=True, eq=False):
    """Edges from act or policy down to the classes of facts, those classes, and edges to the citations."""

    down: tuple[Edge, ...]
    looked_for: tuple[str, ...]
    cited: tuple[Edge, ...]


class OfLine(NamedTuple):
    """What all paths of a line share: its IRI, what its assessments begin with, its own edges, what is known so far.

    ``alike`` tells lines apart whose paths can differ by what follows from the plan.
    """

    iri: str
    assessed: str
    request: tuple[Edge, ...]
    alike: tuple[str, str, str]
    known: dict[object, Known]


class Pathfinder:
    """Finds paths for one determination."""

    def __init__(self, engine: Engine, policy: Policy, case_id: str) -> None:
        self._of_line: dict[int, OfLine] = {}
        self._engine = engine
        self._policy = policy
        self.case = case_iri(case_id)
        self._determination = determination_iri(case_id, policy.notation, policy.edition)

    def path(self, result: LineResult, assessment: Assessment) -> list[Edge]:
        """Edges in walking order, each once."""
        criterion, used = assessment.criterion, assessment.outcome.used
        line = self.line(result)
        known = self.known(line, result, assessment)
        own = f"{line.assessed}{local_name(criterion)}"
        edges = [*line.request, *known.down, (own, FOR_LINE, line.iri), (own, ASSESSES, criterion.iri)]
        if used:
            refs = dict.fromkeys([each.fact.ref for each in used])
            edges += [(own, USED_FACT, f"{self.case}#{ref}") for ref in refs]
        else:
            edges += [(own, LOOKED_FOR, cls) for cls in known.looked_for]
        edges += known.cited
        return edges

    def line(self, result: LineResult) -> OfLine:
        """What all paths of a line share."""
        known = self._of_line.get(result.line.index)
        if known is None:
            known = self._of_line[result.line.index] = self._line(result)
        return known

    def known(self, line: OfLine, result: LineResult, assessment: Assessment) -> Known:
        """What follows from the plan, and from which parts decide."""
        criterion = assessment.criterion
        step = assessment.place.step.iri if assessment.place else ""
        shape = _shape(assessment.outcome) if assessment.outcome.parts and isinstance(criterion, COMPOSED) else None
        found = line.known.get((criterion.iri, step, shape))
        if found is None:
            down = (*self._to_criterion(result, assessment), *self._into(criterion, assessment.outcome))
            cited = tuple(dict.fromkeys(_citations(criterion)))
            found = Known(tuple(dict.fromkeys(down)), tuple(self.looked_for(criterion)), cited)
            line.known[criterion.iri, step, shape] = found
        return found

    def _line(self, result: LineResult) -> OfLine:
        line, own = result.line, f"{self.case}#request/{result.line.index}"
        act = ((own, REQUESTS_ACT, line.act),) if line.act else ()
        code = () if line.act and result.places else ((own, REQUESTS_CODE, HCPCS + line.code),)
        alike = (self._policy.iri, line.code, line.act)
        known = self._engine.remember(("paths", *alike), dict[object, Known])
        return OfLine(own, f"{self._determination}#line-{line.number}-", (*act, *code), alike, known)

    def _to_criterion(self, result: LineResult, assessment: Assessment) -> Iterator[Edge]:
        criterion = assessment.criterion.iri
        if assessment.place:
            yield from self._to_pathway(assessment.place)
            yield from self._to_step(result.line, assessment.place)
            yield from self._within(assessment.place, assessment)
            return
        holder = next((each for each in result.documents if criterion in each.rules), self._policy)
        yield holder.iri, ant("hasRule"), criterion
        yield from self._concerned(result.line, assessment.criterion)

    def _to_pathway(self, place: Place) -> Iterator[Edge]:
        """Which of several documents the pathway belongs to."""
        for document in self._policy.documents:
            if any(each.iri == place.pathway.iri for each in document.pathways):
                yield document.iri, ant("hasPathway"), place.pathway.iri
                yield place.pathway.iri, ant("hasStep"), place.step.iri
                return

    def _concerned(self, line: Line, criterion: AnyCriterion) -> Iterator[Edge]:
        if line.code in criterion.concerned_codes:
            yield criterion.iri, ant("concerns"), HCPCS + line.code
        for act in criterion.concerned_acts:
            if line.act and act in self._engine.reader.above.get(line.act, ()):
                yield from self._up(line.act, act)
                yield criterion.iri, ant("concerns"), act

    def _to_step(self, line: Line, place: Place) -> Iterator[Edge]:
        """From the act to the step that offers it, directly or as a general act placed there."""
        step, act = place.step, line.act
        for predicate, acts in ((ant("offers"), step.offers), (ant("mayOffer"), step.may_offer)):
            for offered in acts:
                chain = list(self._up(act, offered)) if act else []
                if act == offered or chain:
                    yield from chain
                    yield step.iri, predicate, offered
                    return
        yield place.pathway.iri, ant("hasStep"), step.iri

    def _within(self, place: Place, assessment: Assessment) -> Iterator[Edge]:
        pathway, step, iri = place.pathway, place.step, assessment.criterion.iri
        if iri in pathway.entry:
            yield pathway.iri, ant("hasStep"), step.iri
            yield pathway.iri, ant("entryCriterion"), iri
            return
        holder = assessment.step or step
        steps = {each.iri: each for each in pathway.steps}
        yield from _chain(step.iri, holder.iri, lambda each: steps[each].requires, ant("requires"))
        yield holder.iri, _held(holder, iri), iri

    def _up(self, cls: str, target: str) -> Iterator[Edge]:
        """Shortest chain of named superclasses."""
        by_iri = self._engine.reader.by_iri
        parents: Callable[[str], Iterable[str]] = lambda each: by_iri[each].parents if each in by_iri else ()  # noqa: E731
        return _chain(cls, target, parents, SUBCLASS)

    def _into(self, criterion: AnyCriterion, outcome: Outcome) -> Iterator[Edge]:
        """Down the parts that decide, to the classes of facts that were looked for."""
        if isinstance(criterion, COMPOSED):
            predicate = ant("reading" if isinstance(criterion, kinds.Readings) else "part")
            for part in _deciding(criterion, outcome):
                yield criterion.iri, predicate, part.key
                yield from self._into(self._engine.plan.criteria[part.key], part.outcome)
            return
        for predicate, pattern in _patterns(criterion):
            yield criterion.iri, predicate, pattern.iri

    def looked_for(self, criterion: AnyCriterion) -> list[str]:
        """Named classes of facts that a criterion looks for, through its parts."""
        parts = getattr(criterion, "parts", ())
        below = [cls for part in parts for cls in self.looked_for(self._engine.plan.criteria[part])]
        own = [base for _, pattern in _patterns(criterion) for base in pattern.bases]
        return list(dict.fromkeys((*own, *below)))


def _shape(outcome: Outcome) -> tuple[object, ...]:
    """Statuses of an outcome and of its parts: which of them decide."""
    inner = [_shape(part.outcome) if part.outcome.parts else part.outcome.status for part in outcome.parts]
    return (outcome.status, *inner)


def _deciding(criterion: AnyCriterion, outcome: Outcome) -> list:  # type: ignore[type-arg]
    same = [part for part in outcome.parts if part.outcome.status is outcome.status]
    return list(outcome.parts) if isinstance(criterion, kinds.Readings) else same or list(outcome.parts)


def _patterns(criterion: AnyCriterion) -> Iterator[tuple[str, Pattern]]:
    if isinstance(criterion, OF_ONE_CLASS):
        yield from ((ant("counts"), pattern) for pattern in (criterion.pattern,) if pattern)
    elif isinstance(criterion, kinds.KOfN):
        yield from ((ant("member"), member) for member in criterion.members)
    elif isinstance(criterion, kinds.Agreement):
        yield from ((ant("between"), pattern) for pattern in criterion.between)


def _held(step: Step, iri: str) -> str:
    return ant("completedBy") if iri in step.completed_by else ant("entryCriterion")


def _citations(criterion: AnyCriterion) -> Iterator[Edge]:
    for citation in criterion.citations:
        yield criterion.iri, ant("citation"), citation.iri
        yield citation.iri, ant("source"), citation.source


def _chain(start: str, end: str, onward: Callable[[str], Iterable[str]], predicate: str) -> Iterator[Edge]:
    """Edges of a shortest way; none where start is end or there is no way."""
    came: dict[str, str] = {start: ""}
    queue = deque([start])
    while queue and end not in came:
        each = queue.popleft()
        for other in onward(each):
            if other not in came:
                came[other] = each
                queue.append(other)
    way: list[str] = []
    step = end if end in came else ""
    while step:
        way.append(step)
        step = came[step]
    way.reverse()
    return ((one, predicate, other) for one, other in pairwise(way))
