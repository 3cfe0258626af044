"""What stands beside a recommendation, as RDF: what decided, where the patient stands, alternatives, advice."""

from collections.abc import Iterator

import pyoxigraph as ox

from antecede.determination.recommend import NON_CERTIFY, PEND, REFER, weigh
from antecede.determination.result import Advice, Alternative, Assessment, LineResult
from antecede.explanation.path import assessment_iri
from antecede.graph.vocabulary import PROV, TYPE, XSD, ant, name


def beside_triples(determination: str, iri: str, result: LineResult) -> Iterator[ox.Triple]:
    """Triples of a line determination (``iri``, within ``determination``) that no assessment holds."""
    yield _flag(iri, ant("robust"), result.robust)
    for each in deciding(result):
        yield _link(iri, ant("decidedBy"), assessment_iri(determination, result.line, each.criterion))
    beside = result.beside
    if beside.standing:
        yield _link(iri, ant("standsAt"), beside.standing.step.iri)
    for standing in beside.walked:
        yield from _step_state(iri, standing.step.iri, standing.state.value)
    yield from (_link(iri, ant("pointsElsewhere"), generator) for generator in beside.competing)
    for alternative in beside.alternatives:
        yield from _alternative(iri, alternative)
    for advice in beside.advice:
        yield from _advice(iri, advice)


def deciding(result: LineResult) -> list[Assessment]:
    """Assessments that the recommendation on a line rests on; none where it certifies or coverage alone decides."""
    weight = weigh(result.assessments)
    rows = {NON_CERTIFY: weight.grounds, PEND: weight.open, REFER: weight.for_a_person}
    return rows.get(result.recommendation, [])


def _step_state(iri: str, step: str, state: str) -> Iterator[ox.Triple]:
    node = f"{iri}-{name(step)}"
    yield _link(iri, ant("hasStepState"), node)
    yield _link(node, PROV + "specializationOf", step)
    yield _text(node, ant("stepState"), state)


def _alternative(iri: str, each: Alternative) -> Iterator[ox.Triple]:
    node = f"{iri}-alternative-{name(each.act)}"
    yield _link(iri, ant("hasAlternative"), node)
    yield _link(node, TYPE, ant("Alternative"))
    yield _link(node, ant("alternativeAct"), each.act)
    yield _link(node, ant("atStep"), each.step.iri)
    yield _text(node, ant("coverageFound"), each.coverage)
    yield _flag(node, ant("redirect"), each.redirect)


def _advice(iri: str, each: Advice) -> Iterator[ox.Triple]:
    node = f"{iri}-advice-{name(each.guideline.iri)}"
    yield _link(iri, ant("hasAdvice"), node)
    yield _link(node, TYPE, ant("Advice"))
    yield _link(node, ant("adviceOf"), each.recommendation.iri if each.recommendation else each.guideline.iri)
    yield _text(node, ant("adviceStatus"), each.status)


def _link(subject: str, predicate: str, node: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(node))


def _text(subject: str, predicate: str, text: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.Literal(text))


def _flag(subject: str, predicate: str, value: bool) -> ox.Triple:
    literal = ox.Literal(str(value).lower(), datatype=ox.NamedNode(XSD + "boolean"))
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), literal)
