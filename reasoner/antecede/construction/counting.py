"""Ways for counts, presence and absence, and for enough of several classes."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from antecede.construction.asked import Asked, asked, contraindicated, looked_at, missing, where
from antecede.construction.change import Way
from antecede.construction.demand import HOPELESS, Demands, Goal, one, together
from antecede.construction.fewer import few
from antecede.construction.more import many
from antecede.construction.rewriting import edged, just_fewer, silenced
from antecede.construction.scene import Scene
from antecede.construction.services import line_as
from antecede.criterion.outcome import Outcome, Part
from antecede.determination.hanging import is_firm
from antecede.knowledge.criterion import Count, KOfN
from antecede.knowledge.expression import Pattern
from antecede.truth.status import CONFLICTING, MET, NOT_DOCUMENTED, NOT_MET, Status


def count(criterion: Count, goal: Goal, scene: Scene) -> Demands:
    """At least, or at most, so many facts; just too few or too many where it is to fail."""
    wanted, outcome = asked(criterion, scene), scene.outcome(criterion.iri)
    if goal is Goal.SILENT:
        return silenced(wanted, scene)
    least, most = criterion.at_least, criterion.at_most
    if goal is Goal.EDGE:
        return edged(wanted, least, scene) if least else _at_edge(wanted, most or 0, outcome, scene)
    if least is not None and (goal is Goal.FAILED or _too_few(least, outcome)):
        return _fewer(wanted, least - 1, scene) if goal is Goal.FAILED else _more(wanted, least, outcome, scene)
    assert most is not None
    if goal is Goal.FAILED:
        return _more(replace(wanted, due=_is_known(criterion, scene)), most + 1, outcome, scene)
    return few(wanted, most, scene)


def _is_known(criterion: Count, scene: Scene) -> bool:
    """Whether the record tells that there are no more: what it lists in full holds no other that may be on file."""
    outcome = scene.bench.base.outcome(criterion.iri)
    known = outcome.status is MET and is_firm(criterion, outcome, scene.engine)
    return known and not scene.bench.rewrite


def _too_few(least: int, outcome: Outcome) -> bool:
    return outcome.low is None or outcome.low < least or outcome.status is CONFLICTING


def _more(wanted: Asked, number: int, outcome: Outcome, scene: Scene) -> Demands:
    return HOPELESS if contraindicated(outcome) else many(wanted, missing(number, outcome), scene)


def _fewer(wanted: Asked, most: int, scene: Scene) -> Demands:
    return just_fewer(wanted, most, scene) if scene.bench.rewrite else few(wanted, most, scene)


def _at_edge(wanted: Asked, most: int, outcome: Outcome, scene: Scene) -> Demands:
    """As many as there may be, the service asked for among them; of none there is no fewer."""
    named = line_as(wanted, scene)
    there = int(outcome.low or 0) + len(named)
    if there >= most:
        return one(named)
    more = many(replace(wanted, due=False), most - there, scene)
    return one(*((*named, *way) for way in more[0])) if all(more) else HOPELESS


# --- enough of several ------------------------------------------------------------------------------------------------


def k_of_n(criterion: KOfN, goal: Goal, scene: Scene) -> Demands:
    """Enough members with a fact; of those that may be chosen every choice is a way."""
    if goal is Goal.EDGE:
        return _exactly(criterion, scene)
    outcome = scene.outcome(criterion.iri)
    scopes = [outcome] if _members(outcome) else [part.outcome for part in outcome.parts]
    wanted = {Goal.MET: MET, Goal.FAILED: NOT_MET, Goal.SILENT: NOT_DOCUMENTED}[goal]
    unmet = [scope for scope in scopes if scope.status is not wanted]
    if not unmet:
        return ()
    if goal is Goal.MET:
        need = max(criterion.at_least - _number(scope, MET) for scope in unmet)
    elif goal is Goal.FAILED:
        need = len(criterion.members) - criterion.at_least + 1 - min(_number(scope, NOT_MET) for scope in unmet)
    else:
        need = max(_number(scope, MET) for scope in unmet) - criterion.at_least + 1
    ways = list(_choices(criterion, max(need, 1), unmet, goal, scene))
    return one(*ways) if ways else HOPELESS


def _members(outcome: Outcome) -> tuple[Part, ...]:
    return tuple(part for part in outcome.parts if part.key)


def _number(scope: Outcome, status: Status) -> int:
    return sum(part.outcome.status is status for part in scope.parts)


def _choices(criterion: KOfN, need: int, scopes: list[Outcome], goal: Goal, scene: Scene) -> Iterator[Way]:
    """Every choice of so many members that can be brought there."""
    members = ((pattern.iri, _member(criterion, pattern, scopes, goal, scene)) for pattern in criterion.members)
    able = {iri: demands for iri, demands in members if demands and all(demands)}
    for chosen in combinations(able, need):
        yield from together([demand for iri in chosen for demand in able[iri]])


def _member(criterion: KOfN, pattern: Pattern, scopes: list[Outcome], goal: Goal, scene: Scene) -> Demands:
    """Ways for one member; none where it is there already, or cannot be brought there."""
    outcomes = [part.outcome for scope in scopes for part in scope.parts if part.key == pattern.iri]
    reached = {Goal.MET: MET, Goal.FAILED: NOT_MET, Goal.SILENT: NOT_DOCUMENTED}[goal]
    if all(outcome.status is reached for outcome in outcomes):
        return ()
    wanted = _asked(criterion, pattern, outcomes, scene)
    if goal is Goal.MET:
        return many(wanted, 1, scene)
    if goal is Goal.FAILED:
        return _fewer(wanted, 0, scene)
    return silenced(wanted, scene)


def _asked(criterion: KOfN, pattern: Pattern, outcomes: list[Outcome], scene: Scene) -> Asked:
    whole = scene.outcome(criterion.iri)
    levels, sides = where((), criterion.for_each, whole, scene.line)
    used = tuple(dict.fromkeys(used for outcome in outcomes for used in outcome.used))
    refused = any(outcome.status is NOT_MET for outcome in outcomes)
    return Asked(
        rule=criterion.iri,
        pattern=pattern,
        for_each=criterion.for_each,
        due=refused and scene.bench.base.outcome(criterion.iri).status is NOT_MET,
        levels=levels,
        sides=sides,
        facts=looked_at(Outcome(whole.status, whole.reason, used)),
    )


def _exactly(criterion: KOfN, scene: Scene) -> Demands:
    """No more members than are needed."""
    outcome = scene.outcome(criterion.iri)
    scopes = [outcome] if _members(outcome) else [part.outcome for part in outcome.parts]
    surplus = max(_number(scope, MET) for scope in scopes) - criterion.at_least
    if surplus <= 0:
        return one(())
    ways = list(_choices(criterion, surplus, scopes, Goal.FAILED, scene))
    return one(*ways) if ways else HOPELESS
