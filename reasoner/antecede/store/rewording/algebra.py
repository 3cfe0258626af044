"""A query as rdflib reads it: its algebra (SPARQL 1.1, section 18.2), and the parts that an algebra is made of.

Reading is all that rdflib does here: no graph is named to it, none is loaded, nothing is evaluated.
"""

import logging
from collections.abc import Iterator
from typing import Any

import rdflib
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import QueryUnit
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import BNode, Variable

#: Patterns as they are written: rdflib leaves those of ``EXISTS`` so in ``SELECT``, ``HAVING`` and ``ORDER BY``.
_UNREAD = ("GroupGraphPatternSub", "SubSelect")
_GRAMMAR = QueryUnit.copy().parse_with_tabs()
logging.getLogger("rdflib").addHandler(logging.NullHandler())  # what it thinks of a query is not for those who ask


def read(query: str, base: str) -> CompValue | None:
    """The algebra of a query that the engine takes; none where rdflib does not read it.

    Escapes of characters, and lines that end in a carriage return alone, it would read otherwise than the engine.
    """
    if "\\u" in query.lower() or "\r" in query.replace("\r\n", "\n"):
        return None
    normalized, rdflib.NORMALIZE_LITERALS = rdflib.NORMALIZE_LITERALS, False  # literals stay as they are written
    try:
        found = translateQuery(_GRAMMAR.parse_string(query, parse_all=True), base=base).algebra
    except Exception:  # its grammar's, its own bare ones, RecursionError: each says that it cannot be read
        return None
    finally:
        rdflib.NORMALIZE_LITERALS = normalized
    return None if any(part.name in _UNREAD for part in parts(found)) else found


def parts(node: Any) -> Iterator[CompValue]:
    """A part of an algebra and all that is in it."""
    if isinstance(node, CompValue):
        yield node
        for each in _inner(node):
            yield from parts(each)
    elif isinstance(node, list | tuple):
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
