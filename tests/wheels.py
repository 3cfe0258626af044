"""Wheels of the project, built and unpacked for a test."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from tests.support import ROOT


def built(folder: Path, **environment: str) -> Path:
    """The wheel that is built of the checkout under some environment."""
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=False,
        capture_output=True,
        text=True,
        timeout=900,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-5000:]
    (path,) = folder.glob("*.whl")
    return path


def unpacked(wheel: Path, folder: Path) -> Path:
    """A folder with what is in a wheel."""
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder
