"""Everything that is checked of a published determination, in one list of problems."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from rdflib import URIRef
from rdflib.namespace import RDF

from antecede.errors import InputError, Problem
from antecede.verification.case import check_case
from antecede.verification.derive import check_scope, check_status
from antecede.verification.documents import used
from antecede.verification.form import check_form
from antecede.verification.guidance import check_guidance
from antecede.verification.line import check_line, check_whole
from antecede.verification.path import check_edges, check_path
from antecede.verification.published import Complaint, Published
from antecede.verification.receipt import check_foreign, check_receipt
from antecede.verification.repairs import check_repairs
from antecede.verification.rule import check_rule
from antecede.verification.sentence import check_sentences
from antecede.verification.structure import check_beside, check_structure
from antecede.verification.terms import ANT


class Verified(NamedTuple):
    """What was looked at, and everything wrong with it."""

    determinations: int
    assessments: int
    edges: int
    facts: int
    problems: tuple[Problem, ...]


def verify(file: Path, added: Iterable[Path] = ()) -> Verified:
    """Check a determination's file (Turtle or TriG, with its case) against the graph.

    ``added`` are folders of Turtle files that belong to the graph it was made from.
    Raises :class:`InputError` where the file cannot be read or holds no determination.
    """
    published = Published(file, added)
    determinations = published.determinations()
    if not determinations:
        remedy = "give what `antecede review --format ttl` or trig printed"
        raise InputError(Problem(str(file), "", "holds no determination", remedy))
    found = dict.fromkeys(complaints(published, determinations))
    told = published.told
    return Verified(
        determinations=len(determinations),
        assessments=len(set(told.objects(None, ANT.hasAssessment))),
        edges=len(set(told.objects(None, ANT.hasEdge))),
        facts=len(set(told.objects(None, ANT.hasFact))),
        problems=tuple(Problem(str(file), published.short(c.node), c.what, c.remedy) for c in found),
    )


def complaints(published: Published, determinations: list[URIRef]) -> Iterator[Complaint]:
    """Everything that does not hold, each as often as it is come upon; lines only where all has its form."""
    formal = list(check_form(published))
    yield from formal
    yield from check_foreign(published)
    for determination in determinations:
        yield from check_receipt(published, determination)
        yield from check_case(published, determination)
        yield from check_whole(published, determination)
    if not formal:
        yield from check_edges(published)
        yield from check_structure(published, determinations)
        for determination in determinations:
            yield from check_sentences(published, determination)
            for line in published.links(determination, ANT.hasLine):
                yield from _line(published, determination, line)


def _line(published: Published, determination: URIRef, line: URIRef) -> Iterator[Complaint]:
    yield from check_line(published, determination, line)
    yield from check_beside(published, line)
    yield from check_guidance(published, determination, line)
    yield from check_repairs(published, determination, line)
    documents = used(published, determination)
    passed = set(published.links(line, ANT.passedOver))
    for assessment in published.links(line, ANT.hasAssessment):
        yield from check_path(published, assessment, line, documents)
        yield from check_status(published, assessment, passed)
    beside = [part for advice in published.links(line, ANT.hasAdvice) for part in published.links(advice, ANT.hasPart)]
    for node in (*published.links(line, ANT.hasPhase), *beside):
        yield from check_scope(published, node, published.link(line, ANT.ofLine))
    for node in _below(published, line):
        yield from check_rule(published, node)


def _below(published: Published, line: URIRef) -> list[URIRef]:
    """Every node of a line that assesses a criterion."""
    prefix = f"{line}"
    nodes = published.told.subjects(RDF.type, ANT.Assessment)
    return sorted(
        n for n in nodes if isinstance(n, URIRef) and (n.startswith(prefix + "-") or n.startswith(prefix + "/"))
    )
