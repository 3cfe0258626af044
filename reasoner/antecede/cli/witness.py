"""``antecede witness``: cases that the product makes itself, to show what a policy's rules come to."""

import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from antecede.criterion.engine import Engine
    from antecede.witness.setting import Setting


class Form(StrEnum):
    """How witnesses are printed."""

    TEXT = "text"
    JSON = "json"


def witness(
    policy: Annotated[str, typer.Argument(help="Policy, or one edition of its documents.")],
    act: Annotated[
        str, typer.Argument(help="Act by its name in case files; left out: all, with clause coverage.")
    ] = "",
    code: Annotated[str, typer.Option(help="Procedure code, instead of the first that fits the act.")] = "",
    every: Annotated[bool, typer.Option("--all", help="Every phase and code of the act, not only the last.")] = False,
    kg: Annotated[list[Path] | None, typer.Option(help="Folder of Turtle files to add to the graph.")] = None,
    form: Annotated[Form, typer.Option("--format", help="text for people, json for programs.")] = Form.TEXT,
) -> None:
    """Build the smallest case that certifies, and the same case with one criterion failed, just met, or silent.

    Exit status 1 where no case was found for an act that the policy does not refuse.
    """
    from antecede.criterion.engine import Engine
    from antecede.knowledge.cache import load_plan

    engine = Engine(load_plan(kg or ()))
    if not act:
        raise typer.Exit(_coverage(policy, engine, form))
    raise typer.Exit(_acts(_settings(policy, act, code, engine, every=every), engine, form))


def _settings(policy: str, act: str, code: str, engine: "Engine", *, every: bool) -> "list[Setting]":
    from antecede.errors import InputError, Problem
    from antecede.witness.setting import act_named, acts_of, documents, settings

    iri, known = act_named(engine, act), documents(engine, policy)
    if code and code not in engine.reader.procedures:
        raise InputError(Problem("witness", "--code", f"unknown procedure code {code!r}", "see docs/names.md"))
    speaking = [each for each in known if iri in acts_of(each, engine)] or known[:1]
    found = [each for document in speaking[: None if every else 1] for each in settings(document, iri, engine, code)]
    if not found:
        raise InputError(Problem("witness", act, "no procedure code stands for this act", "name one with --code"))
    return found if every else found[:1]


def _acts(settings: "list[Setting]", engine: "Engine", form: Form) -> int:
    from antecede.report.witness import tried_as_data, tried_as_text
    from antecede.witness.clauses import try_one

    tried = [try_one(each, engine) for each in settings]
    if form is Form.JSON:
        print_json([tried_as_data(each, engine) for each in tried])
    else:
        print_text(line for each in tried for line in tried_as_text(each, engine))
    return 0 if all(each.witness or each.refused for each in tried) else 1


def _coverage(policy: str, engine: "Engine", form: Form) -> int:
    from antecede.report.witness import coverage_as_data, coverage_as_text
    from antecede.witness.clauses import try_all
    from antecede.witness.setting import documents

    covered = [try_all(each, engine) for each in documents(engine, policy)]
    if form is Form.JSON:
        print_json([coverage_as_data(each, engine) for each in covered])
    else:
        print_text(line for each in covered for line in coverage_as_text(each))
    return 0 if all(one.witness or one.refused for each in covered for one in each.tried) else 1


def print_json(data: list[Any] | dict[str, Any]) -> None:
    """Print data for programs."""
    import msgspec

    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(data), indent=1) + b"\n")


def print_text(lines: Iterable[tuple[int, str, str]]) -> None:
    """Print lines for people: each with its indent and its text."""
    import textwrap

    from antecede.cli.output import WIDTH

    for indent, _, text in lines:
        pad = "  " * indent
        wrapped = textwrap.wrap(text, WIDTH, initial_indent=pad, subsequent_indent=pad + "  ", break_on_hyphens=False)
        sys.stdout.write("\n".join(wrapped) + "\n")
