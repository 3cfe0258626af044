"""The record: facts of one case, indexed, with what was noticed while reading them."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar, cast

from antecede.case.model import Case, Event, Finding, RequestLine
from antecede.record.fact import CONTRAINDICATED, DENIED, DONE, PLANNED, SIDES, Fact
from antecede.record.jurisdiction import named
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

    ``fact`` is the line as a requested service; ``regions`` are the coding regions it lies in.
    """

    __slots__ = (
        "act", "code", "entry", "fact", "index", "levels", "number", "place", "regions", "sides", "units", "wanted"
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


class Record:
    """Facts of a case as of a day.  ``memo`` holds what criteria have already come to.

    ``service_day`` is the day of the service asked for, an ordinal like ``as_of`` and equal to it where the case gives
    none; of a partial date it is the last day.  ``service`` are all days that it may be.  ``contractors`` are the IRIs
    of those that contractor and state of the case leave possible; none where it names neither.  ``requested`` are the
    facts of what is asked for, which stand in no other list: request lines, and other acts planned for their day.
    """

    __slots__ = (
        "as_of",
        "case",
        "complete",
        "contractors",
        "dated",
        "denials",
        "denied",
        "facts",
        "groups",
        "lines",
        "memo",
        "notices",
        "reader",
        "requested",
        "service",
        "service_day",
    )

    def __init__(self, case: Case, reader: CaseReader) -> None:
        self.case = case
        self.reader = reader
        self.as_of = days(case.as_of).last
        self.service = days(case.service_date) if case.service_date else Days(self.as_of, self.as_of)
        self.service_day = self.service.last
        self.contractors = tuple(each.iri for each in named(reader.lexicon.contractors, case))
        self.notices: list[Notice] = []
        self.memo: dict[object, object] = {}
        self.facts: list[Fact] = []
        self._read(case, reader)
        self.groups: dict[str, list[Fact]] = {}
        self.denials = [fact for fact in self.facts if fact.standing == DENIED]
        self.dated = [fact for fact in self.facts if fact.when]
        self.denied = frozenset(fact.cls for fact in self.denials)
        for fact in self.facts:
            if fact.standing in (DONE, CONTRAINDICATED):
                self.groups.setdefault(fact.cls, []).append(fact)
        self.complete = frozenset(reader.classes[name].iri for name in case.complete)
        self.requested, own = requested(case, reader, self.service)
        self.lines = [Line(index, entry, own[index], reader) for index, entry in enumerate(case.request)]

    def _read(self, case: Case, reader: CaseReader) -> None:
        for index, diagnosis in enumerate(case.diagnoses):
            cls = reader.diagnosis(diagnosis.code, self.service_day)
            self.facts.append(Fact(f"diagnoses/{index}", len(self.facts), cls, diagnosis))
        self.notices.extend(Notice(*each) for each in reader.remarks(self.facts))
        for index, finding in enumerate(case.findings):
            self._keep(self._finding(f"findings/{index}", finding), finding.date or finding.since)
        for index, event in enumerate(case.events):
            self._keep(self._event(f"events/{index}", event), event.date or event.start)
        self.facts.extend(background(case, self.contractors))

    def _keep(self, fact: Fact, start: str) -> None:
        """Leave out what lies after the day of the review, and say so."""
        begun = days(start).first if start else 0
        if begun > self.as_of and fact.standing != PLANNED:
            self.notices.append(Notice(fact.ref, "after_as_of", start))
            return
        self.reader.realise(self, fact)
        self.facts.append(fact)

    def _fact(self, ref: str, entry: Finding | Event) -> Fact:
        cls = self.reader.classes[entry.type].iri
        fact = Fact(ref, len(self.facts), cls, entry)
        if entry.side:
            fact.sides = SIDES[entry.side]
        if entry.levels:
            fact.levels = self.reader.places.closed(cls, entry.levels)
        if entry.date:
            fact.when = days(entry.date)
        return fact

    def _finding(self, ref: str, entry: Finding) -> Fact:
        fact = self._fact(ref, entry)
        if entry.modality and self.reader.by_iri[fact.cls].never_imaging:
            self.notices.append(Notice(ref, "not_imaging", entry.modality))
        if not entry.present or self.reader.gone(entry.status):
            fact.standing = DENIED
        elif entry.since:
            since = days(entry.since)
            fact.ends = (since, Days(self.as_of, self.as_of))
        return fact

    def _event(self, ref: str, entry: Event) -> Fact:
        fact = self._fact(ref, entry)
        fact.standing = STANDINGS[entry.status]
        if fact.standing == PLANNED:
            fact.types += (PLANNED_EVENT,)
        fact.counted = entry.count is not None
        fact.count = entry.count or 1
        if entry.start:
            self._period(fact, entry)
        return fact

    def _period(self, fact: Fact, entry: Event) -> None:
        start = days(entry.start)
        end = days(entry.end) if entry.end else Days(min(start.first, self.as_of), self.as_of)
        if end.last > self.as_of and entry.end:
            if end.first > self.as_of:
                self.notices.append(Notice(fact.ref, "end_after_as_of", entry.end))
            end = Days(min(end.first, self.as_of), min(end.last, self.as_of))
        fact.ends = (start, end)
        fact.when = fact.when or Days(start.first, end.last)
        if entry.duration and entry.end:
            self._compare(fact, entry.duration)

    def _compare(self, fact: Fact, documented: str) -> None:
        """A documented duration that its dates contradict stands, with a notice."""
        length = span(documented)
        least, most = Lasting(ends=fact.ends).compare(length)
        if least > 0 or most < 0:
            self.notices.append(Notice(fact.ref, "duration_against_dates", documented))

    def remember(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What follows from this case for several lines alike, worked out once."""
        known = self.memo.get(key)
        if known is None:
            known = make()
            self.memo[key] = known
        return cast("T", known)
