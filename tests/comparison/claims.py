"""Implications that are claimed among criteria, and cases held up to them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import product

from antecede.case.model import Case
from antecede.comparison.claim import Books, Claim
from antecede.comparison.entailment import Entailment
from antecede.comparison.subsumption import Subsumption
from antecede.criterion.engine import Engine
from antecede.graph.hierarchy import Hierarchy
from antecede.knowledge.criterion import AnyCriterion
from tests.random_cases import Json

ASIDE = ("waived", "not_applicable")
#: Criterion, whether it has to be met, whether exactly so.
Way = tuple[str, bool, bool]


hierarchy = cache(Hierarchy.read)


def entailment(engine: Engine, criteria: Mapping[str, AnyCriterion] | None = None) -> Entailment:
    """What proves implications among criteria: those of an engine, or others in its words."""
    subsumption = Subsumption(engine.plan.lexicon, hierarchy())
    return Entailment(Books((criteria or engine.plan.criteria,), engine.reader.relation), subsumption)


def claimed(prover: Entailment, criteria: Iterable[AnyCriterion], *, exact: bool = False) -> list[tuple[Way, Way]]:
    """All that is claimed of pairs of criteria: met by met, not met by not met, and (of counts) one by the other."""
    ways = [(each, holds, strictly) for each in criteria for holds in (True, False) for strictly in {False, exact}]
    found = []
    for (one, first, sure), (other, second, certain) in product(ways, ways):
        if (
            one.iri != other.iri
            and prover.proof(Claim(one, 0, first, sure), Claim(other, 0, second, certain)) is not None
        ):
            found.append(((one.iri, first, sure), (other.iri, second, certain)))
    return found


class Trial:
    """Holds cases up to claims: which premises came true, and which claims were broken."""

    def __init__(self, engine: Engine, claims: list[tuple[Way, Way]]) -> None:
        self._engine = engine
        self._claims = claims
        self._criteria = sorted({iri for claim in claims for iri, *_ in claim})
        self.tried: Counter[tuple[Way, Way]] = Counter()
        self.broken: list[tuple[Way, Way, str, Json]] = []

    def hold(self, data: Json, act: str = "") -> None:
        """Judge every line of a case, or those that ask for an act, by every criterion."""
        case = Case.model_validate(data)
        assert not self._engine.problems(case, "case")
        record = self._engine.record(case)
        for line in (each for each in record.lines if act in ("", each.act)):
            came = {iri: self._engine.outcome(iri, record, line).status.value for iri in self._criteria}
            for claim in self._claims:
                premise, goal = claim
                if comes(premise, came):
                    self.tried[claim] += 1
                    if not comes(goal, came):
                        self.broken.append((premise, goal, came[goal[0]], data))


def comes(way: Way, came: dict[str, str]) -> bool:
    """Whether a criterion came out a way; not exactly: or stood aside."""
    iri, holds, exact = way
    status = came[iri]
    return status == ("met" if holds else "not_met") or (not exact and status in ASIDE)
