"""Entries that use the same names and words are alike: checked once, and facts of one kind whatever they measure."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Generic, NamedTuple, TypeVar

from antecede.case.model import Event, Finding, Service
from antecede.record.check import CaseChecker
from antecede.record.fact import CONTRAINDICATED, DENIED, DONE, PLANNED, SIDES
from antecede.record.places import Regions
from antecede.record.reader import CaseReader
from antecede.record.request import PLANNED_EVENT, REQUESTED_SERVICE, SERVICE

Made = TypeVar("Made")
STANDINGS = {"done": DONE, "not_done": DENIED, "planned": PLANNED, "contraindicated": CONTRAINDICATED}
#: At most so many likenesses of one section are remembered.
REMEMBERED = 20_000


class Likeness(NamedTuple):
    """What findings or events that are alike come to before a date or a number is looked at.

    ``refined``: by what else they say they may be of defined classes; ``not_imaging``: an examination finding that is
    presented as imaging; ``numberless``: nothing reads a number of it.
    """

    cls: str
    types: tuple[str, ...]
    kind: object
    standing: int
    sides: int
    levels: frozenset[str]
    refined: bool
    not_imaging: bool = False
    numberless: bool = False


class Asked(NamedTuple):
    """What services that are alike come to: the act asked for, resolved, and where; ``wanted`` are its levels."""

    act: str
    types: tuple[str, ...]
    maybe: tuple[str, ...]
    sides: int
    levels: frozenset[str]
    wanted: tuple[str, ...]
    regions: Regions


class Likenesses(Generic[Made]):
    """What entries of one section come to by their names and words, kept from case to case.

    ``words`` gives those of an entry, by which ``known`` ones are found.
    """

    def __init__(self, keys: tuple[str, ...], well: Callable[[Any], bool], make: Callable[[Any], Made]) -> None:
        self.words = attrgetter(*keys)
        self.known: dict[object, Made] = {}
        self._well = well
        self._make = make

    def learn(self, entry: Any) -> Made:
        """What an entry comes to that is like none before.  Raises :class:`ValueError` where its words are not well."""
        if not self._well(entry):
            raise ValueError("names or words that are not known")
        made = self._make(entry)
        if len(self.known) < REMEMBERED:
            self.known[self.words(entry)] = made
        return made


class Entries:
    """Reads the entries of cases."""

    def __init__(self, reader: CaseReader, checker: CaseChecker) -> None:
        self.reader = reader
        finding, event, service = checker.finding, checker.event, checker.service
        self.findings = Likenesses((*finding.named, "present", "side"), finding.well, self._finding)
        self.events = Likenesses((*event.named, "status", "side"), event.well, self._event)
        self.patients = Likenesses((*checker.patient.named, "sex"), checker.patient.well, bool)
        self.services = Likenesses((*service.named, "code", "side"), checker.well_asked, self._asked)

    def _finding(self, entry: Finding) -> Likeness:
        cls, types, never_imaging, takes_number = self.reader.named[entry.type]
        standing = DENIED if not entry.present or entry.status in self.reader.gone else DONE
        like = self._likeness(entry, cls, types, standing)
        return like._replace(not_imaging=bool(entry.modality) and never_imaging, numberless=not takes_number)

    def _event(self, entry: Event) -> Likeness:
        cls, types, _, _ = self.reader.named[entry.type]
        standing = STANDINGS[entry.status]
        return self._likeness(entry, cls, (*types, PLANNED_EVENT) if standing == PLANNED else types, standing)

    def _likeness(self, entry: Finding | Event, cls: str, types: tuple[str, ...], standing: int) -> Likeness:
        kind = (types, (), ()) if standing == PLANNED else cls
        levels = self.reader.places.closed(cls, entry.levels) if entry.levels else frozenset[str]()
        return Likeness(cls, types, kind, standing, SIDES[entry.side], levels, cls in self.reader.refined)

    def _asked(self, entry: Service) -> Asked:
        reader = self.reader
        act = reader.act(entry.act, entry.code)
        return Asked(
            act=act,
            types=(act, REQUESTED_SERVICE) if act else SERVICE,
            maybe=() if act else reader.possible_acts(entry.code),
            sides=SIDES[entry.side],
            levels=reader.places.closed(act, entry.levels),
            wanted=reader.places.wanted(act, entry.levels),
            regions=reader.places.regions(act, entry.levels, entry.region, entry.code),
        )
