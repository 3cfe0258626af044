"""Case files to be loaded: files, folders of files, and files that hold one JSON case a line."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from antecede.case.file import Reading, read_as_far, read_line
from antecede.errors import InputError, Problem

ENDINGS = (".json", ".jsonld", ".yaml", ".yml", ".jsonl", ".ndjson")
LINES = (".jsonl", ".ndjson")


class Submitted(NamedTuple):
    """A case as it was found, and where."""

    where: str
    reading: Reading


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The files named, and the case files below the folders named, in a fixed order.

    Raises :class:`antecede.errors.InputError` for each path that is not there.
    """
    given = list(paths)
    missing = [
        Problem(str(path), "", "no such file or folder", "name case files") for path in given if not path.exists()
    ]
    if missing:
        raise InputError(*missing)
    return [file for path in given for file in (_below(path) if path.is_dir() else [path])]


def _below(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.suffix in ENDINGS and path.is_file())


def cases_of(files: Iterable[Path]) -> Iterator[Submitted]:
    """Each case of the files, read one by one."""
    for file in files:
        if file.suffix in LINES:
            yield from _lines(file)
        else:
            yield Submitted(str(file), read_as_far(file))


def _lines(file: Path) -> Iterator[Submitted]:
    try:
        with file.open(encoding="utf-8-sig") as stream:
            for number, line in enumerate(stream, 1):
                if line.strip():
                    where = f"{file}:{number}"
                    yield Submitted(where, read_line(Path(where), line.strip()))
    except (OSError, UnicodeDecodeError) as error:
        problem = Problem(str(file), "", f"cannot be read: {error}", "save it as UTF-8, one JSON case a line")
        yield Submitted(str(file), Reading(None, (problem,)))
