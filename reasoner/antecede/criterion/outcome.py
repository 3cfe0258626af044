"""What a criterion came to, with everything that is needed to say why.  Data only, no words."""

from typing import TYPE_CHECKING, NamedTuple

from antecede.record.fact import Fact
from antecede.truth.status import Reason, Status

if TYPE_CHECKING:
    from antecede.criterion.tally import Tally

#: How a fact fared: 0 it qualifies; n > 0 the n-th condition of the class fails; n < 0 that condition is not known.
Verdict = int
QUALIFIES = 0
#: Verdicts beyond the conditions of a class (as failures; negative: not known).
TARGET, CONFOUNDED, AFTER, WINDOW, TYPE, CONTESTED, SUPERSEDED, REGION = range(91, 99)


class Used(NamedTuple):
    """A fact that was looked at, and how it fared."""

    fact: Fact
    verdict: Verdict


class Part(NamedTuple):
    """A part of an outcome: another criterion (its IRI), or one requested side and level."""

    key: str
    side: int
    level: str
    outcome: "Outcome"


class Outcome:
    """Status, reason and evidence of one criterion for one line.

    ``low`` and ``high`` bracket what was counted or measured (``high`` infinite while the record is silent).
    The evidence is kept as it was gathered, and listed when somebody asks for it.
    """

    __slots__ = ("_evidence", "_used", "high", "low", "parts", "reason", "status")

    def __init__(
        self,
        status: Status,
        reason: Reason,
        evidence: "Tally | tuple[Used, ...]" = (),
        *,
        low: float | None = None,
        high: float | None = None,
        parts: tuple[Part, ...] = (),
    ) -> None:
        self.status = status
        self.reason = reason
        self._evidence = evidence
        self._used: tuple[Used, ...] | None = None
        self.low = low
        self.high = high
        self.parts = parts

    @property
    def used(self) -> tuple[Used, ...]:
        """Facts that were looked at, those that decide first; of parts all of theirs, each once."""
        if self._used is None:
            self._used = self._list()
        return self._used

    def _list(self) -> tuple[Used, ...]:
        if self.parts and self._evidence == ():
            return tuple(dict.fromkeys(used for part in self.parts for used in part.outcome.used))
        return self._evidence if isinstance(self._evidence, tuple) else self._evidence.used

    def restate(self, status: Status, reason: Reason) -> "Outcome":
        """The same evidence under another status."""
        return Outcome(status, reason, self._evidence, low=self.low, high=self.high, parts=self.parts)
