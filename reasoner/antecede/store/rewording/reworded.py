"""A query in words in which the engine answers it right; most are asked as they stand."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import pyoxigraph as ox
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Variable

from antecede.errors import Problem, UnansweredError
from antecede.store.rewording.algebra import read
from antecede.store.rewording.doubts import ABSENT, LANGUAGE, SCOPE, doubts
from antecede.store.rewording.expression import NotSaidError, term
from antecede.store.rewording.pattern import wording

#: How to say without a construct what is meant by it.
REMEDIES = {
    ABSENT: "write the constant itself as UNION with BIND, and + for *",
    LANGUAGE: "write GROUP_CONCAT(STR(...))",
    SCOPE: "name the graph",
}


class Asked(NamedTuple):
    """What the engine is asked, and the constructs for which it is asked in other words."""

    query: str
    because: tuple[str, ...] = ()


@lru_cache(maxsize=64)
def reworded(query: str, base: str) -> Asked:
    """What to ask for a query.

    Raises ``SyntaxError``, the engine's own, for what is no SPARQL, and :class:`antecede.errors.UnansweredError` for
    what meets a fault of the engine, or may, and cannot be said otherwise.
    """
    columns = _columns(query, base)
    algebra = read(query, base)
    if algebra is None:
        what = "it may meet a fault of the engine, and uses what rdflib does not read"
        raise _unanswered(what, tuple(REMEDIES))
    because = tuple(sorted(doubts(algebra)))
    return Asked(_reworded(algebra, query, columns, base, because), because) if because else Asked(query)


def _reworded(algebra: Any, query: str, columns: list[str], base: str, because: tuple[str, ...]) -> str:
    """A query reworded, looked through by the engine: it has to read it, and to give it the same columns."""
    try:
        text = said(algebra, query, columns)
        if _columns(text, base) == columns:
            return text
        why = "SELECT * without variables"
    except NotSaidError as error:
        why = str(error)
    except SyntaxError as error:
        why = f"words that are not SPARQL ({error})"
    raise _unanswered(f"the engine gets wrong {', '.join(because)}; it cannot be reworded for {why}", because)


def _unanswered(what: str, constructs: tuple[str, ...]) -> UnansweredError:
    return UnansweredError(Problem("query", "", what, ", or ".join(REMEDIES[each] for each in constructs)))


def _columns(query: str, base: str) -> list[str]:
    """Columns of the answer to a query.  Raises ``SyntaxError`` for what is no SPARQL."""
    result = ox.Store().query(query, base_iri=base)
    return [each.value for each in result.variables] if isinstance(result, ox.QuerySolutions) else []


def said(algebra: CompValue, query: str, columns: Sequence[str]) -> str:
    """A query in the words of its algebra.  Raises :class:`NotSaidError`."""
    shown = " ".join(f"?{each}" for each in columns) or "*"
    pattern = wording(query).selection(algebra.p, shown) if algebra.p else ""
    head, _, body = pattern.partition(" WHERE ")
    graphs = " ".join(map(_graph, algebra.datasetClause or ()))
    within = f"WHERE {{ {{ {pattern} }} }}" if pattern else ""
    match algebra.name:
        case "SelectQuery":
            return f"{head} {graphs} WHERE {body}"
        case "AskQuery":
            return f"ASK {graphs} {within}"
        case "ConstructQuery":
            if not algebra.template:
                raise NotSaidError("CONSTRUCT without a template")
            return f"CONSTRUCT {{ {' . '.join(map(_plain, algebra.template))} }} {graphs} {within}"
    return f"DESCRIBE {_plain(algebra.PV)} {graphs} {within}"


def _graph(clause: Any) -> str:
    return f"FROM {term(clause.default)}" if clause.default else f"FROM NAMED {term(clause.named)}"


def _plain(terms: Any) -> str:
    return " ".join(f"?{each}" if isinstance(each, Variable) else term(each) for each in terms)
