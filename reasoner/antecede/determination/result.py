"""A determination as data: everything decided, nothing said."""

from dataclasses import dataclass, field

from antecede.case.model import Case
from antecede.criterion.engine import Engine
from antecede.criterion.outcome import Outcome
from antecede.knowledge.criterion import AnyCriterion
from antecede.knowledge.policy import Coverage, Guideline, Note, Pathway, Policy, Recommendation, Step
from antecede.pathway.place import Place
from antecede.pathway.support import Support
from antecede.pathway.walk import Standing
from antecede.record.record import Line, Record
from antecede.truth.status import Status


@dataclass(frozen=True, slots=True)
class Assessment:
    """A rule and what it came to for a line; ``status`` in the words of its role."""

    criterion: AnyCriterion
    outcome: Outcome
    status: Status
    step: Step | None = None


@dataclass(frozen=True, slots=True)
class Advice:
    """A guideline's word on a line: ``applies``, ``out_of_scope`` or ``scope_unknown``.

    ``recommendation`` is the one that matched, or the one on the act that this line is meant to open.
    """

    guideline: Guideline
    status: str
    recommendation: Recommendation | None
    disclosed: bool
    scope: tuple[tuple[AnyCriterion, Outcome], ...] = ()


@dataclass(frozen=True, slots=True)
class Alternative:
    """An act that the record leads to instead, with its coverage under the same policy and the guidance on it."""

    pathway: Pathway
    step: Step
    act: str
    coverage: str
    redirect: bool
    advice: tuple[Advice, ...]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Coded diagnoses, or findings, that point elsewhere than the act."""

    kind: str
    act: str
    addressed: tuple[str, ...]
    support: dict[str, Support]


@dataclass(slots=True)
class LineResult:
    """Everything that was decided on one request line."""

    line: Line
    place: Place | None
    coverage: Coverage | None
    assessments: list[Assessment]
    recommendation: str = ""
    robust: bool = False
    curable: bool = True
    walked: list[Standing] = field(default_factory=list)
    advice: list[Advice] = field(default_factory=list)
    alternatives: list[Alternative] = field(default_factory=list)
    mismatches: list[Mismatch] = field(default_factory=list)
    competing: dict[str, Support] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)

    @property
    def standing(self) -> Standing | None:
        """The first step that is not complete: where the patient stands."""
        return next((each for each in self.walked if each.state not in ("complete", "not_applicable")), None)


@dataclass(slots=True)
class Determination:
    """The answer on a case."""

    case: Case
    record: Record
    engine: Engine
    policy: Policy
    considered: tuple[tuple[Policy, str], ...]
    lines: list[LineResult]
    recommendation: str
