"""Which classes lie below which, step by step, and whether an author wrote a step or inference found it."""

from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from antecede.graph.data import INFERRED, shipped_files, turtle_files
from antecede.graph.triples import Triples, load
from antecede.graph.vocabulary import SUBCLASS

TOLD, FOUND = "told", "inferred"


class Step(NamedTuple):
    """One ``rdfs:subClassOf`` between named classes; ``origin`` is ``told`` or ``inferred``."""

    below: str
    above: str
    origin: str


class Hierarchy:
    """The subclass axioms of a graph, those of the inferred file apart from those that were written."""

    def __init__(self, told: Triples, inferred: Triples) -> None:
        self._sources = ((TOLD, told), (FOUND, inferred))
        self._ways: dict[str, dict[str, Step]] = {}

    @classmethod
    def read(cls, added: Sequence[Path] = ()) -> "Hierarchy":
        """The axioms of the shipped graph and of the Turtle files below the folders in ``added``."""
        files = [*shipped_files(), *turtle_files(*added)]
        return cls(
            load(path for path in files if path.name != INFERRED), load(path for path in files if path.name == INFERRED)
        )

    def chain(self, below: str, above: str) -> tuple[Step, ...] | None:
        """The fewest steps from a class to one above it; none where no axioms lead there.

        >>> from antecede.graph.vocabulary import SUBCLASS
        >>> told, found = Triples([("a", SUBCLASS, "b")]), Triples([("b", SUBCLASS, "c")])
        >>> [step.origin for step in Hierarchy(told, found).chain("a", "c")]
        ['told', 'inferred']
        """
        ways = self._ways.get(below)
        if ways is None:
            ways = self._ways[below] = self._climb(below)
        if below != above and above not in ways:
            return None
        steps: list[Step] = []
        while above != below:
            steps.append(ways[above])
            above = ways[above].below
        return tuple(reversed(steps))

    def above(self, cls: str) -> frozenset[str]:
        """A class and all classes above it."""
        self.chain(cls, cls)
        return frozenset((cls, *self._ways[cls]))

    def _climb(self, cls: str) -> dict[str, Step]:
        """For every class above one, the last step of a shortest way there."""
        ways: dict[str, Step] = {}
        waiting = deque([cls])
        while waiting:
            below = waiting.popleft()
            for origin, triples in self._sources:
                for parent in triples.links(below, SUBCLASS):
                    if parent not in ways and parent != cls and not parent.startswith("_:"):
                        ways[parent] = Step(below, parent, origin)
                        waiting.append(parent)
        return ways
