"""Review cases from Python: the same functions that the command line calls."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from antecede.case.file import read_as_far
from antecede.case.model import Case
from antecede.criterion.engine import Engine
from antecede.determination.choice import families
from antecede.determination.determine import determine
from antecede.determination.every import determine_under_every
from antecede.determination.result import Determination
from antecede.determination.survey import Entry, survey
from antecede.errors import InputError, Problem
from antecede.knowledge.cache import load_plan
from antecede.truth.day import days

Made = TypeVar("Made")


class Reviewed(Determination):
    """A determination that shows itself in a notebook."""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        from antecede.report.notebook import MAKERS

        return {media: make(self) for media, make in MAKERS.items()}


class Reviewer:
    """Reviews cases against the shipped graph and what is added to it.

    ``added`` are folders of Turtle files; ``without`` are IRIs of nodes that are taken as not being there.
    Raises :class:`antecede.errors.GraphError` when what is added cannot be used.
    """

    def __init__(self, added: Sequence[Path] = (), without: Sequence[str] = ()) -> None:
        self.engine = Engine(load_plan(added, without))

    def review(self, case: Case, *, file: str = "") -> Reviewed:
        """The determination on a case.  Raises :class:`antecede.errors.InputError` with every problem of it."""
        found = determine(case, self.engine, file)
        return Reviewed(*(getattr(found, name) for name in found.__struct_fields__))

    def review_files(self, files: Sequence[Path], *, policy: str = "", as_of: str = "") -> list[Reviewed]:
        """Determinations on case files; ``policy`` and ``as_of`` replace what the files say.

        Raises :class:`antecede.errors.InputError` with every problem of every file.
        """
        changes = {key: value for key, value in (("policy", policy), ("as_of", as_of)) if value}
        return [made for _, made in _each(files, changes, lambda case, file: self.review(case, file=file))]

    def review_under_every(self, files: Sequence[Path], *, as_of: str = "") -> list[tuple[Case, list[Determination]]]:
        """Each case with its determinations under every family that speaks of what it asks for, by name.

        Raises :class:`antecede.errors.InputError` with every problem of every file.
        """
        changes = {"as_of": as_of} if as_of else {}
        return _each(files, changes, lambda case, file: determine_under_every(case, self.engine, file))

    def survey(self, *, family: str = "", as_of: str = "") -> list[Entry]:
        """What is known of each act, by document: of one family or all; in force on a day, or in the latest editions.

        Raises :class:`antecede.errors.InputError` for an unknown family and for what is no date.
        """
        if family and family not in families(self.engine):
            known = ", ".join(families(self.engine))
            raise InputError(Problem("--family", "", f"unknown policy {family!r}", f"known are {known}"))
        try:
            return survey(self.engine, family, days(as_of).last if as_of else None)
        except ValueError as error:
            raise InputError(Problem("--as-of", "", str(error), "write it like 2025-08-04")) from None


def read_cases(files: Sequence[Path]) -> list[tuple[Case, str]]:
    """The case of each file, with the file.  Raises :class:`InputError` with every problem of every file."""
    return _each(files, {}, lambda case, file: file)


def _each(
    files: Sequence[Path], changes: dict[str, str], review: Callable[[Case, str], Made]
) -> list[tuple[Case, Made]]:
    """Each case that the files hold, changed, with what the review of it makes; or every problem of every file."""
    made: list[tuple[Case, Made]] = []
    problems: list[Problem] = []
    for file in files:
        reading = read_as_far(file)
        problems.extend(reading.problems)
        if reading.case is None:
            continue
        case = replace(reading.case, **changes)
        try:
            made.append((case, review(case, str(file))))
        except InputError as error:
            problems.extend(error.problems)
    if problems:
        raise InputError(*problems)
    return made
