"""The record: facts of one case, indexed, with what was noticed while reading them."""

from collections.abc import Callable
from typing import Any, NamedTuple, TypeVar

from antecede.case.model import Case, Event, Finding, RequestLine
from antecede.record.fact import CONTRAINDICATED, DENIED, DONE, PLANNED, REQUESTED, SIDES, Fact
from antecede.record.jurisdiction import named as contractors_named
from antecede.record.reader import CaseReader
from antecede.record.request import PLANNED_EVENT, background, requested
from antecede.truth.day import Days, days
from antecede.truth.span import Lasting, span

T = TypeVar("T")
STANDINGS = {"done": DONE, "not_done": DENIED, "planned": PLANNED, "contraindicated": CONTRAINDICATED}


class Notice(NamedTuple):
    """Something noticed that decides nothing: a place, a kind, and what it is about."""

    place: str
    kind: str
    detail: str


class Line:
    """A request line: its act resolved, its levels and sides closed; ``place`` is all that facts are matched with.

    ``fact`` is the line as a requested service; ``regions`` are the coding regions it lies in.  ``memo`` holds what
    criteria have come to for this line, ``shared`` what they have for all lines of its place.
    """

    __slots__ = (
        "act", "code", "entry", "fact", "index", "levels", "memo", "number", "place", "regions", "shared", "sides",
        "units", "wanted",
    )  # fmt: skip

    def __init__(self, index: int, entry: RequestLine, fact: Fact, reader: CaseReader) -> None:
        self.index = index
        self.number = entry.line
        self.code = entry.code
        self.fact = fact
        self.act = reader.act(entry.act, entry.code)
        self.wanted = reader.places.wanted(self.act, entry.levels)
        self.levels = fact.levels
        self.regions = reader.places.regions(self.act, entry.levels, entry.region, entry.code)
        self.sides = fact.sides
        self.units = entry.units
        self.entry = entry
        self.place = (self.sides, self.wanted, self.levels)
        self.memo: dict[object, Any] = {}
        self.shared: dict[object, Any] = self.memo


class Record:
    """Facts of a case as of a day.  ``memo`` holds what criteria have already come to.

    ``service_day`` is the day of the service asked for, an ordinal like ``as_of`` and equal to it where the case gives
    none; of a partial date it is the last day.  ``service`` are all days that it may be.  ``contractors`` are the IRIs
    of those that contractor and state of the case leave possible; none where it names neither.  ``requested`` are the
    facts of what is asked for, which stand in no other list: request lines, and other acts planned for their day.

    ``groups`` are the facts that are so, or may not be done, by their kind; ``staged`` those planned or requested.
    ``affirmed``, ``negated``, ``refuted`` and ``touched`` note which patterns facts concern, denials speak of, denials
    take in, and anything at all concerns; ``denying`` are denials with what they speak of
    (:class:`antecede.criterion.interest.Interest`).
    """

    __slots__ = (
        "affirmed",
        "as_of",
        "case",
        "complete",
        "contractors",
        "dated",
        "denials",
        "denied",
        "denying",
        "facts",
        "groups",
        "lines",
        "memo",
        "negated",
        "notices",
        "reader",
        "refuted",
        "requested",
        "service",
        "service_day",
        "staged",
        "touched",
    )

    def __init__(self, case: Case, reader: CaseReader) -> None:
        self.case = case
        self.reader = reader
        self.as_of = days(case.as_of).last
        self.service = days(case.service_date) if case.service_date else Days(self.as_of, self.as_of)
        self.service_day = self.service.last
        self.contractors = tuple(each.iri for each in contractors_named(reader.lexicon.contractors, case))
        self.notices: list[Notice] = []
        self.memo: dict[object, Any] = {}
        self.facts: list[Fact] = []
        self.groups: dict[object, list[Fact]] = {}
        self.staged: dict[object, list[Fact]] = {}
        self.denials: list[Fact] = []
        self.dated: list[Fact] = []
        self._diagnoses(case)
        self._findings(case)
        self._events(case)
        self._request(case)
        self.denied = frozenset([fact.cls for fact in self.denials])
        self.complete = frozenset([reader.named[name].iri for name in case.complete])
        self.affirmed = self.negated = self.refuted = self.touched = 0
        self.denying: list[tuple[int, Fact]] = []

    def _request(self, case: Case) -> None:
        """What is asked for, for whom and from whom; lines of one place share what follows from it."""
        for fact in background(case, self.contractors):
            fact.index = len(self.facts)
            self.facts.append(fact)
            self.groups.setdefault(fact.kind, []).append(fact)
        self.requested, own = requested(case, self.reader, self.service)
        for fact in self.requested:
            self.staged.setdefault((REQUESTED, fact.kind), []).append(fact)
        self.lines = [Line(index, entry, own[index], self.reader) for index, entry in enumerate(case.request)]
        shared: dict[object, dict[object, Any]] = {}
        for line in self.lines:
            line.shared = shared.setdefault(line.place, {})

    def _diagnoses(self, case: Case) -> None:
        for index, diagnosis in enumerate(case.diagnoses):
            cls = self.reader.diagnosis(diagnosis.code, self.service_day)
            fact = Fact(f"diagnoses/{index}", len(self.facts), cls, diagnosis, (cls,), cls)
            self.facts.append(fact)
            self.groups.setdefault(cls, []).append(fact)
        self.notices.extend([Notice(*each) for each in self.reader.remarks(self.facts)])

    def _findings(self, case: Case) -> None:
        facts, named, gone = self.facts, self.reader.named, self.reader.gone
        for index, entry in enumerate(case.findings):
            cls, types, never_imaging = named[entry.type]
            fact = Fact(f"findings/{index}", len(facts), cls, entry, types, cls)
            if entry.modality and never_imaging:
                self.notices.append(Notice(fact.ref, "not_imaging", entry.modality))
            if not entry.present or entry.status in gone:
                fact.standing = DENIED
            elif entry.since:
                fact.ends = (days(entry.since), Days(self.as_of, self.as_of))
            if entry.date:
                fact.when = days(entry.date)
            self._keep(fact, entry, entry.date or entry.since)

    def _events(self, case: Case) -> None:
        facts, named = self.facts, self.reader.named
        for index, entry in enumerate(case.events):
            cls, types, _ = named[entry.type]
            fact = Fact(f"events/{index}", len(facts), cls, entry, types, cls)
            if entry.status != "done":
                fact.standing = STANDINGS[entry.status]
                if fact.standing == PLANNED:
                    fact.types += (PLANNED_EVENT,)
                    fact.kind = (fact.types, fact.maybe, fact.never)
            if entry.count != 1:
                fact.counted = entry.count is not None
                fact.count = entry.count or 1
            if entry.date:
                fact.when = days(entry.date)
            if entry.start:
                self._period(fact, entry.start, entry.end)
                if entry.end and entry.duration:
                    self._compare(fact, entry.duration)
            self._keep(fact, entry, entry.date or entry.start)

    def _keep(self, fact: Fact, entry: Finding | Event, start: str) -> None:
        """Place a fact and sort it in; leave out what lies after the day of the review, and say so."""
        standing = fact.standing
        if start and days(start).first > self.as_of and standing != PLANNED:
            self.notices.append(Notice(fact.ref, "after_as_of", start))
            return
        if entry.side:
            fact.sides = SIDES[entry.side]
        if entry.levels:
            fact.levels = self.reader.places.closed(fact.cls, entry.levels)
        if fact.cls in self.reader.refined:
            self.reader.realise(self, fact)
        self.facts.append(fact)
        if fact.when:
            self.dated.append(fact)
        if standing == DENIED:
            self.denials.append(fact)
            return
        groups, kind = (self.staged, (PLANNED, fact.kind)) if standing == PLANNED else (self.groups, fact.kind)
        if kind in groups:
            groups[kind].append(fact)
        else:
            groups[kind] = [fact]

    def _period(self, fact: Fact, start: str, end: str) -> None:
        first = days(start)
        last = days(end) if end else Days(min(first.first, self.as_of), self.as_of)
        if end and last.last > self.as_of:
            if last.first > self.as_of:
                self.notices.append(Notice(fact.ref, "end_after_as_of", end))
            last = Days(min(last.first, self.as_of), min(last.last, self.as_of))
        fact.ends = (first, last)
        fact.when = fact.when or Days(first.first, last.last)

    def _compare(self, fact: Fact, documented: str) -> None:
        """A documented duration that its dates contradict stands, with a notice."""
        length = span(documented)
        least, most = Lasting(ends=fact.ends).compare(length)
        if least > 0 or most < 0:
            self.notices.append(Notice(fact.ref, "duration_against_dates", documented))

    def remember(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What follows from this case for several lines alike, worked out once."""
        try:
            known: T = self.memo[key]
        except KeyError:
            known = self.memo[key] = make()
        return known
