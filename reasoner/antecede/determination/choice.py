"""Which documents of a family judge a case: those of its jurisdiction that are in force on the day of service."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from antecede.case.model import Case
from antecede.criterion.engine import Engine
from antecede.determination.precedence import compose
from antecede.errors import InputError, Problem
from antecede.knowledge.policy import Policy
from antecede.record.record import Record

IN_FORCE, NOT_YET, ENDED, ELSEWHERE = "in_force", "not_yet_in_force", "ended", "other_jurisdiction"


class Considered(NamedTuple):
    """An edition and why it was taken (``in_force``) or not; ``by`` is the one that took its place.

    ``open``: the case does not say whose jurisdiction it belongs to; taken all the same, it stands for its like.
    """

    policy: Policy
    why: str
    open: bool = False
    by: Policy | None = None


def families(engine: Engine) -> dict[str, tuple[Policy, ...]]:
    """All editions by the name under which cases ask for them, in order of names."""
    return engine.remember(("families",), lambda: dict(sorted(_families(engine.plan.policies).items())))


def _families(policies: Iterable[Policy]) -> dict[str, tuple[Policy, ...]]:
    found: dict[str, tuple[Policy, ...]] = {}
    for policy in policies:
        found[policy.family] = (*found.get(policy.family, ()), policy)
    return found


def unknown_family(case: Case, engine: Engine, file: str) -> Iterator[Problem]:
    """The problem with a case that names no policy, or none that is known."""
    if case.policy not in families(engine):
        what = f"unknown policy {case.policy!r}" if case.policy else "no policy named"
        meant = [each for each in families(engine) if each.casefold() == case.policy.casefold()]
        known = f"known are {', '.join(families(engine))}"
        yield Problem(file, "policy", what, f"did you mean {meant[0]!r}?" if meant else known)


def choose(case: Case, engine: Engine, record: Record, file: str) -> tuple[Policy, tuple[Considered, ...]]:
    """The documents to judge by, as one policy, and every edition of the family with why it was or was not taken.

    Raises :class:`InputError` where none is left.
    """
    turns = engine.remember(("turns", case.policy), lambda: _turns(families(engine)[case.policy]))
    key = ("choice", case.policy, record.contractors, bisect_right(turns, record.service_day))
    chosen, considered = engine.remember(key, lambda: _choice(families(engine)[case.policy], record, engine))
    if chosen is None:
        raise InputError(_nothing_left(case, considered, file))
    return chosen, considered


def _turns(editions: Iterable[Policy]) -> list[int]:
    """Days from which another choice may have to be made; between two of them it stays as it is."""
    ends = (each.until_day + 1 for each in editions if each.until_day is not None)
    return sorted({*ends, *(each.from_day for each in editions)})


def _choice(
    editions: tuple[Policy, ...], record: Record, engine: Engine
) -> tuple[Policy | None, tuple[Considered, ...]]:
    considered = tuple(consider(editions, record.contractors, record.service_day))
    chosen = [each.policy for each in considered if each.why == IN_FORCE]
    return (compose(chosen, editions, engine) if chosen else None), considered


def _nothing_left(case: Case, considered: Iterable[Considered], file: str) -> Problem:
    if all(each.why == ELSEWHERE for each in considered):
        what = f"no document of policy {case.policy!r} holds where the case belongs"
        return Problem(file, "policy", what, "name the contractor or state, or review under another policy")
    what = f"no edition of policy {case.policy!r} is in force on {case.service_date or case.as_of}"
    return Problem(file, "policy", what, "review as of another day, or under another policy")


def consider(editions: tuple[Policy, ...], named: Iterable[str], day: int) -> Iterator[Considered]:
    """Every edition with why it is taken or not, for contractors (none: not named) and the day of service.

    Of several editions of one document in force the latest is taken, and none that another one taken replaces.
    """
    known = frozenset(each for edition in editions for each in edition.contractors)
    here = known.intersection(named) if (named := tuple(named)) else known
    first = [_consider(edition, here, day) for edition in editions]
    taken = [each.policy for each in first if each.why == IN_FORCE]
    for each in first:
        later = next((other for other in taken if _takes_place(other, each.policy)), None)
        yield each._replace(why=ENDED, by=later) if later and each.why in (IN_FORCE, ENDED) else each


def _consider(edition: Policy, here: frozenset[str], day: int) -> Considered:
    holding = here.intersection(edition.contractors)
    unsure = bool(edition.contractors) and holding != here
    if edition.contractors and (not holding or (unsure and not edition.representative)):
        return Considered(edition, ELSEWHERE, bool(holding))
    if day < edition.from_day:
        return Considered(edition, NOT_YET, unsure)
    ended = edition.until_day is not None and day > edition.until_day
    return Considered(edition, ENDED if ended else IN_FORCE, unsure)


def _takes_place(later: Policy, edition: Policy) -> bool:
    newer = later.document == edition.document and later.from_day > edition.from_day
    return newer or edition.iri in later.replaces
