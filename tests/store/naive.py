"""SPARQL by its definitions and nothing else: patterns as tuples, said as text and solved by hand, slowly.

A pattern is one of::

    ("triples", [(subject, path, object), …])       ("filter", pattern, expression)
    ("join" | "union" | "minus", pattern, pattern)  ("bind", pattern, expression, variable)
    ("optional", pattern, pattern, expression)      ("graph", term, pattern)
    ("values", variable, [term, …])                 ("select", distinct, variables, pattern)
    ("group", [key, …], [(aggregate, distinct, variable, name), …], pattern)

Terms are as SPARQL writes them; variables begin with ``?``.  A path is a term or ``(kind, path, …)`` with kinds ``^``,
``/``, ``|``, ``?``, ``*``, ``+`` and ``!``.  An expression is ``("bound", variable)``, ``("same", term, term)``,
``("not", expression)``, ``("exists", pattern)`` or a term.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Row = dict[str, str]
Triples = frozenset[tuple[str, str, str]]
ERROR = object()


@dataclass(frozen=True)
class Data:
    """A dataset."""

    default: Triples
    named: Mapping[str, Triples]


# --- text -------------------------------------------------------------------------------------------------------------


def said(pattern: Any) -> str:
    """The inside of a group."""
    match pattern:
        case ("triples", triples):
            return " . ".join(f"{s} {said_path(p)} {o}" for s, p, o in triples)
        case ("join", one, two):
            return f"{first(one)} {{ {said(two)} }}"
        case ("union", one, two):
            return f"{{ {said(one)} }} UNION {{ {said(two)} }}"
        case ("minus", one, two):
            return f"{first(one)} MINUS {{ {said(two)} }}"
        case ("optional", one, two, condition):
            filtered = f" FILTER({said_expression(condition)})" if condition else ""
            return f"{first(one)} OPTIONAL {{ {first(two)}{filtered} }}"
        case ("filter", one, condition):
            return f"{first(one)} FILTER({said_expression(condition)})"
        case ("bind", one, value, name):
            return f"{{ {said(one)} }} BIND({said_expression(value)} AS {name})"
        case ("values", name, terms):
            return f"VALUES {name} {{ {' '.join(terms)} }}"
        case ("graph", name, one):
            return f"GRAPH {name} {{ {said(one)} }}"
        case ("select", distinct, names, one):
            return f"{{ SELECT {'DISTINCT ' * distinct}{' '.join(names)} WHERE {{ {said(one)} }} }}"
        case ("group", keys, aggregates, one):
            shown = [f"({kind}({'DISTINCT ' * distinct}{of}) AS {name})" for kind, distinct, of, name in aggregates]
            by = f" GROUP BY {' '.join(keys)}" if keys else ""
            return f"{{ SELECT {' '.join((*keys, *shown))} WHERE {{ {said(one)} }}{by} }}"
    raise AssertionError(pattern)


def first(pattern: Any) -> str:
    """A pattern at the beginning of a group: without braces where they would change nothing."""
    return said(pattern) if pattern[0] in ("triples", "values", "graph", "union") else f"{{ {said(pattern)} }}"


def said_path(path: Any) -> str:
    match path:
        case str():
            return path
        case ("^", inner):
            return f"^({said_path(inner)})"
        case ("!", *steps):
            return f"!({'|'.join(map(said_path, steps))})"
        case (("/" | "|") as sign, *steps):
            return f"({sign.join(map(said_path, steps))})"
    return f"({said_path(path[1])}){path[0]}"


def said_expression(expression: Any) -> str:
    match expression:
        case ("bound", name):
            return f"BOUND({name})"
        case ("same", one, two):
            return f"sameTerm({one}, {two})"
        case ("not", inner):
            return f"!({said_expression(inner)})"
        case ("exists", pattern):
            return f"EXISTS {{ {said(pattern)} }}"
    return str(expression)


# --- solutions --------------------------------------------------------------------------------------------------------


def solved(pattern: Any, data: Data, graph: Triples) -> list[Row]:
    """Solutions of a pattern over a graph of a dataset."""
    match pattern:
        case ("triples", triples):
            rows: list[Row] = [{}]
            for triple in triples:
                rows = joined(rows, matched(triple, graph))
            return rows
        case ("join", one, two):
            return joined(solved(one, data, graph), solved(two, data, graph))
        case ("union", one, two):
            return solved(one, data, graph) + solved(two, data, graph)
        case ("minus", one, two):
            others = solved(two, data, graph)
            return [row for row in solved(one, data, graph) if not any(map(lambda o, r=row: fit(r, o) and r.keys() & o.keys(), others))]  # fmt: skip
        case ("optional", one, two, condition):
            return optional(solved(one, data, graph), solved(two, data, graph), condition, data, graph)
        case ("filter", one, condition):
            return [row for row in solved(one, data, graph) if value(condition, row, data, graph) is True]
        case ("bind", one, expression, name):
            values = [(row, value(expression, row, data, graph)) for row in solved(one, data, graph)]
            return [row if found is ERROR else row | {name: written(found)} for row, found in values]
        case ("values", name, terms):
            return [{} if term == "UNDEF" else {name: term} for term in terms]
        case ("graph", name, one):
            return in_graphs(name, one, data)
        case ("select", distinct, names, one):
            rows = [{name: row[name] for name in names if name in row} for row in solved(one, data, graph)]
            return (
                [dict(row) for row in dict.fromkeys(tuple(sorted(row.items())) for row in rows)] if distinct else rows
            )
        case ("group", keys, aggregates, one):
            return grouped(keys, aggregates, solved(one, data, graph))
    raise AssertionError(pattern)


def fit(one: Row, two: Row) -> bool:
    return all(two.get(name, term) == term for name, term in one.items())


def joined(left: list[Row], right: list[Row]) -> list[Row]:
    return [one | two for one in left for two in right if fit(one, two)]


def optional(left: list[Row], right: list[Row], condition: Any, data: Data, graph: Triples) -> list[Row]:
    rows = []
    for one in left:
        found = [one | two for two in right if fit(one, two)]
        rows += [row for row in found if not condition or value(condition, row, data, graph) is True] or [one]
    return rows


def in_graphs(name: str, pattern: Any, data: Data) -> list[Row]:
    if not name.startswith("?"):
        return solved(pattern, data, data.named[name]) if name in data.named else []
    return [row for each, graph in data.named.items() for row in joined(solved(pattern, data, graph), [{name: each}])]


def value(expression: Any, row: Row, data: Data, graph: Triples) -> Any:
    """``True``, ``False``, a term or an error."""
    match expression:
        case ("bound", name):
            return name in row or not name.startswith("?")
        case ("same", one, two):
            ends = [row.get(each, ERROR) if each.startswith("?") else each for each in (one, two)]
            return ERROR if ERROR in ends else ends[0] == ends[1]
        case ("not", inner):
            found = value(inner, row, data, graph)
            return ERROR if found is ERROR else not found
        case ("exists", pattern):
            return bool(solved(put(pattern, row), data, graph))
    return row.get(expression, ERROR) if expression.startswith("?") else expression


def put(pattern: Any, row: Row) -> Any:
    """A pattern with terms in the place of its variables; those that a selection does not show are others."""
    match pattern:
        case str():
            return row.get(pattern, pattern)
        case ("values", name, terms):
            return ("values", name, [term for term in terms if term in ("UNDEF", row.get(name, term))])
        case ("select", distinct, names, one):
            return ("select", distinct, names, put(one, {name: row[name] for name in names if name in row}))
        case ("group", keys, aggregates, one):
            return ("group", keys, aggregates, put(one, {name: row[name] for name in keys if name in row}))
        case tuple() | list():
            return type(pattern)(put(each, row) for each in pattern)
    return pattern


def written(found: Any) -> str:
    return f'"{str(found).lower()}"^^<http://www.w3.org/2001/XMLSchema#boolean>' if isinstance(found, bool) else found


def grouped(keys: list[str], aggregates: list[Any], rows: list[Row]) -> list[Row]:
    groups: dict[tuple[Any, ...], list[Row]] = {} if keys else {(): []}
    for row in rows:
        groups.setdefault(tuple(row.get(key) for key in keys), []).append(row)
    answer = []
    for group, members in groups.items():
        found = {key: term for key, term in zip(keys, group, strict=True) if term is not None}
        for kind, distinct, of, name in aggregates:
            term = aggregated(kind, distinct, of, members)
            found |= {} if term is None else {name: term}
        answer.append(found)
    return answer


def aggregated(kind: str, distinct: bool, of: str, rows: list[Row]) -> str | None:
    """``COUNT``, or ``GROUP_CONCAT`` with its words in order: that of rows is not defined."""
    values: list[Any] = [tuple(sorted(row.items())) for row in rows] if of == "*" else [row.get(of) for row in rows]
    if distinct:
        values = list(dict.fromkeys(values))
    if kind == "COUNT":
        return f'"{sum(each is not None for each in values)}"^^<http://www.w3.org/2001/XMLSchema#integer>'
    if not all(each is not None and each.startswith('"') for each in values):
        return None
    return '"' + " ".join(sorted(each.split('"')[1] for each in values)) + '"'


# --- paths ------------------------------------------------------------------------------------------------------------


def matched(triple: Any, graph: Triples) -> list[Row]:
    """Solutions of a triple pattern; each end that is no variable is a constant."""
    start, path, end = triple
    if isinstance(path, str):
        return list(unified(triple, graph))
    constants = [None if each.startswith("?") else each for each in (start, end)]
    return list(unified((start, "", end), ((s, "", o) for s, o in pairs(path, *constants, graph))))


def unified(pattern: Any, triples: Iterable[tuple[str, str, str]]) -> Iterator[Row]:
    for triple in triples:
        row: Row = {}
        if all(
            row.setdefault(a, b) == b if a.startswith("?") else a == b for a, b in zip(pattern, triple, strict=True)
        ):
            yield row


def pairs(path: Any, start: str | None, end: str | None, graph: Triples) -> list[tuple[str, str]]:
    """Section 18.4: a constant end takes part in what is found; a variable one is ``None``.

    Alternatives find a pair once, where the definition counts it for each: so does the engine, by its makers' choice.
    """
    match path:
        case str():
            found = [(s, o) for s, p, o in graph if p == path]
        case ("^", inner):
            found = [(s, o) for o, s in pairs(inner, end, start, graph)]
        case ("/", one, two):
            found = [
                (s, o) for s, x in pairs(one, start, None, graph) for y, o in pairs(two, None, end, graph) if x == y
            ]
        case ("|", one, two):
            found = list(dict.fromkeys(pairs(one, start, end, graph) + pairs(two, start, end, graph)))
        case ("!", *names):
            found = [(s, o) for s, p, o in graph if p not in names]
        case _:
            found = repeated(path, start, end, graph)
    return [pair for pair in found if start in (None, pair[0]) and end in (None, pair[1])]


def repeated(path: Any, start: str | None, end: str | None, graph: Triples) -> list[tuple[str, str]]:
    kind, inner = path
    ends = {each for each in (start, end) if each is not None}
    nodes = {each for s, _, o in graph for each in (s, o)} | ends
    if kind == "?":
        return list(dict.fromkeys([(each, each) for each in nodes] + pairs(inner, start, end, graph)))
    return [(node, goal) for node in nodes for goal in reached(inner, node, kind == "*", graph)]


def reached(path: Any, node: str, zero: bool, graph: Triples) -> set[str]:
    found = {node} if zero else set()
    border = [node]
    while border:
        steps = {goal for _, goal in pairs(path, border.pop(), None, graph)} - found
        found |= steps
        border += steps
    return found


def counted(rows: Iterable[Mapping[str, str]]) -> Counter[tuple[tuple[str, str], ...]]:
    """How often each row is there."""
    return Counter(tuple(sorted(row.items())) for row in rows)
