"""``antecede policies``: what is known of which act; ``review --policy all``: one case under every policy."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from antecede.cli.output import show

if TYPE_CHECKING:
    from antecede.case.model import Case
    from antecede.determination.result import Determination


class Form(StrEnum):
    """How a table is printed."""

    TEXT = "text"
    JSON = "json"


def policies(
    family: Annotated[str, typer.Option(help="Only this family of documents.")] = "",
    as_of: Annotated[str, typer.Option(help="Only what is in force on this day; else the latest editions.")] = "",
    kg: Annotated[list[Path] | None, typer.Option(help="Folder of Turtle files to add to the graph.")] = None,
    format: Annotated[Form, typer.Option(help="text for people, json for programs.")] = Form.TEXT,
) -> None:
    """List what is known: act by act the coverage, rules, editions and how much was read at source."""
    from antecede.api import Reviewer
    from antecede.report.survey import rows, table

    reviewer = Reviewer(kg or ())
    made = rows(reviewer.survey(family=family, as_of=as_of), reviewer.engine)
    if format is Form.JSON:
        import msgspec

        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
    else:
        sys.stdout.write("\n".join(table(made)) + "\n")


def show_beside(
    panels: Iterable[tuple["Case", list["Determination"]]], form: str, issued: str = "", *, repairs: bool = False
) -> None:
    """Print cases under several policies: a table for each case, then the answers; for programs the answers alone."""
    from antecede.report.answer import answer
    from antecede.report.table import beside

    made = list(panels)
    if form == "text":
        tables = ("\n".join(beside(case.id, [answer(each) for each in found])) for case, found in made)
        sys.stdout.write("".join(f"{table}\n\n" for table in tables))
    show([each for _, found in made for each in found], form, several=True, issued=issued, repairs=repairs)
