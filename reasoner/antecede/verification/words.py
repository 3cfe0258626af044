"""Words that an assessment can account for: labels of the graph, values of its facts, numbers it found."""

import re
from collections.abc import Iterable, Iterator
from math import floor

from rdflib import Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS
from rdflib.term import Node

from antecede.verification.published import Published
from antecede.verification.rule import INWARD, LOOKS_AT
from antecede.verification.terms import ANT

NUMBER = re.compile(r"-?\d+(\.\d+)?")
STATUS_WORDS = {
    "met": "met",
    "not_met": "not met",
    "not_documented": "not documented",
    "conflicting": "conflicting",
    "waived": "waived",
    "not_applicable": "not applicable",
    "fires": "applies",
    "clear": "does not apply",
}
#: From a criterion to what its wording is made of.
TOLD_OF = (*LOOKS_AT, ANT.part, ANT.reading, ANT.doesNotCount, ANT.showsOf, ANT.showsAttribute, ANT.confoundedBySameDay)
WORDING = (
    RDFS.label,
    ANT.pluralLabel,
    ANT.requirement,
    ANT.remedy,
    ANT.question,
    ANT.doesNotCountBecause,
    ANT.unit,
    SKOS.notation,
)
_OF_FACTS = """

% absent act and another as both coding contraindicated contrast day days done for function gain given hour hours
left line modifier month months no not number outcome planned recorded relief right score sides since technique
times to today unit units value visit visits without work-up years
"""
_JOINING = """

a act after against all an and another anything applicable as asked at before beside both by code come conflict
conflicting counts date day days decides do documented does entry exclude excludes for found guidance has have in is
it its kind later least level levels looked made met months more most named needed negative neither none nor not
nothing number of on one or other outside place positive possibly precede record recorded region request rule same
results say says serves shown side sides so stands supports than that the their them this time titles to units waived
what with yes
"""
#: What is said of any fact: how it stands, where it is, how long it took.
OF_FACTS = frozenset(_OF_FACTS.split())
#: Words that join what is claimed and claim nothing by themselves.
JOINING = frozenset(_JOINING.split())


def tokens(text: str) -> list[str]:
    """Words and numbers of a text, in small letters, without the marks around them.

    >>> tokens("Found: 80-90 % relief (left).")
    ['found', '80-90', '%', 'relief', 'left']
    """
    return [word for raw in text.lower().split() if (word := raw.strip(",;:()[]\"'.?!"))]


def of_rule(published: Published, criterion: Node) -> frozenset[str]:
    """Words of a criterion and of everything that its wording is made of, in the graph."""
    if criterion not in published.wording:
        published.wording[criterion] = frozenset(_wording(published, criterion))
    return published.wording[criterion]


def _wording(published: Published, criterion: Node) -> Iterator[str]:
    waiting, seen = [criterion], set[Node]()
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        yield from _labels(published, node)
        inward = (*TOLD_OF, *INWARD, OWL.hasValue, RDFS.subClassOf)
        waiting.extend(inner for each in inward for inner in published.graph.objects(node, each))


def _labels(published: Published, node: Node) -> Iterator[str]:
    for property_ in WORDING:
        for text in published.graph.objects(node, property_):
            yield from tokens(str(text))


def of_fact(published: Published, fact: Node) -> set[str]:
    """Words that describe a fact: what it names, what it gives, where it was read."""
    found = {*OF_FACTS, *tokens(published.text(fact, ANT.code)), *tokens(published.text(fact, DCTERMS.source))}
    for property_, node in published.told.predicate_objects(fact):
        found.update(_labels(published, property_))
        found.update(_labels(published, node))
        if isinstance(node, Literal) and NUMBER.fullmatch(str(node)):
            found.add(number(float(node)))
    for gives in published.links(fact, ANT.gives):
        found.update(tokens(published.text(gives, ANT.key).replace("_", " ")))
        for given in published.told.objects(gives, ANT.given):
            found.update(tokens(str(given).replace("_", " ")))
        found.update(_numbers(published, gives))
    return found | _fall(published, fact)


def of_case(published: Published, case: Node) -> set[str]:
    """Days of a case, and the parts of the spine by which it is told."""
    found = set(tokens(published.text(case, ANT.asOf)))
    dated = re.search(r'"service_date":"([\d-]+)"', published.text(case, ANT.canonicalCase))
    found.update(tokens(dated[1]) if dated else ())
    for kind in (ANT.CodingRegion, ANT.Region):
        for region in published.graph.subjects(RDF.type, kind):
            found.update(_labels(published, region))
    return found


def _fall(published: Published, fact: Node) -> set[str]:
    """The fall of a score in percent of the score before, where both are given."""
    before, after = (published.number(URIRef(f"{fact}/score_{when}"), ANT.low) for when in ("before", "after"))
    return {f"{(before - after) / before * 100:.1f}"} if before and after is not None else set()


def _numbers(published: Published, gives: URIRef) -> Iterator[str]:
    """Numbers of a value in the ways in which they are written."""
    ends = [published.number(gives, end) for end in (ANT.low, ANT.high)]
    written = [number(end) for end in ends if end is not None]
    yield from written
    yield "-".join(written)
    for end in (ANT.lowMonths, ANT.highMonths, ANT.lowDays, ANT.highDays):
        value = published.number(gives, end)
        if value is not None:
            yield from (number(value), number(floor(value)), str(round(value % 1 * 24)))


def number(value: float) -> str:
    """A number as a sentence writes it.

    >>> number(80.0), number(28.5714)
    ('80', '28.6')
    """
    return str(int(value)) if value == int(value) else f"{value:.1f}"


def of_numbers(published: Published, node: URIRef) -> set[str]:
    """Numbers that a node and all below it found, asked for, or counted."""
    found: set[str] = set()
    for subject in published.below(node):
        for value in published.told.objects(subject):
            if isinstance(value, Literal) and NUMBER.fullmatch(str(value)):
                found.add(number(float(str(value))))
    return found


def unsupported(text: str, support: Iterable[str]) -> list[str]:
    """Words of a text that nothing accounts for."""
    known = {*support, *JOINING}
    return [word for word in tokens(text) if word not in known]
