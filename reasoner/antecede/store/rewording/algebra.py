"""A query as rdflib reads it: its algebra (SPARQL 1.1, section 18.2), and the parts that an algebra is made of.

Reading is all that rdflib does here: no graph is named to it, none is loaded, nothing is evaluated.
"""

import logging
from collections.abc import Iterator
from typing import Any

import rdflib
from pyparsing import ParseResults
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import QueryUnit
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Literal, Variable

#: Patterns as they are written: rdflib leaves those of ``EXISTS`` so in ``SELECT``, ``HAVING`` and ``ORDER BY``.
_UNREAD = ("GroupGraphPatternSub", "SubSelect")
_GRAMMAR = QueryUnit.copy().parse_with_tabs()
logging.getLogger("rdflib").addHandler(logging.NullHandler())  # what it thinks of a query is not for those who ask


def read(query: str, base: str) -> CompValue | None:
    """The algebra of a query that the engine takes; none where rdflib does not read it.

    Some it would read otherwise than the engine: those with escapes of characters, with lines that end in a carriage
    return alone, with filters that are nothing but a false constant, with variables named as its own.
    """
    if "\\u" in query.lower() or "__agg_" in query or "\r" in query.replace("\r\n", "\n"):
        return None
    normalized, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False  # literals stay as they are written
    try:
        written = _GRAMMAR.parse_string(query, parse_all=True)
        if any(part.name == "Filter" and _may_be_false(part.expr) for part in parts(written)):
            return None
        found = translateQuery(written, base=base).algebra
    except Exception:  # its grammar's, its own bare ones, RecursionError: each says that it cannot be read
        return None
    finally:
        rdflib.NORMALIZE_LITERALS = normalized
    return None if any(part.name in _UNREAD for part in parts(found)) else found


def _may_be_false(expression: Any) -> bool:
    """Whether an expression, as it is written, is a constant and may be false: of a string it is not known yet."""
    while isinstance(expression, CompValue) and expression.name.endswith("Expression") and not expression.other:
        expression = expression.expr
    return getattr(expression, "name", "") == "literal" or (isinstance(expression, Literal) and not expression)


def parts(node: Any) -> Iterator[CompValue]:
    """A part of an algebra and all that is in it."""
    if isinstance(node, CompValue):
        yield node
        for each in _inner(node):
            yield from parts(each)
    elif isinstance(node, list | tuple | ParseResults):
        for each in node:
            yield from parts(each)


def variables(node: Any) -> set[Any]:
    """Variables, and blank nodes of patterns, that are written anywhere in a part."""
    if isinstance(node, Variable | BNode):
        return {node}
    if isinstance(node, CompValue):
        return set().union(*map(variables, _inner(node)))
    return set().union(*map(variables, node)) if isinstance(node, list | tuple | dict) else set()


def _inner(node: CompValue) -> Iterator[Any]:
    """What a part is made of; of ``EXISTS`` the pattern as it was read, which stands beside that as it was written."""
    return (node.graph if key == "graph" else each for key, each in node.items() if key != "_vars")
