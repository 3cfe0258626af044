"""``antecede``: review, policies, compare, impact, conflicts, witness, build, check, verify, draw, report, letter."""

import gc
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from antecede.cli.comparison import compare, conflicts, impact
from antecede.cli.output import report_problems, show
from antecede.cli.pictures import draw, letter, report
from antecede.cli.policies import policies, show_beside
from antecede.cli.serve import serve
from antecede.cli.store import load, query
from antecede.cli.verification import verify
from antecede.cli.witness import witness
from antecede.errors import AntecedeError
from antecede.version import __version__

#: New objects between two looks for garbage.
FEW_COLLECTIONS = 100_000
app = typer.Typer(
    help="Review prior-authorization requests for interventional pain procedures against policies held as a graph.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


class Format(StrEnum):
    """How an answer is printed."""

    TEXT = "text"
    JSON = "json"
    TTL = "ttl"
    TRIG = "trig"


@app.callback(invoke_without_command=True)
def _root(version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


@app.command()
def review(
    files: Annotated[list[Path], typer.Argument(help="Case files (JSON, YAML, JSON-LD).")],
    policy: Annotated[
        str, typer.Option(help="Policy to review under, instead of the one the case names; all: every one that speaks.")
    ] = "",
    as_of: Annotated[str, typer.Option(help="Day of the review, instead of the one the case gives.")] = "",
    kg: Annotated[list[Path] | None, typer.Option(help="Folder of Turtle files to add to the graph.")] = None,
    without: Annotated[list[str] | None, typer.Option(help="IRI of a source, policy or node to leave out.")] = None,
    format: Annotated[
        Format, typer.Option(help="text for people, json for programs, ttl or trig (named graphs) for the graph.")
    ] = Format.TEXT,
    issued: Annotated[str, typer.Option(help="Moment at which a determination in RDF is given out (ISO 8601).")] = "",
    repairs: Annotated[
        bool, typer.Option("--repairs", help="In RDF, too, what would change the answer; text and json always have it.")
    ] = False,
) -> None:
    """Review cases.  Exit status 0 whatever the recommendation, 2 for bad input."""
    from antecede.api import Reviewer
    from antecede.determination.every import EVERY

    reviewer = Reviewer(kg or (), without or ())
    if policy == EVERY:
        show_beside(reviewer.review_under_every(files, as_of=as_of), format.value, issued, repairs=repairs)
        return
    made = reviewer.review_files(files, policy=policy, as_of=as_of)
    show(made, format.value, several=len(files) > 1, issued=issued, repairs=repairs)


@app.command()
def demo() -> None:
    """Review the shipped examples and show the answers."""
    from antecede.api import Reviewer
    from antecede.graph.data import folder

    files = sorted(folder("examples").glob("*.json"))
    show(Reviewer().review_files(files), Format.TEXT.value, several=True)


@app.command()
def build(
    compare: Annotated[bool, typer.Option("--check", help="Only say whether the stored file is current.")] = False,
) -> None:
    """Infer what follows from the graph with HermiT and write it (needs owlready2 and Java)."""
    from antecede.cli.authoring import run_build

    raise typer.Exit(run_build(compare=compare))


@app.command()
def check(
    kg: Annotated[
        list[Path] | None, typer.Option(help="Folder of Turtle files to check beside the shipped graph.")
    ] = None,
    witnesses: Annotated[
        bool, typer.Option("--witnesses", help="Also build a witness case for every act, step and criterion (slow).")
    ] = False,
) -> None:
    """Check the graph: syntax, shapes, SPARQL checks, terms.  Exit status 1 where something is wrong."""
    from antecede.cli.authoring import run_check

    raise typer.Exit(run_check(kg or [], witnesses=witnesses))


app.command("witness")(witness)


app.command("policies")(policies)
app.command("compare")(compare)
app.command("impact")(impact)
app.command("conflicts")(conflicts)
app.command("verify")(verify)
app.command("draw")(draw)
app.command("report")(report)
app.command("letter")(letter)


app.command("load")(load)
app.command("query")(query)
app.command("serve")(serve)


def main() -> None:
    """Entry point: problems go to standard error, one a line, with exit status 2."""
    gc.set_threshold(FEW_COLLECTIONS)  # nearly all that a command makes lives until it ends
    try:
        app()
    except AntecedeError as error:
        report_problems(error.problems)
        sys.exit(2)


if __name__ == "__main__":
    main()
