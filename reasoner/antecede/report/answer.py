"""The answer: one object per case, as the contract of section 6 of the design has it."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, TypeVar

import msgspec

from antecede.determination.recommend import CERTIFY, NON_CERTIFY
from antecede.determination.result import Advice, Alternative, Determination, LineResult, Mismatch
from antecede.explanation.sentence import Narrator
from antecede.pathway.support import Support
from antecede.pathway.walk import Standing
from antecede.record.record import Notice
from antecede.report.authority import advisory, considered, coverage, disagreements, documents, heading
from antecede.report.cited import Json, array, kept, of_line, told
from antecede.report.finding import Findings
from antecede.report.noted import Noted
from antecede.report.receipt import case_sha256
from antecede.version import __version__

if TYPE_CHECKING:
    from antecede.report.repairs import Mender

T = TypeVar("T")
#: What is told of a line that is certified.
NOTHING_LACKS: Json = {
    "must_decide": [],
    "may_decide": [],
    "repair": {"reaches": "", "sets": 0, "all_found": True, "barred_by": [], "text": ""},
    "ask_first": [],
}
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
    "after_service": "dated {detail}, after the day of service: not counted",
    "end_after_as_of": "ends on {detail}, after the day of the review: counted until that day",
    "end_after_service": "ends on {detail}, after the day of service: counted until that day",
    "duration_against_dates": "the documented duration {detail} does not fit the dates: the duration is used",
    "unknown_code": "diagnosis code {detail} is of no family carried here: it supports no generator",
    "heading": "diagnosis code {detail} is a heading and no code that can be billed",
    "code_not_valid": "diagnosis code {detail} is not valid on the day of service: it supports nothing",
    "not_imaging": "an examination finding presented as {detail}: kept, and never used as imaging",
    "number_not_read": "the number said of {detail} is not used: a measurement is a finding of its own (docs/names.md)",
    "representative": "whose jurisdiction the case belongs to is left open: {detail} stands for the documents like it",
    "excludes1": "{detail}: ICD-10-CM does not allow these codes beside each other (Excludes1)",
}


class Answerer:
    """Makes the answer of one determination."""

    def __init__(self, determination: Determination, *, proved: bool) -> None:
        self._determination = determination
        self._proved = proved
        self._narrator = Narrator(determination.engine, determination.record)
        self._findings = Findings(determination, self._narrator)

    def answer(self) -> Json:
        """The whole answer, with what is kept encoded as it is."""
        found, lines = self._determination, self._determination.lines
        notes = Noted(found, self._narrator)
        return {
            "case": found.case.id,
            **heading(found),
            "as_of": found.case.as_of,
            "service_date": found.case.service_date or found.case.as_of,
            **told(contractor=found.case.contractor, state=found.case.state),
            "recommendation": found.recommendation,
            "human_review_required": found.recommendation != CERTIFY,
            "alerts": notes.alerts(),
            "lines": [self._line(each) for each in lines],
            "pathway": array([entry for each in lines for entry in self._pathway(each)]),
            "mismatches": array([entry for each in lines for entry in self._mismatches(each)]),
            "competing_generators": array([entry for each in lines for entry in self._competing(each)]),
            "disagreements": array(
                entry
                for each in lines
                for entry in disagreements(each, self._narrator.act(each.line.act), found.engine)
            ),
            "alternatives": array([entry for each in lines for entry in self._alternatives(each)]),
            "branches": [entry for each in lines for entry in self._branches(each)],
            "repairs": array([entry for each in lines for entry in self._findings.remedies(each)]),
            **self._sets(),
            **{key: notes.of(kind) for key, kind in NOTES.items()},
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
            "robust": self._robust(result),
            "curable": result.curable,
            **(self._outlook(result) if self._proved else {}),
            "documents": documents(result),
            **coverage(result, self._narrator.act(result.line.act)),
            "coverage_text": self._narrator.coverage(result),
            "stands_at": standing.step.label if standing else "",
            "findings": self._findings.of_line(result),
            "advisories": self._advisories(result.beside.advice, result.line.act),
        }

    def _advisories(self, advice: tuple[Advice, ...], act: str) -> msgspec.Raw:
        """All advice on an act: it follows from the plan and from what the scopes came to."""

        def made() -> msgspec.Raw:
            label = self._narrator.act(act)
            return array([kept(advisory(each, self._narrator.advice(each, label))) for each in advice])

        return self._remember(("advisories", act, advice), made)

    def _remember(self, key: tuple[object, ...], made: Callable[[], T]) -> T:
        return self._determination.engine.remember(key, made)

    def _pathway(self, result: LineResult) -> Iterator[str]:
        for each in result.beside.walked:
            key = ("standing", each.step.iri, each.state, each.requested)
            yield of_line(result.line.number, self._remember(key, partial(_standing, each)))

    def _once(self, key: tuple[object, ...], made: Callable[[], T]) -> T:
        """What is said of the case alike for several lines."""
        return self._determination.record.remember(key, made)

    def _mismatches(self, result: LineResult) -> Iterator[str]:
        for each in result.beside.mismatches:
            yield of_line(result.line.number, self._once(("said", each), partial(self._mismatch, each)))

    def _mismatch(self, each: Mismatch) -> str:
        facts = [fact.ref for support in each.support.values() for fact in (*support.codes, *support.findings)]
        said = {
            "kind": each.kind,
            "act_addresses": [self._narrator.generator(generator) for generator in each.addressed],
            "record_points_to": [self._narrator.generator(generator) for generator in each.support],
            "facts": list(dict.fromkeys(facts)),
            "text": self._narrator.mismatch(each),
        }
        return kept(said)

    def _competing(self, result: LineResult) -> Iterator[str]:
        for generator, support in result.beside.competing.items():
            key = ("competing", generator)
            yield of_line(result.line.number, self._once(key, partial(self._competitor, generator, support)))

    def _competitor(self, generator: str, support: Support) -> str:
        said = {
            "generator": self._narrator.generator(generator),
            "id": generator,
            "facts": [fact.ref for fact in (*support.codes, *support.findings)],
            "text": self._narrator.competing(generator, support),
        }
        return kept(said)

    def _alternatives(self, result: LineResult) -> Iterator[str]:
        """Acts to look at instead: what is said of one follows from the plan and from what scopes came to."""
        for each in result.beside.alternatives:
            key = ("alternative", each.act, each.step.iri, each.pathway.iri, each.redirect, each.coverage, each.advice)
            yield of_line(result.line.number, self._remember(key, partial(self._alternative, each)))

    def _alternative(self, each: Alternative) -> str:
        said = {
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
        return kept(said)

    def _branches(self, result: LineResult) -> Iterator[Json]:
        for each in result.beside.branches:
            yield {
                "line": result.line.number,
                "if_truly": self._narrator.generator(each.generator),
                "id": each.generator,
                "facts": [fact.ref for fact in each.facts],
                "pathway": each.pathway.label if each.pathway else "",
                "stands_at": each.standing.step.label if each.standing else "",
                "steps": [{"step": s.step.label, "id": s.step.iri, "state": s.state.value} for s in each.walked],
                "acts": [{"act": self._narrator.act(act), "id": act, "coverage": cover} for act, cover in each.acts],
                "text": self._narrator.branch(each),
            }

    @cached_property
    def _mender(self) -> "Mender":
        """What tells what would change a line: loaded where a line is not certified."""
        from antecede.report.repairs import Mender

        return Mender(self._determination, self._narrator)

    def _robust(self, result: LineResult) -> bool:
        tried = result.robust or result.recommendation != NON_CERTIFY
        return result.robust if tried else self._mender.robust(result)

    def _outlook(self, result: LineResult) -> Json:
        return dict(NOTHING_LACKS) if result.recommendation == CERTIFY else self._mender.outlook(result)

    def _sets(self) -> Json:
        """Sets of changes that were proved to be enough, where they are asked for."""
        if not self._proved:
            return {}
        lacking = [each for each in self._determination.lines if each.recommendation != CERTIFY]
        return {"repair_sets": [entry for each in lacking for entry in self._mender.sets(each)]}

    def _receipt(self) -> Json:
        found = self._determination
        return {
            "engine": __version__,
            "graph_sha256": found.engine.plan.graph_sha256,
            "case_sha256": case_sha256(found.case),
            "policies_considered": considered(found),
            "without": list(found.engine.plan.without),
        }


def encoded(determination: Determination, *, proved: bool = False) -> bytes:
    """The answer of a determination, as JSON.

    ``proved``: also work out, line by line, the sets of changes that lead to certification, what decides, and what to
    ask for first; each claim takes some reviews of a changed case, so this is some ten times the time of the rest.
    """
    return msgspec.json.encode(Answerer(determination, proved=proved).answer())


def answer(determination: Determination, *, proved: bool = False) -> Json:
    """The answer of a determination, as data; ``proved`` as in :func:`encoded`."""
    made: Json = msgspec.json.decode(encoded(determination, proved=proved))
    return made


def _standing(each: Standing) -> str:
    entry = {"step": each.step.label, "id": each.step.iri, "state": each.state}
    return kept(entry | told(requested=each.requested, caution=each.step.caution))


def _notice(notice: Notice) -> Json:
    return {"place": notice.place, "kind": notice.kind, "text": NOTICES[notice.kind].format(detail=notice.detail)}
