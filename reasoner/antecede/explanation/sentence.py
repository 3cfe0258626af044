"""One sentence per assessment, advisory, alternative, mismatch."""

from collections.abc import Iterable, Iterator
from functools import partial

from antecede.criterion.engine import Engine
from antecede.criterion.outcome import Outcome, Used
from antecede.determination.result import Advice, Alternative, Assessment, Branch, LineResult, Mismatch
from antecede.explanation.authority import COVERAGE_WORDS
from antecede.explanation.fact import describe, name
from antecede.explanation.found import Finder
from antecede.explanation.words import STATUS_WORDS, listing, sentence
from antecede.graph.vocabulary import name as local
from antecede.knowledge.criterion import AnyCriterion, Counting
from antecede.knowledge.expression import Pattern
from antecede.pathway.support import Support
from antecede.record.fact import Fact
from antecede.record.record import Record
from antecede.truth.status import CLEAR, MET, NOT_APPLICABLE, NOT_MET, WAIVED, Status

SETTLED = (MET, CLEAR, NOT_APPLICABLE, WAIVED)


def lead(role: str) -> str:
    """What the wording of a rule is introduced with: a prerequisite asks for something, an exclusion does not."""
    return "the rule" if role in ("exclusion", "exception", "flag") else "asked for"


#: How a direction is said before what it is about.
STANCES = {"requirement": "asks for", "context": "reports on"}


class Narrator:
    """Says what one determination holds."""

    def __init__(self, engine: Engine, record: Record) -> None:
        self._engine = engine
        self._finder = Finder(engine, record)
        self._found: dict[tuple[str, Outcome], str] = {}

    def found(self, assessment: Assessment) -> str:
        """What was found for an assessment."""
        key = (assessment.criterion.iri, assessment.outcome)
        known = self._found.get(key)
        if known is None:
            found = self._finder.found(assessment.criterion, assessment.outcome)
            known = "; ".join(filter(None, (found, self._shown(assessment))))
            self._found[key] = known
        return known

    def heeds_nothing_else(self, criterion: AnyCriterion) -> bool:
        """Whether what is said of a criterion follows from its outcome alone, and from nothing else on record."""

        def plain() -> bool:
            parts = (self._engine.plan.criteria[iri] for iri in getattr(criterion, "parts", ()))
            named = isinstance(criterion, Counting) and criterion.not_counted
            return not (named or criterion.shows_attribute) and all(map(self.heeds_nothing_else, parts))

        return self._engine.remember(("plain words", criterion.iri), plain)

    def told(self, used: Used, pattern: Pattern) -> str:
        """A fact that was looked at, with a remark on how it fared against a class."""
        return self._finder.told(used, pattern)

    def _shown(self, assessment: Assessment) -> str:
        """A number that is shown beside a criterion and decides nothing."""
        return "; ".join(text for _, text in self.shown(assessment.criterion))

    def shown(self, criterion: AnyCriterion) -> Iterator[tuple[Fact, str]]:
        """Facts of which a number is shown beside a criterion, each with what is said of it."""
        reader = self._engine.reader
        if not criterion.shows_attribute:
            return
        attribute = self._engine.plan.lexicon.attributes[criterion.shows_attribute]
        for fact in self._finder.record.facts:
            value = reader.readers[attribute.iri](fact) if reader.is_a(fact, criterion.shows_of) == 1 else None
            if value is not None:
                yield fact, f"{describe(fact, self._engine)}: {attribute.label} {value[0]:.1f} {attribute.unit}"

    def beside(self, used: Used) -> list[Fact]:
        """What lies, or may lie, on the day of a fact that therefore does not count."""
        return self._finder.beside(used)[1]

    def named(self, facts: Iterable[Fact]) -> str:
        """Names of facts, each once."""
        return listing(dict.fromkeys(name(fact, self._engine) for fact in facts))

    def assessment(self, assessment: Assessment) -> str:
        """Name, status, what is asked for, what was found, and what would change it."""
        criterion, status = assessment.criterion, assessment.status
        key = ("opening words", criterion.iri, status)
        opening = self._engine.remember(key, partial(_opening, criterion, status))
        if status is NOT_APPLICABLE:
            return sentence(opening)
        found = self.found(assessment)
        remedy = "" if status in SETTLED else assessment.remedy.rstrip(".")
        return sentence(f"{opening}{f'; found: {found}' if found else ''}{f'; what to do: {remedy}' if remedy else ''}")

    def advice(self, advice: Advice, act: str) -> str:
        """What a guideline says on an act, and whether it speaks of this case."""
        guideline, recommendation = advice.guideline, advice.recommendation
        if recommendation is None:
            return sentence(f"{guideline.label} gives no recommendation on {act}; that is neither for nor against it")
        side = STANCES.get(recommendation.direction, recommendation.direction)
        stance = (
            f"{guideline.label}: {side} {recommendation.label} "
            f"(strength: {recommendation.strength}; certainty of the evidence: {recommendation.certainty})"
        )
        if advice.disclosed:
            return sentence(f"{stance}; it does not speak of {act}, and is told here for what {act} is meant to open")
        return sentence(
            stance + self._scope(advice) + (f"; {recommendation.caution}" if recommendation.caution else "")
        )

    def _scope(self, advice: Advice) -> str:
        if advice.status == "applies":
            return "; this case lies in its scope; it advises and does not decide"
        wanted = NOT_MET if advice.status == "out_of_scope" else None
        points = [
            f"{criterion.label} ({STATUS_WORDS[status]})"
            for criterion, status in advice.scope
            if status is wanted or (wanted is None and status is not MET)
        ]
        if advice.status == "out_of_scope":
            return f"; this case lies outside its scope: {listing(points)}"
        return f"; whether this case lies in its scope is not known: {listing(points) or 'the act is not named'}"

    def alternative(self, alternative: Alternative) -> str:
        """An alternative with its coverage and the guidance on it, in one breath."""
        label = self.act(alternative.act)
        lead = "the record's own generator leads to" if alternative.redirect else "the pathway has before this"
        coverage = COVERAGE_WORDS[alternative.coverage]
        text = f"{lead} {label} (step {alternative.step.label} of the {alternative.pathway.label}), {coverage}"
        caution = f"; {alternative.step.caution}" if alternative.step.caution else ""
        advice = " ".join(self.advice(each, label) for each in alternative.advice if each.status != "out_of_scope")
        return f"{sentence(text + caution)} {advice}".strip()

    def branch(self, branch: Branch) -> str:
        """What follows if the side of a contradiction that points to a generator is right."""
        text = f"if it is truly {self.generator(branch.generator)} ({self.facts(branch.facts)})"
        if branch.pathway is None:
            return sentence(f"{text}: this policy has no pathway for it")
        standing = branch.standing
        place = f"the patient stands at {standing.step.label}" if standing else "every step is complete"
        acts = listing(f"{self.act(act)} ({COVERAGE_WORDS[status]})" for act, status in branch.acts)
        ahead = f"; the next act there is {acts}" if acts else ""
        return sentence(f"{text}: on the {branch.pathway.label} {place}{ahead}")

    def mismatch(self, mismatch: Mismatch) -> str:
        """Where what is coded or found points, and where the act points."""
        kinds = {"code": "the coded diagnoses point to", "finding": "the findings point to"}
        elsewhere = listing(self.generator(each) for each in mismatch.support)
        target = listing(self.generator(each) for each in mismatch.addressed)
        facts = self.facts(fact for each in mismatch.support.values() for fact in (*each.codes, *each.findings))
        return sentence(f"{kinds[mismatch.kind]} {elsewhere} ({facts}), {self.act(mismatch.act)} addresses {target}")

    def competing(self, generator: str, support: Support) -> str:
        """A generator beside the act's own."""
        facts = self.facts((*support.codes, *support.findings))
        return sentence(f"the record also points to {self.generator(generator)}: {facts}")

    def coverage(self, result: LineResult) -> str:
        """What the policy says about covering the act of a line."""
        act = self.act(result.line.act) if result.line.act else "the act, which is not named,"
        status = result.coverage.status if result.coverage else "silent"
        return sentence(f"{act} under code {result.line.code} is {COVERAGE_WORDS[status]}")

    def act(self, act: str) -> str:
        """Label of an act."""
        known = self._engine.reader.by_iri.get(act)
        return known.label if known else local(act) or "the act asked for"

    def generator(self, generator: str) -> str:
        """Label of a generator."""
        return self._engine.plan.lexicon.generators.get(generator, local(generator))

    def facts(self, facts: Iterable[object]) -> str:
        """Names of facts, each once."""
        return listing(dict.fromkeys(name(fact, self._engine) for fact in facts))  # type: ignore[arg-type]


def _opening(criterion: AnyCriterion, status: Status) -> str:
    """Name and status of a rule, and what it asks for where it applies."""
    text = f"{criterion.label}: {STATUS_WORDS[status]}"
    return text if status is NOT_APPLICABLE else f"{text}; {lead(criterion.role)}: {criterion.requirement.rstrip('.')}"
