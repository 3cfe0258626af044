"""``antecede verify``: hold published determinations against their cases and the graph."""

from pathlib import Path
from typing import Annotated

import typer


def verify(
    files: Annotated[list[Path], typer.Argument(help="Determinations with their cases (.ttl or .trig).")],
    kg: Annotated[list[Path] | None, typer.Option(help="Folder of Turtle files that belong to the graph.")] = None,
) -> None:
    """Check published determinations without the evaluator.  Exit status 1 where something does not hold."""
    from antecede.verification.verify import verify as check

    checked = [(file, check(file, kg or ())) for file in files]
    for file, found in checked:
        for problem in found.problems:
            typer.echo(str(problem))
        counts = f"{found.assessments} assessments, {found.edges} edges of paths, {found.facts} entries of the case"
        said = f"{len(found.problems)} problems" if found.problems else "everything holds"
        typer.echo(f"{file}: {counts}: {said}")
    raise typer.Exit(any(found.problems for _, found in checked))
