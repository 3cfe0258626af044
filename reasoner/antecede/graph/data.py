"""Where the packaged Turtle and SPARQL files are, in a wheel and in a checkout."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[1]
CHECKOUT = PACKAGE.parents[1]

#: Written by ``antecede build``; everything else under ``ontology`` and ``kg`` is written by hand.
INFERRED = "inferred.ttl"


def folder(name: str) -> Path:
    """Folder of packaged data: ``ontology``, ``kg``, ``queries`` or ``examples``.

    >>> folder("ontology").name
    'ontology'
    """
    packaged = PACKAGE / "data" / name
    return packaged if packaged.is_dir() else CHECKOUT / name


def turtle_files(*folders: Path) -> list[Path]:
    """All Turtle files below the folders, in a fixed order."""
    return sorted(path for each in folders for path in each.rglob("*.ttl"))


def shipped_files() -> list[Path]:
    """The Turtle files of the product itself, shapes excepted: those judge the graph and are no part of it."""
    files = turtle_files(folder("ontology"), folder("kg"))
    return [path for path in files if "shapes" not in path.parts]


def reading_files() -> list[Path]:
    """The modules that make a plan of the graph: when they change, plans made before are no longer theirs."""
    return sorted(path for room in ("graph", "knowledge") for path in (PACKAGE / room).rglob("*.py"))


def fingerprint(paths: Iterable[Path]) -> str:
    """SHA-256 over the contents of files, in the order given."""
    digest = sha256()
    for content in _contents(paths):
        digest.update(sha256(content).digest())
    return digest.hexdigest()


def _contents(paths: Iterable[Path]) -> Iterator[bytes]:
    for path in paths:
        yield path.read_bytes()
