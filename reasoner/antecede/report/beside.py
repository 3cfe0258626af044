"""What questions over many cases ask of a line beside its assessments: what decided, where else the record leads."""

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
    beside = result.beside
    if beside.standing:
        yield link(iri, ant("standsAt"), beside.standing.step.iri)
    yield from (link(iri, ant("pointsElsewhere"), generator) for generator in beside.competing)
    for alternative in beside.alternatives:
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
    yield link(node, ant("atStep"), each.step.iri)
    yield text(node, ant("coverageFound"), each.coverage)
    yield flag(node, ant("redirect"), each.redirect)
