"""Kinds of facts that are as asked: told once for each kind, by a fact of it, and kept from case to case."""

from collections.abc import Callable

from antecede.record.fact import Fact

Groups = dict[object, list[Fact]]


class Kinds:
    """The kinds whose facts pass a test that looks at nothing but the kind."""

    def __init__(self, test: Callable[[Fact], bool]) -> None:
        self._test = test
        self._met: set[object] = set()
        self._passed: set[object] = set()

    def facts(self, groups: Groups) -> list[Fact]:
        """The facts of such kinds, kind by kind in the order of the groups."""
        new = groups.keys() - self._met
        if new:
            self._met |= new
            self._passed.update([kind for kind in new if self._test(groups[kind][0])])
        if groups.keys().isdisjoint(self._passed):
            return []
        passed = self._passed
        return [fact for kind in groups if kind in passed for fact in groups[kind]]
