"""What a criterion came to, with everything that is needed to say why.  Data only, no words."""

from typing import NamedTuple

from antecede.record.fact import Fact
from antecede.truth.status import Reason, Status

#: How a fact fared: 0 it qualifies; n > 0 the n-th condition of the class fails; n < 0 that condition is not known.
Verdict = int
QUALIFIES = 0
#: Verdicts beyond the conditions of a class (as failures; negative: not known).
TARGET, CONFOUNDED, AFTER, WINDOW, TYPE, CONTESTED, SUPERSEDED = range(91, 98)


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
    """

    __slots__ = ("status", "reason", "used", "low", "high", "parts")

    def __init__(
        self,
        status: Status,
        reason: Reason,
        used: tuple[Used, ...] = (),
        *,
        low: float | None = None,
        high: float | None = None,
        parts: tuple[Part, ...] = (),
    ) -> None:
        self.status = status
        self.reason = reason
        self.used = used
        self.low = low
        self.high = high
        self.parts = parts

    def restate(self, status: Status, reason: Reason) -> "Outcome":
        """The same evidence under another status."""
        return Outcome(status, reason, self.used, low=self.low, high=self.high, parts=self.parts)
