"""The scene of one request line: request, rules, stages, recommendation, and what stands open instead."""

from collections.abc import Iterator
from itertools import pairwise

from antecede.determination.recommend import CERTIFY, NON_CERTIFY, OPEN, PEND, REFER
from antecede.determination.recommend import DECIDING as DECIDING_ROLES
from antecede.determination.result import Alternative, Assessment, Determination, LineResult
from antecede.diagram.pathway import REFUSING, PathwayScene, step_id
from antecede.diagram.scene import Band, Box, Edge, Node, Panel, Path, Scene, Section, slug
from antecede.explanation.picture import (
    ALTERNATIVES,
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
from antecede.graph.vocabulary import name
from antecede.knowledge.policy import Step

OUTCOMES = (CERTIFY, REFER, PEND, NON_CERTIFY)
RULES_ID, ENTRY_ID, INSTEAD_ID = "rules", "entry", "instead"
ROLE_ORDER = ("exclusion", "consistency", "line_rule", "flag", "exception", "prerequisite")
SIDES = {"left": "left", "right": "right", "bilateral": "both sides"}


class LineScene:
    """Makes the scene of one line of a determination."""

    def __init__(self, determination: Determination, result: LineResult) -> None:
        self._found = determination
        self._result = result
        self._place = result.place
        pathway = self._place.pathway if self._place else None
        self._builder = PathwayScene(determination.policy, determination.engine, pathway, result)
        self._in_pathway = (
            {iri for step in pathway.steps for iri in (*step.entry, *step.completed_by)} if pathway else set()
        )
        self._entry = pathway.entry if pathway else ()

    def scene(self) -> Scene:
        """The whole scene."""
        stages = self._builder.stages()
        bands = (self._request(), *stages, self._outcomes(), *self._alternatives())
        title = f"{self._act()}, line {self._result.line.number}"
        note = f"{title_case(self._place.pathway.label) if self._place else NO_PATHWAY}, {self._found.policy.label}"
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
            "Coverage of the act",
            state,
            STATE_WORDS[state],
            iri=coverage.iri if coverage else "",
        )
        note = f"Line {line.number} of {len(self._found.lines)}"
        return Band(REQUEST, note, ((asked,), *((panel,) for panel in self._panels(covered))))

    def _panels(self, covered: Box) -> Iterator[Node]:
        """Rules of the policy that were looked at for this line, with the coverage of the act; then the entry."""
        rules = [each for each in self._result.assessments if each.criterion.iri in self._found.policy.rules]
        rules.sort(key=lambda each: ROLE_ORDER.index(each.criterion.role))
        boxes = tuple(self._builder.criterion(each.criterion.iri, RULES_ID) for each in rules)
        yield Panel(self._head(RULES_ID, RULES, rules), (Section("", (covered, *boxes)),))
        if self._entry:
            entry = [each for each in self._result.assessments if each.criterion.iri in self._entry]
            boxes = tuple(self._builder.criterion(each.criterion.iri, ENTRY_ID) for each in entry)
            yield Panel(self._head(ENTRY_ID, ENTRY, entry), (Section("", boxes),))

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
        return Box(
            f"instead-{slug(name(each.act))}", "alternative", label, each.coverage, word, detail=where, iri=each.act
        )

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
        for each in OUTCOMES:
            yield Edge(last, f"outcome-{each}", "decides", f"outcome-{each}" == self._chosen)
        for gate in gates:
            if gate != last and (self._shut(gate) or gate == RULES_ID):
                taken = self._shut(gate)
                yield Edge(gate, self._chosen if taken else f"outcome-{NON_CERTIFY}", "decides", taken)

    @property
    def _chosen(self) -> str:
        return f"outcome-{self._result.recommendation}"

    def _last(self) -> str:
        return step_id(self._place.step) if self._place else ENTRY_ID if self._entry else RULES_ID

    def _refuses(self, gate: str) -> bool:
        """Whether the way ends at a gate of rules."""
        held = {RULES_ID: self._found.policy.rules, ENTRY_ID: self._entry}.get(gate, ())
        refused = gate == RULES_ID and bool(self._refused())
        return refused or any(each.criterion.iri in held and each.status in REFUSING for each in deciding(self._result))

    def _shut(self, gate: str) -> bool:
        """Whether something at a gate of rules has a part in the recommendation."""
        held = self._entry if gate == ENTRY_ID else self._found.policy.rules
        decides = any(each.criterion.iri in held for each in deciding(self._result))
        return decides or (gate == RULES_ID and bool(self._refused()))

    def _refused(self) -> str:
        coverage = self._result.coverage
        return coverage.iri if coverage and coverage.status in ("unproven", "not_covered") else ""

    def _paths(self) -> Iterator[Path]:
        if self._refused():
            yield Path(self._refused(), ("request", "coverage", self._chosen))
        for each in deciding(self._result):
            yield Path(each.criterion.iri, (*self._way(each), self._chosen))

    def _way(self, each: Assessment) -> tuple[str, ...]:
        iri = each.criterion.iri
        if iri in self._found.policy.rules:
            return "request", f"{RULES_ID}.{slug(name(iri))}"
        if iri in self._entry:
            return "request", RULES_ID, f"{ENTRY_ID}.{slug(name(iri))}"
        assert self._place
        holder = each.step or self._place.step
        own = f"{step_id(holder)}.{slug(name(iri))}"
        return (own, *(step_id(step) for step in self._upward(holder)))

    def _upward(self, holder: Step) -> list[Step]:
        """Steps from one to the step asked for, each required by the next; the shortest way."""
        assert self._place
        steps = {step.iri: step for step in self._place.pathway.steps}
        ways = [[self._place.step]]
        while ways:
            way = ways.pop(0)
            if way[0] is holder:
                return way
            ways.extend([steps[iri], *way] for iri in way[0].requires)
        return [holder]


def deciding(result: LineResult) -> list[Assessment]:
    """Assessments on which a recommendation rests: what refuses and what is open."""
    wanted = (*REFUSING, *OPEN)
    return [each for each in result.assessments if each.criterion.role in DECIDING_ROLES and each.status in wanted]


def line_scene(determination: Determination, result: LineResult) -> Scene:
    """The scene of a line of a determination."""
    return LineScene(determination, result).scene()
