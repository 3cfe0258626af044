"""What a recommendation on a line rests on: rules that refuse or are open, or what is said of coverage."""

from dataclasses import dataclass

from antecede.determination.recommend import CERTIFY, GRANTING_COVERAGE, REFER, REFUSING_COVERAGE
from antecede.determination.result import Assessment
from antecede.diagram.look import LOOKS
from antecede.diagram.pathway import ROLE_STATES
from antecede.diagram.scene import Path, Scene
from antecede.explanation.picture import (
    COVERAGE,
    COVERAGE_ASKED,
    COVERAGE_REMEDIES,
    EVERY_RULE_MET,
    NO_RULE_SETTLES,
    NO_WORD,
    STATE_WORDS,
    assessed,
)
from antecede.knowledge.policy import Coverage
from antecede.report.cited import Json, citation
from antecede.report.text import URGENCY, cited, decides


@dataclass(frozen=True, slots=True)
class Quote:
    """A fact of the case as it is told: its words, and where it was read."""

    ref: str
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Mark:
    """How a state is shown: word, icon, tone, border."""

    state: str
    word: str
    icon: str
    tone: str
    border: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with all that is told of it; ``way`` are the boxes that prove it, with their names."""

    key: str
    about: str
    notation: str
    label: str
    mark: Mark
    kind: str
    step: str
    required: str
    found: str
    quotes: tuple[Quote, ...]
    sources: tuple[str, ...]
    remedy: str
    caution: str
    assumption: str
    way: tuple[tuple[str, str], ...] = ()


def decisive(said: Json) -> list[Json]:
    """Findings of a line that refuse or are open, the most urgent first."""
    return sorted(filter(decides, said["findings"]), key=lambda each: URGENCY.index(each["status"]))


def by_coverage(said: Json) -> bool:
    """Whether coverage decides a line."""
    return coverage_decides(said["recommendation"], said["coverage"], ruled=bool(decisive(said)))


def coverage_decides(recommendation: str, coverage: str, *, ruled: bool) -> bool:
    """Whether coverage decides: it refuses, or no rule stands in the way and no document speaks of coverage."""
    silent = recommendation == REFER and coverage not in GRANTING_COVERAGE and not ruled
    return coverage in REFUSING_COVERAGE or silent


def basis(said: Json) -> str:
    """What comes first among the things a recommendation rests on, in very few words."""
    deciding = decisive(said)
    unruled = basis_beside_rules(said["recommendation"], said["coverage"], ruled=bool(deciding))
    return unruled or f"{deciding[0]['notation']} {deciding[0]['label']}".strip()


def basis_beside_rules(recommendation: str, coverage: str, *, ruled: bool) -> str:
    """What a recommendation rests on before any rule, in very few words; empty where it rests on rules alone."""
    if coverage_decides(recommendation, coverage, ruled=ruled):
        return f"{COVERAGE}: {STATE_WORDS[coverage].lower()}"
    if ruled:
        return ""
    return EVERY_RULE_MET if recommendation == CERTIFY else NO_RULE_SETTLES


def coverage_reason(line: str, said: Json, coverage: Coverage | None, edition: str, scene: Scene) -> FindingView | None:
    """What is said of coverage, where that decides."""
    if not by_coverage(said):
        return None
    iri, status = coverage.iri if coverage else "", said["coverage"]
    sources = (
        tuple(cited(citation(each)) for each in coverage.citations) if coverage else (NO_WORD.format(edition=edition),)
    )
    path = next((each for each in scene.paths if each.about == iri), None)
    return FindingView(
        key=f"{line}.coverage",
        about=iri,
        notation=coverage.notation if coverage else "",
        label=COVERAGE,
        mark=mark(status, STATE_WORDS[status]),
        kind="coverage",
        step="",
        required=COVERAGE_ASKED,
        found=said["coverage_text"],
        quotes=(),
        sources=sources,
        remedy=COVERAGE_REMEDIES["refused" if status in REFUSING_COVERAGE else "silent"],
        caution="",
        assumption="",
        way=way(scene, path),
    )


def way(scene: Scene, path: Path | None) -> tuple[tuple[str, str], ...]:
    """The boxes of a path, with their names."""
    boxes = {box.id: box for box in scene.boxes}
    passed = [boxes[id] for id in path.boxes] if path else []
    return tuple((box.id, ": ".join(filter(None, (f"{box.notation} {box.label}".strip(), box.word)))) for box in passed)


def mark_of(each: Assessment) -> Mark:
    """The mark of an assessment, the same as in the picture."""
    state = ROLE_STATES.get((each.criterion.role, each.status.value), each.status.value)
    return mark(state, assessed(each.criterion.role, each.status))


def mark(state: str, word: str) -> Mark:
    """The mark of a state under a word."""
    look = LOOKS[state]
    return Mark(state, word, look.icon, look.tone, look.border)
