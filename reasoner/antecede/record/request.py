"""What is asked for as facts: request lines, and other acts planned for their day."""

from antecede.case.model import Case, Service
from antecede.graph.vocabulary import ant
from antecede.record.fact import REQUESTED, SIDES, Fact
from antecede.record.reader import CaseReader
from antecede.truth.day import Days

REQUESTED_SERVICE, PLANNED_EVENT, PATIENT = ant("RequestedService"), ant("PlannedEvent"), ant("Patient")


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
    return [*own, *others], own


def _fact(ref: str, entry: Service, reader: CaseReader, service: Days) -> Fact:
    act = reader.act(entry.act, entry.code)
    fact = Fact(ref, 0, act or REQUESTED_SERVICE, entry)
    fact.standing = REQUESTED
    fact.types = (act, REQUESTED_SERVICE) if act else (REQUESTED_SERVICE,)
    fact.maybe = () if act else reader.possible_acts(entry.code)
    fact.when = service
    fact.sides = SIDES[entry.side]
    fact.levels = reader.places.closed(act, entry.levels)
    return fact
