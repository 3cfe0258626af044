"""Commands that show: draw, report, letter."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from antecede.errors import InputError, Problem

if TYPE_CHECKING:
    from antecede.letter.letter import Letter

SUFFIXES = ("svg", "png", "html", "mmd", "dot")
Kg = Annotated[list[Path] | None, typer.Option(help="Folder of Turtle files to add to the graph.")]
Output = Annotated[
    str, typer.Option("-o", "--output", help="File to write; its suffix chooses the format. - is standard output.")
]


class For(StrEnum):
    """Reader of a letter."""

    MEMBER = "member"
    PROVIDER = "provider"


class Theme(StrEnum):
    """Colours of a picture that cannot follow its reader's."""

    LIGHT = "light"
    DARK = "dark"


def draw(
    target: Annotated[str, typer.Argument(help="A case file, or the name of a policy.")] = "",
    act: Annotated[
        list[str] | None, typer.Option(help="Of a policy only the pathways to this act, of the map only it.")
    ] = None,
    family: Annotated[list[str] | None, typer.Option(help="Of the map only this family of policies.")] = None,
    line: Annotated[int, typer.Option(help="Request line of the case; left out: the first that is not certified.")] = 0,
    reason: Annotated[str, typer.Option(help="Rule (its notation) whose path is shown.")] = "",
    anatomy: Annotated[str, typer.Option(help="Draw the anatomy of this act instead.")] = "",
    coverage: Annotated[bool, typer.Option("--coverage", help="Draw the map of policies and acts instead.")] = False,
    classes: Annotated[bool, typer.Option("--classes", help="Write the tree of classes instead (HTML).")] = False,
    output: Output = "-",
    format: Annotated[str, typer.Option(help=f"Format on standard output: {', '.join(SUFFIXES)}.")] = "svg",
    theme: Annotated[Theme, typer.Option(help="Colours of SVG and PNG.")] = Theme.LIGHT,
    kg: Kg = None,
) -> None:
    """Draw a pathway, alone or with a case on it; or an act's anatomy, or who covers what."""
    from antecede.cli.drawing import Order, drawn

    suffix = _suffix(output, SUFFIXES, format)
    chosen = (tuple(act or ()), tuple(family or ()))
    order = Order(target, *chosen, line, reason, anatomy, coverage, classes, suffix, theme.value, tuple(kg or ()))
    write(drawn(order), output)


def report(
    file: Annotated[Path, typer.Argument(help="Case file.")],
    policy: Annotated[str, typer.Option(help="Policy to review under, instead of the one the case names.")] = "",
    as_of: Annotated[str, typer.Option(help="Day of the review, instead of the one the case gives.")] = "",
    output: Output = "-",
    kg: Kg = None,
) -> None:
    """Write the reviewer's page of a case: one HTML file that needs nothing else."""
    from antecede.api import Reviewer
    from antecede.report.page import page

    _suffix(output, ("html",), "html")
    [determination] = Reviewer(kg or ()).review_files([file], policy=policy, as_of=as_of)
    write(page(determination), output)


def letter(
    file: Annotated[Path, typer.Argument(help="Case file.")],
    reader: Annotated[For, typer.Option("--for", help="Whom the letter is for.")],
    policy: Annotated[str, typer.Option(help="Policy to review under, instead of the one the case names.")] = "",
    as_of: Annotated[str, typer.Option(help="Day of the review, instead of the one the case gives.")] = "",
    output: Output = "-",
    format: Annotated[str, typer.Option(help="Format on standard output: md, html, pdf.")] = "md",
    kg: Kg = None,
) -> None:
    """Draft the letter on a case: rationale and technical part, for the member in plain words."""
    from antecede.api import Reviewer
    from antecede.letter.letter import Reader, write_letter
    from antecede.letter.plain import plain_words

    suffix = _suffix(output, ("md", "html", "pdf"), format)
    [determination] = Reviewer(kg or ()).review_files([file], policy=policy, as_of=as_of)
    made = write_letter(determination, Reader(reader.value), plain_words(kg or ()))
    if made.grade is not None:
        sys.stderr.write(f"reading level of the member's part: grade {made.grade} (Flesch-Kincaid)\n")
    for each in made.unworded:
        sys.stderr.write(f"no plain words for: {each}; give it ant:plainLabel, ant:plainText, ant:plainRemedy\n")
    write(_written(made, suffix), output)


def _written(made: "Letter", suffix: str) -> str | bytes:
    if suffix == "md":
        from antecede.letter.markdown import markdown

        return markdown(made)
    if suffix == "html":
        from antecede.letter.page import html

        return html(made)
    from antecede.letter.pdf import pdf

    return pdf(made)


def write(made: str | bytes, output: str) -> None:
    """Write what was made, whole, to a file or to standard output."""
    data = made.encode() if isinstance(made, str) else made
    if output == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return
    try:
        Path(output).write_bytes(data)
    except OSError as error:
        raise InputError(Problem(output, "", f"cannot be written: {error.strerror}", "name another file")) from None
    sys.stderr.write(f"{output}: {len(data)} bytes written\n")


def _suffix(output: str, known: tuple[str, ...], otherwise: str) -> str:
    """The format that a file's name asks for."""
    suffix = otherwise if output == "-" else Path(output).suffix.removeprefix(".").lower()
    if suffix not in known:
        raise InputError(Problem(output, "", f"no format {suffix!r}", f"known are {', '.join(known)}"))
    return suffix
