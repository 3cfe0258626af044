"""The record: facts of one case, indexed, with what was noticed while reading them."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

from antecede.case.model import Case, Event, Finding, Service
from antecede.record.fact import DENIED, PLANNED, REQUESTED, Fact
from antecede.record.jurisdiction import named as contractors_named
from antecede.record.likeness import Asked, Entries, Likeness, Likenesses
from antecede.record.line import Line
from antecede.record.request import REQUESTED_SERVICE, background
from antecede.record.values import durations, in_order, percent
from antecede.truth.day import Days, days
from antecede.truth.span import Lasting, span

T = TypeVar("T")
NONE: frozenset[str] = frozenset()


class Notice(NamedTuple):
    """Something noticed that decides nothing: a place, a kind, and what it is about."""

    place: str
    kind: str
    detail: str


class Record:
    """Facts of a case as of a day.  ``memo`` holds what criteria have already come to.

    ``service_day`` is the day of the service asked for, an ordinal like ``as_of`` and equal to it where the case gives
    none; of a partial date it is the last day.  ``service`` are all days that it may be.  ``until`` is the last day of
    which facts count: that of the review, or of the service where it lies before.  ``contractors`` are the IRIs
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
        "until",
    )

    def __init__(self, case: Case, entries: Entries) -> None:
        """Raises :class:`ValueError` where a name, a word, a date or a duration of an entry is none that is known."""
        reader = entries.reader
        self.case = case
        self.reader = reader
        self.as_of = days(case.as_of).last
        self.service = days(case.service_date) if case.service_date else Days(self.as_of, self.as_of)
        self.service_day = self.service.last
        self.until = min(self.as_of, self.service_day)
        today = Days(self.until, self.until)
        self.contractors = tuple([each.iri for each in contractors_named(reader.lexicon.contractors, case)])
        self.notices: list[Notice] = []
        self.memo: dict[object, Any] = {}
        self.facts: list[Fact] = []
        self.groups: dict[object, list[Fact]] = {}
        self.staged: dict[object, list[Fact]] = {}
        self.denials: list[Fact] = []
        self.dated: list[Fact] = []
        self._diagnoses(case)
        self._findings(case.findings, entries.findings, today)
        self._events(case.events, entries.events)
        self._request(case, entries)
        self.denied = frozenset([fact.cls for fact in self.denials])
        self.complete = frozenset([reader.named[name].iri for name in case.complete]) if case.complete else NONE
        self.affirmed = self.negated = self.refuted = self.touched = 0
        self.denying: list[tuple[int, Fact]] = []

    def _diagnoses(self, case: Case) -> None:
        for index, diagnosis in enumerate(case.diagnoses):
            cls = self.reader.diagnosis(diagnosis.code, self.service_day)
            fact = Fact(f"diagnoses/{index}", len(self.facts), cls, diagnosis, (cls,), cls)
            self.facts.append(fact)
            self.groups.setdefault(cls, []).append(fact)
        self.notices.extend([Notice(*each) for each in self.reader.remarks(self.facts)])

    def _findings(self, findings: Sequence[Finding], likenesses: Likenesses[Likeness], today: Days) -> None:
        known, words, learn = likenesses.known, likenesses.words, likenesses.learn
        facts, denials = self.facts, self.denials
        for index, entry in enumerate(findings):
            like = known.get(words(entry)) or learn(entry)
            cls, types, kind, standing, sides, levels, refined, not_imaging, numberless = like
            if entry.duration:
                span(entry.duration)
            when, since = entry.date, entry.since
            date, start = days(when) if when else None, days(since) if since else None
            if not_imaging:
                self.notices.append(Notice(f"findings/{index}", "not_imaging", entry.modality))
            if numberless and entry.value is not None:
                self.notices.append(Notice(f"findings/{index}", "number_not_read", entry.type))
            begun = date or start
            if begun and begun.first > self.until:
                self.notices.append(Notice(f"findings/{index}", self._after(begun), when or since))
                continue
            ends = (start, today) if start and standing != DENIED else None
            fact = Fact(
                f"findings/{index}", len(facts), cls, entry, types, kind, (), (), standing, date, ends, sides, levels
            )
            if standing == DENIED and not date:
                facts.append(fact)
                denials.append(fact)
            else:
                self._keep(fact, refined)

    def _events(self, events: Sequence[Event], likenesses: Likenesses[Likeness]) -> None:
        facts, known, words, learn = self.facts, likenesses.known, likenesses.words, likenesses.learn
        for index, entry in enumerate(events):
            like = known.get(words(entry)) or learn(entry)
            cls, types, kind, standing, sides, levels, refined, _, _ = like
            date = days(entry.date) if entry.date else None
            fact = Fact(
                f"events/{index}", len(facts), cls, entry, types, kind, (), (), standing, date, None, sides, levels
            )
            if entry.count != 1:
                fact.counted = entry.count is not None
                fact.count = entry.count or 1
            if entry.relief_duration and durations(entry.relief_duration):
                raise ValueError("no duration")
            if (entry.relief and percent(entry.relief)) or (entry.function_gain and percent(entry.function_gain)):
                raise ValueError("no percentage")
            if entry.duration:
                span(entry.duration)
            if entry.start or entry.end:
                self._period(fact, entry)
            begun = date or (fact.ends and fact.ends[0])
            if begun and begun.first > self.until and standing != PLANNED:
                self.notices.append(Notice(fact.ref, self._after(begun), entry.date or entry.start))
                continue
            self._keep(fact, refined)

    def _after(self, begun: Days) -> str:
        """Which day the beginning of a fact lies after, so that it does not count."""
        return "after_as_of" if begun.first > self.as_of else "after_service"

    def _keep(self, fact: Fact, refined: bool) -> None:
        """Sort a fact in, realised where defined classes may take it in."""
        if refined:
            self.reader.realise(self, fact)
        self.facts.append(fact)
        if fact.when:
            self.dated.append(fact)
        standing = fact.standing
        if standing == DENIED:
            self.denials.append(fact)
            return
        groups, kind = (self.staged, (PLANNED, fact.kind)) if standing == PLANNED else (self.groups, fact.kind)
        if kind in groups:
            groups[kind].append(fact)
        else:
            groups[kind] = [fact]

    def _period(self, fact: Fact, entry: Event) -> None:
        """The days from start to end, of which none lies after the day of the review or of the service."""
        if entry.end and not in_order(entry):
            raise ValueError("a period that does not end after it starts")
        first = days(entry.start)
        until = self.until
        last = days(entry.end) if entry.end else Days(min(first.first, until), until)
        if entry.end and last.last > until:
            if last.first > until >= first.first:
                self.notices.append(Notice(fact.ref, f"end_{self._after(last)}", entry.end))
            last = Days(min(last.first, until), min(last.last, until))
        fact.ends = (first, last)
        fact.when = fact.when or Days(first.first, last.last)
        if entry.end and entry.duration:
            self._compare(fact, entry.duration)

    def _compare(self, fact: Fact, documented: str) -> None:
        """A documented duration that its dates contradict stands, with a notice."""
        length = span(documented)
        least, most = Lasting(ends=fact.ends).compare(length)
        if least > 0 or most < 0:
            self.notices.append(Notice(fact.ref, "duration_against_dates", documented))

    def _request(self, case: Case, entries: Entries) -> None:
        """What is asked for, for whom and from whom; lines of one place share what follows from it."""
        patient, patients = case.patient, entries.patients
        if patient and patients.words(patient) not in patients.known:
            patients.learn(patient)
        for fact in background(case, self.contractors):
            fact.index = len(self.facts)
            self.facts.append(fact)
            self.groups.setdefault(fact.kind, []).append(fact)
        self.lines: list[Line] = []
        self.requested: list[Fact] = []
        shared: dict[object, dict[object, Any]] = {}
        for index, entry in enumerate(case.request):
            asked = self._asked(entry, entries.services)
            fact = self._requested(f"request/{index}", entry, asked)
            act, _, _, sides, levels, wanted, regions = asked
            place = (sides, wanted, levels)
            line = Line(
                index, entry.line, entry.code, act, entry, fact, entry.units, sides, levels, wanted, regions, place,
                shared.setdefault(place, {}),
            )  # fmt: skip
            self.lines.append(line)
        for index, entry in enumerate(case.request):
            for number, other in enumerate(entry.same_day):
                self._requested(f"request/{index}/same_day/{number}", other, self._asked(other, entries.services))

    def _asked(self, entry: Service, services: Likenesses[Asked]) -> Asked:
        return services.known.get(services.words(entry)) or services.learn(entry)

    def _requested(self, ref: str, entry: Service, asked: Asked) -> Fact:
        """A service asked for as a fact, on the day of service."""
        act, types, maybe, sides, levels, _, _ = asked
        kind = (types, maybe, ())
        fact = Fact(
            ref, len(self.requested), act or REQUESTED_SERVICE, entry, types, kind, maybe, (), REQUESTED, self.service,
            None, sides, levels,
        )  # fmt: skip
        self.requested.append(fact)
        self.staged.setdefault((REQUESTED, kind), []).append(fact)
        return fact

    def remember(self, key: tuple[object, ...], make: Callable[[], T]) -> T:
        """What follows from this case for several lines alike, worked out once."""
        try:
            known: T = self.memo[key]
        except KeyError:
            known = self.memo[key] = make()
        return known
