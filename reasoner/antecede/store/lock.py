"""Notes that a copy is being read, kept by the system and dropped by it when the process ends, however it ends."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows, where an open file cannot be removed anyway
    fcntl = None  # type: ignore[assignment]


@contextlib.contextmanager
def used(path: Path) -> Iterator[None]:
    """Hold ``path`` as in use; any number of processes may."""
    with path.open("ab") as file:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_SH)
        yield


def is_unused(path: Path) -> bool:
    """Whether no process holds ``path``."""
    if not fcntl or not path.exists():
        return True
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
