"""What is wanted of a criterion, and the ways to it."""

from collections.abc import Iterable, Sequence
from enum import Enum
from itertools import islice, product

from antecede.construction.change import Changes, Way
from antecede.truth.status import Status


class Goal(Enum):
    """What a criterion is to come to; ``EDGE``: met, and no more than that."""

    MET = "met"
    FAILED = "failed"
    SILENT = "silent"
    EDGE = "boundary"


REACHED = {Goal.MET: Status.MET, Goal.EDGE: Status.MET, Goal.FAILED: Status.NOT_MET, Goal.SILENT: Status.NOT_DOCUMENTED}
#: Alternatives, any of which brings a goal nearer; none at all: nothing does.
Demand = tuple[Way, ...]
#: All have to be answered; none at all: the goal is reached.
Demands = tuple[Demand, ...]
HOPELESS: Demands = ((),)
#: More combinations than this are not looked at for one demand.
MOST_COMBINED = 256


def one(*ways: Way) -> Demands:
    """A single demand."""
    return (ways,)


def either(options: Iterable[Demands]) -> Demands:
    """One demand for alternatives that may each ask for several things; none where one asks for nothing more."""
    ways: list[Way] = []
    for demands in options:
        if not demands:
            return ()
        ways.extend(together(demands))
    return (tuple(ways),)


def together(demands: Sequence[Demand]) -> list[Way]:
    """Ways that answer several demands at once."""
    joined = (Changes().plus(tuple(change for way in ways for change in way)) for ways in product(*demands))
    return [tuple(each) for each in islice(joined, MOST_COMBINED) if each is not None]
