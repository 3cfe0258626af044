"""Pitfalls, risks, corrections, evidence: told where they are relevant, and moving nothing."""

from antecede.criterion.engine import Engine
from antecede.determination.result import Alternative, LineResult
from antecede.knowledge.policy import Note
from antecede.record.reader import YES
from antecede.record.record import Record
from antecede.truth.status import CONFLICTING, MET, Status

#: Statuses for which a note is told that names none.
ACTED_ON = (Status.NOT_MET, Status.NOT_DOCUMENTED, Status.CONFLICTING, Status.FIRES)


#: A note with the rules it is told with and what they have to come to; none where it does not ask for any.
Told = tuple[Note, frozenset[tuple[str, str]]]


def relevant_notes(
    family: str, engine: Engine, record: Record, result: LineResult, others: tuple[Alternative, ...]
) -> list[Note]:
    """Notes on what a line asks for, beside what its rules came to; risks also of the acts named as alternatives.

    Those of another family of policies than the one that judges the line are not told.
    """
    came_to = {(each.criterion.iri, each.status) for each in result.assessments}
    return [
        note
        for note, told_with in _about(family, engine, result, others)
        if (not told_with or not told_with.isdisjoint(came_to))
        and (not note.applies_when or _applies(note, engine, record, result))
    ]


def _about(family: str, engine: Engine, result: LineResult, others: tuple[Alternative, ...]) -> tuple[Told, ...]:
    """Notes on the act or code of a line under a family of policies: they follow from the plan."""
    code, act = result.line.code, result.line.act
    acts = tuple(each.act for each in others)

    def made() -> tuple[Told, ...]:
        notes = (each for each in engine.plan.notes if _under(each, family))
        return tuple(_told(each) for each in notes if _concerns(each, engine, code, act, acts))

    return engine.remember(("notes", family, code, act, acts), made)


def _under(note: Note, family: str) -> bool:
    return not note.told_under or family in note.told_under


def _concerns(note: Note, engine: Engine, code: str, act: str, others: tuple[str, ...]) -> bool:
    if code in note.codes or not (note.acts or note.codes):
        return True
    acts = (act, *others) if note.kind == "risk" else (act,)
    return any(engine.reader.relation(each, wanted) == YES for each in acts if each for wanted in note.acts)


def _told(note: Note) -> Told:
    return note, frozenset((iri, status) for iri in note.told_with for status in note.told_when or ACTED_ON)


def _applies(note: Note, engine: Engine, record: Record, result: LineResult) -> bool:
    """Whether the case is one that a note is for; what cannot wait is told while it is contested, too."""
    wanted = (MET, CONFLICTING) if note.kind == "alert" else (MET,)
    return engine.outcome(note.applies_when, record, result.line).status in wanted
