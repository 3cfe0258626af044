"""A case as it was submitted or changed, reviewed, or with what is wrong with it."""

import json
from pathlib import Path
from typing import NamedTuple

from antecede.api import Reviewer
from antecede.case.file import read_line
from antecede.determination.result import Determination
from antecede.errors import InputError, Problem
from antecede.workbench.change import Changed, Changes, Data, applied

#: How messages name a case that came in no file.
NAME = Path("case")
NO_CHANGES = Changes()


class Submission(NamedTuple):
    """What was submitted (as far as it is JSON), and its determination or everything that stands in the way of one."""

    data: Data | None
    determination: Determination | None
    problems: tuple[Problem, ...] = ()


def submission(text: str, reviewer: Reviewer, name: Path = NAME) -> Submission:
    """The case in a text, reviewed; the ending of ``name`` says whether it is YAML."""
    reading = read_line(name, text)
    if reading.case is None:
        return Submission(reading.data, None, reading.problems)
    try:
        found = reviewer.review(reading.case, file=str(name))
    except InputError as error:
        return Submission(reading.data, None, (*reading.problems, *error.problems))
    return Submission(reading.data, None if reading.problems else found, reading.problems)


def changed_submission(data: Data, changes: Changes, reviewer: Reviewer) -> tuple[Submission, Changed]:
    """A case with changes made to it, reviewed; and where its entries come from."""
    made = applied(data, changes)
    return submission(json.dumps(made.data, ensure_ascii=False), reviewer), made
