"""A determination as RDF (PROV-O), in a graph of its own: who judged what, under which edition, from which facts.

Every assessment carries what it takes to check it without the evaluator: role, status, reason, the bracket that was
counted or measured, the number asked for, each fact with how it fared, parts with statuses of their own, and the path.
"""

from collections.abc import Iterator
from itertools import count

import pyoxigraph as ox

from antecede.determination.result import Advice, Assessment, Determination, LineResult
from antecede.explanation.path import Pathfinder, assessment_iri, case_iri, determination_iri, fact_iri
from antecede.explanation.sentence import Narrator
from antecede.graph.vocabulary import LABEL, PROV, RDF, TYPE, ant
from antecede.pathway.place import Place
from antecede.record.line import Line
from antecede.repair.outlook import holds
from antecede.report.assessment_graph import AssessmentGraph, Setting
from antecede.report.authority import spoken, statement_iri
from antecede.report.beside import beside_triples
from antecede.report.receipt import case_sha256
from antecede.report.triples import day, flag, link, moment, text, whole
from antecede.version import __version__

ENGINE = "https://w3id.org/antecede/engine/"


class DeterminationGraph:
    """Makes the triples of one determination; ``issued`` is the moment it is given out, where the caller names one.

    Without ``proof`` it leaves out the paths, each edge of which is a triple elsewhere, and what only a check without
    the evaluator needs; with ``repairs`` it finds and tells what would change each line.
    """

    def __init__(
        self, determination: Determination, issued: str = "", *, proof: bool = True, repairs: bool = False
    ) -> None:
        self._proof = proof
        self._repairs = repairs
        self._found = determination
        self._issued = issued
        self._case = determination.case.id
        policy = determination.policy
        self.iri = determination_iri(self._case, policy.notation, policy.edition)
        self._documents = spoken(determination) or policy.members
        self._paths = Pathfinder(determination.engine, policy, self._case)
        self._narrator = Narrator(determination.engine, determination.record)
        self._assessments = AssessmentGraph(determination, self._narrator, proof=proof)

    def triples(self) -> Iterator[ox.Triple]:
        """What was decided, by whom, from what."""
        found = self._found
        yield link(self.iri, TYPE, ant("Determination"))
        yield link(self.iri, TYPE, PROV + "Entity")
        yield link(self.iri, PROV + "wasDerivedFrom", case_iri(self._case))
        for each in self._documents:
            yield link(self.iri, ant("underEdition"), each.iri)
            yield text(self.iri, ant("edition"), each.edition)
        yield text(self.iri, ant("recommends"), found.recommendation)
        yield day(self.iri, ant("asOf"), found.record.as_of)
        yield from self._review()
        yield from self._receipt()
        for line in found.lines:
            yield from self._line(line)

    def _review(self) -> Iterator[ox.Triple]:
        """The activity: what it used, who carried it out, by which plan, when."""
        review, engine, how = f"{self.iri}#review", ENGINE + __version__, f"{self.iri}#association"
        yield link(self.iri, PROV + "wasGeneratedBy", review)
        yield link(self.iri, PROV + "wasAttributedTo", engine)
        yield from (link(review, TYPE, each) for each in (ant("Review"), PROV + "Activity"))
        yield link(review, PROV + "used", case_iri(self._case))
        for fact in self._found.record.facts:
            yield link(review, PROV + "used", fact_iri(self._case, fact.ref))
        yield link(review, PROV + "wasAssociatedWith", engine)
        yield link(review, PROV + "qualifiedAssociation", how)
        yield link(how, TYPE, PROV + "Association")
        yield link(how, PROV + "agent", engine)
        yield from (link(how, PROV + "hadPlan", each.iri) for each in self._documents)
        yield from (link(engine, TYPE, each) for each in (PROV + "Agent", PROV + "SoftwareAgent"))
        yield text(engine, LABEL, f"Antecede {__version__}")
        if self._issued:
            yield moment(self.iri, PROV + "generatedAtTime", self._issued)
            yield moment(review, PROV + "endedAtTime", self._issued)

    def _receipt(self) -> Iterator[ox.Triple]:
        """What the determination can be held against: hashes, what was left out, editions that were considered."""
        found = self._found
        yield text(self.iri, ant("engineVersion"), __version__)
        yield text(self.iri, ant("graphSha256"), found.engine.plan.graph_sha256)
        yield text(self.iri, ant("caseSha256"), case_sha256(found.case))
        yield from (text(self.iri, ant("withoutNode"), node) for node in found.engine.plan.without)
        for number, each in enumerate(found.considered, 1):
            node = f"{self.iri}#considered-{number}"
            yield link(self.iri, ant("considered"), node)
            yield link(node, ant("ofEdition"), each.policy.iri)
            yield text(node, ant("edition"), each.policy.edition)
            yield text(node, ant("why"), each.why)

    def _line(self, result: LineResult) -> Iterator[ox.Triple]:
        iri, request = f"{self.iri}#line-{result.line.number}", fact_iri(self._case, f"request/{result.line.index}")
        yield link(self.iri, ant("hasLine"), iri)
        yield link(iri, TYPE, ant("LineDetermination"))
        yield link(iri, ant("ofLine"), request)
        yield text(iri, ant("recommends"), result.recommendation)
        yield flag(iri, ant("robust"), holds(self._found, result))
        yield flag(iri, ant("curableLine"), result.curable)
        yield text(iri, ant("foundCoverage"), result.coverage.status if result.coverage else "silent")
        if result.coverage:
            yield link(iri, ant("byCoverage"), result.coverage.iri)
        for place in result.places:
            yield link(iri, ant("atStep"), place.step.iri)
            yield from self._phases(iri, place, result.line)
        for each in result.assessments:
            own = assessment_iri(self.iri, result.line, each.criterion)
            yield link(iri, ant("hasAssessment"), own)
            yield link(own, ant("forLine"), request)
            yield from self._assessments.triples(own, each, result.line)
            yield from self._path(own, result, each)
        yield from self._beside(iri, result)
        yield from beside_triples(self.iri, iri, result)
        if self._repairs:
            from antecede.report.repair_graph import repair_triples

            yield from repair_triples(self._found, self.iri, iri, result)

    def _phases(self, iri: str, place: Place, line: Line) -> Iterator[ox.Triple]:
        """Steps that offer the act too, and what decided between the phases."""
        yield from (link(iri, ant("passedOver"), step.iri) for step in place.passed)
        for step in (place.step, *place.passed):
            if step.applies_when:
                node = f"{iri}/phase/{step.iri.rpartition('#')[2]}"
                yield link(iri, ant("hasPhase"), node)
                yield link(node, ant("onStep"), step.iri)
                yield from self._assessments.judged(node, step.applies_when, Setting(line))

    def _path(self, own: str, result: LineResult, each: Assessment) -> Iterator[ox.Triple]:
        """The edges in walking order, and the classes of facts that were looked for where none was found."""
        if not each.outcome.used:
            yield from (link(own, ant("lookedFor"), cls) for cls in self._paths.looked_for(each.criterion))
        if not self._proof:
            return
        for number, (subject, predicate, node) in enumerate(self._paths.path(result, each), 1):
            edge = f"{own}/edge/{number}"
            yield link(own, ant("hasEdge"), edge)
            yield whole(edge, ant("order"), number)
            yield link(edge, RDF + "subject", subject)
            yield link(edge, RDF + "predicate", predicate)
            yield link(edge, RDF + "object", node)

    def _beside(self, iri: str, result: LineResult) -> Iterator[ox.Triple]:
        for standing in result.beside.walked:
            state = f"{iri}/step/{standing.step.iri.rpartition('#')[2]}"
            yield link(iri, ant("hasStepState"), state)
            yield link(state, PROV + "specializationOf", standing.step.iri)
            yield text(state, ant("stepState"), standing.state.value)
        for side in result.beside.dispute:
            yield link(iri, ant("hasDisagreement"), f"{iri}/disagreement")
            yield link(f"{iri}/disagreement", TYPE, ant("Disagreement"))
            yield link(f"{iri}/disagreement", ant("hasSide"), statement_iri(side))
        for number, advice in zip(count(1), result.beside.advice, strict=False):
            yield from self._advice(f"{iri}/advice/{number}", iri, advice, result)

    def _advice(self, node: str, iri: str, advice: Advice, result: LineResult) -> Iterator[ox.Triple]:
        yield link(iri, ant("hasAdvice"), node)
        yield link(node, ant("byGuideline"), advice.guideline.iri)
        yield text(node, ant("scopeStatus"), advice.status)
        if advice.recommendation:
            yield link(node, ant("byRecommendation"), advice.recommendation.iri)
        yield text(node, ant("sentence"), self._narrator.advice(advice, self._narrator.act(result.line.act)))
        for criterion, _ in advice.scope:
            outcome = self._found.engine.outcome(criterion.iri, self._found.record, result.line)
            scope = f"{node}/scope/{criterion.iri.rpartition('#')[2]}"
            yield link(node, ant("hasPart"), scope)
            yield from self._assessments.outcome(scope, criterion, outcome, Setting(result.line))
