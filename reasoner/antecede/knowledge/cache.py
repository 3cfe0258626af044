"""Plans on disk, under the hash of the graph they were compiled from and of the modules that compiled them.

A plan found here is used without loading rdflib, networkx or any other library that reads graphs.  Files are read to
be hashed only where one of them changed: what a set of files came to is kept under a stamp of their sizes and times.
"""

import gc
import os
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from time import time_ns

import msgspec

from antecede.errors import GraphError, Problem
from antecede.graph.data import fingerprint, reading_files, shipped_files, turtle_files
from antecede.knowledge.plan import Plan
from antecede.version import __version__

#: Nanoseconds after which a file that is changed once more shows another time.
SETTLED = 2_000_000_000
DIGITS = len(sha256().hexdigest())


def cache_folder() -> Path:
    """``$ANTECEDE_CACHE``, or ``antecede`` in the user's cache folder."""
    chosen = os.environ.get("ANTECEDE_CACHE")
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(chosen) if chosen else Path(base) / "antecede"


def load_plan(added: Sequence[Path] = (), without: Sequence[str] = ()) -> Plan:
    """The plan of the shipped graph, with the Turtle files below the folders in ``added``.

    ``without`` names nodes that are taken as not being there, with all that rests on them alone.
    Compiled on first use (some seconds, with the checks of what is added), then read from the cache.
    """
    missing = [folder for folder in added if not folder.is_dir()]
    if missing:
        raise GraphError(
            *(Problem(str(folder), "", "no such folder", "name a folder of Turtle files") for folder in missing)
        )
    own = turtle_files(*added)
    files = [*shipped_files(), *own]
    name = _hashed((contents(files), contents(reading_files()), *sorted(without)))
    return _stored(name) or _compile(files, own, without, name)


def _hashed(texts: Iterable[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()


def contents(files: list[Path]) -> str:
    """The fingerprint of files: as kept where they are as they were, else of what they hold."""
    marks = [(str(path), path.stat()) for path in files]
    stamp = _hashed(f"{name} {s.st_ino} {s.st_size} {s.st_mtime_ns} {s.st_ctime_ns}" for name, s in marks)
    kept = cache_folder() / f"files-{stamp[:32]}"
    try:
        known = kept.read_text(encoding="ascii")
    except (OSError, ValueError):
        known = ""
    if len(known) == DIGITS:
        return known
    found = fingerprint(files)
    if time_ns() - max((max(s.st_mtime_ns, s.st_ctime_ns) for _, s in marks), default=0) > SETTLED:
        _write(kept, found.encode())
    return found


def _stored(key: str) -> Plan | None:
    try:
        stored = _path(key).read_bytes()
    except OSError:
        return None
    collecting = gc.isenabled()
    gc.disable()  # all that is read here stays, so there is no garbage to look for
    try:
        return msgspec.json.decode(stored, type=Plan)
    except msgspec.DecodeError:
        return None
    finally:
        if collecting:
            gc.enable()


def _compile(files: list[Path], added: list[Path], without: Sequence[str], key: str) -> Plan:
    from antecede.knowledge.reading.plan import compile_plan

    if added:
        _check(files, added)
    plan = compile_plan(files, without)
    _write(_path(key), msgspec.json.encode(plan))
    return plan


def _check(files: list[Path], added: list[Path]) -> None:
    from antecede.graph.checks import check

    problems = check(files, added)
    if problems:
        raise GraphError(*problems)


def _write(path: Path, data: bytes) -> None:
    """Write beside and rename, so that no reader sees half of it; without a cache that can be written, do without."""
    from tempfile import NamedTemporaryFile

    try:
        cache_folder().mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=cache_folder(), delete=False) as stream:
            stream.write(data)
        Path(stream.name).replace(path)
    except OSError:
        return


def _path(key: str) -> Path:
    return cache_folder() / f"plan-{__version__}-{key[:32]}.json"
