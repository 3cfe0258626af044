"""Findings of an answer: what is said of a rule's outcome, and the path by which a line comes to it."""

import msgspec

from antecede.criterion.outcome import Outcome
from antecede.determination.result import Assessment, Determination, LineResult
from antecede.explanation.path import Pathfinder
from antecede.explanation.sentence import Narrator
from antecede.knowledge.criterion import AnyCriterion
from antecede.report.cited import Json, after, citation, kept, to_be_confirmed, told
from antecede.report.remedy import shortfall
from antecede.truth.status import Status


class Findings:
    """Makes the findings of one determination; what lines share is said once."""

    def __init__(self, determination: Determination, narrator: Narrator) -> None:
        self._engine = determination.engine
        self._narrator = narrator
        self._paths = Pathfinder(determination.engine, determination.policy, determination.case.id)
        self._said: dict[tuple[str, Outcome, str], bytes] = {}

    def finding(self, result: LineResult, each: Assessment) -> msgspec.Raw:
        """A finding: what is said of its outcome, with the step and the path by which this line comes to it."""
        own = {"step": each.step.label if each.step else "", "path": self._paths.path(result, each)}
        return after(self._saying(each), own)

    def _saying(self, each: Assessment) -> bytes:
        """What is said of an outcome, from memory: the plan's where it follows from the plan, else this answer's."""
        key = (each.criterion.iri, each.outcome, each.status)
        if each.outcome.kept and self._narrator.heeds_nothing_else(each.criterion):
            return self._engine.remember(("said", *key), lambda: kept(self._say(each)))
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = kept(self._say(each))
        return said

    def _say(self, each: Assessment) -> Json:
        criterion, outcome = each.criterion, each.outcome
        short = shortfall(criterion, outcome) if each.status is not Status.MET else None
        return {
            "notation": criterion.notation,
            "id": criterion.iri,
            "kind": criterion.role,
            "label": criterion.label,
            "status": each.status,
            "reason": outcome.reason,
            "curable": criterion.curable,
            "required": criterion.requirement,
            "found": self._narrator.found(each),
            "facts": list(dict.fromkeys([used.fact.ref for used in outcome.used])),
            "citations": self._citations(criterion),
            "to_be_confirmed": to_be_confirmed(criterion.citations),
            "text": self._narrator.assessment(each),
            **told(shortfall=short, caution=criterion.caution, assumption=criterion.assumption),
        }

    def _citations(self, criterion: AnyCriterion) -> msgspec.Raw:
        cited = criterion.citations
        return self._engine.remember(
            ("citations", criterion.iri), lambda: msgspec.Raw(kept([citation(each) for each in cited]))
        )
