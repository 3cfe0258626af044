"""Commands for those who write the graph."""

import sys
from pathlib import Path

from antecede.graph.data import INFERRED, folder, shipped_files, turtle_files


def run_build(*, compare: bool) -> int:
    """Infer; write the file, or with ``compare`` only say whether it is current.  Gives the exit status."""
    from antecede.graph.infer import build

    path, text = folder("ontology") / INFERRED, build()
    current = path.is_file() and path.read_text(encoding="utf-8") == text
    if compare:
        sys.stderr.write(f"{path}: {'current' if current else 'not what the graph now implies; run antecede build'}\n")
        return 0 if current else 1
    path.write_text(text, encoding="utf-8")
    sys.stderr.write(f"{path}: {'unchanged' if current else 'written'}\n")
    return 0


def run_check(added: list[Path]) -> int:
    """Check the graph; gives the exit status."""
    from antecede.graph.checks import check
    from antecede.knowledge.reading.plan import compile_plan

    focus = turtle_files(*added)
    files = [*shipped_files(), *focus]
    problems = check(files, focus)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    if not problems:
        plan = compile_plan(files)
        counts = f"{len(plan.policies)} policies, {len(plan.criteria)} criteria, {len(plan.guidelines)} guidelines"
        sys.stderr.write(f"{len(files)} files checked: {counts}; nothing wrong\n")
    return 1 if problems else 0
