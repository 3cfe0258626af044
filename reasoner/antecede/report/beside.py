"""What decided a line, where the patient stands, what else the record leads to: for questions over many cases."""

from collections.abc import Iterator

import pyoxigraph as ox

from antecede.determination.recommend import NON_CERTIFY, PEND, REFER, weigh
from antecede.determination.result import Alternative, Assessment, LineResult
from antecede.explanation.path import assessment_iri
from antecede.graph.vocabulary import TYPE, ant, name
from antecede.report.triples import flag, link, text


def beside_triples(determination: str, iri: str, result: LineResult) -> Iterator[ox.Triple]:
    """Triples of a line determination (``iri``, within ``determination``) that no assessment holds."""
    for each in deciding(result):
        yield link(iri, ant("decidedBy"), assessment_iri(determination, result.line, each.criterion))
    if result.beside.standing:
        yield link(iri, ant("standsAt"), result.beside.standing.step.iri)
    yield from (link(iri, ant("pointsElsewhere"), generator) for generator in result.beside.competing)
    for alternative in result.beside.alternatives:
        yield from _alternative(iri, alternative)


def deciding(result: LineResult) -> list[Assessment]:
    """Assessments that the recommendation on a line rests on; none where it certifies or coverage alone decides."""
    weight = weigh(result.assessments)
    rows = {NON_CERTIFY: weight.grounds, PEND: weight.open, REFER: weight.for_a_person}
    return rows.get(result.recommendation, [])


def _alternative(iri: str, each: Alternative) -> Iterator[ox.Triple]:
    node = f"{iri}/alternative/{name(each.act)}"
    yield link(iri, ant("hasAlternative"), node)
    yield link(node, TYPE, ant("Alternative"))
    yield link(node, ant("alternativeAct"), each.act)
    yield link(node, ant("offeredAt"), each.step.iri)
    yield text(node, ant("coverageFound"), each.coverage)
    yield flag(node, ant("redirect"), each.redirect)
