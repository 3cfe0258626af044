"""Measure everything in one run and print it as Markdown: ``python benchmarks/run.py [--markdown FILE]``.

What the figures say: what one case costs on this machine, beside parsing the same bytes, beside the same rules
written by hand, and beside the same rules in naive SPARQL, all in one run. A decision holds statuses, reasons,
evidence and recommendation; how firm it is and what is told beside it (guidance, alternatives, notes) is gathered on
demand and is in the figure of the full answer. Ratios carry over to other machines better than times. What they do
not say: throughput on several cores or under load, the cost of other policies, or anything about a quiet machine when
this one was not (the load is printed). Peers do less than the product: no check of names, no evidence, no pathway, no
advisories, one policy's one pathway. Goals are printed beside the figures; nothing passes or fails here.
"""

import argparse
from collections.abc import Mapping
from pathlib import Path

from agreement import assert_agreement
from machine import load, machine, revision
from peers import handwritten, sparql
from processes import commands, plan_figures, start_all
from table import Measured, render
from timing import Task, Timed, measure
from workload import FACET, FOLDER, workloads

from antecede.api import Reviewer
from antecede.case.form import form_of
from antecede.case.model import Case
from antecede.determination.determine import determine
from antecede.report.answer import encoded

PARSE = "pydantic parse of the case alone"
DECIDE = "decision with evidence, parse included"
ANSWER = "full JSON answer: parse, decide, say, encode"
BY_HAND = "peer A: rules by hand in Python on dicts"
BY_SPARQL = "peer B: rules in naive rdflib SPARQL"


def own_tasks(reviewer: Reviewer) -> dict[str, Task]:
    """What is measured on every workload."""
    engine = reviewer.engine
    return {
        PARSE: form_of(Case).model_validate_json,
        DECIDE: lambda data: determine(Case.model_validate_json(data), engine),
        ANSWER: lambda data: encoded(determine(Case.model_validate_json(data), engine)),
    }


def warm(reviewer: Reviewer, rounds: int) -> dict[str, Mapping[str, Timed]]:
    """Every task on every workload; the peers on the facet ablation case, which is all they know."""
    found: dict[str, Mapping[str, Timed]] = {}
    for name, cases in workloads().items():
        tasks = own_tasks(reviewer)
        if name == FACET:
            tasks |= {BY_HAND: handwritten.review, BY_SPARQL: sparql.review}
        found[name] = measure(tasks, cases, rounds)
    return found


def main() -> None:
    """Check the peers, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--markdown", type=Path, help="also write the tables to this file")
    parser.add_argument("--rounds", type=int, default=40, help="rounds of warm timing (40)")
    parser.add_argument("--starts", type=int, default=15, help="starts of each cold command (15)")
    parser.add_argument("--note", default="", help="what else is to be said of the machine")
    given = parser.parse_args()
    before, reviewer = load(), Reviewer()
    agreed = assert_agreement(reviewer, {BY_HAND: handwritten.review, BY_SPARQL: sparql.review})
    file = FOLDER / f"{FACET}.json"
    measured = Measured(
        warm=warm(reviewer, given.rounds),
        cold=start_all(commands(file), given.starts),
        plan=plan_figures(file, max(3, given.starts // 3)),
        agreed=agreed,
        rounds=given.rounds,
        starts=given.starts,
        machine=f"{machine()}; load {before} before, {load()} after{given.note and f'; {given.note}'}",
        revision=f"{revision()}, graph {reviewer.engine.plan.graph_sha256[:12]}",
        base=PARSE,
        goals={DECIDE: "≤ 5 times parse", ANSWER: "≤ 1 ms"},
    )
    text = render(measured)
    print(text)
    if given.markdown:
        given.markdown.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
