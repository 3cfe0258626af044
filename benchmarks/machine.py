"""Where the figures come from: processor, system, versions, state of the checkout."""

import os
import platform
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from antecede.criterion import tally

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = ("pydantic", "msgspec", "rdflib", "networkx", "typer")


def machine() -> str:
    """One line on the machine and its software."""
    used = ", ".join(f"{name} {known}" for name in LIBRARIES if (known := _version(name)))
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}, {python}; {used}"


def load() -> str:
    """Load of the machine over the last minute."""
    return f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "not known"


def revision() -> str:
    """What was measured of which commit, and whether files differ from it."""
    commit = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--", "reasoner", "kg", "ontology", "benchmarks")
    built = "compiled wheel" if Path(tally.__file__).suffix != ".py" else "sources"
    return f"{built} of commit {commit}{' with uncommitted changes' if changed else ''}" if commit else "no checkout"


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or "processor not known"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
