"""The answer: one object per case, as the contract of section 6 of the design has it."""

from collections.abc import Iterator

from antecede.criterion.outcome import CONTESTED, QUALIFIES, Outcome
from antecede.determination.recommend import CERTIFY
from antecede.determination.result import Assessment, Determination, LineResult
from antecede.explanation.path import Pathfinder
from antecede.explanation.sentence import Narrator
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.policy import Note
from antecede.record.record import Notice
from antecede.report.authority import advisory, considered, coverage, disagreements, documents, heading
from antecede.report.cited import Json, citation, to_be_confirmed, told
from antecede.report.receipt import case_sha256
from antecede.report.remedy import remedy_kind, shortfall
from antecede.truth.status import Status
from antecede.version import __version__

#: Keys of an answer under which notes stand, and the kind of note.
NOTES = {
    "pitfalls": "pitfall",
    "risks": "risk",
    "evidence": "evidence",
    "corrections": "correction",
    "notes": "note",
}
NOTICES = {
    "after_as_of": "dated {detail}, after the day of the review: not counted",
    "end_after_as_of": "ends on {detail}, after the day of the review: counted until that day",
    "duration_against_dates": "the documented duration {detail} does not fit the dates: the duration is used",
    "unknown_code": "diagnosis code {detail} is of no family carried here: it supports no generator",
    "heading": "diagnosis code {detail} is a heading and no code that can be billed",
    "code_not_valid": "diagnosis code {detail} is not valid on the day of service: it supports nothing",
    "not_imaging": "an examination finding presented as {detail}: kept, and never used as imaging",
    "representative": "whose jurisdiction the case belongs to is left open: {detail} stands for the documents like it",
    "excludes1": "{detail}: ICD-10-CM does not allow these codes beside each other (Excludes1)",
}


class Answerer:
    """Makes the answer of one determination."""

    def __init__(self, determination: Determination) -> None:
        self._determination = determination
        self._narrator = Narrator(determination.engine, determination.record)
        self._said: dict[tuple[str, Outcome, str], Json] = {}
        self._paths = Pathfinder(determination.engine, determination.policy, determination.case.id)

    def answer(self) -> Json:
        """The whole answer."""
        found, lines = self._determination, self._determination.lines
        return {
            "case": found.case.id,
            **heading(found),
            "as_of": found.case.as_of,
            "service_date": found.case.service_date or found.case.as_of,
            **told(contractor=found.case.contractor, state=found.case.state),
            "recommendation": found.recommendation,
            "human_review_required": found.recommendation != CERTIFY,
            "alerts": [self._alert(each) for each in self._notes("alert")],
            "lines": [self._line(each) for each in lines],
            "pathway": [entry for each in lines for entry in self._pathway(each)],
            "mismatches": [entry for each in lines for entry in self._mismatches(each)],
            "competing_generators": [entry for each in lines for entry in self._competing(each)],
            "disagreements": [
                entry for each in lines for entry in disagreements(each, self._narrator.act(each.line.act))
            ],
            "alternatives": [entry for each in lines for entry in self._alternatives(each)],
            "repairs": [entry for each in lines for entry in self._repairs(each)],
            **{key: self._notes(kind) for key, kind in NOTES.items()},
            "notices": [_notice(each) for each in found.record.notices],
            "receipt": self._receipt(),
        }

    def _line(self, result: LineResult) -> Json:
        standing = result.beside.standing
        return {
            "line": result.line.number,
            "code": result.line.code,
            "act": self._narrator.act(result.line.act) if result.line.act else "",
            "recommendation": result.recommendation,
            "robust": result.robust,
            "curable": result.curable,
            "documents": documents(result),
            **coverage(result, self._narrator.act(result.line.act)),
            "coverage_text": self._narrator.coverage(result),
            "stands_at": standing.step.label if standing else "",
            "findings": [self._finding(result, each) for each in result.assessments],
            "advisories": [
                advisory(each, self._narrator.advice(each, self._narrator.act(result.line.act)))
                for each in result.beside.advice
            ],
        }

    def _finding(self, result: LineResult, each: Assessment) -> Json:
        """A finding: what is said of its outcome, with the step and the path by which this line comes to it."""
        key = (each.criterion.iri, each.outcome, each.status)
        if key not in self._said:
            self._said[key] = self._say(each)
        path = [list(edge) for edge in self._paths.path(result, each)]
        return {**self._said[key], "step": each.step.label if each.step else "", "path": path}

    def _say(self, each: Assessment) -> Json:
        criterion, outcome = each.criterion, each.outcome
        short = shortfall(criterion, outcome) if each.status is not Status.MET else None
        return {
            "notation": criterion.notation,
            "id": criterion.iri,
            "kind": criterion.role,
            "label": criterion.label,
            "status": each.status.value,
            "reason": outcome.reason.value,
            "curable": criterion.curable,
            "required": criterion.requirement,
            "found": self._narrator.found(each),
            "facts": list(dict.fromkeys(used.fact.ref for used in outcome.used)),
            "citations": self._citations(criterion),
            "to_be_confirmed": to_be_confirmed(criterion.citations),
            "text": self._narrator.assessment(each),
            **told(shortfall=short, caution=criterion.caution, assumption=criterion.assumption),
        }

    def _citations(self, criterion: AnyCriterion) -> list[Json]:
        cited = criterion.citations
        return self._determination.engine.remember(("citations", criterion.iri), lambda: [citation(c) for c in cited])

    def _pathway(self, result: LineResult) -> Iterator[Json]:
        for each in result.beside.walked:
            entry = {
                "line": result.line.number,
                "step": each.step.label,
                "id": each.step.iri,
                "state": each.state.value,
            }
            yield entry | told(requested=each.requested, caution=each.step.caution)

    def _mismatches(self, result: LineResult) -> Iterator[Json]:
        for each in result.beside.mismatches:
            facts = [fact.ref for support in each.support.values() for fact in (*support.codes, *support.findings)]
            yield {
                "line": result.line.number,
                "kind": each.kind,
                "act_addresses": [self._narrator.generator(generator) for generator in each.addressed],
                "record_points_to": [self._narrator.generator(generator) for generator in each.support],
                "facts": list(dict.fromkeys(facts)),
                "text": self._narrator.mismatch(each),
            }

    def _competing(self, result: LineResult) -> Iterator[Json]:
        for generator, support in result.beside.competing.items():
            yield {
                "line": result.line.number,
                "generator": self._narrator.generator(generator),
                "id": generator,
                "facts": [fact.ref for fact in (*support.codes, *support.findings)],
                "text": self._narrator.competing(generator, support),
            }

    def _alternatives(self, result: LineResult) -> Iterator[Json]:
        for each in result.beside.alternatives:
            yield {
                "line": result.line.number,
                "act": self._narrator.act(each.act),
                "id": each.act,
                "step": each.step.label,
                "pathway": each.pathway.label,
                "redirect": each.redirect,
                "coverage": each.coverage,
                "guidance": [
                    {
                        "guideline": advice.guideline.label,
                        "direction": advice.recommendation.direction,
                        "status": advice.status,
                    }
                    for advice in each.advice
                    if advice.recommendation and not advice.disclosed
                ],
                "text": self._narrator.alternative(each),
            }

    def _repairs(self, result: LineResult) -> Iterator[Json]:
        """What each open or failed rule asks for.  Needed, not said to be enough: nothing here has been re-run."""
        for each in result.assessments:
            kind = remedy_kind(each)
            if kind:
                yield {
                    "line": result.line.number,
                    "notation": each.criterion.notation,
                    "kind": kind,
                    "text": each.criterion.remedy,
                }

    def _alert(self, told: Json) -> Json:
        """An alert with the facts that set it off."""
        found = self._determination
        cause = next(note.applies_when for note in found.engine.plan.notes if note.iri == told["id"])
        line = next(each.line for each in found.lines if each.line.number in told["lines"])
        used = found.engine.outcome(cause, found.record, line).used
        return told | {"facts": [each.fact.ref for each in used if each.verdict in (QUALIFIES, -CONTESTED)]}

    def _notes(self, kind: str) -> list[Json]:
        seen: dict[str, Json] = {}
        for result in self._determination.lines:
            for note in result.beside.notes:
                if note.kind == kind:
                    seen.setdefault(note.iri, _note(note) | {"lines": []})["lines"].append(result.line.number)
        return list(seen.values())

    def _receipt(self) -> Json:
        found = self._determination
        return {
            "engine": __version__,
            "graph_sha256": found.engine.plan.graph_sha256,
            "case_sha256": case_sha256(found.case),
            "policies_considered": considered(found),
            "without": list(found.engine.plan.without),
        }


def answer(determination: Determination) -> Json:
    """The answer of a determination."""
    return Answerer(determination).answer()


def _note(note: Note) -> Json:
    entry = {"notation": note.notation, "id": note.iri, "label": note.label, "text": note.text}
    cited = [citation(each) for each in note.citations]
    return entry | told(direction=note.direction, strength=note.strength, grade=note.grade, citations=cited)


def _notice(notice: Notice) -> Json:
    return {"place": notice.place, "kind": notice.kind, "text": NOTICES[notice.kind].format(detail=notice.detail)}
