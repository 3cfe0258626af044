"""Answers of a store: as bytes in a syntax, within limits, or as a table of Python values."""

import csv
import io
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec
import pyoxigraph as ox

from antecede.errors import Problem, TooLargeError
from antecede.graph.vocabulary import PREFIXES
from antecede.store.media import ROWS, TRIPLES
from antecede.store.place import Result

if TYPE_CHECKING:
    from typing_extensions import Buffer


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an answer may hold: rows (or triples) and bytes."""

    rows: int = 1_000_000
    bytes: int = 200_000_000


def offered(result: Result) -> list[str]:
    """Media types in which a result can be written."""
    return list(ROWS if isinstance(result, ox.QuerySolutions | ox.QueryBoolean) else TRIPLES)


def written(result: Result, media: str, limits: Limits) -> bytes:
    """A result in a syntax.  Raises :class:`antecede.errors.TooLargeError` where it holds more than it may.

    What is cut off is refused and not sent: half an answer looks like a whole one.
    """
    sink = _Sink(limits.bytes)
    if isinstance(result, ox.QuerySolutions | ox.QueryBoolean):
        result.serialize(sink, ROWS[media])
        if isinstance(result, ox.QuerySolutions) and _rows(sink.getvalue(), media) > limits.rows:
            _refuse(f"{limits.rows:,} rows")
        return sink.getvalue()
    triples = list(islice(result, limits.rows + 1))
    if len(triples) > limits.rows:
        _refuse(f"{limits.rows:,} triples")
    ox.serialize(triples, sink, TRIPLES[media], prefixes=dict(PREFIXES))
    return sink.getvalue()


class _Sink(io.BytesIO):
    """Takes bytes up to a limit."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, data: "Buffer") -> int:
        """Take bytes.  Raises :class:`TooLargeError` for one too many."""
        taken = super().write(data)
        if self.tell() > self._most:
            _refuse(f"{self._most:,} bytes")
        return taken


def _refuse(measure: str) -> None:
    raise TooLargeError(Problem("query", "", f"the answer holds more than {measure}", "ask for less, or add a LIMIT"))


class _Bindings(msgspec.Struct):
    bindings: list[msgspec.Raw]


class _Results(msgspec.Struct):
    results: _Bindings


def _rows(data: bytes, media: str) -> int:
    """Rows in an answer, by what its syntax cannot have elsewhere."""
    if media.endswith("json"):
        return len(msgspec.json.decode(data, type=_Results).results.bindings)
    if media.endswith("xml"):
        return data.count(b"<result>")
    if media == "text/csv":
        return sum(1 for _ in csv.reader(io.StringIO(data.decode(), newline=""))) - 1
    return data.count(b"\n") - 1


# --- tables -----------------------------------------------------------------------------------------------------------

#: Rows that a notebook shows.
SHOWN = 50
Value = str | int | float | bool | None


_HTML = """\
<table><thead><tr>{% for name in columns %}<th>{{ name }}</th>{% endfor %}</tr></thead><tbody>
{% for row in rows %}
<tr>{% for value in row %}<td>{{ "" if value is none else value }}</td>{% endfor %}</tr>
{% endfor %}
</tbody></table>{% if more %}<p>and {{ more }} more rows</p>{% endif %}
"""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as Python values: numbers and truth values by their datatype, everything else as text."""

    columns: tuple[str, ...]
    rows: list[tuple[Value, ...]]

    def __len__(self) -> int:
        return len(self.rows)

    def to_dict(self) -> dict[str, list[Value]]:
        """Values of each column, by its name.

        >>> Table(("a", "b"), [(1, "x"), (2, None)]).to_dict()
        {'a': [1, 2], 'b': ['x', None]}
        """
        return {name: [row[index] for row in self.rows] for index, name in enumerate(self.columns)}

    def to_pandas(self) -> Any:
        """As a pandas frame; pandas has to be installed."""
        import pandas  # type: ignore[import-untyped]

        return pandas.DataFrame(self.to_dict())

    def to_polars(self) -> Any:
        """As a polars frame; polars has to be installed."""
        import polars

        return polars.DataFrame(self.to_dict(), strict=False)

    def to_arrow(self) -> Any:
        """As an Arrow table; pyarrow has to be installed."""
        import pyarrow  # type: ignore[import-untyped]

        return pyarrow.table(self.to_dict())

    def _repr_html_(self) -> str:
        """The first rows, as a notebook shows them."""
        from jinja2 import Environment

        more = max(len(self.rows) - SHOWN, 0)
        shown = {"columns": self.columns, "rows": self.rows[:SHOWN], "more": more}
        return Environment(autoescape=True).from_string(_HTML).render(shown)


def truth(result: Result) -> bool | None:
    """The truth value that a result is, if it is one."""
    return bool(result) if isinstance(result, ox.QueryBoolean) else None


def table(result: Result) -> Table:
    """A result as a table: rows, one row for a truth value, or triples."""
    if isinstance(result, ox.QueryBoolean):
        return Table(("truth",), [(bool(result),)])
    if isinstance(result, ox.QuerySolutions):
        names = result.variables
        rows = [tuple(value(row[name]) for name in names) for row in result]
        return Table(tuple(name.value for name in names), rows)
    return Table(("subject", "predicate", "object"), [tuple(map(value, triple)) for triple in result])


def value(term: object) -> Value:
    """A term as a Python value.

    >>> value(ox.Literal(3)), value(ox.Literal("a")), value(ox.NamedNode("http://a.example/"))
    (3, 'a', 'http://a.example/')
    """
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        reader = _READERS.get(term.datatype.value)
        return reader(term.value) if reader else term.value
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _boolean(text: str) -> bool:
    return text in ("true", "1")


def _integer(text: str) -> Value:
    return int(text) if text.lstrip("+-").isdigit() and len(text) < 40 else text


def _float(text: str) -> Value:
    try:
        return float(text)
    except ValueError:
        return text


_XSD = "http://www.w3.org/2001/XMLSchema#"
_READERS = {
    _XSD + "boolean": _boolean,
    **{_XSD + each: _integer for each in ("integer", "int", "long", "nonNegativeInteger")},
    **{_XSD + each: _float for each in ("decimal", "double", "float")},
}
