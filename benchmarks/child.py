"""One measurement in a process of its own, printed as JSON: ``compile`` or ``answer FILE``.

``compile`` is given an empty cache folder: the first plan pays for loading the libraries that read graphs, the second
is compiling alone; then the files of one family are read again by themselves.  ``answer`` finds the plan in the cache:
how long it takes to load, and how much memory is resident after the first answer.  Figures are milliseconds and
megabytes.
"""

import json
import sys
from pathlib import Path
from time import perf_counter

#: Family whose files are read again by themselves.
FAMILY = "cpb"


def compiling() -> dict[str, float]:
    """From the graph, nothing cached."""
    from antecede.graph.data import shipped_files
    from antecede.knowledge.cache import load_plan

    start = perf_counter()
    load_plan()
    first = perf_counter()

    from antecede.knowledge.reading.plan import compile_plan

    compile_plan(shipped_files())
    again = perf_counter()
    return {"first": (first - start) * 1000, "again": (again - first) * 1000, "policy": one_policy() * 1000}


def one_policy() -> float:
    """Seconds to read the files of one family again, with its criteria, pathways and coverage; the rest is at hand."""
    from antecede.graph.data import folder, shipped_files, turtle_files
    from antecede.graph.triples import load, parse
    from antecede.graph.vocabulary import ant
    from antecede.knowledge.reading.criterion import CriterionReader
    from antecede.knowledge.reading.expression import ExpressionReader
    from antecede.knowledge.reading.plan import compile_plan
    from antecede.knowledge.reading.policy import PolicyReader

    triples, files = load(shipped_files()), turtle_files(folder("kg") / "policies" / FAMILY)
    criteria, policies = compile_plan(shipped_files()).criteria.keys(), triples.instances(ant("Policy"))
    start = perf_counter()
    own = {subject for file in files for subject, _, _ in parse(file)}
    reading, documents = CriterionReader(triples, ExpressionReader(triples)), PolicyReader(triples)
    read = [reading.read(iri) for iri in criteria if iri in own]
    made = [documents.policy(iri) for iri in policies if iri in own]
    took = perf_counter() - start
    assert read, f"no criteria in the files of {FAMILY}"
    assert made, f"no policy in the files of {FAMILY}"
    return took


def answering(file: Path) -> dict[str, float]:
    """From the cache to the first answer."""
    start = perf_counter()
    from antecede.case.file import read_case
    from antecede.criterion.engine import Engine
    from antecede.determination.determine import determine
    from antecede.knowledge.cache import load_plan
    from antecede.report.answer import encoded

    imported, bare = perf_counter(), resident()
    plan = load_plan()
    loaded = perf_counter()
    engine = Engine(plan)
    built = perf_counter()
    encoded(determine(read_case(file), engine))
    done = perf_counter()
    steps = {"imports": imported - start, "load": loaded - imported, "engine": built - loaded, "answer": done - built}
    return {step: seconds * 1000 for step, seconds in steps.items()} | {"rss_imports": bare, "rss": resident()}


def resident() -> float:
    """Resident memory now, in megabytes; the greatest so far where the system does not tell."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    import resource

    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    print(json.dumps(compiling() if sys.argv[1] == "compile" else answering(Path(sys.argv[2]))))
