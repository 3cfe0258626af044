"""The scene of one request line: request, rules, stages, recommendation, and what stands open instead."""

from collections.abc import Iterator
from itertools import pairwise

from antecede.determination.recommend import (
    CERTIFY,
    GRANTING_COVERAGE,
    NON_CERTIFY,
    OPEN,
    PEND,
    REFER,
    REFUSING_COVERAGE,
)
from antecede.determination.recommend import DECIDING as DECIDING_ROLES
from antecede.determination.result import Alternative, Assessment, Determination, LineResult
from antecede.diagram.pathway import REFUSING, PathwayScene, key, step_id
from antecede.diagram.scene import Band, Box, Edge, Node, Panel, Path, Scene, Section
from antecede.explanation.picture import (
    ALTERNATIVES,
    COVERAGE,
    ENTRY,
    NO_PATHWAY,
    OPEN_INSTEAD,
    RECOMMENDATION,
    REQUEST,
    RULES,
    STATE_WORDS,
    UNNAMED,
    counted,
    outcome_word,
    title_case,
)
from antecede.explanation.words import listing
from antecede.knowledge.policy import Step
from antecede.pathway.place import Place

OUTCOMES = (CERTIFY, REFER, PEND, NON_CERTIFY)
RULES_ID, ENTRY_ID, INSTEAD_ID = "rules", "entry", "instead"
ROLE_ORDER = ("exclusion", "consistency", "line_rule", "flag", "exception", "prerequisite")
SIDES = {"left": "left", "right": "right", "bilateral": "both sides"}


class LineScene:
    """Makes the scene of one line of a determination."""

    def __init__(self, determination: Determination, result: LineResult) -> None:
        self._found = determination
        self._result = result
        self._pathways = tuple(place.pathway for place in result.places)
        self._builder = PathwayScene(determination.policy, determination.engine, self._pathways, result)
        self._rules = [each for each in result.assessments if each.place is None]
        self._entry = [each for each in result.assessments if each.place is not None and each.step is None]

    def scene(self) -> Scene:
        """The whole scene."""
        stages = self._builder.stages()
        bands = (self._request(), *stages, self._outcomes(), *self._alternatives())
        title = f"{self._act()}, line {self._result.line.number}"
        pathways = title_case(listing(pathway.label for pathway in self._pathways)) or NO_PATHWAY
        note = f"{pathways}, {self._found.policy.label}"
        return Scene(f"line-{self._result.line.number}", title, note, bands, tuple(self._edges()), tuple(self._paths()))

    # --- bands ---------------------------------------------------------------------------------------------------

    def _act(self) -> str:
        act = self._result.line.act
        return self._builder.label(act) if act else UNNAMED

    def _request(self) -> Band:
        line = self._result.line
        place = ", ".join((*line.entry.levels, *filter(None, (SIDES.get(line.entry.side or ""),))))
        units = counted(line.units, "unit", "units") if line.units else ""
        detail = ", ".join(filter(None, (f"code {line.code}", units)))
        coverage = self._result.coverage
        state = coverage.status if coverage else "silent"
        asked = Box("request", "request", self._act(), "requested", place or "Place not named", detail=detail)
        covered = Box(
            "coverage",
            "coverage",
            COVERAGE,
            state,
            STATE_WORDS[state],
            iri=coverage.iri if coverage else "",
        )
        note = f"Line {line.number} of {len(self._found.lines)}"
        return Band(REQUEST, note, ((asked,), *((panel,) for panel in self._panels(covered))))

    def _panels(self, covered: Box) -> Iterator[Node]:
        """Rules of the policy that were looked at for this line, with the coverage of the act; then the entry."""
        rules = sorted(self._rules, key=lambda each: ROLE_ORDER.index(each.criterion.role))
        boxes = tuple(self._builder.criterion(each.criterion.iri, RULES_ID) for each in rules)
        yield Panel(self._head(RULES_ID, RULES, rules), (Section("", (covered, *boxes)),))
        if self._entry:
            boxes = tuple(self._builder.criterion(each.criterion.iri, ENTRY_ID) for each in self._entry)
            yield Panel(self._head(ENTRY_ID, ENTRY, self._entry), (Section("", boxes),))

    def _head(self, id: str, label: str, assessed: list[Assessment]) -> Box:
        """A gate over rules: shut where one refuses, open to question where one is open."""
        if self._refuses(id):
            state = "blocked"
        elif any(each.criterion.role in DECIDING_ROLES and each.status in OPEN for each in assessed):
            state = "undetermined"
        else:
            state = "complete"
        return Box(id, "gate", label, state, {"blocked": "Refuses", "undetermined": "Open point"}.get(state, "Passed"))

    def _outcomes(self) -> Band:
        chosen = self._result.recommendation
        boxes = tuple(
            Box(f"outcome-{each}", "outcome", outcome_word(each), state, STATE_WORDS[state])
            for each in OUTCOMES
            for state in ["taken" if each == chosen else "not_taken"]
        )
        return Band(RECOMMENDATION, "A clinician decides" if chosen != CERTIFY else "", (boxes,))

    def _alternatives(self) -> Iterator[Band]:
        boxes = tuple(self._alternative(each) for each in self._result.beside.alternatives)
        if boxes:
            head = Box(INSTEAD_ID, "gate", OPEN_INSTEAD, "plain", counted(len(boxes), "act", "acts"))
            yield Band(ALTERNATIVES, "", ((Panel(head, (Section("", boxes),)),),))

    def _alternative(self, each: Alternative) -> Box:
        label = self._builder.label(each.act)
        where = f"{each.pathway.label}" if each.redirect else f"step: {each.step.label}"
        word = STATE_WORDS[each.coverage]
        return Box(f"instead-{key(each.act)}", "alternative", label, each.coverage, word, detail=where, iri=each.act)

    # --- edges and paths -------------------------------------------------------------------------------------------

    def _edges(self) -> Iterator[Edge]:
        gates = ["request", RULES_ID, ENTRY_ID] if self._entry else ["request", RULES_ID]
        yield from (Edge(one, other, "asks", not self._refuses(one)) for one, other in pairwise(gates))
        yield from (Edge(gates[-1], step, "opens", not self._refuses(gates[-1])) for step in self._builder.first())
        yield from self._builder.edges()
        yield from self._decides(gates[1:])
        if self._result.beside.alternatives:
            yield Edge(self._chosen, INSTEAD_ID, "instead", False)

    def _decides(self, gates: list[str]) -> Iterator[Edge]:
        """From what decides to the recommendation; the ways not taken too."""
        last = self._last()
        for gate in last:
            for each in OUTCOMES:
                yield Edge(gate, f"outcome-{each}", "decides", f"outcome-{each}" == self._chosen)
        for gate in gates:
            if gate not in last and (self._shut(gate) or gate == RULES_ID):
                taken = self._shut(gate)
                yield Edge(gate, self._chosen if taken else f"outcome-{NON_CERTIFY}", "decides", taken)

    @property
    def _chosen(self) -> str:
        return f"outcome-{self._result.recommendation}"

    def _last(self) -> list[str]:
        """Gates of the steps asked for; where there is none, the rules."""
        steps = [step_id(place.step) for place in self._result.places]
        return steps or [ENTRY_ID if self._entry else RULES_ID]

    def _held(self, gate: str) -> list[Assessment]:
        """What decides at a gate of rules."""
        held = {RULES_ID: self._rules, ENTRY_ID: self._entry}.get(gate, [])
        return [each for each in held if decides(each)]

    def _refuses(self, gate: str) -> bool:
        """Whether the way ends at a gate of rules."""
        refused = gate == RULES_ID and self._refused()
        return refused or any(each.status in REFUSING for each in self._held(gate))

    def _shut(self, gate: str) -> bool:
        """Whether something at a gate of rules has a part in the recommendation."""
        return bool(self._held(gate)) or (gate == RULES_ID and (self._refused() or self._unsaid()))

    def _refused(self) -> bool:
        coverage = self._result.coverage
        return coverage is not None and coverage.status in REFUSING_COVERAGE

    def _unsaid(self) -> bool:
        """Whether the line goes to a person because no document speaks of coverage, and for nothing else."""
        coverage, result = self._result.coverage, self._result
        granted = coverage is not None and coverage.status in GRANTING_COVERAGE
        return result.recommendation == REFER and not granted and not deciding(result)

    def _paths(self) -> Iterator[Path]:
        if self._refused() or self._unsaid():
            coverage = self._result.coverage
            yield Path(coverage.iri if coverage else "", ("request", "coverage", self._chosen))
        for each in deciding(self._result):
            yield Path(each.criterion.iri, (*self._way(each), self._chosen))

    def _way(self, each: Assessment) -> tuple[str, ...]:
        iri = each.criterion.iri
        if each.place is None:
            return "request", f"{RULES_ID}.{key(iri)}"
        if each.step is None:
            return "request", RULES_ID, f"{ENTRY_ID}.{key(iri)}"
        return (f"{step_id(each.step)}.{key(iri)}", *(step_id(step) for step in _upward(each.step, each.place)))


def _upward(holder: Step, place: Place) -> list[Step]:
    """Steps from one to the step asked for, each required by the next; the shortest way."""
    steps = {step.iri: step for step in place.pathway.steps}
    ways = [[place.step]]
    while ways:
        way = ways.pop(0)
        if way[0] is holder:
            return way
        ways.extend([steps[iri], *way] for iri in way[0].requires)
    return [holder]


def decides(each: Assessment) -> bool:
    """Whether an assessment refuses or is open."""
    return each.criterion.role in DECIDING_ROLES and each.status in (*REFUSING, *OPEN)


def deciding(result: LineResult) -> list[Assessment]:
    """Assessments on which a recommendation rests: what refuses and what is open."""
    return [each for each in result.assessments if decides(each)]


def line_scene(determination: Determination, result: LineResult) -> Scene:
    """The scene of a line of a determination."""
    return LineScene(determination, result).scene()
