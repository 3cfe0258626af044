"""Commands for those who write the graph."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from antecede.graph.data import INFERRED, folder, shipped_files, turtle_files

if TYPE_CHECKING:
    from antecede.errors import Problem
    from antecede.knowledge.plan import Plan


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


def run_check(added: list[Path], *, witnesses: bool = False) -> int:
    """Check the graph, with ``witnesses`` also by cases made for it; gives the exit status."""
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
        problems = _unwitnessed(plan, focus) if witnesses else []
        verdict = f"{len(problems)} faults" if problems else "nothing wrong"
        sys.stderr.write(f"{len(files)} files checked: {counts}; {verdict}\n")
    return 1 if problems else 0


def _unwitnessed(plan: "Plan", focus: list[Path]) -> "list[Problem]":
    """What only cases can show to be wrong with the policies (of the files in focus, where there are any)."""
    from antecede.criterion.engine import Engine
    from antecede.graph.triples import load
    from antecede.report.witness import headline
    from antecede.witness.clauses import distinct, faults, try_all

    own = {subject for subject, *_ in load(focus)} if focus else None
    policies = [policy for policy in plan.policies if own is None or policy.iri in own]
    engine = Engine(plan)
    found: list[Problem] = []
    for policy in distinct(policies):
        coverage = try_all(policy, engine)
        sys.stdout.write(f"{headline(coverage)}\n")
        found += faults(coverage, engine)
    for problem in found:
        sys.stderr.write(f"{problem}\n")
    return found
