"""What the page and the letter show of a determination, read from its answer in one place.

The answer may say more than is read here, and some keys may be missing or have grown: every key that is not part of the
contract is read with a default, so that page and letter follow the answer and never the other way round.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from antecede.determination.result import Assessment, Determination, LineResult
from antecede.diagram.line import line_scene
from antecede.diagram.scene import Scene
from antecede.explanation.fact import describe, source
from antecede.explanation.picture import ALL_COMPLETE, FIRST_OPEN, NO_PATHWAY, STANDS
from antecede.explanation.sentence import Narrator
from antecede.explanation.words import clean
from antecede.report.answer import answer as answer_of
from antecede.report.cited import Json, to_confirm
from antecede.report.reason import FindingView, Quote, basis, coverage_reason, decisive, mark_of, way
from antecede.report.sets import Enough, enough
from antecede.report.text import cited, decides, joined

#: Lists of the answer that are told once for all lines, by key.
SHARED = ("pitfalls", "risks", "evidence", "corrections", "notes")


@dataclass(frozen=True, slots=True)
class LineView:
    """One line, or several on which the same is to be said."""

    key: str
    numbers: tuple[int, ...]
    title: str
    place: str
    said: Json
    coverage: FindingView | None
    reasons: tuple[FindingView, ...]
    settled: tuple[FindingView, ...]
    repairs: tuple[Json, ...]
    enough: tuple[Enough, ...]
    alternatives: tuple[Json, ...]
    pathway: tuple[Json, ...]
    mismatches: tuple[str, ...]
    disagreements: tuple[Json, ...]
    scene: Scene
    result: LineResult

    @property
    def why(self) -> tuple[FindingView, ...]:
        """All that the recommendation rests on, what comes first first."""
        return (*filter(None, (self.coverage,)), *self.reasons)

    @property
    def basis(self) -> str:
        """What comes first, in very few words."""
        return basis(self.said)

    @property
    def standing(self) -> tuple[str, str]:
        """Where the case stands, under its title: the first open gate, or the step asked for once it is reached."""
        gate = self.said.get("stands_at", "")
        if not gate:
            return FIRST_OPEN, ALL_COMPLETE if self.result.places else NO_PATHWAY.lower()
        box = next((each for each in self.scene.boxes if {FIRST_OPEN, STANDS} & set(each.tags)), None)
        return (STANDS if box and STANDS in box.tags else FIRST_OPEN), gate

    @property
    def to_do(self) -> tuple[Json, ...]:
        """Repairs that somebody can make."""
        return tuple(each for each in self.repairs if each.get("kind") != "none")

    @property
    def past_help(self) -> tuple[Json, ...]:
        """What nothing sent or done lifts."""
        return tuple(each for each in self.repairs if each.get("kind") == "none")


@dataclass(frozen=True, slots=True)
class View:
    """A determination as a page or a letter shows it."""

    answer: Json
    determination: Determination
    lines: tuple[LineView, ...]
    shared: dict[str, list[Json]] = field(default_factory=dict)

    @property
    def edition(self) -> str:
        """Policy, edition, and the day and place by which it was chosen, in one breath."""
        return edition_of(self.determination, self.answer)

    @property
    def known_by(self) -> str:
        """How the policy is known, where all or a part of it was not read at source."""
        known = to_confirm(str(self.answer.get("policy_known_by", "")))
        return f"policy {known}" if known else ""

    @property
    def alerts(self) -> list[Json]:
        """What is urgent, before anything else."""
        return list(self.answer.get("alerts", ()))

    @property
    def considered(self) -> list[Json]:
        """Editions that speak of what is asked for, where there was more than one to choose from."""
        editions = self.answer["receipt"].get("policies_considered", ())
        return [each for each in editions if each.get("speaks")] if len(editions) > 1 else []


def view(determination: Determination, *, proved: bool = False) -> View:
    """All that is shown of a determination; ``proved``: with what was proved to be enough for each line."""
    answer = answer_of(determination, proved=proved)
    lines = tuple(_Lines(determination, answer).views())
    shared = {key: list(answer.get(key, ())) for key in SHARED}
    return View(answer, determination, lines, shared)


class _Lines:
    """Reads the lines of an answer beside the results they come from."""

    def __init__(self, determination: Determination, answer: Json) -> None:
        self._found = determination
        self._answer = answer
        self._narrator = Narrator(determination.engine, determination.record)
        self._results = {result.line.number: result for result in determination.lines}

    def views(self) -> Iterator[LineView]:
        """One view for each group of lines that say the same."""
        for group in _alike(self._answer["lines"]):
            yield self._view(group)

    def _view(self, group: list[Json]) -> LineView:
        said, numbers = group[0], tuple(each["line"] for each in group)
        result = self._results[said["line"]]
        scene = line_scene(self._found, result)
        key = f"line-{numbers[0]}"
        findings = {each["id"]: self._finding(key, scene, each, result) for each in said["findings"]}
        reasons = [findings[each["id"]] for each in decisive(said)]
        names = ", ".join(f"{each['line']} ({each['code']})" for each in group)
        return LineView(
            key=key,
            numbers=numbers,
            title=f"Line{'s' if len(group) > 1 else ''} {names}",
            place=", ".join((*map(clean, result.line.entry.levels), *filter(None, [result.line.entry.side]))),
            said=said,
            coverage=coverage_reason(key, said, result.coverage, edition_of(self._found, self._answer), scene),
            reasons=tuple(reasons),
            settled=tuple(each for each in findings.values() if each not in reasons),
            repairs=tuple(joined(self._of(numbers, "repairs"))),
            enough=tuple(enough(self._answer, group)),
            alternatives=tuple(self._alternatives(numbers, result)),
            pathway=tuple(self._of(numbers, "pathway")),
            mismatches=tuple(each["text"] for each in self._of(numbers, "mismatches")),
            disagreements=tuple(self._of(numbers, "disagreements")),
            scene=scene,
            result=result,
        )

    def _of(self, numbers: tuple[int, ...], key: str) -> Iterable[Json]:
        return (each for each in self._answer.get(key, ()) if each.get("line") == numbers[0])

    def _alternatives(self, numbers: tuple[int, ...], result: LineResult) -> Iterator[Json]:
        """Alternatives, with what leads to each (``lead``) and the guidance on it (``advice``) apart."""
        for said, each in zip(self._of(numbers, "alternatives"), result.beside.alternatives, strict=True):
            speaking = (advice for advice in each.advice if advice.status != "out_of_scope")
            advice = [self._narrator.advice(one, said["act"]) for one in speaking]
            yield said | {"lead": said["text"].removesuffix(" ".join(advice)).rstrip(), "advice": advice}

    def _finding(self, line: str, scene: Scene, said: Json, result: LineResult) -> FindingView:
        assessment = next(each for each in result.assessments if each.criterion.iri == said["id"])
        path = next((each for each in scene.paths if each.about == said["id"]), None)
        box = next((each.id for each in scene.boxes if each.iri == said["id"]), "")
        return FindingView(
            key=f"{line}.{box or said['notation'] or said['id']}",
            about=said["id"],
            notation=said["notation"],
            label=said["label"],
            mark=mark_of(assessment),
            kind=said["kind"],
            step=said.get("step", ""),
            required=said["required"],
            found=said["found"],
            quotes=tuple(self._quotes(assessment)),
            sources=tuple(cited(each) for each in said["citations"]),
            remedy=assessment.remedy if decides(said) else "",
            caution=said.get("caution", ""),
            assumption=said.get("assumption", ""),
            way=way(scene, path),
        )

    def _quotes(self, each: Assessment) -> Iterator[Quote]:
        """Facts that were looked at, each once; text of the case is cleaned and otherwise as it was submitted."""
        for fact in dict.fromkeys(used.fact for used in each.outcome.used):
            read = source(fact.said.get("source", ""))
            words = describe(fact, self._found.engine).removesuffix(read).rstrip(", ")
            yield Quote(fact.ref, words, read[1:-1])


def _alike(lines: list[Json]) -> list[list[Json]]:
    """Lines on which the very same is to be said, together."""
    groups: dict[str, list[Json]] = {}
    for line in lines:
        said = [line["recommendation"], line["robust"], line["curable"], line["coverage"], line["act"]]
        findings = [(each["id"], each["found"], each["status"]) for each in line["findings"]]
        groups.setdefault(repr((said, findings)), []).append(line)
    return list(groups.values())


def edition_of(determination: Determination, answer: Json) -> str:
    """Policy, edition, and the day and place by which it was chosen, in one breath."""
    served = answer.get("service_date", answer["as_of"])
    parts = (
        determination.policy.label,
        f"edition {answer['edition']}" if answer["edition"] else "",
        f"as of {answer['as_of']}",
        f"service on {served}" if served != answer["as_of"] else "",
        answer.get("contractor", ""),
        answer.get("state", ""),
    )
    return ", ".join(clean(part) for part in parts if part)


def counted(line: LineView) -> dict[str, int]:
    """How many findings of a line have which status, in the words shown."""
    words = [each.mark.word for each in (*line.reasons, *line.settled)]
    return {word: words.count(word) for word in dict.fromkeys(words)}
