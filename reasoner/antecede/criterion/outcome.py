"""What a criterion came to, with everything that is needed to say why.  Data only, no words.

Evidence points at facts and at other evidence, never back: no cycle can form, and none is looked for (``gc=False``).
"""

from typing import TYPE_CHECKING

import msgspec

from antecede.record.fact import Fact
from antecede.truth.status import Reason, Status

if TYPE_CHECKING:
    from antecede.criterion.evidence import Tally

#: How a fact fared: 0 it qualifies; n > 0 the n-th condition of the class fails; n < 0 that condition is not known.
Verdict = int
QUALIFIES = 0
#: Verdicts beyond the conditions of a class (as failures; negative: not known).
TARGET, CONFOUNDED, AFTER, WINDOW, TYPE, CONTESTED, SUPERSEDED, REGION = range(91, 99)


class Used(msgspec.Struct, frozen=True, gc=False):
    """A fact that was looked at, and how it fared."""

    fact: Fact
    verdict: Verdict


class Part(msgspec.Struct, frozen=True, gc=False):
    """A part of an outcome: another criterion (its IRI), or one requested side and level."""

    key: str
    side: int
    level: str
    outcome: "Outcome"


class Denials(msgspec.Struct, eq=False, gc=False):
    """The denials of a record that speak of one pattern; ``denying`` are all of them, each with what it speaks of."""

    denying: list[tuple[int, Fact]]
    bit: int

    @property
    def used(self) -> tuple[Used, ...]:
        """The denials as evidence."""
        return tuple(Used(fact, CONTESTED) for bits, fact in self.denying if bits & self.bit)


class Outcome(msgspec.Struct, eq=False, gc=False):
    """Status, reason and evidence of one criterion for one line.

    ``low`` and ``high`` bracket what was counted or measured (``high`` infinite while the record is silent).
    The evidence is kept as it was gathered, and listed when somebody asks for it.  ``kept``: it is the same object in
    every case, because it follows from the plan.
    """

    status: Status
    reason: Reason
    evidence: "Tally | Denials | tuple[Used, ...]" = ()
    low: float | None = None
    high: float | None = None
    parts: tuple[Part, ...] = ()
    listed: tuple[Used, ...] | None = None
    kept: bool = False

    @property
    def used(self) -> tuple[Used, ...]:
        """Facts that were looked at, those that decide first; of parts all of theirs, each once."""
        if self.listed is None:
            self.listed = self._list()
        return self.listed

    def _list(self) -> tuple[Used, ...]:
        if self.parts and self.evidence == ():
            return tuple(dict.fromkeys(used for part in self.parts for used in part.outcome.used))
        return self.evidence if isinstance(self.evidence, tuple) else self.evidence.used

    def restate(self, status: Status, reason: Reason) -> "Outcome":
        """The same evidence under another status."""
        return Outcome(status, reason, self.evidence, self.low, self.high, self.parts)
