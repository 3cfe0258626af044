"""One measurement in a process of its own, printed as JSON: ``compile FILE`` or ``answer FILE``.

``compile`` is given an empty cache folder: the first plan pays for loading the libraries that read graphs, the second
is compiling alone.  ``answer`` finds the plan in the cache: how long it takes to load, and how much memory is resident
after the first answer.  Figures are milliseconds and megabytes.
"""

import json
import sys
from pathlib import Path
from time import perf_counter


def compiling() -> dict[str, float]:
    """From the graph, nothing cached."""
    from antecede.graph.data import shipped_files
    from antecede.knowledge.cache import load_plan

    start = perf_counter()
    load_plan()
    first = perf_counter()

    from antecede.knowledge.reading.plan import compile_plan

    compile_plan(shipped_files())
    return {"first": (first - start) * 1000, "again": (perf_counter() - first) * 1000}


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
