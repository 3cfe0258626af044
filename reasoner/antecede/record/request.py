"""What is asked for, for whom and from whom, as facts: request lines, other acts of their day, patient, submission."""

import msgspec

from antecede.case.model import Case, Service
from antecede.graph.vocabulary import ant
from antecede.record.fact import REQUESTED, SIDES, Fact
from antecede.record.reader import CaseReader
from antecede.truth.day import Days

REQUESTED_SERVICE, PLANNED_EVENT, PATIENT = ant("RequestedService"), ant("PlannedEvent"), ant("Patient")
SUBMISSION = ant("Submission")
SERVICE, PERSON, SENT = (REQUESTED_SERVICE,), (PATIENT,), (SUBMISSION,)


class Submission(msgspec.Struct, frozen=True, gc=False):
    """To whom a case is submitted: IRIs of the contractors that it may mean."""

    contractor: tuple[str, ...]


def requested(case: Case, reader: CaseReader, service: Days) -> tuple[list[Fact], list[Fact]]:
    """All requested services of a case, and those among them that are its request lines, in the order of the lines.

    Their day is the day of service.
    """
    own: list[Fact] = []
    others: list[Fact] = []
    for index, line in enumerate(case.request):
        own.append(_fact(f"request/{index}", line, reader, service))
        for number, act in enumerate(line.same_day):
            others.append(_fact(f"request/{index}/same_day/{number}", act, reader, service))
    every = [*own, *others]
    for index, fact in enumerate(every):
        fact.index = index
    return every, own


def background(case: Case, contractors: tuple[str, ...]) -> list[Fact]:
    """The patient and the submission as facts, where the case says something of them."""
    found = [Fact("patient", 0, PATIENT, case.patient, PERSON, PATIENT)] if case.patient else []
    if case.contractor or case.state:
        found.append(Fact("case", 0, SUBMISSION, Submission(contractors), SENT, SUBMISSION))
    return found


def _fact(ref: str, entry: Service, reader: CaseReader, service: Days) -> Fact:
    act = reader.act(entry.act, entry.code)
    types = (act, REQUESTED_SERVICE) if act else SERVICE
    maybe = () if act else reader.possible_acts(entry.code)
    fact = Fact(ref, 0, act or REQUESTED_SERVICE, entry, types, (types, maybe, ()), maybe)
    fact.standing = REQUESTED
    fact.when = service
    fact.sides = SIDES[entry.side]
    fact.levels = reader.places.closed(act, entry.levels)
    return fact
