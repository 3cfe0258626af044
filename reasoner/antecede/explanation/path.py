"""The path behind a finding: triples from the request line over step and criterion to facts and citation.

Every triple is in the published graph, in the case's RDF or in the determination's RDF (:mod:`antecede.report.rdf`).
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from urllib.parse import quote

from antecede.criterion.engine import Engine
from antecede.criterion.outcome import Outcome
from antecede.determination.result import Assessment, LineResult
from antecede.graph.vocabulary import CASE, HCPCS, SUBCLASS, ant, name
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.expression import Pattern
from antecede.knowledge.policy import Policy, Step
from antecede.pathway.place import Place
from antecede.record.record import Line

Edge = tuple[str, str, str]
DETERMINATION = "https://w3id.org/antecede/determination/"


def case_iri(case_id: str) -> str:
    """IRI of a case."""
    return CASE + quote(case_id, safe="")


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
    return DETERMINATION + "/".join(quote(part, safe="") for part in (case_id, policy, edition))


def assessment_iri(determination: str, line: Line, criterion: AnyCriterion) -> str:
    """IRI of an assessment of a criterion for a line, within a determination."""
    return f"{determination}#line-{line.number}-{criterion.notation or name(criterion.iri)}"


class Pathfinder:
    """Finds paths for one determination."""

    def __init__(self, engine: Engine, policy: Policy, case_id: str) -> None:
        self._engine = engine
        self._policy = policy
        self._case = case_iri(case_id)
        self._determination = determination_iri(case_id, policy.notation, policy.edition)

    def path(self, result: LineResult, assessment: Assessment) -> list[Edge]:
        """Edges in walking order, each once."""
        line, criterion = result.line, assessment.criterion
        step = assessment.place.step.iri if assessment.place else ""
        key = ("path", self._policy.iri, line.code, line.act, step, criterion.iri)
        to_criterion = self._engine.remember(key, lambda: tuple(self._to_criterion(result, assessment)))
        edges = [
            *self._request(result),
            *to_criterion,
            *self._into(criterion, assessment.outcome),
            *self._to_facts(line, assessment),
            *self._engine.remember(("cited", criterion.iri), lambda: tuple(_citations(criterion))),
        ]
        return list(dict.fromkeys(edges))

    def _request(self, result: LineResult) -> Iterator[Edge]:
        line = f"{self._case}#request/{result.line.index}"
        if result.line.act:
            yield line, ant("requestsAct"), result.line.act
        if not result.line.act or not result.place:
            yield line, ant("requestsCode"), HCPCS + result.line.code

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
        if isinstance(criterion, kinds.AllOf | kinds.AnyOf | kinds.Not | kinds.Readings):
            predicate = ant("reading" if isinstance(criterion, kinds.Readings) else "part")
            for part in _deciding(criterion, outcome):
                yield criterion.iri, predicate, part.key
                yield from self._into(self._engine.plan.criteria[part.key], part.outcome)
            return
        for predicate, pattern in _patterns(criterion):
            yield criterion.iri, predicate, pattern.iri

    def _to_facts(self, line: Line, assessment: Assessment) -> Iterator[Edge]:
        own = assessment_iri(self._determination, line, assessment.criterion)
        yield own, ant("forLine"), f"{self._case}#request/{line.index}"
        yield own, ant("assesses"), assessment.criterion.iri
        facts = list(dict.fromkeys(used.fact.ref for used in assessment.outcome.used))
        for ref in facts:
            yield own, ant("usedFact"), f"{self._case}#{ref}"
        if not facts:
            for cls in self.looked_for(assessment.criterion):
                yield own, ant("lookedFor"), cls

    def looked_for(self, criterion: AnyCriterion) -> list[str]:
        """Named classes of facts that a criterion looks for, through its parts."""
        parts = getattr(criterion, "parts", ())
        below = [cls for part in parts for cls in self.looked_for(self._engine.plan.criteria[part])]
        own = [base for _, pattern in _patterns(criterion) for base in pattern.bases]
        return list(dict.fromkeys((*own, *below)))


def _deciding(criterion: AnyCriterion, outcome: Outcome) -> list:  # type: ignore[type-arg]
    same = [part for part in outcome.parts if part.outcome.status is outcome.status]
    return list(outcome.parts) if isinstance(criterion, kinds.Readings) else same or list(outcome.parts)


def _patterns(criterion: AnyCriterion) -> Iterator[tuple[str, Pattern]]:
    if isinstance(criterion, kinds.Counting | kinds.LevelLimit | kinds.RegionAgreement):
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
