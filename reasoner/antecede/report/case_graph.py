"""The case as RDF: every entry as it was given, its values typed, partial dates and durations as the range they may be.

Nothing here is an opinion on a rule: dates become the first and last day they may stand for, ``P6W`` becomes 42 days,
``[30, 50]`` a low and a high end.  No node is blank, so that two readings of one case give the same set of triples.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import msgspec
import pyoxigraph as ox

from antecede.case.model import Entry, SameDayAct, Service, Source
from antecede.determination.result import Determination
from antecede.explanation.path import case_iri, fact_iri
from antecede.graph.vocabulary import DCTERMS, HCPCS, LABEL, TYPE, ant
from antecede.knowledge.lexicon import Attribute
from antecede.record.fact import CONTRAINDICATED, DENIED, DONE, PLANNED, Fact
from antecede.record.line import Line
from antecede.record.reading import told_as_is
from antecede.report.receipt import canonical
from antecede.report.triples import day, flag, link, number, text, verbatim, whole
from antecede.truth.day import days
from antecede.truth.span import span

STANDINGS = {DONE: "done", DENIED: "denied", PLANNED: "planned", CONTRAINDICATED: "contraindicated"}
#: Keys that name what an entry is, and are told otherwise than as a value.
STRUCTURAL = {"type", "levels", "source", "act", "line", "code", "same_day"}
DATES = {"date", "start", "end", "since", "service_date", "as_of"}
DURATIONS = {"duration", "relief_duration"}
SECTIONS = ("diagnoses", "findings", "events", "request")
SIDES = {"left": ant("Left"), "right": ant("Right"), "bilateral": ant("Bilateral")}


class CaseGraph:
    """Makes the triples of one case."""

    def __init__(self, determination: Determination) -> None:
        self._record = determination.record
        self._case = determination.case
        self._iri = case_iri(self._case.id)
        self._reader = determination.engine.reader
        self._attributes: dict[str, list[Attribute]] = {}
        for attribute in determination.engine.plan.lexicon.attributes.values():
            if told_as_is(attribute):
                self._attributes.setdefault(attribute.key, []).append(attribute)

    def triples(self) -> Iterator[ox.Triple]:
        """Everything that was submitted."""
        yield link(self._iri, TYPE, ant("Case"))
        yield text(self._iri, LABEL, self._case.id)
        yield day(self._iri, ant("asOf"), self._record.as_of)
        if self._case.service_date:
            yield from self._given(self._iri, "service_date", self._case.service_date)
        if self._case.received:
            yield day(self._iri, ant("receivedOn"), days(self._case.received).first)
        yield verbatim(self._iri, ant("canonicalCase"), canonical(self._case))
        for name in self._case.complete:
            yield link(self._iri, ant("listsAll"), self._reader.classes[name].iri)
        facts = {fact.ref: fact for fact in self._record.facts}
        for section in SECTIONS:
            for index, entry in enumerate(getattr(self._case, section)):
                ref = f"{section}/{index}"
                yield from self._entry(ref, entry)
                yield from self._fact(fact_iri(self._case.id, ref), facts.get(ref), entry, section)
        if self._case.patient:
            yield from self._entry("patient", self._case.patient)
            yield link(fact_iri(self._case.id, "patient"), TYPE, ant("Patient"))
        if self._case.contractor or self._case.state:
            yield from self._submission(fact_iri(self._case.id, "case"))
        for line in self._record.lines:
            iri = fact_iri(self._case.id, line.fact.ref)
            yield from self._line(iri, line)
            for index, other in enumerate(line.entry.same_day):
                yield from self._same_day(iri, f"{line.fact.ref}/same_day/{index}", other)

    def _entry(self, ref: str, entry: Entry) -> Iterator[ox.Triple]:
        """What an entry says, key by key."""
        iri = fact_iri(self._case.id, ref)
        yield link(self._iri, ant("hasFact"), iri)
        yield text(iri, ant("ref"), ref)
        for key, value in sorted(_said(entry)):
            yield from self._given(iri, key, value)
        if getattr(entry, "source", ""):
            yield text(iri, DCTERMS + "source", _source(entry.given["source"]))

    def _given(self, iri: str, key: str, value: Any) -> Iterator[ox.Triple]:
        """A value as given, with its typed form; in short under its property, where it is one plain value."""
        node = f"{iri}/{key}"
        yield link(iri, ant("gives"), node)
        yield text(node, ant("key"), key)
        yield from (text(node, ant("given"), given(each)) for each in _each(value))
        if key in DATES:
            yield from self._date(node, value)
        elif key in DURATIONS:
            yield from self._duration(node, value)
        elif key == "side":
            yield link(iri, ant("side"), SIDES[value])
        else:
            yield from self._value(iri, node, key, value)

    def _date(self, node: str, value: str) -> Iterator[ox.Triple]:
        first, last = days(value)
        yield day(node, ant("earliest"), first)
        yield day(node, ant("latest"), last)

    def _duration(self, node: str, value: Any) -> Iterator[ox.Triple]:
        low, high = sorted((span(each) for each in (_each(value) * 2)[:2]), key=lambda each: each.shortest)
        yield number(node, ant("lowMonths"), low.months)
        yield number(node, ant("lowDays"), low.days)
        yield number(node, ant("highMonths"), high.months)
        yield number(node, ant("highDays"), high.days)

    def _value(self, iri: str, node: str, key: str, value: Any) -> Iterator[ox.Triple]:
        if isinstance(value, bool):
            yield from (flag(iri, each.iri, value) for each in self._attributes.get(key, ()))
        elif all(isinstance(each, str) for each in _each(value)):
            attributes = self._attributes.get(key, ())
            words = ((each, each.words.get(word)) for each in attributes for word in _each(value))
            yield from (link(iri, each.iri, word.iri) for each, word in words if word)
        elif all(isinstance(each, int | float) for each in _each(value)):
            yield number(node, ant("low"), min(_each(value)))
            yield number(node, ant("high"), max(_each(value)))
            if not isinstance(value, tuple):
                yield from (number(iri, each.iri, value) for each in self._attributes.get(key, ()))

    def _fact(self, iri: str, fact: Fact | None, entry: Entry, section: str) -> Iterator[ox.Triple]:
        """What the entry names, and how it stands; a fact that came after the review or the service is left out."""
        if fact is None:
            if section != "request":
                yield flag(iri, ant("leftOut"), True)
                yield link(iri, ant("names"), self._reader.classes[entry.given["type"]].iri)
                names = getattr(entry, "levels", ())
                yield from self._levels(iri, names, sorted({self._reader.lexicon.levels[name].iri for name in names}))
            return
        yield link(iri, ant("names"), fact.cls)
        yield text(iri, ant("standing"), STANDINGS[fact.standing])
        if fact.standing == DONE:
            yield from (link(iri, TYPE, cls) for cls in fact.types)
        elif fact.standing == DENIED:
            yield link(iri, ant("denies"), fact.cls)
        elif fact.standing == PLANNED:
            yield link(iri, TYPE, ant("PlannedEvent"))
        if section == "diagnoses":
            yield text(iri, ant("code"), entry.given["code"])
        if fact.counted:
            yield whole(iri, ant("times"), fact.count)
        yield from self._levels(iri, getattr(entry, "levels", ()), sorted(fact.levels))
        if fact.when:
            yield day(iri, ant("earliest"), fact.when.first)
            yield day(iri, ant("latest"), fact.when.last)

    def _levels(self, iri: str, names: tuple[str, ...], closed: list[str]) -> Iterator[ox.Triple]:
        """Levels as named, and with the joints that named branches make together."""
        yield from (
            link(iri, ant("namesLevel"), self._reader.lexicon.levels[name].iri) for name in dict.fromkeys(names)
        )
        yield from (link(iri, ant("level"), level) for level in closed)

    def _line(self, iri: str, line: Line) -> Iterator[ox.Triple]:
        yield link(iri, TYPE, ant("RequestLine"))
        yield whole(iri, ant("lineNumber"), line.number)
        yield from self._service(iri, line.entry)
        yield from (link(iri, ant("wantsLevel"), level) for level in dict.fromkeys(line.wanted))

    def _submission(self, iri: str) -> Iterator[ox.Triple]:
        """To whom the case may be submitted, by contractor and state."""
        yield link(self._iri, ant("hasFact"), iri)
        yield link(iri, TYPE, ant("Submission"))
        yield from (link(iri, ant("contractor"), each) for each in self._record.contractors)

    def _same_day(self, line: str, ref: str, entry: SameDayAct) -> Iterator[ox.Triple]:
        """Another act planned for the day of a line."""
        iri = fact_iri(self._case.id, ref)
        yield from self._entry(ref, entry)
        yield link(iri, TYPE, ant("RequestedService"))
        yield link(iri, ant("otherLine"), line)
        yield from self._service(iri, entry)

    def _service(self, iri: str, entry: Service) -> Iterator[ox.Triple]:
        """Code, act and levels of what is asked for: it is no event, so its act is linked and is no class of it."""
        act = self._reader.act(entry.act, entry.code)
        if entry.code:
            yield text(iri, ant("code"), entry.code)
            yield link(iri, ant("requestsCode"), HCPCS + quote(entry.code, safe=""))
        if act:
            yield link(iri, ant("requestsAct"), act)
        if entry.act:
            yield link(iri, ant("statesAct"), act)
        yield from self._levels(iri, entry.levels, sorted(self._reader.places.closed(act, entry.levels)))


def _said(entry: Entry) -> Iterator[tuple[str, Any]]:
    """Keys and values of an entry that are more than what leaving them out would say."""
    for key, value in entry.said.items():
        if key not in STRUCTURAL and value not in ("", None):
            yield key, value


def _each(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def given(value: Any) -> str:
    """A value in the letters in which a case file has it.

    >>> given(True), given(80.0), given("P6W")
    ('true', '80', 'P6W')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return msgspec.json.encode(value).decode() if isinstance(value, Entry) else str(value)


def _source(source: "str | Source | Mapping[str, str]") -> str:
    if isinstance(source, Source):
        return " ".join(filter(None, (source.document, source.date, source.quote and f'"{source.quote}"')))
    return str(source)
