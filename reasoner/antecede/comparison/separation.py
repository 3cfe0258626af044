"""Cases that tell two criteria apart: each passes the one and not the other, as the evaluator judges it.

They are witness cases of the act under either policy, as they are, with a criterion just met, and with it just failed.
A case that was found proves that passing the one is not passing the other; that none was found proves nothing.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from antecede.case.model import Case
from antecede.comparison.claim import Claim
from antecede.construction.demand import Goal
from antecede.criterion.engine import Engine
from antecede.criterion.outcome import Outcome
from antecede.errors import InputError
from antecede.knowledge.policy import Policy
from antecede.record.fact import Fact
from antecede.record.record import Record
from antecede.truth.status import Status
from antecede.witness.build import Witness, build
from antecede.witness.setting import nameable, settings
from antecede.witness.variants import variant

#: Witnesses that are looked for under each document.
MOST_WITNESSES = 2
GOALS = (Goal.EDGE, Goal.FAILED)
ASIDE = (Status.WAIVED, Status.NOT_APPLICABLE)
REFUSED = (Status.NOT_MET, Status.MET)


class Separation(NamedTuple):
    """A case that passes one criterion and not another: what both came to, and the facts that they looked at.

    ``firm``: it fails the other; else it only leaves it open.
    """

    case: Case
    passes: Status
    other: Status
    firm: bool
    facts: tuple[Fact, ...]


class Separator:
    """Separates criteria on lines that ask for an act."""

    def __init__(self, engine: Engine, documents: Sequence[Policy], act: str) -> None:
        self._engine = engine
        self._act = act
        self._witnesses = [each for policy in documents for each in self._of(policy)]
        self._made: dict[str, list[Case]] = {}

    def _of(self, policy: Policy) -> Iterator[Witness]:
        tried = (
            setting for act in nameable(self._act, self._engine) for setting in settings(policy, act, self._engine)
        )
        for number, setting in enumerate(tried):
            if number < MOST_WITNESSES and (found := build(setting, self._engine)):
                yield found

    def separate(self, one: Claim, other: Claim) -> Separation | None:
        """A case that passes the one and not the other: rather one that fails it than one that leaves it open."""
        found = [each for case in self._cases(one, other) for each in self._judged(case, one, other)]
        return next(iter(sorted(found, key=lambda each: not each.firm)), None)

    def _cases(self, *claims: Claim) -> Iterator[Case]:
        yield from (witness.case for witness in self._witnesses)
        for claim in claims:
            yield from self._variants(claim.criterion.iri)

    def _variants(self, iri: str) -> list[Case]:
        """Cases in which a criterion is just met, or just fails."""
        if iri not in self._made:
            held = [
                (witness, each)
                for witness in self._witnesses
                for each in witness.determination.lines[0].assessments
                if each.criterion.iri == iri
            ]
            tried = [variant(witness.case, self._engine, each, goal) for witness, each in held for goal in GOALS]
            self._made[iri] = [each.case for each in tried if each.case]
        return self._made[iri]

    def _judged(self, case: Case, one: Claim, other: Claim) -> Iterator[Separation]:
        try:
            record = self._engine.record(case)
        except InputError:
            return
        mine, theirs = self._outcome(record, one), self._outcome(record, other)
        if _passes(one, mine.status) and not _passes(other, theirs.status):
            facts = dict.fromkeys(used.fact for used in (*mine.used, *theirs.used))
            yield Separation(case, mine.status, theirs.status, theirs.status in REFUSED, tuple(facts))

    def _outcome(self, record: Record, claim: Claim) -> Outcome:
        return self._engine.outcome(claim.criterion.iri, record, record.lines[0])


def _passes(claim: Claim, status: Status) -> bool:
    """Whether a criterion does not stand in the way: it holds, or an exclusion does not; or it stood aside."""
    return status in ASIDE or status is (Status.MET if claim.holds else Status.NOT_MET)
