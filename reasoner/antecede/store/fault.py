"""Where a query is wrong: the first word that no query could have there.

The engine names places that are often the end of the line.  rdflib's grammar is asked for the furthest place it came
to, and only then: a query that is right never meets it.
"""

from functools import cache
from typing import Any

from antecede.errors import NotSparqlError, Problem
from antecede.store.guard import names, place, short

#: Longest query that is looked through; in a longer one the engine's own word has to do.
LONGEST = 5_000
#: So many of the words that could have stood there are told.
MOST_EXPECTED = 5


def engine_error(message: str) -> NotSparqlError:
    """What the engine complained of, with the place that it names.

    >>> print(engine_error("error at 3:15: expected one of MINUS, [_]"))
    query: line 3, column 15: not SPARQL: expected one of MINUS, [_]; mend the query there
    """
    head, _, rest = message.partition(": ")
    line, _, column = head.removeprefix("error at ").partition(":")
    known = bool(rest) and line.isdigit() and column.isdigit()
    where = f"line {line}, column {column}" if known else ""
    what = f"not SPARQL: {short(rest if known else message)}"
    return NotSparqlError(Problem("query", where, what, "mend the query there"))


def located(query: str, error: NotSparqlError) -> NotSparqlError:
    """The same error with the place and the words that are wrong, where they can be told.

    >>> print(located("ASK { ?s ?p ?o FILTER ?x }", engine_error("")))
    query: line 1, column 23: not SPARQL from '?x' on; expected one of ( COUNT SUM MIN MAX; mend the query there
    """
    undeclared = next(names(query), None)
    if undeclared:
        prefix, position = undeclared
        what = f"prefix {prefix[:40]!r} is not declared"
        return NotSparqlError(Problem("query", place(query, position), what, "add a PREFIX line for it"))
    furthest = _furthest(query) if len(query) <= LONGEST else None
    if furthest is None:
        return error
    position, expected = furthest
    word = query[position:].split(maxsplit=1)
    found = f"not SPARQL from {word[0][:40]!r} on" if word else "not SPARQL: it ends too early"
    wanted = f"; expected one of {' '.join(expected)}" if expected else ""
    return NotSparqlError(Problem("query", place(query, position), found + wanted, "mend the query there"))


def warm() -> None:
    """Load the grammar, so that the first who needs it does not wait for it."""
    _tracker()


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
