"""What a criterion asks of facts of one class: how many, where, when, and what besides."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from antecede.construction.scene import Scene
from antecede.construction.trait import ANYTHING, Timing, Trait
from antecede.criterion.outcome import QUALIFIES, Outcome, Used
from antecede.knowledge.criterion import Count, Counting
from antecede.knowledge.expression import Pattern
from antecede.record.fact import CONTRAINDICATED, DENIED, DONE, PLANNED, REQUESTED, Fact
from antecede.record.line import Line
from antecede.truth.status import Status

BOTH = 3
#: Verdict on a fact that is of the class and lacks what is asked for besides.
BESIDES = 98


@dataclass(frozen=True, slots=True)
class Asked:
    """One class of facts in the eyes of one criterion (``rule``), at the place that the request line names.

    ``besides``: what a fact has to be like beyond its class; ``due``: what is missing has still to happen;
    ``against``: a class whose facts contradict those that qualify.
    """

    rule: str
    pattern: Pattern
    match: tuple[str, ...] = ()
    for_each: tuple[str, ...] = ()
    timing: Timing = field(default_factory=Timing)
    besides: Trait = ANYTHING
    due: bool = False
    levels: tuple[str, ...] = ()
    sides: int = 0
    against: Pattern | None = None
    facts: "Looked" = field(default_factory=lambda: Looked((), (), ()))

    def with_open(self, facts: Iterable[Fact]) -> "Asked":
        """The same where some facts that are of the class still have to be completed."""
        others = (*self.facts.others, *(Used(fact, -BESIDES) for fact in facts))
        return replace(self, facts=replace(self.facts, others=others))

    def surplus(self, most: int) -> list[Fact]:
        """Facts on record beyond ``most`` that qualify; what is asked for itself stays."""
        kept = sum(fact.standing == REQUESTED for fact in self.facts.qualifying)
        own = [fact for fact in self.facts.qualifying if fact.standing != REQUESTED]
        return own[max(0, most - kept) :]

    @property
    def place(self) -> Trait:
        """Levels and sides that a fact has to take in."""
        return Trait(levels=frozenset(self.levels), sides=self.sides)


@dataclass(frozen=True, slots=True)
class Looked:
    """Facts that a criterion looked at: those that qualify, those that do not or may, and denials.

    ``others`` of whom it is open somewhere say so.
    """

    qualifying: tuple[Fact, ...]
    others: tuple[Used, ...]
    denials: tuple[Fact, ...]


def looked_at(outcome: Outcome) -> Looked:
    """The evidence of an outcome, sorted; a fact that fares differently by place is among both."""
    used = outcome.used
    done = [each for each in used if each.fact.standing in (DONE, PLANNED, REQUESTED)]
    qualifying = dict.fromkeys(each.fact for each in done if each.verdict == QUALIFIES)
    others = {each.fact: each for each in done if each.verdict > 0} | {
        each.fact: each for each in done if each.verdict < 0
    }
    denials = dict.fromkeys(each.fact for each in used if each.fact.standing == DENIED)
    return Looked(tuple(qualifying), tuple(others.values()), tuple(denials))


def asked(criterion: Counting, scene: Scene, besides: Trait = ANYTHING) -> Asked:
    """What a criterion on counted facts asks, as things stand."""
    outcome = scene.outcome(criterion.iri)
    gap = criterion.apart if isinstance(criterion, Count) else None
    distinct = isinstance(criterion, Count) and criterion.distinct_dates
    earlier = criterion.earlier
    dated = bool(distinct or gap or criterion.window or earlier or criterion.after or criterion.latest_decides)
    last = criterion.latest_decides
    timing = Timing(criterion.window, earlier, earlier is not None, gap, criterion.after, last, dated)
    levels, sides = where(criterion.match, criterion.for_each, outcome, scene.line)
    return Asked(
        rule=criterion.iri,
        pattern=criterion.pattern,
        match=criterion.match,
        for_each=criterion.for_each,
        timing=timing,
        besides=besides,
        due=not scene.bench.rewrite and scene.bench.base.outcome(criterion.iri).status is Status.NOT_MET,
        levels=levels,
        sides=sides,
        against=criterion.contradicted_by,
        facts=looked_at(outcome),
    )


def where(
    match: tuple[str, ...], for_each: tuple[str, ...], outcome: Outcome, line: Line
) -> tuple[tuple[str, ...], int]:
    """Levels and sides at which facts are missing: of parts, those that are not met."""
    parts = [part for part in outcome.parts if not part.key and part.outcome.status is not Status.MET]
    levels = tuple(dict.fromkeys(part.level for part in parts if part.level)) or line.wanted
    sides = 0
    for part in parts:
        sides |= part.side
    return (
        levels if {"level", "region"} & {*for_each, *match} else (),
        (sides or line.sides or BOTH) if "side" in for_each else line.sides if "side" in match else 0,
    )


def missing(at_least: int, outcome: Outcome) -> int:
    """How many more facts are needed at the place that has fewest."""
    lows = [part.outcome.low for part in outcome.parts if not part.key and part.outcome.status is not Status.MET]
    if not lows:
        lows = [outcome.low]
    return max(1, *(at_least - int(low or 0) for low in lows)) if lows else 1


def contraindicated(outcome: Outcome) -> bool:
    """Whether what is looked for may not be done."""
    return any(each.fact.standing == CONTRAINDICATED for each in outcome.used)
