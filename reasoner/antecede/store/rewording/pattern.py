"""Patterns of an algebra as SPARQL has them, said so that the engine's faults are not met.

``GRAPH`` with a variable is taken apart: what stands in it is solved with a variable ``own`` for the graph, which is
bound in every solution and stands nowhere in the pattern, so that joining on it is solving in each graph by itself.
What ``MINUS`` and aggregates then have to leave out of account is ``own`` alone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from rdflib.paths import Path
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Literal, Variable

from antecede.store.rewording.algebra import variables
from antecede.store.rewording.doubts import lost
from antecede.store.rewording.expression import NotSaidError, expression, path, term


@dataclass(frozen=True)
class Wording:
    """How patterns are said in one place: for which graph, under which names, inside ``EXISTS`` or not.

    ``stem`` begins the names of variables that are ours, and of no other.
    """

    stem: str
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    own: str = ""
    names: Mapping[Any, str] = field(default_factory=dict)
    within_exists: bool = False

    def group(self, part: Any) -> str:
        """A part as the inside of a group.  Raises :class:`NotSaidError` for what cannot be said here."""
        say = _SAY.get(part.name)
        if say is None:
            raise NotSaidError(part.name)
        return say(self, part)

    # --- words --------------------------------------------------------------------------------------------------------

    def term(self, node: Any) -> str:
        """A term; a blank node of a pattern is a variable of that pattern."""
        if isinstance(node, Variable | BNode):
            return self.names.get(node) or (f"?{node}" if isinstance(node, Variable) else f"?{self.stem}_{node}")
        return term(node)

    def fresh(self) -> str:
        """A variable that stands nowhere else."""
        return f"?{self.stem}{next(self.numbers)}"

    def expression(self, node: Any) -> str:
        """An expression."""
        return expression(node, self.term, replace(self, within_exists=True).group)

    def here(self, text: str = "") -> str:
        """What is asked of the graph: the default graph, or that of ``own``."""
        return f"GRAPH {self.own} {{ {text} }}" if self.own else text

    # --- triples ------------------------------------------------------------------------------------------------------

    def triples(self, part: Any) -> str:
        """Triple patterns; those that may miss a constant each by itself."""
        found = [each for each in part.triples if not lost(each)]
        said = self.here(" . ".join(map(self._triple, found))) if found or self.own else ""
        return " ".join([said, *(self._whole(each) for each in part.triples if lost(each))])

    def _triple(self, triple: Any) -> str:
        start, via, end = triple
        verb = path(via) if isinstance(via, Path) else self.term(via)
        return f"{self.term(start)} {verb} {self.term(end)}"

    def _whole(self, triple: Any) -> str:
        """What a path finds, and its constant where that is in no triple."""
        start, _, end = triple
        constant, other = (end, start) if isinstance(start, Variable | BNode) else (start, end)
        one, two, three, four = (self.fresh() for _ in range(4))
        in_none = self.here(f"{{ {one} {two} {term(constant)} }} UNION {{ {term(constant)} {three} {four} }}")
        bound = f"BIND({term(constant)} AS {self.term(other)})" if isinstance(other, Variable | BNode) else ""
        empty = f"{self.here()} FILTER NOT EXISTS {{ {in_none} }} {bound}"
        return f"{{ {{ {self.here(self._triple(triple))} }} UNION {{ {empty} }} }}"

    # --- groups -------------------------------------------------------------------------------------------------------

    def joined(self, part: Any) -> str:
        """Both."""
        return f"{{ {self.group(part.p1)} }} {{ {self.group(part.p2)} }}"

    def optional(self, part: Any) -> str:
        """The second where it fits."""
        inner = f"{{ {self.group(part.p2)} }} FILTER({self.expression(part.expr)})"
        return f"{{ {self.group(part.p1)} }} OPTIONAL {{ {inner} }}"

    def union(self, part: Any) -> str:
        """Either."""
        return f"{{ {self.group(part.p1)} }} UNION {{ {self.group(part.p2)} }}"

    def filtered(self, part: Any) -> str:
        """Where a condition holds."""
        return f"{{ {self.group(part.p)} }} FILTER({self.expression(part.expr)})"

    def extended(self, part: Any) -> str:
        """With a further variable."""
        if part.var is None:
            raise NotSaidError("GROUP BY of an expression without AS")
        return f"{{ {self.group(part.p)} }} BIND({self.expression(part.expr)} AS {self.term(part.var)})"

    def minus(self, part: Any) -> str:
        """The first without what is compatible with the second and has a variable in common with it.

        In a graph of its own, the second has other names for them, or ``own`` would be a variable in common.
        """
        if self.within_exists:
            raise NotSaidError("MINUS inside EXISTS")
        if not self.own:
            return f"{{ {self.group(part.p1)} }} MINUS {{ {self.group(part.p2)} }}"
        shared = {node: self.fresh() for node in sorted(variables(part.p1) & variables(part.p2))}
        pairs = [(self.term(node), name) for node, name in shared.items()]
        if not pairs:
            return self.group(part.p1)
        alike = " && ".join(f"(!BOUND({a}) || !BOUND({b}) || sameTerm({a}, {b}))" for a, b in pairs)
        common = " || ".join(f"(BOUND({a}) && BOUND({b}))" for a, b in pairs)
        second = replace(self, names={**self.names, **shared}, within_exists=True).group(part.p2)
        return f"{{ {self.group(part.p1)} }} FILTER NOT EXISTS {{ {{ {second} }} FILTER({alike} && ({common})) }}"

    def graph(self, part: Any) -> str:
        """In a graph by its name, or in each by itself."""
        said = replace(self, own="")._graph(part)
        return f"{{ {self.here()} }} {{ {said} }}" if self.own else said

    def _graph(self, part: Any) -> str:
        if not isinstance(part.term, Variable):
            name = term(part.term)
            return f"GRAPH {name} {{ }} GRAPH {name} {{ {self.group(part.p)} }}"
        own = self.term(part.term)
        if part.term not in variables(part.p):
            return replace(self, own=own).group(part.p)
        if self.within_exists:
            raise NotSaidError("GRAPH with a variable that stands inside it, too, inside EXISTS")
        inner = self.fresh()
        said = replace(self, own=own, names={**self.names, part.term: inner}).group(part.p)
        return f"{{ {said} }} FILTER(!BOUND({inner}) || sameTerm({inner}, {own}))"

    def values(self, part: Any) -> str:
        """Rows that are given."""
        names = sorted({name for row in part.res for name in row})
        rows = (" ".join(_given(row.get(name)) for name in names) for row in part.res)
        return f"VALUES ({' '.join(map(self.term, names))}) {{ {' '.join(f'({row})' for row in rows)} }} {self.here()}"

    # --- selections ---------------------------------------------------------------------------------------------------

    def selected(self, part: Any) -> str:
        """A selection, or rows, of their own."""
        if not isinstance(part.p, CompValue):
            raise NotSaidError("VALUES without variables or without rows")
        return self.group(part.p) if part.p.name == "values" else self.selection(part.p)

    def selection(self, part: Any, columns: str = "") -> str:
        """A selection as a query."""
        head, tail, order = "", "", []
        while part.name != "Project":
            if part.name == "Slice":
                tail = _limits(part)
            else:
                head = part.name.upper()
            part = part.p
        names = columns or " ".join(map(self.term, filter(_is_variable, part.PV)))
        part = part.p
        if self.own and tail:
            raise NotSaidError("LIMIT or OFFSET inside GRAPH with a variable")
        if part.name == "OrderBy":
            order = [f"{each.order or 'ASC'}({self.expression(each.expr)})" for each in part.expr]
            part = part.p
        by = f"ORDER BY {' '.join(order)} " if order and not self.own else ""
        shown = f"{names} {self.own}".strip() or f"(1 AS {self.fresh()})"
        return f"SELECT {head} {shown} WHERE {{ {self.group(part)} }} {by}{tail}"

    def aggregated(self, part: Any) -> str:
        """A value of each group; without groups, also what holds of each graph in which nothing is found."""
        found = self.group(part.p.p)
        shown = " ".join(f"({self._aggregate(each)} AS {self.term(each.res)})" for each in part.A)
        keys = " ".join(map(self._key, part.p.expr or ()))
        by = f"GROUP BY {keys} {self.own}" if keys or self.own else ""
        grouped = f"SELECT {shown} {self.own} WHERE {{ {found} }} {by}"
        if keys or not self.own:
            return f"{{ {grouped} }}"
        nothing = f"{{ {{ {self.here()} }} MINUS {{ {found} }} }} {{ SELECT {shown} WHERE {{ FILTER(false) }} }}"
        return f"{{ {grouped} }} UNION {{ {nothing} }}"

    def _key(self, node: Any) -> str:
        return f"({self.expression(node)})" if isinstance(node, CompValue) else self.term(node)

    def _aggregate(self, part: Any) -> str:
        kind = part.name.removeprefix("Aggregate_").upper()
        every = "*" if part.vars == "*" else self.expression(part.vars)
        distinct = "DISTINCT " if part.distinct else ""
        if distinct and every == "*":
            raise NotSaidError("COUNT(DISTINCT *)")  # it would count variables of ours
        if kind != "GROUPCONCAT":
            return f"{kind}({distinct}{every})"
        separator = "" if part.separator is None else f"; SEPARATOR = {term(Literal(str(part.separator)))}"
        return f"STR(GROUP_CONCAT({distinct}{every}{separator}))"


_SAY: Mapping[str, Callable[[Wording, Any], str]] = {
    "BGP": Wording.triples,
    "Join": Wording.joined,
    "LeftJoin": Wording.optional,
    "Union": Wording.union,
    "Minus": Wording.minus,
    "Filter": Wording.filtered,
    "Extend": Wording.extended,
    "Graph": Wording.graph,
    "ToMultiSet": Wording.selected,
    "values": Wording.values,
    "AggregateJoin": Wording.aggregated,
}


def _given(node: Any) -> str:
    return "UNDEF" if node is None or node == "UNDEF" else term(node)


def _is_variable(node: Any) -> bool:
    return isinstance(node, Variable)


def _limits(part: Any) -> str:
    return f"OFFSET {part.start}" + ("" if part.length is None else f" LIMIT {part.length}")


def wording(text: str) -> Wording:
    """How a query is said whose text is given."""
    stem = "own"
    while stem in text:
        stem += "_"
    return Wording(stem)
