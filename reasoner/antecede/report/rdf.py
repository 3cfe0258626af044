"""The case and its determination as RDF (Turtle): what the paths of an answer refer to beyond the published graph."""

from collections.abc import Iterator
from math import inf
from urllib.parse import quote

import pyoxigraph as ox

from antecede.case.model import Entry
from antecede.determination.result import Assessment, Determination, LineResult
from antecede.explanation.path import Pathfinder, assessment_iri, case_iri, determination_iri, fact_iri
from antecede.explanation.sentence import Narrator
from antecede.explanation.words import clean
from antecede.graph.vocabulary import HCPCS, LABEL, PREFIXES, PROV, TYPE, XSD, ant
from antecede.record.fact import DENIED, DONE
from antecede.version import __version__

DECIMAL, BOOLEAN = XSD + "decimal", XSD + "boolean"
#: Keys of an entry that are told otherwise than as an attribute.
STRUCTURAL = {"type", "code", "source", "present", "levels", "line", "act"}


def turtle(determination: Determination) -> str:
    """Case and determination as Turtle."""
    writer = CaseWriter(determination)
    data = ox.serialize(writer.triples(), format=ox.RdfFormat.TURTLE, prefixes=PREFIXES)
    assert data is not None
    return data.decode()


class CaseWriter:
    """Makes the triples of one determination."""

    def __init__(self, determination: Determination) -> None:
        self._found = determination
        self._case = determination.case.id
        self._iri = determination_iri(self._case)
        self._paths = Pathfinder(determination.engine, determination.policy, self._case)
        self._narrator = Narrator(determination.engine, determination.record)

    def triples(self) -> Iterator[ox.Triple]:
        """All triples."""
        yield from self.case_triples()
        yield from self.determination_triples()

    def case_triples(self) -> Iterator[ox.Triple]:
        """The case as it was read."""
        case = case_iri(self._case)
        yield _link(case, TYPE, ant("Case"))
        yield _text(case, LABEL, clean(self._case))
        for fact in self._found.record.facts:
            iri = fact_iri(self._case, fact.ref)
            yield _link(case, ant("hasFact"), iri)
            if fact.standing == DONE:
                yield from (_link(iri, TYPE, cls) for cls in fact.types)
            elif fact.standing == DENIED:
                yield _link(iri, ant("denies"), fact.cls)
            yield from (_link(iri, ant("level"), level) for level in sorted(fact.levels))
            yield from self._attributes(iri, fact.entry)
        for line in self._found.record.lines:
            yield from self._request(fact_iri(self._case, f"request/{line.index}"), case, line.act, line.code)

    def _request(self, iri: str, case: str, act: str, code: str) -> Iterator[ox.Triple]:
        yield _link(case, ant("hasFact"), iri)
        yield _link(iri, TYPE, ant("RequestLine"))
        yield _link(iri, ant("requestsCode"), HCPCS + quote(code, safe=""))
        if act:
            yield _link(iri, ant("requestsAct"), act)

    def _attributes(self, iri: str, entry: Entry) -> Iterator[ox.Triple]:
        """Values as they were submitted, under the property that reads their key."""
        properties = {each.key: each.iri for each in self._found.engine.plan.lexicon.attributes.values()}
        for key in sorted(entry.model_fields_set - STRUCTURAL):
            value = getattr(entry, key)
            for each in value if isinstance(value, tuple) else (value,):
                if each not in ("", None):
                    yield _value(iri, properties.get(key, ant("given-" + key)), each)

    def determination_triples(self) -> Iterator[ox.Triple]:
        """What was decided on it."""
        found = self._found
        yield _link(self._iri, TYPE, ant("Determination"))
        yield _link(self._iri, PROV + "wasDerivedFrom", case_iri(self._case))
        yield _link(self._iri, PROV + "hadPlan", found.policy.iri)
        yield _text(self._iri, ant("recommends"), found.recommendation)
        yield _text(self._iri, ant("edition"), found.policy.edition)
        yield _text(self._iri, PROV + "value", f"engine {__version__}, graph {found.engine.plan.graph_sha256}")
        for line in found.lines:
            yield from self._line(line)

    def _line(self, result: LineResult) -> Iterator[ox.Triple]:
        iri = f"{self._iri}#line-{result.line.number}"
        yield _link(self._iri, ant("hasLine"), iri)
        yield _link(iri, TYPE, ant("LineDetermination"))
        yield _link(iri, ant("ofLine"), fact_iri(self._case, f"request/{result.line.index}"))
        yield _text(iri, ant("recommends"), result.recommendation)
        for each in result.assessments:
            own = assessment_iri(self._iri, result.line, each.criterion)
            yield _link(iri, ant("hasAssessment"), own)
            yield _link(own, ant("forLine"), fact_iri(self._case, f"request/{result.line.index}"))
            yield from self._assessment(own, each)
        for standing in result.beside.walked:
            state = f"{iri}-{standing.step.iri.rpartition('#')[2]}"
            yield _link(state, PROV + "specializationOf", standing.step.iri)
            yield _text(state, ant("stepState"), standing.state.value)

    def _assessment(self, iri: str, each: Assessment) -> Iterator[ox.Triple]:
        outcome = each.outcome
        yield _link(iri, TYPE, ant("Assessment"))
        yield _link(iri, ant("assesses"), each.criterion.iri)
        yield _text(iri, ant("hasStatus"), each.status.value)
        yield _text(iri, ant("hasReason"), outcome.reason.value)
        yield _text(iri, ant("sentence"), self._narrator.assessment(each))
        for ref in dict.fromkeys(used.fact.ref for used in outcome.used):
            yield _link(iri, ant("usedFact"), fact_iri(self._case, ref))
        if not outcome.used:
            yield from (_link(iri, ant("lookedFor"), cls) for cls in self._paths.looked_for(each.criterion))
        if outcome.low is not None and outcome.low > -inf:
            yield _value(iri, ant("foundAtLeast"), float(outcome.low))
        if outcome.high is not None and outcome.high < inf:
            yield _value(iri, ant("foundAtMost"), float(outcome.high))


def _link(subject: str, predicate: str, node: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(node))


def _text(subject: str, predicate: str, text: str) -> ox.Triple:
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.Literal(text))


def _value(subject: str, predicate: str, value: object) -> ox.Triple:
    if isinstance(value, bool):
        literal = ox.Literal(str(value).lower(), datatype=ox.NamedNode(BOOLEAN))
    elif isinstance(value, int | float):
        literal = ox.Literal(f"{value:.6f}".rstrip("0").rstrip("."), datatype=ox.NamedNode(DECIMAL))
    else:
        literal = ox.Literal(clean(str(value)))
    return ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), literal)
