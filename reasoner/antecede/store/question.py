"""The catalogue: questions that analysts ask, one ``.rq`` file each, told by their header.

::

    # title: Denials by criterion
    # topic: What decides
    # purpose: Which criterion refuses most, under which policy, for which act.
    # parameter: criterion (text) = "R3": notation of the criterion
    # column: denials: lines that this criterion refused

A parameter stands in the query as ``VALUES ?criterion { "R3" }``, so that the file is a query that runs as it is,
anywhere; another value takes the place of that one.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

import pyoxigraph as ox

from antecede.errors import Problem, QueryError
from antecede.graph.data import folder
from antecede.graph.vocabulary import XSD
from antecede.store.guard import short
from antecede.store.place import named_nodes
from antecede.store.prefixes import prefixes

_HEADER = re.compile(r"^# (title|topic|purpose|parameter|column): (.+)$", re.MULTILINE)
_PARAMETER = re.compile(r"(\w+) \((\w+)\) = (.+?): (.+)")
_SLOT = re.compile(r"VALUES \?(\w+) \{[^{}]*\}")
_SHAPES = {
    "integer": r"[+-]?\d{1,18}",
    "decimal": r"[+-]?\d{1,18}(\.\d{1,18})?",
    "date": r"\d{4}-\d\d-\d\d",
    "boolean": r"true|false",
}


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something left open in a question: its kind is text, iri, integer, decimal, date or boolean."""

    name: str
    kind: str
    default: str
    meaning: str

    def term(self, text: str) -> str:
        """A value as SPARQL has it.  Raises :class:`antecede.errors.QueryError` where it is not of the kind."""
        if self.kind == "iri":
            return str(named_nodes((_expanded(text),))[0])
        if self.kind == "text":
            return str(ox.Literal(text))
        if not re.fullmatch(_SHAPES[self.kind], text, re.ASCII):
            what = f"{short(text)[:60]!r} is no {self.kind}"
            raise QueryError(Problem("query", self.name, what, f"{self.meaning}; for example {self.default}"))
        return str(ox.Literal(text, datatype=ox.NamedNode(XSD + self.kind)))


@dataclass(frozen=True)
class Question:
    """A question: its name is that of its file, its text is what the file holds."""

    name: str
    text: str

    @cached_property
    def _said(self) -> list[tuple[str, str]]:
        return _HEADER.findall(self.text)

    def _all(self, key: str) -> list[str]:
        return [told for said, told in self._said if said == key]

    @property
    def title(self) -> str:
        """What it asks, in a few words."""
        return next(iter(self._all("title")), self.name)

    @property
    def topic(self) -> str:
        """Heading under which it is listed."""
        return next(iter(self._all("topic")), "")

    @property
    def purpose(self) -> str:
        """What the answer is good for."""
        return " ".join(self._all("purpose"))

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        """What is left open."""
        found = (_PARAMETER.fullmatch(each) for each in self._all("parameter"))
        return tuple(Parameter(each[1], each[2], each[3].strip('"'), each[4]) for each in found if each)

    @property
    def columns(self) -> dict[str, str]:
        """What each column of the answer says, by its name, in order; empty for a question whose answer is a graph."""
        parts = (each.partition(": ") for each in self._all("column"))
        return {name: meaning for name, _, meaning in parts}

    def asked(self, values: Mapping[str, str] | None = None) -> str:
        """The query with values for its parameters.

        Raises :class:`antecede.errors.QueryError` for a parameter that it does not have, or a value that will not do.
        """
        known = {each.name: each for each in self.parameters}
        unknown = [name for name in values or {} if name not in known]
        if unknown:
            what = f"no parameter {unknown[0][:40]!r}"
            raise QueryError(Problem(self.name, "", what, _near(unknown[0], list(known))))
        terms = {name: known[name].term(given) for name, given in (values or {}).items()}
        return _SLOT.sub(lambda slot: _filled(slot, terms), self.text)


def _filled(slot: re.Match[str], terms: Mapping[str, str]) -> str:
    return f"VALUES ?{slot[1]} {{ {terms[slot[1]]} }}" if slot[1] in terms else slot[0]


def catalogue() -> dict[str, Question]:
    """All shipped questions by name, ordered by topic and title."""
    files = sorted((folder("queries") / "analyst").glob("*.rq"))
    found = [Question(path.stem, path.read_text(encoding="utf-8")) for path in files]
    return {each.name: each for each in sorted(found, key=lambda each: (each.topic, each.title))}


def question(name: str) -> Question:
    """A question by its name in the catalogue, else the query in the file of that name.

    Raises :class:`antecede.errors.QueryError` where there is neither.
    """
    known = catalogue()
    if name in known:
        return known[name]
    path = Path(name)
    try:
        return Question(path.stem, path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        raise QueryError(Problem(name, "", "not UTF-8", "save the file as UTF-8")) from None
    except (OSError, ValueError):
        what = "no question of the catalogue and no file"
        raise QueryError(Problem(short(name)[:80], "", what, _near(name, list(known)))) from None


def _near(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, 1, 0.4)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"known are {', '.join(names)}" if 0 < len(names) < 6 else "see antecede query --list"


def _expanded(text: str) -> str:
    """An IRI that may be written short, with one of the usual prefixes."""
    prefix, _, rest = text.strip("<>").partition(":")
    known = {} if rest.startswith("//") else prefixes()
    return known[prefix] + rest if prefix in known else text.strip("<>")
