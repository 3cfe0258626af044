"""The server as another process, and a store for it to serve."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx
import pyoxigraph as ox

import antecede as package
from antecede.store.change import Change
from antecede.store.embedded import Embedded

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])}


@contextmanager
def started(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A command of the product under way; killed at the end, if it is still there."""
    command = [sys.executable, "-m", "antecede.cli.main", *map(str, arguments)]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=ENVIRONMENT)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def serving(store: object, *options: object) -> Iterator[httpx.Client]:
    """A client of ``antecede serve`` over a store."""
    with (
        started("serve", "--store", store, "--port", 0, *options) as process,
        httpx.Client(base_url=served_at(process), timeout=60, trust_env=False) as client,
    ):
        yield client


def served_at(process: subprocess.Popen[str]) -> str:
    """The address at which ``antecede serve`` says that it serves."""
    assert process.stderr
    line = process.stderr.readline()
    address = re.search(r"at (http://127\.0\.0\.1:\d+)/", line)
    assert address, line + process.stderr.read()
    return address[1]


def store_of(graphs: Mapping[str, Sequence[ox.Triple]], folder: Path) -> Path:
    """A store on disk that holds graphs and nothing else."""
    with Embedded(folder).writing() as writer:
        writer.apply(Change(fill=graphs))
    return folder


def triples(path: Path, base: str = "") -> list[ox.Triple]:
    """Triples of a Turtle or N-Triples file; its blank nodes are its own."""
    quads = ox.parse(path=path, base_iri=base or None, rename_blank_nodes=True)
    return [ox.Triple(each.subject, each.predicate, each.object) for each in quads]
