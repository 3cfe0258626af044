"""Where a query is wrong: the first word that no query could have there.

The engine names places that are often the end of the line.  rdflib's grammar is asked for the furthest place it came
to, and only then: a query that is right never meets it.
"""

from functools import cache
from typing import Any

from antecede.errors import Problem, QueryError
from antecede.store.guard import names, place, short

#: Longest query that is looked through; in a longer one the engine's own word has to do.
LONGEST = 20_000
#: So many of the words that could have stood there are told.
MOST_EXPECTED = 5


def syntax_error(query: str, message: str) -> QueryError:
    """What is wrong with a query that the engine refused with a message.

    >>> print(syntax_error("ASK { ?s ?p ?o FILTER ?x }", ""))
    query: line 1, column 23: not SPARQL from '?x' on; expected one of ( COUNT SUM MIN MAX; mend the query there
    """
    undeclared = next(names(query), None)
    if undeclared:
        prefix, position = undeclared
        what = f"prefix {prefix[:40]!r} is not declared"
        return QueryError(Problem("query", place(query, position), what, "add a PREFIX line for it"))
    furthest = _furthest(query) if len(query) <= LONGEST else None
    if furthest is None:
        return QueryError(Problem("query", *_by_the_engine(message), "mend the query there"))
    position, expected = furthest
    word = query[position:].split(maxsplit=1)
    found = f"not SPARQL from {word[0][:40]!r} on" if word else "not SPARQL: it ends too early"
    wanted = f"; expected one of {' '.join(expected)}" if expected else ""
    return QueryError(Problem("query", place(query, position), found + wanted, "mend the query there"))


def _by_the_engine(message: str) -> tuple[str, str]:
    head, _, rest = message.partition(": ")
    line, _, column = head.removeprefix("error at ").partition(":")
    if rest and line.isdigit() and column.isdigit():
        return f"line {line}, column {column}", f"not SPARQL: {short(rest)}"
    return "", f"not SPARQL: {short(message)}"


class _Furthest:
    """Remembers how far the words of a grammar were tried, and which were tried there."""

    def __init__(self) -> None:
        from pyparsing import Token
        from rdflib.plugins.sparql.parser import QueryUnit

        self.grammar = QueryUnit
        self.position = 0
        self.expected: dict[str, None] = {}
        for each in QueryUnit.visit_all():  # type: ignore[no-untyped-call]
            if isinstance(each, Token):
                each.set_fail_action(self._note)

    def _note(self, text: str, position: int, word: Any, error: Exception) -> None:
        if position > self.position:
            self.position, self.expected = position, {}
        if position == self.position and str(word)[:1] == "'":
            self.expected[str(word).strip("'")] = None


@cache
def _tracker() -> _Furthest:
    return _Furthest()


def _furthest(query: str) -> tuple[int, list[str]] | None:
    """Position and expected words; none where the grammar finds nothing wrong, or loses itself."""
    tracker = _tracker()
    tracker.position, tracker.expected = 0, {}
    try:
        tracker.grammar.parse_string(query, parse_all=True)
    except Exception:  # pyparsing's own, and RecursionError: what matters is how far it came
        expected = [word for word in tracker.expected if word != "SERVICE"]
        return tracker.position, expected[:MOST_EXPECTED]
    return None
