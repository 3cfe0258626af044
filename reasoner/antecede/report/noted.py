"""Notes of an answer: each once, with the lines on which it is told; what it says follows from the plan and is kept."""

from collections.abc import Iterable

import msgspec

from antecede.criterion.outcome import CONTESTED, QUALIFIES
from antecede.determination.result import Determination, LineResult
from antecede.explanation.sentence import Narrator
from antecede.knowledge.policy import Note
from antecede.record.line import Line
from antecede.report.cited import Json, array, citation, kept, told

#: A note, the first line on which it is told, and the numbers of all of them.
OnLines = tuple[Note, Line, list[str]]


class Noted:
    """The notes of one determination by kind, encoded."""

    def __init__(self, determination: Determination, narrator: Narrator) -> None:
        self._determination = determination
        self._narrator = narrator
        self._words: dict[str, str] = determination.engine.remember(("words of notes",), dict)
        self._by_kind = _by_kind(determination.lines)

    def of(self, kind: str) -> msgspec.Raw:
        """Notes of a kind."""
        return array([f"{self._said(note, numbers)}}}" for note, _, numbers in self._by_kind.get(kind, ())])

    def alerts(self) -> msgspec.Raw:
        """Alerts, each with the facts that set it off."""
        return array(map(self._alert, self._by_kind.get("alert", ())))

    def _alert(self, each: OnLines) -> str:
        note, line, numbers = each
        found = self._determination
        used = found.engine.outcome(note.applies_when, found.record, line).used
        facts = [each.fact for each in used if each.verdict in (QUALIFIES, -CONTESTED)]
        said = {"found": self._narrator.named(facts), "facts": [fact.ref for fact in facts]}
        return f"{self._said(note, numbers)},{kept(said)[1:]}"

    def _said(self, note: Note, numbers: Iterable[str]) -> str:
        """A note on its lines, as an object that is not closed yet."""
        words = self._words.get(note.iri)
        if words is None:
            words = self._words[note.iri] = kept(_words(note))[:-1]
        return f'{words},"lines":[{",".join(numbers)}]'


def _by_kind(results: Iterable[LineResult]) -> dict[str, list[OnLines]]:
    seen: dict[str, list[str]] = {}
    by_kind: dict[str, list[OnLines]] = {}
    for result in results:
        line, number = result.line, str(result.line.number)
        for note in result.beside.notes:
            numbers = seen.get(note.iri)
            if numbers is None:
                numbers = seen[note.iri] = []
                by_kind.setdefault(note.kind, []).append((note, line, numbers))
            numbers.append(number)
    return by_kind


def _words(note: Note) -> Json:
    entry = {"notation": note.notation, "id": note.iri, "label": note.label, "text": note.text}
    cited = [citation(each) for each in note.citations]
    return entry | told(direction=note.direction, strength=note.strength, grade=note.grade, citations=cited)
