"""What is asked for, for whom and from whom, as facts: request lines, other acts of their day, patient, submission."""

import msgspec

from antecede.case.model import Case
from antecede.graph.vocabulary import ant
from antecede.record.fact import Fact

REQUESTED_SERVICE, PLANNED_EVENT, PATIENT = ant("RequestedService"), ant("PlannedEvent"), ant("Patient")
SUBMISSION = ant("Submission")
SERVICE, PERSON, SENT = (REQUESTED_SERVICE,), (PATIENT,), (SUBMISSION,)


class Submission(msgspec.Struct, frozen=True, gc=False):
    """To whom a case is submitted: IRIs of the contractors that it may mean."""

    contractor: tuple[str, ...]


def background(case: Case, contractors: tuple[str, ...]) -> list[Fact]:
    """The patient and the submission as facts, where the case says something of them."""
    found = [Fact("patient", 0, PATIENT, case.patient, PERSON, PATIENT)] if case.patient else []
    if case.contractor or case.state:
        found.append(Fact("case", 0, SUBMISSION, Submission(contractors), SENT, SUBMISSION))
    return found
