"""The known faults of the engine (pyoxigraph 0.5.13), and which of them a query meets, by its algebra.

Each was mended upstream after that release: ``tests/store/test_engine_faults.py`` says when a newer one is here.

* ``GROUP_CONCAT`` keeps the language that its strings share, and should drop it (oxigraph pull request 1717).
* The variable of ``GRAPH`` is taken as bound inside its pattern (1758, 1804).
* A path of length zero does not find a constant that is in no triple (1815).
"""

from collections.abc import Iterator
from typing import Any

from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.term import BNode, Literal, Variable

from antecede.store.rewording.algebra import parts

LANGUAGE = "GROUP_CONCAT of strings that may have a language"
SCOPE = "GRAPH with a variable around more than triples"
ABSENT = "a path of length zero from or to a constant"


def doubts(algebra: Any) -> set[str]:
    """Faults that a query meets."""
    return set(_doubts(algebra))


def _doubts(algebra: Any) -> Iterator[str]:
    for part in parts(algebra):
        if part.name == "Aggregate_GroupConcat" and not _is_plain(part.vars):
            yield LANGUAGE
        if part.name == "BGP" and any(map(lost, part.triples)):
            yield ABSENT
        if part.name == "Graph" and isinstance(part.term, Variable) and not _is_triples(part.p):
            yield SCOPE


def _is_plain(expression: Any) -> bool:
    """Whether an expression is never a string with a language."""
    if isinstance(expression, Literal):
        return not expression.language
    return getattr(expression, "name", "") in ("Builtin_STR", "Builtin_LANG")


def _is_triples(pattern: Any) -> bool:
    return pattern.name == "BGP" and bool(pattern.triples)


def lost(triple: Any) -> bool:
    """Whether the engine misses the constant of a triple pattern where that is in no triple."""
    start, path, end = triple
    constants = {each for each in (start, end) if not isinstance(each, Variable | BNode)}
    return len(constants) == 1 and may_be_empty(path, closed=start == end)


def may_be_empty(path: Any, *, closed: bool = False) -> bool:
    """Whether a path leads from a term that is in no triple to itself; ``closed``: the same constant is at both ends.

    What stands between two steps is a variable.  It is bound to such a term by a step that begins or ends at the
    constant, and by no other: two steps do it where the constant is at both ends, more never do.
    """
    match path:
        case MulPath():
            return path.zero or may_be_empty(path.path)
        case InvPath():
            return may_be_empty(path.arg, closed=closed)
        case AlternativePath():
            return any(may_be_empty(each, closed=closed) for each in path.args)
        case SequencePath():
            return closed and len(path.args) == 2 and all(map(may_be_empty, path.args))
    return False
