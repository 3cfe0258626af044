"""The scene of a pathway: its steps in stages, by themselves or with one request line of a case on them."""

from collections.abc import Iterable, Iterator

from antecede.criterion.engine import Engine
from antecede.determination.precedence import coverage_of
from antecede.determination.recommend import OPEN
from antecede.determination.result import Assessment, LineResult
from antecede.diagram.scene import JUDGED, Band, Box, Edge, Node, Panel, Scene, Section, slug
from antecede.explanation.picture import (
    FIRST_OPEN,
    ONWARD,
    PASSED,
    REQUESTED,
    ROLES,
    SECTIONS,
    STAGE,
    STANDS,
    STATE_WORDS,
    assessed,
    counted,
    measure,
    title_case,
)
from antecede.graph.vocabulary import name
from antecede.knowledge.policy import Pathway, Policy, Step
from antecede.pathway.walk import Standing, State
from antecede.record.reader import YES
from antecede.truth.status import Status

#: States of steps behind which the way goes on.
PASSABLE = (State.COMPLETE, State.NOT_APPLICABLE)
#: So many steps of a stage stand side by side; further ones stand below them.
ABREAST = 4
#: Statuses that refuse.
REFUSING = (Status.NOT_MET, Status.FIRES)
#: States of an exception and a flag have looks of their own: neither decides.
ROLE_STATES = {
    ("exception", "fires"): "waives",
    ("exception", "clear"): "not_applicable",
    ("flag", "fires"): "flagged",
    ("flag", "clear"): "unflagged",
}


class PathwayScene:
    """Makes boxes, panels and edges of pathways; with a result in the states that a case gives them."""

    def __init__(
        self, policy: Policy, engine: Engine, pathways: tuple[Pathway, ...], result: LineResult | None = None
    ) -> None:
        self._policy = policy
        self._engine = engine
        self._pathways = pathways
        self._steps = {step.iri: step for pathway in pathways for step in pathway.steps}
        self._of = {step.iri: pathway.label for pathway in pathways for step in pathway.steps}
        self._result = result
        self._assessed = {each.criterion.iri: each for each in result.assessments} if result else {}
        self._walked = {each.step.iri: each for each in result.beside.walked} if result else {}
        self._first_open = result.beside.standing if result else None
        self._instead = {each.act for each in result.beside.alternatives} if result else set()

    # --- steps ---------------------------------------------------------------------------------------------------

    def stages(self) -> tuple[Band, ...]:
        """One band for all steps that have the same number of steps before them."""
        depth: dict[str, int] = {}
        rows: dict[int, list[Step]] = {}
        for step in self._steps.values():
            depth[step.iri] = max((depth[each] + 1 for each in step.requires), default=0)
            rows.setdefault(depth[step.iri], []).append(step)
        return tuple(self._stage(number, rows[number]) for number in sorted(rows))

    def _stage(self, number: int, steps: list[Step]) -> Band:
        panels = tuple(self.step(step) for step in sorted(steps, key=self._aside))
        boxes = sum(box.kind in JUDGED for panel in panels for box in panel.boxes)
        note = f"{counted(len(steps), 'step', 'steps')}, {counted(boxes, 'criterion', 'criteria')}"
        rows = tuple(panels[at : at + ABREAST] for at in range(0, len(panels), ABREAST))
        return Band(STAGE.format(number + 1), note, rows)

    def _aside(self, step: Step) -> bool:
        """Whether a step lies beside the way to what is asked for: such steps come last in their stage."""
        places = self._result.places if self._result else ()
        return bool(places) and not any(step is place.step or step.iri in place.step.before for place in places)

    def step(self, step: Step) -> Panel:
        """A step with its criteria and the acts it leads to."""
        found = ((key, tuple(boxes)) for key, boxes in self._sections(step))
        sections = [Section(SECTIONS[key], boxes) for key, boxes in found if boxes]
        return Panel(self._gate(step), tuple(sections))

    def _gate(self, step: Step) -> Box:
        standing = self._walked.get(step.iri)
        state = self._state(standing) if standing else "not_reached" if self._result else "plain"
        tags = tuple(self._tags(standing)) if standing else ()
        of = title_case(self._of[step.iri]) if len(self._pathways) > 1 else ""
        label, word = title_case(step.label), STATE_WORDS[state]
        return Box(step_id(step), "gate", label, state, word, detail=of, iri=step.iri, tags=tags)

    def _state(self, standing: Standing) -> str:
        """State of a step; what lies beyond the one asked for comes later, and that one is reached where it is open."""
        before = {iri for place in self._result.places for iri in place.step.before} if self._result else set()
        if standing.requested:
            return "reached" if standing.state is State.OPEN else standing.state.value
        if standing.state is State.BLOCKED and standing.step.iri not in before:
            return "later"
        return standing.state.value

    def _tags(self, standing: Standing) -> Iterator[str]:
        if standing is self._first_open:
            yield FIRST_OPEN if standing.state is not State.OPEN or self._has_open(standing.step) else STANDS
        if standing.requested:
            yield REQUESTED

    def _has_open(self, step: Step) -> bool:
        """Whether a criterion of a step is not settled in the case's favour."""
        found = (self._assessed[iri] for iri in (*step.entry, *step.completed_by) if iri in self._assessed)
        return any(each.status in (*REFUSING, *OPEN) for each in found)

    def _sections(self, step: Step) -> Iterator[tuple[str, Iterable[Box]]]:
        yield "entry", (self._criterion(step, iri) for iri in step.entry)
        yield "act", [*self._acts(step), *self._onward(step)]
        yield "done", (self._criterion(step, iri) for iri in step.completed_by)

    def _criterion(self, step: Step, iri: str) -> Box:
        return self.criterion(iri, step_id(step))

    def criterion(self, iri: str, holder: str) -> Box:
        """A criterion; where a case is shown, in the state it came to, or not reached."""
        criterion = self._engine.plan.criteria[iri]
        found: Assessment | None = self._assessed.get(iri)
        if found is None:
            state = "not_reached" if self._result else "plain"
            word, detail = STATE_WORDS[state] or ROLES.get(criterion.role, ""), ""
        else:
            state = ROLE_STATES.get((criterion.role, found.status.value), found.status.value)
            word = assessed(criterion.role, found.status)
            detail = measure(criterion, found.outcome) if found.status not in (Status.NOT_APPLICABLE,) else ""
        kind = "exclusion" if criterion.role == "exclusion" else "criterion"
        return Box(f"{holder}.{key(iri)}", kind, criterion.label, state, word, criterion.notation, detail, iri)

    def _acts(self, step: Step) -> Iterator[Box]:
        """Acts that a step leads to; acts without a target of their own only where one is asked for, or no case is."""
        standing = self._walked.get(step.iri)
        asked = [act for act in (*step.offers, *step.may_offer) if self._is_asked(act)][:1]
        requested = asked if standing and standing.requested else []
        for act in (*step.offers, *step.may_offer):
            if act in step.offers or act in requested or not self._result:
                yield self._act(step, act, act in requested)

    def _act(self, step: Step, act: str, requested: bool) -> Box:
        coverage = coverage_of(self._policy, self._engine, act)
        state = coverage.status if coverage else "silent"
        tags = (REQUESTED,) if requested else (PASSED,) if act in self._instead else ()
        word = STATE_WORDS[state] if act in step.offers else STATE_WORDS["placed"]
        return Box(act_id(step, act), "act", self.label(act), state, word, iri=act, tags=tags)

    def _is_asked(self, act: str) -> bool:
        line = self._result.line if self._result else None
        return bool(line and line.act and self._engine.reader.relation(line.act, act) == YES)

    def _onward(self, step: Step) -> Iterator[Box]:
        """Steps of other pathways that a step opens: never taken here."""
        steps = {each.iri: (pathway, each) for pathway in self._policy.pathways for each in pathway.steps}
        for iri in step.leads_to:
            if iri in steps:
                pathway, other = steps[iri]
                label = ONWARD.format(other.label)
                box = f"{step_id(step)}.to-{key(iri)}"
                yield Box(box, "onward", title_case(label), "elsewhere", title_case(pathway.label), iri=iri)

    def label(self, act: str) -> str:
        """Label of an act as a title."""
        known = self._engine.reader.by_iri.get(act)
        return title_case(known.label if known else name(act))

    # --- edges ---------------------------------------------------------------------------------------------------

    def edges(self) -> Iterator[Edge]:
        """From each step to those that require it; taken where it is complete."""
        for step in self._steps.values():
            for before in step.requires:
                yield Edge(step_id(self._steps[before]), step_id(step), "requires", self._passed(before))

    def _passed(self, step: str) -> bool:
        standing = self._walked.get(step)
        return not self._result or bool(standing and standing.state in PASSABLE)

    def first(self) -> list[str]:
        """Gates of the steps that require none."""
        return [step_id(step) for step in self._steps.values() if not step.requires]


def pathway_scene(policy: Policy, pathway: Pathway, engine: Engine) -> Scene:
    """A pathway by itself."""
    builder = PathwayScene(policy, engine, (pathway,))
    entry: tuple[Node, ...] = tuple(builder.criterion(iri, "entry") for iri in pathway.entry)
    stages = builder.stages()
    if entry:
        stages = (Band("Entry", counted(len(entry), "criterion", "criteria"), (entry,)), *stages)
    ways = [Edge(box.id, head, "entry") for box in entry if isinstance(box, Box) for head in builder.first()]
    note = f"{title_case(policy.label)}, edition {policy.edition}"
    return Scene(slug(name(pathway.iri)), title_case(pathway.label), note, stages, (*ways, *builder.edges()))


def step_id(step: Step) -> str:
    """Id of a step's gate."""
    return f"step-{key(step.iri)}"


def act_id(step: Step, act: str) -> str:
    """Id of an act that a step leads to."""
    return f"{step_id(step)}.act-{key(act)}"


def key(iri: str) -> str:
    """Part of an id that tells one node of the graph from another: document and name.

    >>> key("https://w3id.org/antecede/policy/cpb#N8")
    'cpb-N8'
    """
    return slug(iri.rstrip("/").rpartition("/")[2])
