"""Search for all smallest sets of changes after which nothing is left to demand.

Best first by number of changes, so that a set is found before any that holds it.  At each point one demand is
answered in every way there is (all demands that have one way only are answered at once); demands are worked out
anew from the changed and reviewed case, so that what one change brings about for another rule is seen.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count

from antecede.construction.change import Changes, Way
from antecede.construction.demand import Demands
from antecede.construction.scene import Bench, Scene

#: Gives what a case still demands: nothing where the goal is reached.
Unmet = Callable[[Scene], Demands]


@dataclass(slots=True)
class Bounds:
    """How far a search goes: cases reviewed, sets found."""

    reviews: int = 1000
    sets: int = 64


@dataclass(slots=True)
class Search:
    """One search: ``unmet`` says what is in the way of a goal, ``reached`` whether anything is.

    ``start``: changes that are made from the outset; ``avoid``: changes that no set may hold all of; ``deep``: any set
    soon, rather than those of fewest changes first; ``cut``: a bound ended it before everything was looked at.
    """

    bench: Bench
    unmet: Unmet
    reached: Callable[[Scene], bool]
    bounds: Bounds
    start: Changes = field(default_factory=Changes)
    avoid: Changes | None = None
    deep: bool = False
    cut: bool = False

    def solutions(self) -> Iterator[Changes]:
        """Sets of changes that reach the goal and of which none can be left out, least in number first."""
        found: list[Changes] = []
        seen: set[object] = set()
        order = count()
        queue: list[tuple[int, int, Changes]] = [(len(self.start), next(order), self.start)]
        start = self.bench.reviews
        while queue:
            _, _, changes = heappop(queue)
            if any(each.within(changes) for each in found) or (self.avoid and self.avoid.within(changes)):
                continue
            if self.bench.reviews - start >= self.bounds.reviews or len(found) >= self.bounds.sets:
                self.cut = True
                return
            scene = self.bench.scene(changes)
            if scene.determination is None:
                continue
            if self.reached(scene):
                least = self._least(changes)
                if not any(each.within(least) for each in found):
                    found.append(least)
                    yield least
                continue
            for longer in _answered(changes, self.unmet(scene)):
                if longer.key not in seen and longer.key != changes.key:
                    seen.add(longer.key)
                    heappush(queue, (-len(longer) if self.deep else len(longer), next(order), longer))

    def _least(self, changes: Changes) -> Changes:
        """The set without changes that it does not need."""
        for change in changes:
            fewer = changes.without(change.slot)
            scene = self.bench.scene(fewer)
            if scene.determination is not None and self.reached(scene):
                return self._least(fewer)
        return changes


def _answered(changes: Changes, demands: Demands) -> Iterator[Changes]:
    """The changes with one more demand answered: all that have one way, else the one with fewest ways."""
    if not demands or not all(demands):
        return
    single: list[Way] = [demand[0] for demand in demands if len(demand) == 1]
    ways = (tuple(change for way in single for change in way),) if single else min(demands, key=len)
    longer = (changes.plus(way) for way in ways)
    made = [each for each in longer if each is not None]
    if single and not made:
        made = [each for way in single if (each := changes.plus(way)) is not None]
    yield from (_serving(each, demands) for each in made)


def _serving(changes: Changes, demands: Demands) -> Changes:
    """The same changes, with the names of all rules that they answer to."""
    for demand in demands:
        inside = (way for way in demand if all(changes.get(change.slot) for change in way))
        joined = map(changes.plus, inside)
        changes = next((each for each in joined if each is not None and each.key == changes.key), changes)
    return changes
