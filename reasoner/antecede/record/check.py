"""Check the names, words, dates and codes of a case against the graph: every problem, each with what to do."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from antecede.case.model import Case, Event, Finding, Patient, RequestLine, Service
from antecede.errors import Problem
from antecede.record.jurisdiction import jurisdiction_complaints
from antecede.record.reader import CaseReader
from antecede.record.values import (
    DATES,
    Checker,
    Checks,
    Complaint,
    date,
    duration,
    durations,
    modifier,
    near,
    percent,
    word,
)
from antecede.truth.day import days

ICD_LENGTH = range(3, 9)
#: Of the names below one that only groups others so many are told.
MOST_NAMED = 6


class CaseChecker:
    """Checks cases against a lexicon; built once."""

    def __init__(self, reader: CaseReader) -> None:
        lexicon = reader.lexicon
        self._reader = reader
        self._lexicon = lexicon
        common: dict[str, Checker] = {
            **{
                attribute.key: modifier if attribute.open_words else word(sorted(attribute.words))
                for attribute in lexicon.attributes.values()
                if attribute.words
            },
            **dict.fromkeys(DATES, date),
            "duration": duration,
            "relief_duration": durations,
            "relief": percent,
            "function_gain": percent,
            "levels": self._levels,
            "region": word(list(lexicon.regions)),
        }
        self._acts = [name for name, cls in lexicon.classes.items() if cls.kind == "act" and not cls.abstract]
        self._act_names = frozenset(self._acts)
        self.event = Checks(Event, common | {"type": self._type("act", "event")}, without=("status",))
        self.finding = Checks(Finding, common | {"type": self._type("finding", "measurement")})
        self.service = Checks(Service, common | {"act": self._act})
        self.patient = Checks(Patient, common)

    def problems(self, case: Case, file: str) -> list[Problem]:
        """Every problem of a case, in the order of its entries."""
        return [Problem(file, place, what, remedy) for place, (what, remedy) in self._complaints(case)]

    def well_around(self, case: Case) -> bool:
        """Whether nothing is wrong with what stands beside the entries of a case.

        Told without saying what would be; raises :class:`ValueError` for a day of review that is no date.
        """
        numbers = {line.line for line in case.request}
        known = self._lexicon.diagnoses
        return (
            len(numbers) == len(case.request)
            and all(each.code in known or not self._diagnosis(each.code) for each in case.diagnoses)
            and (not case.received or _received(case) is None)
            and (not case.complete or self._lexicon.classes.keys() >= {*case.complete})
            and not ((case.contractor or case.state) and any(jurisdiction_complaints(self._lexicon.contractors, case)))
        )

    def well_asked(self, service: Service) -> bool:
        """Whether nothing is wrong with the code, the names and the words of a service."""
        return not any(self._asked("", service))

    def _complaints(self, case: Case) -> Iterator[tuple[str, tuple[str, str]]]:
        yield from _keyed("as_of", date(case.as_of) if case.as_of else ("no date", "give the day of the review"))
        yield from _keyed("service_date", date(case.service_date) if case.service_date else None)
        yield from _keyed("received", _received(case) if case.received else None)
        for index, diagnosis in enumerate(case.diagnoses):
            if diagnosis.code not in self._lexicon.diagnoses:
                yield from _keyed(f"diagnoses/{index}/code", self._diagnosis(diagnosis.code))
        for index, finding in enumerate(case.findings):
            yield from self.finding.complaints(f"findings/{index}", finding)
        for index, event in enumerate(case.events):
            yield from self.event.complaints(f"events/{index}", event)
        yield from self._request(case.request)
        if case.contractor or case.state:
            yield from jurisdiction_complaints(self._lexicon.contractors, case)
        if case.patient:
            yield from self.patient.complaints("patient", case.patient)
        for index, name in enumerate(case.complete):
            yield from _keyed(f"complete/{index}", self._known(name))

    def _request(self, lines: Sequence[RequestLine]) -> Iterator[tuple[str, tuple[str, str]]]:
        numbers = [line.line for line in lines]
        for index, line in enumerate(lines):
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
        yield from self.service.complaints(place, service)

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
            more = f" and {len(below) - MOST_NAMED} more" if len(below) > MOST_NAMED else ""
            return f"{name!r} only groups others", f"name one of them: {', '.join(sorted(below)[:MOST_NAMED])}{more}"
        if known:
            return f"{name!r} does not belong here", f"it is a kind of {known.kind}"
        return f"unknown type {name!r}", near(name, names)

    def _known(self, name: str) -> Complaint:
        if name in self._lexicon.classes:
            return None
        return f"unknown type {name!r}", near(name, list(self._lexicon.classes))

    def _act(self, name: str) -> Complaint:
        return None if name in self._act_names else self._unknown(name, self._acts)

    def _procedure(self, service: Service) -> Complaint:
        code = service.code
        if code in self._lexicon.procedures:
            return None
        if len(code) == 5 and code.isascii() and code.isalnum() and service.act:
            return None
        meant = near(code, list(self._lexicon.procedures), "", 0.8)
        return (
            f"unknown procedure code {code!r}",
            f"{meant} Or state the act beside it" if meant else "state the act beside it",
        )

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
        alike = [other for other in codes if other[:3] == code[:3]] if wellformed else list(codes)
        return f"unknown diagnosis code {code!r}", near(code, alike)

    def _levels(self, names: tuple[str, ...]) -> Complaint:
        wrong = [name for name in names if name not in self._lexicon.levels]
        return (f"unknown level {wrong[0]!r}", self._levels_meant(wrong[0])) if wrong else None

    def _levels_meant(self, name: str) -> str:
        """Of a stretch from one level to another its segments, else the nearest level."""
        levels = self._lexicon.levels
        after = dict(each.split("-") for each in levels if "-" in each)
        first, _, last = name.partition("-")
        stretch = [first]
        while stretch[-1] in after and stretch[-1] != last:
            stretch.append(after[stretch[-1]])
        if last and stretch[-1] == last:
            return f"name each level: {', '.join(map('-'.join, pairwise(stretch)))}"
        return near(name, list(levels))


def _keyed(place: str, complaint: Complaint) -> Iterator[tuple[str, tuple[str, str]]]:
    if complaint:
        yield place, complaint


def _received(case: Case) -> Complaint:
    """The day a request came in is one day, and none after the review."""
    complaint = date(case.received)
    if complaint or len(case.received) < len("2025-08-04"):
        return f"{case.received!r} is no day", "write the day the request came in: 2025-08-04"
    if not date(case.as_of) and days(case.received).first > days(case.as_of).last:
        return f"{case.received} is after the day of the review, {case.as_of}", "correct one of the days"
    return None
