"""What is told of a case that has to be refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support import called, case, written

Json = dict[str, Any]
#: A change that makes a good case wrong; the place that is told, and words of the problem and of what to do.
Wrong = tuple[Callable[[Json], None], str, str, str]


def refused(*arguments: object) -> list[str]:
    """Problems told on a call that has to be refused."""
    status, out, err = called("review", *arguments)
    assert (status, out) == (2, "")
    return err.splitlines()


def problems(lines: list[str], file: Path) -> list[tuple[str, str, str]]:
    """Place, problem and remedy of each line; every line names the file and has all three."""
    found = []
    for line in lines:
        assert line.startswith(f"{file}: "), line
        place, _, rest = line.removeprefix(f"{file}: ").partition(": ")
        what, _, remedy = rest.rpartition("; ")
        assert place, line
        assert what, line
        assert remedy, line
        found.append((place, what, remedy))
    return found


def at(*path: str | int, value: Any) -> Callable[[Json], None]:
    """Set a value in a case."""

    def change(changed: Json) -> None:
        node: Any = changed
        for step in path[:-1]:
            node = node[step]
        node[path[-1]] = value

    return change


def is_told(wrong: Wrong, folder: Path) -> None:
    """One message on one change: its place, what is wrong, what to write."""
    change, place, what, remedy = wrong
    changed = case("facet-rfa-all-met")
    change(changed)
    path = written(changed, folder)
    ((told_place, told_what, told_remedy),) = problems(refused(path), path)
    assert told_place == place
    assert what in told_what
    assert remedy in told_remedy
