"""An assessment as RDF, down to its parts: enough to derive its status again from what is recorded."""

from collections.abc import Iterator
from math import inf
from typing import NamedTuple

import pyoxigraph as ox

from antecede.criterion.outcome import CONFOUNDED, Outcome, Part, Used
from antecede.determination.result import Assessment, Determination
from antecede.explanation.fared import fared, held_against
from antecede.explanation.found import held_to
from antecede.explanation.path import fact_iri
from antecede.explanation.sentence import Narrator
from antecede.graph.vocabulary import TYPE, XSD, ant
from antecede.knowledge import criterion as kinds
from antecede.knowledge.criterion import AnyCriterion, Counting
from antecede.knowledge.expression import All, AnyExpression, IsA, No, Pattern, Related, Some, Within
from antecede.record.line import Line
from antecede.report.triples import flag, link, number, text, whole

SIDES = {1: ant("Left"), 2: ant("Right")}
#: Numbers that a criterion asks for, by their field.
ASKED = {
    "at_least": ant("askedAtLeast"),
    "at_most": ant("askedAtMost"),
    "more_than": ant("askedMoreThan"),
    "less_than": ant("askedLessThan"),
}
#: Ends of a range as OWL writes them: lower or upper, strict or not.
FACETS = {
    ("low", False): XSD + "minInclusive",
    ("low", True): XSD + "minExclusive",
    ("high", False): XSD + "maxInclusive",
    ("high", True): XSD + "maxExclusive",
}
#: An attribute, the end of the range that is asked for, and the number.
Bound = tuple[str, str, float]


class Setting(NamedTuple):
    """For which line something is judged, and the sentence that tells it."""

    line: Line
    sentence: str = ""


class AssessmentGraph:
    """Makes the triples of assessments of one determination.

    Without ``proof`` it leaves out what only a check without the evaluator needs: how each fact fared, and the numbers
    that were asked for.
    """

    def __init__(self, determination: Determination, narrator: Narrator, *, proof: bool = True) -> None:
        self._proof = proof
        self._engine = determination.engine
        self._record = determination.record
        self._case = determination.case.id
        self._narrator = narrator
        self._defined = {each.cls: each.condition for each in determination.engine.plan.lexicon.defined}

    def triples(self, iri: str, each: Assessment, line: Line) -> Iterator[ox.Triple]:
        """One rule for one line: status in the words of its role, and what it rests on."""
        criterion, outcome = each.criterion, each.outcome
        yield text(iri, ant("inRole"), criterion.role)
        yield text(iri, ant("hasStatus"), each.status.value)
        sentence = self._narrator.assessment(each)
        yield text(iri, ant("sentence"), sentence)
        yield from (link(iri, ant("cites"), cited.iri) for cited in criterion.citations)
        for ref in dict.fromkeys(used.fact.ref for used in outcome.used):
            yield link(iri, ant("usedFact"), fact_iri(self._case, ref))
        for order, (fact, told) in enumerate(self._narrator.shown(criterion), 1):
            if told in sentence:
                yield link(iri, ant("shows"), f"{iri}/shown/{order}")
                yield link(f"{iri}/shown/{order}", ant("ofFact"), fact_iri(self._case, fact.ref))
                yield text(f"{iri}/shown/{order}", ant("told"), told)
        if each.step:
            yield link(iri, ant("onStep"), each.step.iri)
        yield from self.outcome(iri, criterion, outcome, Setting(line, sentence))

    def outcome(self, iri: str, criterion: AnyCriterion, outcome: Outcome, setting: Setting) -> Iterator[ox.Triple]:
        """What a criterion came to: truth value, reason, bracket, thresholds, facts or parts."""
        yield link(iri, TYPE, ant("Assessment"))
        yield link(iri, ant("assesses"), criterion.iri)
        yield from self._came_to(iri, outcome)
        if self._proof:
            yield from self._asked(iri, criterion)
        yield from self._guard(iri, ant("condition"), criterion.applies_when, setting)
        yield from self._guard(iri, ant("waiver"), criterion.waived_by, setting)
        yield from self._inside(iri, criterion, outcome, setting)

    def _inside(self, iri: str, criterion: AnyCriterion, outcome: Outcome, setting: Setting) -> Iterator[ox.Triple]:
        """The parts, or where there are none the facts."""
        if self._proof and not outcome.parts:
            yield from self._usages(iri, outcome, held_to(criterion, outcome), setting.sentence)
        for order, part in enumerate(outcome.parts, 1):
            yield from self._part(iri, order, criterion, part, setting)

    def _guard(self, iri: str, predicate: str, guard: str, setting: Setting) -> Iterator[ox.Triple]:
        """The criterion without which this one does not apply, or that lifts it: what it came to."""
        if guard:
            node = f"{iri}/{predicate.rpartition('#')[2]}"
            yield link(iri, predicate, node)
            yield from self.judged(node, guard, setting)

    def judged(self, iri: str, criterion: str, setting: Setting) -> Iterator[ox.Triple]:
        """What a criterion comes to for a line, by its IRI."""
        outcome = self._engine.outcome(criterion, self._record, setting.line)
        yield from self.outcome(iri, self._engine.plan.criteria[criterion], outcome, setting)

    def _came_to(self, iri: str, outcome: Outcome) -> Iterator[ox.Triple]:
        yield text(iri, ant("truthValue"), outcome.status.value)
        yield text(iri, ant("hasReason"), outcome.reason.value)
        if outcome.low is not None and outcome.low > -inf:
            yield number(iri, ant("foundAtLeast"), float(outcome.low))
        if outcome.high is not None and outcome.high < inf:
            yield number(iri, ant("foundAtMost"), float(outcome.high))
        if outcome.high == inf:
            yield flag(iri, ant("foundOpen"), True)

    def _part(self, iri: str, order: int, criterion: AnyCriterion, part: Part, setting: Setting) -> Iterator[ox.Triple]:
        """Another criterion, one requested side and level, or one member of several."""
        node = f"{iri}/part/{order}"
        yield link(iri, ant("hasPart"), node)
        yield whole(node, ant("order"), order)
        if part.key in self._engine.plan.criteria:
            yield from self.outcome(node, self._engine.plan.criteria[part.key], part.outcome, setting)
            return
        yield link(node, TYPE, ant("PartialAssessment"))
        if part.key:
            yield link(node, ant("ofMember"), part.key)
        if part.side:
            yield link(node, ant("atSide"), SIDES[part.side])
        if part.level:
            yield link(node, ant("atLevel"), part.level)
        yield from self._came_to(node, part.outcome)
        yield from self._inside(node, criterion, part.outcome, setting)

    def _usages(self, iri: str, outcome: Outcome, pattern: Pattern | None, sentence: str) -> Iterator[ox.Triple]:
        """Each fact that was looked at, and how it fared."""
        for order, used in enumerate(outcome.used, 1):
            node = f"{iri}/use/{order}"
            yield link(iri, ant("usage"), node)
            yield whole(node, ant("order"), order)
            yield from self._usage(node, used, pattern, sentence)

    def _usage(self, node: str, used: Used, pattern: Pattern | None, sentence: str) -> Iterator[ox.Triple]:
        yield link(node, ant("ofFact"), fact_iri(self._case, used.fact.ref))
        yield text(node, ant("fared"), fared(used))
        against = held_against(used, pattern)
        if against:
            yield text(node, ant("heldAgainst"), against)
        if used.verdict == -CONFOUNDED:
            beside = (other.ref for other in self._narrator.beside(used))
            yield from (link(node, ant("confoundingFact"), fact_iri(self._case, ref)) for ref in beside)
        told = self._narrator.told(used, pattern) if pattern else ""
        if told and told in sentence:
            yield text(node, ant("told"), told)

    def _asked(self, iri: str, criterion: AnyCriterion) -> Iterator[ox.Triple]:
        """Numbers that the criterion asks for, as they stood in the graph."""
        for field, predicate in ASKED.items():
            asked = getattr(criterion, field, None)
            if asked is not None:
                yield number(iri, predicate, asked)
        if isinstance(criterion, kinds.Duration | kinds.Elapsed):
            yield number(iri, ant("askedMonths"), criterion.threshold.months)
            yield number(iri, ant("askedDays"), criterion.threshold.days)
            yield flag(iri, ant("askedStrictly"), criterion.strict)
        for order, bound in enumerate(self._bounds(criterion), 1):
            yield from self._bound(f"{iri}/threshold/{order}", iri, bound)

    def _bounds(self, criterion: AnyCriterion) -> list[Bound]:
        """Thresholds inside the classes that a criterion looks at, those of defined names included."""
        expressions = (each for pattern in _patterns(criterion) for each in _conjuncts(pattern))
        return list(dict.fromkeys(bound for each in expressions for bound in self._within(each)))

    def _within(self, expression: AnyExpression) -> Iterator[Bound]:
        match expression:
            case Within():
                yield from _ends(expression)
            case IsA():
                if expression.cls in self._defined:
                    yield from self._within(self._defined[expression.cls])
            case Related():
                yield from self._within(expression.to)
            case No():
                yield from self._within(expression.part)
            case All() | Some():
                for part in expression.parts:
                    yield from self._within(part)

    def _bound(self, node: str, iri: str, bound: Bound) -> Iterator[ox.Triple]:
        attribute, facet, value = bound
        yield link(iri, ant("threshold"), node)
        yield link(node, ant("ofAttribute"), attribute)
        yield link(node, ant("facet"), facet)
        yield number(node, ant("bound"), value)


def _patterns(criterion: AnyCriterion) -> Iterator[Pattern]:
    """Every class of facts that a criterion looks at."""
    if isinstance(criterion, Counting):
        yield from filter(None, (criterion.pattern, criterion.contradicted_by))
    if isinstance(criterion, kinds.Every):
        yield criterion.each
    if isinstance(criterion, kinds.KOfN):
        yield from criterion.members
    if isinstance(criterion, kinds.Agreement):
        yield from criterion.between


def _conjuncts(pattern: Pattern) -> Iterator[AnyExpression]:
    yield from (IsA(cls=base) for base in pattern.bases)
    yield from pattern.conditions


def _ends(expression: Within) -> Iterator[Bound]:
    if expression.low is not None:
        yield expression.attribute, FACETS["low", expression.low_strict], expression.low
    if expression.high is not None:
        yield expression.attribute, FACETS["high", expression.high_strict], expression.high
