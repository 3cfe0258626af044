"""What would change a line, as RDF: each repair with its changes, what they answer to and the days they take."""

from collections.abc import Iterator

import pyoxigraph as ox

from antecede.determination.recommend import CERTIFY
from antecede.determination.result import Determination, LineResult
from antecede.explanation.path import assessment_iri, fact_iri
from antecede.graph.vocabulary import TYPE, ant
from antecede.repair.repairs import Repair, Step, repairs
from antecede.report.triples import day, flag, link, text


def repair_triples(determination: Determination, own: str, iri: str, result: LineResult) -> Iterator[ox.Triple]:
    """Triples of a line determination (``iri``, within ``own``); nothing for a line that is certified."""
    if result.recommendation == CERTIFY:
        return
    found = repairs(determination, result)
    yield flag(iri, ant("allRepairsFound"), not found.cut)
    for each in found.barred:
        yield link(iri, ant("barredBy"), assessment_iri(own, result.line, each.criterion))
    for number, repair in enumerate(found.repairs, 1):
        yield link(iri, ant("hasRepair"), f"{iri}/repair/{number}")
        yield from _repair(determination.case.id, f"{iri}/repair/{number}", repair)


def _repair(case: str, node: str, repair: Repair) -> Iterator[ox.Triple]:
    yield link(node, TYPE, ant("Repair"))
    yield text(node, ant("reaches"), repair.reaches)
    yield day(node, ant("reviewedAsOf"), repair.as_of)
    for rule in repair.meanwhile:
        yield link(node, ant("meanwhile"), rule.iri)
    for number, step in enumerate(repair.steps, 1):
        yield link(node, ant("hasChange"), f"{node}/change/{number}")
        yield from _change(case, f"{node}/change/{number}", step)


def _change(case: str, node: str, step: Step) -> Iterator[ox.Triple]:
    yield link(node, TYPE, ant("RepairChange"))
    yield text(node, ant("changeKind"), step.change.kind.value)
    for rule in step.rules:
        yield link(node, ant("answersTo"), rule.iri)
    if step.change.slot.section == "entry":
        yield link(node, ant("aboutEntry"), fact_iri(case, step.change.slot.name))
    for term, known in (("earliestDone", step.earliest), ("elseEarliestDone", step.or_do)):
        if known:
            yield day(node, ant(term), known)
