"""Decided cases to look for: queries over a store, and their answers as rows."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any
from urllib.parse import urlencode

import pyoxigraph as ox

from antecede.explanation.picture import title_case
from antecede.graph.vocabulary import PREFIXES
from antecede.report.reason import basis_beside_rules
from antecede.store.answer import Table

#: Determinations on one page, and reasons named of one of them.
PAGE, NAMED = 50, 4
#: Words of a search that count.
MOST_WORDS = 8
RECOMMENDATIONS = ("certify", "refer", "pend", "non_certify")
_PREFIXES = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which determinations are wanted; what is left empty does not matter.

    ``policy`` is a family or the notation of a document, ``act`` the IRI of a class, ``criterion`` a notation,
    ``robust`` yes or no, ``text`` words that the case as it was submitted has to hold.
    """

    policy: str = ""
    act: str = ""
    recommendation: str = ""
    criterion: str = ""
    robust: str = ""
    text: str = ""
    page: int = 1

    def link(self, **changed: object) -> str:
        """The parameters of a link to it, or to what it is after a change."""
        other = replace(self, **changed)  # type: ignore[arg-type]
        said = {each.name: getattr(other, each.name) for each in fields(other)}
        return urlencode({key: value for key, value in said.items() if value and (key, value) != ("page", 1)})

    @property
    def chosen(self) -> bool:
        """Whether anything is left out by it."""
        return self != Wanted(page=self.page)


@dataclass(slots=True)
class LineRow:
    """A line of a determination; ``reasons`` are notation and label of the rules that it rests on."""

    number: int
    code: str
    act: str
    recommendation: str
    robust: bool
    coverage: str
    reasons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def rests_on(self) -> tuple[tuple[str, str], ...]:
        """All that it rests on: coverage where that decides, then rules; where there is neither, that is said."""
        beside = basis_beside_rules(self.recommendation, self.coverage, ruled=bool(self.reasons))
        rules = sorted(self.reasons, key=lambda each: _counted(each[0]))
        return (*((("", title_case(beside)),) if beside else ()), *rules)


@dataclass(slots=True)
class Row:
    """A determination of a case."""

    case: str
    day: str
    recommendation: str
    editions: list[str] = field(default_factory=list)
    lines: dict[int, LineRow] = field(default_factory=dict)

    @property
    def asked(self) -> list[tuple[str, str, str]]:
        """Codes, act and recommendation of lines; those that differ by their code alone together."""
        alike: dict[tuple[str, str], list[str]] = {}
        for each in self.lines.values():
            alike.setdefault((each.act, each.recommendation), []).append(each.code)
        return [(", ".join(dict.fromkeys(codes)), *key) for key, codes in alike.items()]

    @property
    def grounds(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Numbers of lines and what they rest on; those that rest on the same together."""
        alike: dict[tuple[tuple[str, str], ...], list[str]] = {}
        for each in self.lines.values():
            alike.setdefault(each.rests_on, []).append(str(each.number))
        return [(", ".join(numbers), list(reasons)) for reasons, numbers in alike.items()]

    @property
    def robust(self) -> str:
        """Whether what is recommended stays so on every line."""
        held = {each.robust for each in self.lines.values()}
        return "in part" if len(held) > 1 else "yes" if True in held else "no"


def page_query(wanted: Wanted) -> str:
    """The determinations of one page, in the order of the IRIs of their cases (which end in the cases' names)."""
    until = f"LIMIT {PAGE} OFFSET {PAGE * (wanted.page - 1)}"
    return f"""{_PREFIXES}
    SELECT DISTINCT ?case ?determination WHERE {{ {_core(wanted)} }} ORDER BY ?case ?determination {until}"""


def count_query(wanted: Wanted) -> str:
    """How many determinations there are on all pages."""
    return f"{_PREFIXES}SELECT (COUNT(DISTINCT ?determination) AS ?all) WHERE {{ {_core(wanted)} }}"


def _core(wanted: Wanted) -> str:
    held = list(_of_lines(wanted))
    line = ["?determination ant:hasLine ?line ."] if held else []
    said = "?determination a ant:Determination ; prov:wasDerivedFrom ?case ."
    return " ".join((said, *line, *held, *_of_cases(wanted)))


def _of_cases(wanted: Wanted) -> Iterator[str]:
    if wanted.policy:
        yield f"?determination ant:underEdition/(ant:family|skos:notation) {_text(wanted.policy)} ."
    if words := wanted.text.lower().split()[:MOST_WORDS]:
        held = " && ".join(f"CONTAINS(LCASE(?given), {_text(word)})" for word in words)
        yield f"?case ant:canonicalCase ?given . FILTER({held})"


def _of_lines(wanted: Wanted) -> Iterator[str]:
    if wanted.act:
        yield f"?line ant:ofLine/ant:requestsAct {ox.NamedNode(wanted.act)} ."
    if wanted.recommendation:
        yield f"?line ant:recommends {_text(wanted.recommendation)} ."
    if wanted.criterion:
        yield f"?line ant:decidedBy/ant:assesses/skos:notation {_text(wanted.criterion)} ."
    if wanted.robust:
        yield f"?line ant:robust {'true' if wanted.robust == 'yes' else 'false'} ."


def _text(value: str) -> str:
    return str(ox.Literal(value))


def lines_query(determinations: Iterable[str]) -> str:
    """The lines of determinations.

    What they rest on is a query of its own: what is optional and has two steps is looked for in the whole store.
    """
    return f"""{_PREFIXES}
    SELECT ?determination ?id ?day ?whole ?number ?code ?act ?recommends ?robust ?coverage WHERE {{
      VALUES ?determination {{ {_nodes(determinations)} }}
      ?determination prov:wasDerivedFrom ?case ; ant:asOf ?day ; ant:recommends ?whole ; ant:hasLine ?line .
      ?case rdfs:label ?id .
      ?line ant:recommends ?recommends ; ant:robust ?robust ; ant:foundCoverage ?coverage ; ant:ofLine ?asked .
      ?asked ant:lineNumber ?number .
      OPTIONAL {{ ?asked ant:requestsAct ?act }}
      OPTIONAL {{ ?asked ant:code ?code }}
    }} ORDER BY ?case ?determination ?number"""


def reasons_query(determinations: Iterable[str]) -> str:
    """What the lines of determinations rest on."""
    return f"""{_PREFIXES}
    SELECT ?determination ?number ?notation ?label WHERE {{
      VALUES ?determination {{ {_nodes(determinations)} }}
      ?determination ant:hasLine ?line .
      ?line ant:ofLine/ant:lineNumber ?number ; ant:decidedBy/ant:assesses ?criterion .
      ?criterion rdfs:label ?label .
      OPTIONAL {{ ?criterion skos:notation ?notation }}
    }} ORDER BY ?determination ?number ?notation"""


def editions_query(determinations: Iterable[str]) -> str:
    """The editions under which determinations were made."""
    return f"""{_PREFIXES}SELECT ?determination ?edition WHERE {{
      VALUES ?determination {{ {_nodes(determinations)} }} ?determination ant:underEdition/skos:notation ?edition
    }} ORDER BY ?determination ?edition"""


def _nodes(iris: Iterable[str]) -> str:
    return " ".join(str(ox.NamedNode(iri)) for iri in iris)


#: What there is to choose from: value and label of each.
CHOICES: Mapping[str, str] = {
    "policy": f"""{_PREFIXES}SELECT DISTINCT ?value (?value AS ?label) WHERE {{
        {{ SELECT DISTINCT ?edition WHERE {{ ?determination ant:underEdition ?edition }} }}
        ?edition skos:notation ?notation OPTIONAL {{ ?edition ant:family ?family }}
        BIND(COALESCE(?family, ?notation) AS ?value) }} ORDER BY ?value""",
    "act": f"""{_PREFIXES}SELECT DISTINCT ?value ?label WHERE {{
        {{ SELECT DISTINCT ?value WHERE {{ ?asked ant:requestsAct ?value }} }}
        ?value rdfs:label ?label }} ORDER BY ?label""",
    "criterion": f"""{_PREFIXES}SELECT DISTINCT ?value ?label WHERE {{
        {{ SELECT DISTINCT ?criterion WHERE {{
             {{ SELECT ?assessment WHERE {{ ?line ant:decidedBy ?assessment }} }}
             {{ SELECT ?assessment ?criterion WHERE {{
                 ?criterion ant:role ?role . ?assessment ant:assesses ?criterion }} }}
        }} }}
        ?criterion skos:notation ?value ; rdfs:label ?label }} ORDER BY ?value""",
}


def queries(determinations: Sequence[str]) -> tuple[str, str, str]:
    """The queries for all that the list says of determinations."""
    return lines_query(determinations), reasons_query(determinations), editions_query(determinations)


def rows(told: Sequence[Table], acts: Mapping[str, str]) -> list[Row]:
    """The answers to :func:`queries`, put together; ``acts`` are the labels of classes of acts."""
    lines, reasons, editions = told
    made: dict[str, Row] = {}
    for each in _dicts(lines):
        row = made.setdefault(each["determination"], Row(each["id"], each["day"], each["whole"]))
        act = acts.get(each["act"] or "", "")
        line = LineRow(each["number"], each["code"] or "", act, each["recommends"], each["robust"], each["coverage"])
        row.lines.setdefault(line.number, line)
    for each in _dicts(reasons):
        line, reason = made[each["determination"]].lines[each["number"]], (each["notation"] or "", each["label"])
        if reason not in line.reasons:
            line.reasons.append(reason)
    for each in _dicts(editions):
        made[each["determination"]].editions.append(each["edition"])
    return list(made.values())


def _counted(notation: str) -> list[str | int]:
    """A key by which notations stand as people count: N2 before N11."""
    return [int(part) if part.isdecimal() else part for part in re.split(r"(\d+)", notation)]


def _dicts(table: Table) -> Iterator[dict[str, Any]]:
    return (dict(zip(table.columns, row, strict=True)) for row in table.rows)


def case_query(iri: str) -> str:
    """A case as it was submitted, and what was recommended on it."""
    held = f"{ox.NamedNode(iri)} ant:canonicalCase ?given . ?determination prov:wasDerivedFrom {ox.NamedNode(iri)} ."
    said = "?determination ant:recommends ?recommendation ; ant:edition ?edition ."
    return f"{_PREFIXES}SELECT ?given ?recommendation ?edition WHERE {{ {held} {said} }} ORDER BY ?edition"
