"""Everything that can go wrong, and nothing else.

::

    AntecedeError
    ├── InputError      a case file (or an option) is wrong: one problem a line
    ├── GraphError      the graph is wrong: one problem a line
    ├── StoreError      a store of decided cases cannot be reached, opened or written
    └── QueryError      a query cannot be answered as it stands
        ├── NotSparqlError  it is no SPARQL
        ├── RefusedError    it asks for what is refused
        └── TooLargeError   it, or its answer, is larger than it may be

All carry their problems as data; the doors print them and exit with status 2.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where it is, what it is, and what to do about it.

    >>> print(Problem("case.json", "events/1/relief", "180 is not a percentage", "give a number from 0 to 100"))
    case.json: events/1/relief: 180 is not a percentage; give a number from 0 to 100
    """

    file: str
    place: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        where = f"{self.file}: {self.place}" if self.place else self.file
        return f"{where}: {self.what}; {self.remedy}" if self.remedy else f"{where}: {self.what}"


class AntecedeError(Exception):
    """Base of all errors raised on purpose; ``problems`` holds at least one."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class InputError(AntecedeError):
    """Something submitted cannot be reviewed as it stands."""


class GraphError(AntecedeError):
    """The graph cannot be used as it stands."""


class StoreError(AntecedeError):
    """A store of decided cases cannot be reached, opened or written; what it held it still holds."""


class QueryError(AntecedeError):
    """A query cannot be answered as it stands."""


class NotSparqlError(QueryError):
    """A query does not follow the grammar, or breaks one of its rules."""


class RefusedError(QueryError):
    """A query asks for what is refused to every query."""


class UnansweredError(QueryError):
    """A query that is right, but that no engine at hand is known to answer rightly."""


class TooLargeError(QueryError):
    """A query, or its answer, is larger than it may be."""
