"""Stores behind a URL: the same commands, the same answers; killed and back, nothing is lost and nothing doubled."""

import contextlib
import random
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from antecede.api import Reviewer
from antecede.errors import QueryError, StoreError
from antecede.store.answer import Table, Value, table
from antecede.store.ask import ask
from antecede.store.embedded import Embedded
from antecede.store.load import Loaded, load
from antecede.store.place import Dataset, Place, open_place
from antecede.store.question import catalogue
from tests.servers import Oxigraph, PlainOxigraph, Server, Virtuoso
from tests.support import CASE_FILES, CASES, antecede, case, written

KINDS: dict[str, Callable[[Path], Server]] = {
    "oxigraph": Oxigraph,
    "oxigraph-plain": PlainOxigraph,
    "virtuoso": Virtuoso,
}
OURS = "FILTER(STRSTARTS(STR(?g), 'https://w3id.org/antecede/'))"
EVERYTHING = f"SELECT ?g ?s ?p ?o WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {OURS} }}"
DURATIONS = {"lastsAtLeast", "lastsMoreThan", "within", "apartAtLeast", "earlierThan"}
NAMES = sorted(CASES)
KILLS = {"oxigraph": 3, "virtuoso": 1}
SOME = [CASE_FILES[name] for name in NAMES[:8]]


@pytest.fixture(scope="module", params=KINDS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = KINDS[request.param](tmp_path_factory.mktemp(request.param))
    made.start()
    yield made
    made.kill()


@pytest.fixture(scope="module")
def reviewer(cache: Path) -> Reviewer:
    return Reviewer()


def plain(value: Value) -> object:
    """A value as it can be compared: servers differ in how they write numbers and truth values."""
    if isinstance(value, bool | int | float):
        return round(float(value), 6)
    return value or ""


def rows(answer: Table) -> list[tuple[str, ...]]:
    return sorted(tuple(str(plain(value)) for value in row) for row in answer.rows)


def everything(place: Place) -> list[tuple[str, ...]]:
    """Every quad of ours; durations only by being there, because Virtuoso makes seconds of them."""
    found = rows(table(place.run(EVERYTHING, Dataset())))
    return sorted((*row[:3], "") if row[2].rpartition("#")[2] in DURATIONS else row for row in found)


def test_server_answers_as_the_store_on_disk(server: Server, decided: Path, reviewer: Reviewer) -> None:
    """Each question, each quad; twice loaded, and one case changed and changed back."""
    here, there = Embedded(decided), open_place(server.url)
    files = list(CASE_FILES.values())
    assert load(there, files, reviewer).stored == len(files)
    assert load(there, files, reviewer).unchanged == len(files)
    changed = written(case(NAMES[0]) | {"findings": []}, server.folder)
    assert load(there, [changed], reviewer).stored == 1
    assert load(there, files, reviewer).stored == 1
    assert everything(there) == everything(here)
    questions = catalogue()
    assert len(questions) == 34
    for name, question in questions.items():
        assert rows(table(ask(there, question.asked()))) == rows(table(ask(here, question.asked()))), name
    graph = Dataset(default=("https://w3id.org/antecede/case/seed-000",))
    for query in (
        "ASK { ?s a <https://w3id.org/antecede/ontology#Case> }",
        "ASK { ?s a <https://w3id.org/antecede/ontology#Step> }",
    ):
        assert bool(there.run(query, graph)) is bool(here.run(query, graph)) is ("#Case" in query)


def test_commands_are_the_same(server: Server) -> None:
    loaded = antecede("load", SOME[0], "--store", server.url)
    assert (loaded.returncode, loaded.stdout) == (0, "")
    assert loaded.stderr.startswith(f"{server.url}: ")
    asked = antecede("query", "recommendations-by-act", "--format", "csv", ANTECEDE_STORE=server.url)
    assert asked.stdout.splitlines()[0] == "act,label,recommendation,lines"
    assert len(asked.stdout.splitlines()) > 1


def test_wrong_query_is_told_with_its_place(server: Server) -> None:
    with pytest.raises(QueryError, match=r"line 2, column 8: not SPARQL from '\}' on"):
        ask(open_place(server.url), "SELECT * {\n ?s ?p }")


@pytest.mark.parametrize("kind", KILLS)
def test_killed_in_mid_load_and_back(kind: str, reviewer: Reviewer, tmp_path: Path) -> None:
    """Killed between two cases, then at any moment; each time the error is clear, and going on makes it whole."""
    server = KINDS[kind](tmp_path)
    server.start()
    try:
        with pytest.raises(StoreError) as told:
            load(open_place(server.url), SOME, reviewer, told=lambda loaded: stop(server, loaded, 3))
        assert f"{server.url}: does not answer" in str(told.value)
        assert "start it and try again" in str(told.value)
        server.start()
        for _ in range(KILLS[kind]):
            killer = threading.Timer(random.Random(kind).uniform(0.05, 0.6), server.kill)
            killer.start()
            with contextlib.suppress(StoreError):
                load(open_place(server.url), SOME, reviewer)
            killer.join()
            server.start()
        went_on = load(open_place(server.url), SOME, reviewer)
        assert went_on.seen == len(SOME)
        assert went_on.unchanged >= 3
        fresh = Embedded(tmp_path / "fresh")
        load(fresh, SOME, reviewer)
        assert everything(open_place(server.url)) == everything(fresh)
    finally:
        server.kill()


def stop(server: Server, loaded: Loaded, after: int) -> None:
    if loaded.stored == after:
        server.kill()


# --- servers that are none --------------------------------------------------------------------------------------------


def test_nobody_there() -> None:
    with pytest.raises(StoreError, match=r"does not answer: .*; start it and try again"):
        ask(open_place("http://127.0.0.1:9/query", seconds=5), "ASK {}")
    done = antecede("query", "paper-share", "--store", "http://127.0.0.1:9/query")
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)


@pytest.mark.parametrize("sent", [b"", b"HTTP/1.1 200 OK\r\ncontent-type: application/sparql-results+json\r\n\r\n{"])
def test_server_that_hangs_times_out(sent: bytes) -> None:
    """One that says nothing, and one that never finishes."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=trickle, args=(listener, sent), daemon=True).start()
        place = open_place(f"http://127.0.0.1:{listener.getsockname()[1]}/query", seconds=1)
        with pytest.raises(StoreError, match="did not answer within 1 s"):
            ask(place, "ASK {}")


def trickle(listener: socket.socket, sent: bytes) -> None:
    connection, _ = listener.accept()
    try:
        connection.sendall(sent)
        while True:
            time.sleep(0.1)
            if sent:
                connection.sendall(b" ")
    except OSError:
        connection.close()


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 5\r\n\r\nhello", "answered with text/html that cannot be read"),
        (b"HTTP/1.1 401 No\r\ncontent-length: 3\r\n\r\nno!", "refused: 401 no!"),
        (b"HTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n", "refused: 500"),
        (b"rubbish\r\n\r\n", "does not answer"),
    ],
)  # fmt: skip
def test_answers_that_are_none(answer: bytes, what: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=answer_once, args=(listener, answer), daemon=True).start()
        url = f"http://user:secret@127.0.0.1:{listener.getsockname()[1]}/query"
        with pytest.raises(StoreError, match=what) as told:
            open_place(url, seconds=5).run("ASK {}", Dataset(default=("http://a.example/",)))
    assert "secret" not in str(told.value)


def answer_once(listener: socket.socket, answer: bytes) -> None:
    connection, _ = listener.accept()
    with connection:
        connection.recv(65536)
        connection.sendall(answer)
