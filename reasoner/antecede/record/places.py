"""Where a fact lies: levels, the joints that named nerves make together, and coding regions."""

from collections.abc import Iterator
from typing import NamedTuple

from antecede.knowledge.lexicon import Lexicon
from antecede.truth.span import Bracket


class Regions(NamedTuple):
    """Coding regions in which something certainly lies, and those in which it can."""

    sure: frozenset[str]
    possible: frozenset[str]


class Places:
    """Levels and coding regions of entries by the names of case files.  What was worked out once is kept."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._classes = {cls.iri: cls for cls in lexicon.classes.values()}
        self._served = {level.iri: frozenset(level.served_by) for level in lexicon.levels.values() if level.served_by}
        self._closed: dict[tuple[str, tuple[str, ...]], frozenset[str]] = {}
        self._wanted: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {}
        self._regions: dict[tuple[str, ...], Regions] = {}

    def closed(self, cls: str, names: tuple[str, ...]) -> frozenset[str]:
        """Levels of an entry, with the joints that named medial branches make together."""
        key = (cls, names)
        found = self._closed.get(key)
        if found is None:
            named = frozenset(self._named(names))
            found = named | self._joints(cls, named)
            self._closed[key] = found
        return found

    def wanted(self, cls: str, names: tuple[str, ...]) -> tuple[str, ...]:
        """Levels that an entry is about: joints in the place of the medial branches that serve them."""
        key = (cls, names)
        found = self._wanted.get(key)
        if found is None:
            found = self._wanted[key] = self._about(cls, names)
        return found

    def _about(self, cls: str, names: tuple[str, ...]) -> tuple[str, ...]:
        named = tuple(dict.fromkeys(self._named(names)))
        joints = self._joints(cls, frozenset(named))
        if not joints:
            return named
        serving = frozenset().union(*(self._served[joint] for joint in joints))
        rest = [level for level in named if level in joints or level not in serving]
        return (*rest, *sorted(joints.difference(named)))

    def count(self, cls: str, names: tuple[str, ...]) -> Bracket | None:
        """How many levels are named, medial branches as joints; a branch that makes no joint may stand for one.

        None where no level is named.
        """
        wanted = self.wanted(cls, names)
        if not wanted:
            return None
        sure = len(self._joints(cls, frozenset(wanted))) if self._by_nerve(cls) else len(wanted)
        return Bracket(max(1, sure), len(wanted))

    def regions(self, cls: str, names: tuple[str, ...], region: str = "", code: str = "") -> Regions:
        """Coding regions of an entry: those of its levels, narrowed by region, code and class where some are left."""
        key = (cls, region, code if code in self._lexicon.procedures else "", *names)
        known = self._regions.get(key)
        if known is None:
            every = [self._narrowed(level, region, code, cls) for level in self.wanted(cls, names) or ("",)]
            sure = frozenset(each for found in every if len(found) == 1 for each in found)
            known = Regions(sure, frozenset().union(*every))
            self._regions[key] = known
        return known

    def level_region(self, level: str, cls: str, code: str) -> str:
        """The coding region of one level of an act; empty where that is not known, or it is a branch and no joint."""
        found = self._narrowed(level, "", code, cls)
        counts = level in self._served or not self._by_nerve(cls)
        return min(found) if counts and len(found) == 1 else ""

    def _narrowed(self, level: str, region: str, code: str, cls: str) -> frozenset[str]:
        found = frozenset(self._lexicon.coding_regions)
        for told in self._told(level, region, code, cls):
            found = found & told or found
        return found

    def _told(self, level: str, region: str, code: str, cls: str) -> Iterator[frozenset[str]]:
        known, procedure = self._lexicon.levels.get(level.rpartition("#")[2]), self._lexicon.procedures.get(code)
        yield frozenset(known.coding if known else ())
        yield frozenset(self._lexicon.regions.get(region, ()))
        yield frozenset(procedure.coding if procedure else ())
        yield frozenset(self._classes[cls].coding if cls in self._classes else ())

    def _named(self, names: tuple[str, ...]) -> Iterator[str]:
        return (self._lexicon.levels[name].iri for name in names)

    def _by_nerve(self, cls: str) -> bool:
        return cls in self._classes and self._classes[cls].by_nerve

    def _joints(self, cls: str, named: frozenset[str]) -> frozenset[str]:
        """Joints that are named, or of which all serving branches are; none where levels do not name branches."""
        if not self._by_nerve(cls):
            return frozenset()
        return frozenset(joint for joint, serving in self._served.items() if joint in named or serving <= named)
