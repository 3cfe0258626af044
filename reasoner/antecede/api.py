"""Review cases from Python: the same functions that the command line calls."""

from collections.abc import Sequence
from pathlib import Path

from antecede.case.file import read_as_far
from antecede.case.model import Case
from antecede.criterion.engine import Engine
from antecede.determination.determine import determine
from antecede.determination.result import Determination
from antecede.errors import InputError, Problem
from antecede.knowledge.cache import load_plan


class Reviewer:
    """Reviews cases against the shipped graph and what is added to it.

    ``added`` are folders of Turtle files; ``without`` are IRIs of nodes that are taken as not being there.
    Raises :class:`antecede.errors.GraphError` when what is added cannot be used.
    """

    def __init__(self, added: Sequence[Path] = (), without: Sequence[str] = ()) -> None:
        self.engine = Engine(load_plan(added, without))

    def review(self, case: Case, *, file: str = "") -> Determination:
        """The determination on a case.  Raises :class:`antecede.errors.InputError` with every problem of it."""
        return determine(case, self.engine, file)

    def review_files(self, files: Sequence[Path], *, policy: str = "", as_of: str = "") -> list[Determination]:
        """Determinations on case files; ``policy`` and ``as_of`` replace what the files say.

        Raises :class:`antecede.errors.InputError` with every problem of every file.
        """
        changes = {key: value for key, value in (("policy", policy), ("as_of", as_of)) if value}
        made: list[Determination] = []
        problems: list[Problem] = []
        for file in files:
            reading = read_as_far(file)
            problems.extend(reading.problems)
            if reading.case is None:
                continue
            try:
                made.append(self.review(reading.case.model_copy(update=changes), file=str(file)))
            except InputError as error:
                problems.extend(error.problems)
        if problems:
            raise InputError(*problems)
        return made
