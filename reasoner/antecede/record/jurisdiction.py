"""Which contractors a case may mean by the contractor and the state that it names."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from antecede.case.model import Case
from antecede.knowledge.lexicon import Contractor


def named(contractors: Iterable[Contractor], case: Case) -> tuple[Contractor, ...]:
    """Contractors that bear the name and serve the state of a case; none where it gives neither.

    One name may stand for several: a contractor with two jurisdictions is two here.
    """
    if not case.contractor and not case.state:
        return ()
    bearing = (each for each in contractors if not case.contractor or _bears(each, case.contractor))
    return tuple(each for each in bearing if not case.state or case.state in each.states)


def _bears(contractor: Contractor, name: str) -> bool:
    return name.casefold() in (known.casefold() for known in contractor.names)


def jurisdiction_complaints(contractors: tuple[Contractor, ...], case: Case) -> Iterator[tuple[str, tuple[str, str]]]:
    """What is wrong with the contractor and the state of a case: place, problem and what to do."""
    names = sorted({name for each in contractors for name in each.names})
    states = sorted({state for each in contractors for state in each.states})
    bearing = [each for each in contractors if _bears(each, case.contractor)]
    if case.contractor and not bearing:
        yield "contractor", (f"unknown contractor {case.contractor!r}", _nearest(case.contractor, names))
    if case.state and case.state not in states:
        yield "state", (f"unknown state {case.state!r}", _nearest_state(case.state, states))
    elif bearing and case.state and not named(contractors, case):
        serving = [each.notation for each in contractors if case.state in each.states]
        yield "state", (f"{case.contractor!r} does not serve {case.state}", f"{' and '.join(serving)} does")


def _nearest_state(state: str, known: list[str]) -> str:
    """A state written out is near to no pair of letters."""
    return _nearest(state, known) if len(state) <= 2 else f"write two letters, one of {', '.join(known)}"


def _nearest(name: str, known: list[str]) -> str:
    folded = {each.casefold(): each for each in known}
    near = get_close_matches(name.casefold(), folded, 1, 0.4)
    return f"did you mean {folded[near[0]]!r}?" if near else f"known are {', '.join(known)}"
