"""Random queries of the shapes that an engine may get wrong, and small data for them, each by a seed."""

import random
from collections.abc import Iterator
from typing import Any

from tests.store.naive import Data, Triples

NODES = ("<x:a>", "<x:b>", "<x:c>", "<x:g1>", "<x:g2>")
TEXTS = ('"u"', '"v"@en', '"w"@en')
NAMES = ("<x:p>", "<x:q>")
NOWHERE = "<x:none>"
VARIABLES = ("?x", "?y", "?z", "?g")
GRAPHS = ("?g", "?g", "?g", "<x:g1>")
AGGREGATES = (
    ("COUNT", False, "*"),
    ("COUNT", False, "?x"),
    ("COUNT", True, "?y"),
    ("GROUP_CONCAT", False, "?x"),
    ("GROUP_CONCAT", True, "?y"),
)
#: What may stand inside ``EXISTS``, where SPARQL's definition puts terms in the place of variables: what that means for
#: ``MINUS``, and for a path of length zero from such a term, is read in more than one way.
PATHS, PATHS_WITHIN = "n???***+^/|!", "n++^/|!"
WITHIN = ("join", "union", "optional", "filter", "bind", "values", "graph", "graph", "select", "group")


def data(by: random.Random) -> Data:
    """Up to three graphs without a triple in common, and all of them as default graph."""
    left = {(by.choice(NODES), by.choice(NAMES), by.choice(NODES + TEXTS)) for _ in range(by.randint(1, 10))}
    graphs: dict[str, set[Any]] = {}
    for triple in sorted(left):
        graphs.setdefault(by.choice(("<x:g1>", "<x:g2>", "<x:g3>")) if graphs else "<x:g1>", set()).add(triple)
    named: dict[str, Triples] = {name: frozenset(triples) for name, triples in graphs.items()}
    return Data(frozenset(left), named)


class Maker:
    """Makes patterns (see :mod:`tests.store.naive`)."""

    def __init__(self, by: random.Random) -> None:
        self._by = by
        self._names: Iterator[str] = (f"?n{number}" for number in range(10**6))
        self._kinds: tuple[str, ...] = (*WITHIN, "minus", "graph")

    def pattern(self, depth: int = 3) -> Any:
        by = self._by
        if depth <= 0 or by.random() < 0.2:
            return self._triples()
        match kind := by.choice(self._kinds):
            case "join" | "union" | "minus":
                return (kind, self.pattern(depth - 1), self.pattern(depth - 1))
            case "optional":
                condition = self._expression(depth) if by.random() < 0.4 else None
                return (kind, self.pattern(depth - 1), self.pattern(depth - 1), condition)
            case "filter":
                return (kind, self.pattern(depth - 1), self._expression(depth))
            case "bind":
                value = by.choice((self._term(), self._expression(depth)))
                return (kind, self.pattern(depth - 1), value, next(self._names))
            case "values":
                terms = by.choices((*NODES, NOWHERE, "UNDEF"), k=by.randint(1, 2))
                return (kind, by.choice(VARIABLES), terms)
            case "graph":
                return (kind, by.choice(GRAPHS), self.pattern(depth - 1))
            case "select":
                return (kind, by.random() < 0.5, by.sample(VARIABLES, by.randint(1, 3)), self.pattern(depth - 1))
        keys = by.sample(VARIABLES, by.choice((0, 0, 1)))
        return ("group", keys, [(*by.choice(AGGREGATES), next(self._names))], self.pattern(depth - 1))

    def _term(self, *, text: bool = True) -> str:
        several = (*VARIABLES * 4, *NODES[:3] * 2, NOWHERE, NOWHERE)
        return self._by.choice((*several, *TEXTS) if text else several)

    def _path(self, depth: int = 2) -> Any:
        by = self._by
        kind = by.choice(PATHS_WITHIN if self._kinds is WITHIN else PATHS) if depth else "n"
        if kind == "n":
            return by.choice(NAMES)
        if kind == "!":
            return ("!", *by.sample(NAMES, by.randint(1, 2)))
        if kind == "+":  # not around what may be empty, which the engine sometimes counts twice
            return (kind, self._path(0))
        return (kind, *(self._path(depth - 1) for _ in range(2 if kind in "/|" else 1)))

    def _triples(self) -> Any:
        def verb() -> Any:
            chance = self._by.random()
            return self._by.choice(NAMES) if chance < 0.6 else self._path() if chance < 0.9 else self._by.choice(["?y", "?z"])  # fmt: skip

        number = self._by.choice((0, 1, 1, 1, 2))
        return ("triples", [(self._term(text=False), verb(), self._term()) for _ in range(number)])

    def _expression(self, depth: int) -> Any:
        match self._by.choice(("bound", "bound", "same", "same", "same", "not", "exists")):
            case "bound":
                return ("bound", self._by.choice(VARIABLES))
            case "same":
                return ("same", self._by.choice(VARIABLES), self._term())
            case "not":
                return ("not", self._expression(depth))
        outside, self._kinds = self._kinds, WITHIN
        pattern = self.pattern(min(depth - 1, 2))
        self._kinds = outside
        return ("exists", pattern)
