"""``antecede compare``, ``impact`` and ``conflicts``: policies, editions and guidelines against each other."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from antecede.comparison.impact import World


class Form(StrEnum):
    """How what was found is printed."""

    TEXT = "text"
    JSON = "json"


Folders = Annotated[list[Path] | None, typer.Option(help="Folder of Turtle files to add to the graph.")]
Shape = Annotated[Form, typer.Option("--format", help="text for people, json for programs.")]
Day = Annotated[str, typer.Option(help="Day on which families are taken; else that of their latest edition.")]


def compare(
    one: Annotated[str, typer.Argument(help="Policy: a family, a document or one edition.")],
    other: Annotated[str, typer.Argument(help="The policy to set beside it.")],
    act: Annotated[str, typer.Option(help="Only this act, by its name in case files.")] = "",
    as_of: Day = "",
    cases: Annotated[
        bool | None, typer.Option(help="Look for cases that tell criteria apart; by itself where an act is named.")
    ] = None,
    kg: Folders = None,
    form: Shape = Form.TEXT,
) -> None:
    """Compare two policies: criterion by criterion stricter, looser, equal or incomparable, with the proof."""
    from antecede.comparison.compare import Comparer
    from antecede.criterion.engine import Engine
    from antecede.knowledge.cache import load_plan
    from antecede.report.comparison import Teller, comparison_as_text
    from antecede.witness.setting import act_named

    engine = Engine(load_plan(kg or ()))
    comparer = Comparer(engine, kg or ())
    found = comparer.compare(
        one, other, act=act_named(engine, act) if act else "", as_of=as_of, cases=bool(act) if cases is None else cases
    )
    _print(Teller(engine).comparison(found), comparison_as_text, form)


def impact(
    old: Annotated[str, typer.Argument(help="Policy before: a family, a document or one edition.")],
    new: Annotated[str, typer.Argument(help="Policy after.")],
    files: Annotated[list[Path] | None, typer.Argument(help="Case files to review under both.")] = None,
    kg: Annotated[
        list[Path] | None,
        typer.Option(help="Folder of Turtle files; given twice, the first is the graph before, the second after."),
    ] = None,
    form: Shape = Form.TEXT,
) -> None:
    """Show what the step from one policy to another changes: criteria, coverage, and which cases turn, by what."""
    from antecede.api import read_cases
    from antecede.comparison.impact import impact as found_impact
    from antecede.report.comparison import Teller, impact_as_text

    before, after = _worlds(old, new, kg or [])
    cases = read_cases(files or [])
    shared = (kg or []) if len(kg or ()) < 2 else []
    found = found_impact(before, after, cases, shared)
    _print(Teller(after.engine).impact(found), impact_as_text, form)


def _worlds(old: str, new: str, folders: list[Path]) -> "tuple[World, World]":
    """Both policies, each in its graph: with two folders one of them each, else the same."""
    from antecede.comparison.impact import world
    from antecede.criterion.engine import Engine
    from antecede.errors import InputError, Problem
    from antecede.knowledge.cache import load_plan

    if len(folders) > 2:
        raise InputError(Problem("--kg", "", "more than two folders", "give one for both sides, or one for each"))
    engines = [Engine(load_plan(each)) for each in ([[folder] for folder in folders] or [[]])]
    return world(engines[0], old), world(engines[-1], new)


def conflicts(
    act: Annotated[str, typer.Option(help="Only this act, by its name in case files.")] = "",
    as_of: Annotated[str, typer.Option(help="Only what is in force on this day; else the latest editions.")] = "",
    kg: Folders = None,
    form: Shape = Form.TEXT,
) -> None:
    """List guidance that opposes guidance, or coverage, on one act and population, with the sources of both sides."""
    from antecede.comparison.conflicts import conflicts as found_conflicts
    from antecede.criterion.engine import Engine
    from antecede.knowledge.cache import load_plan
    from antecede.report.comparison import Teller, conflicts_as_text
    from antecede.witness.setting import act_named

    engine = Engine(load_plan(kg or ()))
    named = act_named(engine, act) if act else ""
    found = found_conflicts(engine, act=named, as_of=as_of, added=kg or ())
    _print(Teller(engine).conflicts(found), conflicts_as_text, form)


def _print(data: Any, told: Any, form: Form) -> None:
    from antecede.cli.witness import print_json, print_text

    if form is Form.JSON:
        print_json(data)
    else:
        print_text(told(data))
