"""Other people's SPARQL servers, started for a test, killed and started again."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

VIRTUOSO = """\
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CheckpointInterval = 0
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
"""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def program(name: str, package: str) -> str:
    """Where a program is; without it the test is skipped, and in CI it fails."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if not found:
        message = f"{name} is not installed (package {package})"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    return found


class Server:
    """A server over files of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        raise NotImplementedError

    @property
    def url(self) -> str:
        raise NotImplementedError

    def start(self) -> None:
        """Start it, or start it again over the same files, and wait until it answers."""
        self._process = subprocess.Popen(
            self.command(), cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for _ in range(600):
            with contextlib.suppress(httpx.HTTPError):
                if httpx.get(self.url, params={"query": "ASK {}"}, timeout=60, trust_env=False).is_success:
                    return
            assert self._process.poll() is None, f"{self.command()} ended"
            time.sleep(0.1)
        raise AssertionError(f"{self.url} does not answer")

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None


class Oxigraph(Server):
    """The server of the package ``oxigraph``."""

    united = True

    def command(self) -> list[str]:
        options = ["--union-default-graph"] if self.united else []
        program_ = program("oxigraph", "oxigraph from PyPI")
        return [program_, "serve", "--location", str(self.folder / "db"), "--bind", f"127.0.0.1:{self.port}", *options]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/query"


class PlainOxigraph(Oxigraph):
    """The same, whose default graph is not the union of the others unless a query says so."""

    united = False


class Virtuoso(Server):
    """Virtuoso, allowed to be updated."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._sql = free_port()
        (folder / "virtuoso.ini").write_text(VIRTUOSO.format(sql=self._sql, http=self.port), encoding="utf-8")

    def command(self) -> list[str]:
        return [program("virtuoso-t", "virtuoso-opensource-7 of Debian"), "+foreground", "+configfile", "virtuoso.ini"]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/sparql"

    def start(self) -> None:
        (self.folder / "virtuoso.lck").unlink(missing_ok=True)
        super().start()
        grant = 'exec=GRANT SPARQL_UPDATE TO "SPARQL";'
        isql = program("isql-vt", "virtuoso-opensource-7 of Debian")
        subprocess.run(
            [isql, f"127.0.0.1:{self._sql}", "dba", "dba", grant], check=True, capture_output=True, timeout=60
        )
