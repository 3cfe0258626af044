"""Pitfalls, risks, corrections, evidence: told where they are relevant, and moving nothing."""

from antecede.criterion.engine import Engine
from antecede.determination.result import Alternative, LineResult
from antecede.knowledge.policy import Note
from antecede.record.reader import YES
from antecede.record.record import Record
from antecede.truth.status import CONFLICTING, MET, Status

#: Statuses for which a note is told that names none.
ACTED_ON = (Status.NOT_MET, Status.NOT_DOCUMENTED, Status.CONFLICTING, Status.FIRES)


def relevant_notes(
    family: str, engine: Engine, record: Record, result: LineResult, others: tuple[Alternative, ...]
) -> list[Note]:
    """Notes on what a line asks for, beside what its rules came to; risks also of the acts named as alternatives.

    Those of another family of policies than the one that judges the line are not told.
    """
    statuses = {each.criterion.iri: each.status for each in result.assessments}
    return [
        note
        for note in _about(family, engine, result, others)
        if (not note.told_with or _told_with(note, statuses))
        and (not note.applies_when or _applies(note, engine, record, result))
    ]


def _about(family: str, engine: Engine, result: LineResult, others: tuple[Alternative, ...]) -> tuple[Note, ...]:
    """Notes on the act or code of a line under a family of policies: they follow from the plan."""
    code, act = result.line.code, result.line.act
    acts = tuple(each.act for each in others)
    key = ("notes", family, code, act, acts)
    return engine.remember(
        key, lambda: tuple(n for n in engine.plan.notes if _under(n, family) and _concerns(n, engine, code, act, acts))
    )


def _under(note: Note, family: str) -> bool:
    return not note.told_under or family in note.told_under


def _concerns(note: Note, engine: Engine, code: str, act: str, others: tuple[str, ...]) -> bool:
    if code in note.codes or not (note.acts or note.codes):
        return True
    acts = (act, *others) if note.kind == "risk" else (act,)
    return any(engine.reader.relation(each, wanted) == YES for each in acts if each for wanted in note.acts)


def _told_with(note: Note, statuses: dict[str, Status]) -> bool:
    wanted = note.told_when or ACTED_ON
    return any(statuses.get(iri) in wanted for iri in note.told_with)


def _applies(note: Note, engine: Engine, record: Record, result: LineResult) -> bool:
    """Whether the case is one that a note is for; what cannot wait is told while it is contested, too."""
    wanted = (MET, CONFLICTING) if note.kind == "alert" else (MET,)
    return engine.outcome(note.applies_when, record, result.line).status in wanted
