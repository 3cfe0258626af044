"""Print answers and problems: results to standard output, everything else to standard error."""

import os
import sys
from collections.abc import Iterable

import msgspec

from antecede.determination.result import Determination
from antecede.errors import Problem
from antecede.report.answer import answer, encoded
from antecede.report.text import lines

WIDTH = 110


def show(
    determinations: Iterable[Determination], form: str, *, several: bool, issued: str = "", repairs: bool = False
) -> None:
    """Print determinations; all are made before the first is printed, so that nothing half-made is.

    ``issued`` is the moment that determinations in RDF are given out, where one is named; ``repairs``: with what would
    change them.
    """
    made = list(determinations)
    if form == "json":
        answers = [msgspec.Raw(encoded(each, proved=True)) for each in made]
        data = msgspec.json.format(msgspec.json.encode(answers if several else answers[0]), indent=1)
        sys.stdout.buffer.write(data + b"\n")
    elif form in ("ttl", "trig"):
        from antecede.report.rdf import trig, turtle

        write = turtle if form == "ttl" else trig
        sys.stdout.write("\n".join(write(each, issued, repairs=repairs) for each in made))
    else:
        _text(made)


def _text(made: list[Determination]) -> None:
    if sys.stdout.isatty() and not os.environ.get("NO_COLOR"):
        _rich(made)
        return
    import textwrap

    for each in made:
        for indent, _, text in lines(answer(each, proved=True)):
            pad = "  " * indent
            wrapped = textwrap.wrap(
                text, WIDTH, initial_indent=pad, subsequent_indent=pad + "  ", break_on_hyphens=False
            )
            sys.stdout.write("\n".join(wrapped) + "\n")
        sys.stdout.write("\n")


def _rich(made: list[Determination]) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for each in made:
        for indent, style, text in lines(answer(each, proved=True)):
            console.print(Padding(Text(text, style), (0, 0, 0, 2 * indent)))
        console.print()


def report_problems(problems: Iterable[Problem]) -> None:
    """One line per problem on standard error."""
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
