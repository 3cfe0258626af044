"""Interleaved timing of calls that take microseconds to milliseconds.

In each round every task is visited once, in an order that turns from round to round, so that drift of the machine
falls on all alike.  A visit walks through the cases of its workload as often as fits its time.  Every call is timed by
itself, by the processor time of its thread: where other programs share the machine, they count by what they take from
caches, and not by the turns that they are given.

* ``median``: over the rounds, of the median time of one case in a visit.  In a mix that is the mean over its cases.
* ``p99``: over all single calls of all rounds, so that in a mix the heaviest case sets it.
* ``ratio``: over the rounds, the median of (this task / base task) of the same round.

The first round only warms up.  Each visit begins with a garbage collection and one walk through its cases, both
outside the timing: the collection and the other tasks have emptied the processor's caches, and the first call after
them takes three to six times as long as the next, whatever the task.  Collections that a task causes itself are inside,
as they are in service.  Dates, words and class relations that the product remembers between cases are warm, as they
would be in service.
"""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from time import thread_time_ns

Task = Callable[[bytes], object]
VISIT_NS = 20_000_000


@dataclass(frozen=True, slots=True)
class Timed:
    """Times of one task on one workload, in microseconds a case."""

    rounds: tuple[float, ...]
    calls: tuple[float, ...]

    @property
    def median(self) -> float:
        """Middle of the rounds."""
        return median(self.rounds)

    @property
    def p99(self) -> float:
        """99th percentile of single calls."""
        return quantiles(self.calls, n=100, method="inclusive")[98]

    def ratio(self, base: "Timed") -> float:
        """How many times as long as ``base``, round by round."""
        return median(mine / other for mine, other in zip(self.rounds, base.rounds, strict=True))


def measure(tasks: Mapping[str, Task], cases: tuple[bytes, ...], rounds: int) -> dict[str, Timed]:
    """Time tasks against each other on the cases of one workload."""
    names = list(tasks)
    walks = {name: _walks(tasks[name], cases) for name in names}
    means: dict[str, list[float]] = {name: [] for name in names}
    calls: dict[str, list[float]] = {name: [] for name in names}
    for number in range(rounds + 1):
        turn = number % len(names)
        for name in (*names[turn:], *names[:turn]):
            times = _visit(tasks[name], cases, walks[name])
            if number:
                means[name].append(median(sum(walk) / len(walk) for walk in times) / 1000)
                calls[name].extend(call / 1000 for walk in times for call in walk)
    return {name: Timed(tuple(means[name]), tuple(calls[name])) for name in names}


def _visit(task: Task, cases: tuple[bytes, ...], walks: int) -> list[list[int]]:
    """Nanoseconds of each call, by walk through the cases."""
    gc.collect()
    for case in cases:
        task(case)
    found = []
    for _ in range(walks):
        times = []
        for case in cases:
            start = thread_time_ns()
            task(case)
            times.append(thread_time_ns() - start)
        found.append(times)
    return found


def _walks(task: Task, cases: tuple[bytes, ...]) -> int:
    """How many walks fit a visit: at least 3."""
    quickest = min(sum(walk) for walk in _visit(task, cases, 5))
    return max(3, min(400, VISIT_NS // max(1, quickest)))
