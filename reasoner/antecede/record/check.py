"""Check the names, words, dates and codes of a case against the graph: every problem, each with what to do."""

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from antecede.case.model import Case, Entry, Event, Service
from antecede.errors import Problem
from antecede.record.jurisdiction import jurisdiction_complaints
from antecede.record.reader import CaseReader
from antecede.truth.day import days
from antecede.truth.span import span

#: What is wrong with a value and what to do; none where it is well.
Complaint = tuple[str, str] | None
Checker = Callable[[Any], Complaint]
EMPTY: tuple[object, ...] = ("", (), None)
#: At most so many values of a key are remembered as well-formed.
REMEMBERED = 20_000
DATES = ("date", "start", "end", "since")
ICD_LENGTH = range(3, 9)
MODIFIER = re.compile("[0-9A-Z]{2}")


class Checks:
    """The checks of a section of the case by key; ``without`` are keys that the shape of the file has settled."""

    def __init__(self, checkers: dict[str, Checker], without: tuple[str, ...] = ()) -> None:
        self._checkers = {key: checker for key, checker in checkers.items() if key not in without}
        self._keys = frozenset(self._checkers)
        self._well: dict[str, set[object]] = {key: set() if key == "type" else set(EMPTY) for key in self._checkers}

    def complaints(self, section: str, entries: Sequence[Entry]) -> Iterator[tuple[str, tuple[str, str]]]:
        """What is wrong with the values that the entries of a section give."""
        for index, entry in enumerate(entries):
            if self._doubtful(entry):
                yield from self.of_entry(f"{section}/{index}", entry)
            if isinstance(entry, Event) and entry.end:
                yield from _period(f"{section}/{index}", entry)

    def of_entry(self, place: str, entry: Entry) -> Iterator[tuple[str, tuple[str, str]]]:
        """What is wrong with the values that an entry gives; values once found well are remembered."""
        for key in self._doubtful(entry):
            yield from self._complaint(f"{place}/{key}", key, entry.__dict__[key])

    def _doubtful(self, entry: Entry) -> list[str]:
        """Keys that an entry gives whose values have not been found well before."""
        given, well = entry.__dict__, self._well
        return [key for key in self._keys & entry.__pydantic_fields_set__ if given[key] not in well[key]]

    def _complaint(self, place: str, key: str, value: Any) -> Iterator[tuple[str, tuple[str, str]]]:
        complaint = self._checkers[key](value)
        if complaint:
            yield place, complaint
        elif len(self._well[key]) < REMEMBERED:
            self._well[key].add(value)


class CaseChecker:
    """Checks cases against a lexicon; built once."""

    def __init__(self, reader: CaseReader) -> None:
        lexicon = reader.lexicon
        self._reader = reader
        self._lexicon = lexicon
        common: dict[str, Checker] = {
            **{
                attribute.key: _modifier if attribute.open_words else _word(sorted(attribute.words))
                for attribute in lexicon.attributes.values()
                if attribute.words
            },
            **dict.fromkeys(DATES, _date),
            "duration": _duration,
            "relief_duration": _durations,
            "levels": self._levels,
            "region": _word(list(lexicon.regions)),
        }
        self._acts = [name for name, cls in lexicon.classes.items() if cls.kind == "act" and not cls.abstract]
        self._act_names = frozenset(self._acts)
        self._event = Checks(common | {"type": self._type("act", "event")}, without=("status", "relief"))
        self._finding = Checks(common | {"type": self._type("finding", "measurement")})
        self._service = Checks(common | {"act": self._act})
        self._patient = Checks(common)

    def problems(self, case: Case, file: str) -> list[Problem]:
        """Every problem of a case, in the order of its entries."""
        return [Problem(file, place, what, remedy) for place, (what, remedy) in self._complaints(case)]

    def _complaints(self, case: Case) -> Iterator[tuple[str, tuple[str, str]]]:
        yield from _keyed("as_of", _date(case.as_of) if case.as_of else ("no date", "give the day of the review"))
        yield from _keyed("service_date", _date(case.service_date) if case.service_date else None)
        yield from _keyed("received", _received(case) if case.received else None)
        for index, diagnosis in enumerate(case.diagnoses):
            if diagnosis.code not in self._lexicon.diagnoses:
                yield from _keyed(f"diagnoses/{index}/code", self._diagnosis(diagnosis.code))
        yield from self._finding.complaints("findings", case.findings)
        yield from self._event.complaints("events", case.events)
        yield from self._request(case)
        if case.contractor or case.state:
            yield from jurisdiction_complaints(self._lexicon.contractors, case)
        if case.patient:
            yield from self._patient.of_entry("patient", case.patient)
        for index, name in enumerate(case.complete):
            yield from _keyed(f"complete/{index}", self._known(name))

    def _request(self, case: Case) -> Iterator[tuple[str, tuple[str, str]]]:
        numbers = [line.line for line in case.request]
        for index, line in enumerate(case.request):
            if numbers.index(line.line) < index:
                yield f"request/{index}/line", (f"line number {line.line} stands twice", "number the lines apart")
            yield from self._asked(f"request/{index}", line)
            for number, other in enumerate(line.same_day):
                yield from self._asked(f"request/{index}/same_day/{number}", other)

    def _asked(self, place: str, service: Service) -> Iterator[tuple[str, tuple[str, str]]]:
        if service.code:
            yield from _keyed(f"{place}/code", self._procedure(service))
        elif not service.act:
            yield place, ("neither act nor code", "name the class of the act")
        yield from self._service.of_entry(place, service)

    def _type(self, *kinds: str) -> Checker:
        names = [name for name, cls in self._lexicon.classes.items() if cls.kind in kinds and not cls.abstract]
        allowed = frozenset(names)

        def check(name: str) -> Complaint:
            return None if name in allowed else self._unknown(name, names)

        return check

    def _unknown(self, name: str, names: list[str]) -> tuple[str, str]:
        known = self._lexicon.classes.get(name)
        below = [each for each in names if known and known.iri in self._lexicon.classes[each].above]
        if known and known.abstract and below:
            return f"{name!r} only groups others", f"name one of them: {', '.join(sorted(below)[:6])}"
        if known:
            return f"{name!r} does not belong here", f"it is a kind of {known.kind}"
        return f"unknown type {name!r}", _near(name, names)

    def _known(self, name: str) -> Complaint:
        if name in self._lexicon.classes:
            return None
        return f"unknown type {name!r}", _near(name, list(self._lexicon.classes))

    def _act(self, name: str) -> Complaint:
        return None if name in self._act_names else self._unknown(name, self._acts)

    def _procedure(self, service: Service) -> Complaint:
        code = service.code
        if code in self._lexicon.procedures:
            return None
        if len(code) == 5 and code.isascii() and code.isalnum() and service.act:
            return None
        return f"unknown procedure code {code!r}", f"{_near(code, list(self._lexicon.procedures))}, or state the act"

    def _diagnosis(self, code: str) -> Complaint:
        """A code of a family that is carried must be in it; one of another family has to look like a code."""
        codes = self._lexicon.diagnoses
        if code in codes:
            return None
        wellformed = (
            len(code) in ICD_LENGTH
            and code[0].isalpha()
            and code[0].isupper()
            and code[1].isdigit()
            and code.replace(".", "").isalnum()
            and code.isascii()
            and (len(code) == 3 or code[3] == ".")
        )
        if wellformed and code[:3] not in codes:
            return None
        near = [other for other in codes if other[:3] == code[:3]] if wellformed else list(codes)
        return f"unknown diagnosis code {code!r}", _near(code, near)

    def _levels(self, names: tuple[str, ...]) -> Complaint:
        wrong = [name for name in names if name not in self._lexicon.levels]
        return (f"unknown level {wrong[0]!r}", _near(wrong[0], list(self._lexicon.levels))) if wrong else None


def _keyed(place: str, complaint: Complaint) -> Iterator[tuple[str, tuple[str, str]]]:
    if complaint:
        yield place, complaint


def _period(place: str, event: Event) -> Iterator[tuple[str, tuple[str, str]]]:
    dated = event.start and event.end and not _date(event.start) and not _date(event.end)
    if dated and days(event.end).last < days(event.start).first:
        yield (
            f"{place}/end",
            (f"ends on {event.end}, before it starts on {event.start}", "correct one of the dates"),
        )
    if event.end and not event.start:
        yield f"{place}/end", ("an end without a start", "give start, or date for a single day")


def _near(name: str, names: list[str]) -> str:
    near = get_close_matches(name, names, 1, 0.4)
    return f"did you mean {near[0]!r}?" if near else "see docs/cases.md for the names"


def _word(words: list[str]) -> Checker:
    allowed = frozenset(words)

    def check(given: str | tuple[str, ...]) -> Complaint:
        wrong = [word for word in ((given,) if isinstance(given, str) else given) if word not in allowed]
        return (f"unknown word {wrong[0]!r}", f"one of {', '.join(words)}") if wrong else None

    return check


def _modifier(given: tuple[str, ...]) -> Complaint:
    wrong = [each for each in given if not MODIFIER.fullmatch(each)]
    return (f"{wrong[0]!r} is no modifier", "write two digits or capital letters, such as KX or 50") if wrong else None


def _date(text: str) -> Complaint:
    try:
        days(text)
    except ValueError:
        return f"{text!r} is no date", "write 2025-08-04, 2025-08 or 2025"
    return None


def _received(case: Case) -> Complaint:
    """The day a request came in is one day, and none after the review."""
    complaint = _date(case.received)
    if complaint or len(case.received) < len("2025-08-04"):
        return f"{case.received!r} is no day", "write the day the request came in: 2025-08-04"
    if not _date(case.as_of) and days(case.received).first > days(case.as_of).last:
        return f"{case.received} is after the day of the review, {case.as_of}", "correct one of the days"
    return None


def _duration(text: str) -> Complaint:
    try:
        span(text)
    except ValueError:
        return f"{text!r} is no duration", "write an ISO 8601 duration: P6W, P42D, P3M, PT6H"
    return None


def _durations(value: str | tuple[str, str]) -> Complaint:
    texts = (value,) if isinstance(value, str) else value
    return next((complaint for text in texts if (complaint := _duration(text))), None)
