"""A determination as data: everything decided, nothing said."""

from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

import msgspec

from antecede.case.model import Case
from antecede.criterion.engine import Engine
from antecede.criterion.outcome import Outcome
from antecede.determination.choice import Considered
from antecede.determination.precedence import Stated
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.policy import Coverage, Guideline, Note, Pathway, Policy, Recommendation, Step
from antecede.pathway.place import Place
from antecede.pathway.support import Support
from antecede.pathway.walk import Standing
from antecede.record.fact import Fact
from antecede.record.line import Line
from antecede.record.record import Record
from antecede.truth.status import Status


class Assessment(msgspec.Struct, frozen=True, eq=False, gc=False):
    """A rule and what it came to for a line; ``status`` in the words of its role.

    ``place`` is where on a pathway the line stands, for a rule of that pathway; ``step`` the step that holds it.
    """

    criterion: AnyCriterion
    outcome: Outcome
    status: Status
    step: Step | None = None
    place: Place | None = None

    @property
    def asks(self) -> bool:
        """Whether something is asked for so that the rule can be judged at all."""
        return bool(self.criterion.question) and self.status in (Status.NOT_DOCUMENTED, Status.CONFLICTING)

    @property
    def remedy(self) -> str:
        """What to do, in the words of the rule."""
        return self.criterion.question if self.asks else self.criterion.remedy


class Advice(msgspec.Struct, frozen=True, eq=False):
    """A guideline's word on a line: ``applies``, ``out_of_scope`` or ``scope_unknown``.

    ``recommendation`` is the one that matched, or the one on the act that this line is meant to open.  ``scope`` are
    the criteria of its population with what they came to.
    """

    guideline: Guideline
    status: str
    recommendation: Recommendation | None
    disclosed: bool
    scope: tuple[tuple[AnyCriterion, Status], ...] = ()


class Alternative(msgspec.Struct, frozen=True, eq=False):
    """An act that the record leads to instead, with its coverage under the same policy and the guidance on it."""

    pathway: Pathway
    step: Step
    act: str
    coverage: str
    redirect: bool
    advice: tuple[Advice, ...]


class Mismatch(msgspec.Struct, frozen=True, eq=False):
    """Coded diagnoses, or findings, that point elsewhere than the act."""

    kind: str
    act: str
    addressed: tuple[str, ...]
    support: dict[str, Support]


class Branch(NamedTuple):
    """A pain generator that one side of a contradiction between code and record points to.

    ``facts`` are those of that side; ``pathway`` serves the generator (none where the policy has no such pathway),
    ``walked`` says how far the case has come on it; ``acts`` are those of its next step, with their coverage.
    """

    generator: str
    facts: tuple[Fact, ...]
    pathway: Pathway | None
    walked: tuple[Standing, ...]
    acts: tuple[tuple[str, str], ...]

    @property
    def standing(self) -> Standing | None:
        """The first step that is not complete: where the patient stands on it."""
        return next((each for each in self.walked if each.state not in ("complete", "not_applicable")), None)


class Side(NamedTuple):
    """One authority in a disagreement: a guideline by its recommendation, or a document by its coverage of the act.

    ``status`` is ``scope_unknown`` where it is not known whether the guideline speaks of this case.
    """

    direction: str
    status: str
    advice: Advice | None = None
    stated: Stated | None = None

    @property
    def authority(self) -> str:
        """IRI of the guideline or document."""
        if self.advice:
            return self.advice.guideline.iri
        return self.stated.document.iri if self.stated else ""


class Beside(msgspec.Struct, frozen=True, eq=False):
    """What stands beside a recommendation and never makes it."""

    walked: tuple[Standing, ...]
    advice: tuple[Advice, ...]
    alternatives: tuple[Alternative, ...]
    mismatches: tuple[Mismatch, ...]
    competing: dict[str, Support]
    notes: tuple[Note, ...]
    dispute: tuple[Side, ...] = ()
    branches: tuple[Branch, ...] = ()

    @property
    def standing(self) -> Standing | None:
        """Where the patient stands: the first step not complete, on the way to what is asked for if there is one."""
        asked = [each.step for each in self.walked if each.requested]
        way = {step.iri for step in asked}.union(*(step.before for step in asked))
        left = (each for each in self.walked if each.state not in ("complete", "not_applicable"))
        return next((each for each in left if not way or each.step.iri in way), None)


class LineResult(msgspec.Struct, eq=False, dict=True):
    """Everything that was decided on a request line; how firm that is, and what stands beside it, when it is asked for.

    ``documents`` are those that spoke; ``stated`` is what they say of the coverage of the act, first what decides;
    ``places`` are where the line stands, once for each document that has a step for it.
    """

    line: Line
    documents: tuple[Policy, ...]
    places: tuple[Place, ...]
    stated: tuple[Stated, ...]
    assessments: list[Assessment]
    recommendation: str
    curable: bool
    stays: Callable[["LineResult"], bool]
    gather: Callable[["LineResult"], Beside]

    @property
    def place(self) -> Place | None:
        """Where the line stands in the document of lowest rank that has a step for it."""
        return self.places[0] if self.places else None

    @property
    def coverage(self) -> Coverage | None:
        """The statement on the coverage of the act that decides; none where all are silent."""
        return self.stated[0].coverage if self.stated else None

    @cached_property
    def robust(self) -> bool:
        """Whether the recommendation certainly stays whatever the undocumented facts and conflicts turn out to be."""
        return self.stays(self)

    @cached_property
    def beside(self) -> Beside:
        """Guidance, alternatives, notes and the walk."""
        return self.gather(self)


class Determination(msgspec.Struct, eq=False):
    """The answer on a case."""

    case: Case
    record: Record
    engine: Engine
    policy: Policy
    considered: tuple[Considered, ...]
    lines: list[LineResult]
    recommendation: str
