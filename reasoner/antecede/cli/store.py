"""``antecede load`` and ``antecede query``: keep decided cases, and ask questions of them."""

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from antecede.cli.output import report_problems
from antecede.errors import InputError, Problem

if TYPE_CHECKING:
    from antecede.store.load import Loaded
    from antecede.store.question import Question

Store = Annotated[
    str,
    typer.Option(
        "--store", help="Folder of the store, or URL of a SPARQL 1.1 server. [$ANTECEDE_STORE, antecede-store]"
    ),
]


class Syntax(StrEnum):
    """How the answer of a query is printed."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TTL = "ttl"
    NT = "nt"
    JSONLD = "jsonld"


def load(
    cases: Annotated[list[Path] | None, typer.Argument(help="Case files, folders of them, .jsonl files.")] = None,
    store: Store = "",
    policy: Annotated[str, typer.Option(help="Policy to review under, instead of the one a case names.")] = "",
    as_of: Annotated[str, typer.Option(help="Day of the review, instead of the one a case gives.")] = "",
    kg: Annotated[list[Path] | None, typer.Option(help="Folder of Turtle files to add to the graph.")] = None,
) -> None:
    """Review cases and keep them in a store.  Run it again to go on after a stop: what is there is passed over."""
    from antecede.api import Reviewer
    from antecede.store.load import load as load_cases
    from antecede.store.place import open_place
    from antecede.store.source import files_of

    place, files = open_place(store), files_of(cases or [])
    with _progress(len(files)) as told:
        loaded = load_cases(
            place, files, Reviewer(kg or ()), policy=policy, as_of=as_of, added=kg or (), told=told
        )  # fmt: skip
    report_problems(loaded.problems)
    refused = f", {loaded.refused} left out (see above)" if loaded.refused else ""
    sys.stderr.write(f"{place.name}: {loaded.stored} cases stored, {loaded.unchanged} there already{refused}\n")
    raise typer.Exit(2 if loaded.refused else 0)


@contextmanager
def _progress(files: int) -> "Iterator[Callable[[Loaded], None]]":
    """A line that counts, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda loaded: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("reviewing", total=files or None)
        yield lambda loaded: progress.update(task, completed=loaded.seen, total=max(files, loaded.seen))


def query(
    name: Annotated[str, typer.Argument(help="A question of the catalogue, or a file of SPARQL.")] = "",
    param: Annotated[list[str] | None, typer.Option(help="Value of a parameter, as name=value.")] = None,
    format: Annotated[Syntax, typer.Option(help="Syntax of the answer.")] = Syntax.TABLE,
    store: Store = "",
    timeout: Annotated[float, typer.Option(help="Seconds that a server may take to answer.")] = 60,
    list_: Annotated[bool, typer.Option("--list", help="List the questions of the catalogue.")] = False,
) -> None:
    """Ask a question of a store of decided cases."""
    from antecede.store.ask import ask
    from antecede.store.place import open_place
    from antecede.store.question import catalogue, question

    if list_:
        _list(catalogue().values())
        return
    if not name:
        raise InputError(Problem("query", "", "nothing is asked", "name a question (--list shows them) or a file"))
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    asked = question(name)
    place = open_place(store, seconds=timeout)
    result = ask(place, asked.asked(_values(param or [])))
    _print(result, format)
    if place.reworded:
        what = f"asked in other words, for the engine gets this wrong: {'; '.join(place.reworded)}"
        sys.stderr.write(f"{place.name}: {what}\n")
    if place.note():
        sys.stderr.write(f"{place.name}: {place.note()}\n")


def _list(questions: "Iterable[Question]") -> None:
    """Names and titles, below their topic."""
    for topic, below in groupby(questions, key=lambda each: each.topic):
        sys.stdout.write(f"{topic}\n" + "".join(f"  {each.name}: {each.title}\n" for each in below))


def _values(given: list[str]) -> dict[str, str]:
    wrong = [Problem("--param", each, "no value", "write name=value") for each in given if "=" not in each]
    if wrong:
        raise InputError(*wrong)
    return dict(each.split("=", 1) for each in given)


def _print(result: object, syntax: Syntax) -> None:
    from antecede.cli.table import print_table
    from antecede.store.answer import Limits, offered, written
    from antecede.store.media import SHORT, TRIPLES

    kinds = offered(result)  # type: ignore[arg-type]
    if syntax is Syntax.TABLE and kinds[0] not in TRIPLES:
        print_table(result)  # type: ignore[arg-type]
        return
    media = SHORT["ttl"] if syntax is Syntax.TABLE else SHORT[syntax.value]
    if media not in kinds:
        fitting = ", ".join(name for name, known in SHORT.items() if known in kinds and name in list(Syntax))
        raise InputError(Problem("--format", syntax.value, "the answer cannot be written so", f"one of {fitting}"))
    sys.stdout.buffer.write(written(result, media, Limits(10**12, 10**12)))  # type: ignore[arg-type]
    sys.stdout.buffer.flush()
