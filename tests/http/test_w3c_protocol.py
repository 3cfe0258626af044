"""W3C's tests of the SPARQL 1.1 Protocol, as far as a read-only endpoint has to do with them: updates are refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import httpx
import pyoxigraph as ox
import pytest

from tests.http.test_w3c import BASE, FOLDER, MF, RDF, manifest, needs_tests
from tests.serving import serving, store_of, triples

HT, CNT = "http://www.w3.org/2011/http#", "http://www.w3.org/2011/content#"
DATA = "http://kasei.us/2009/09/sparql/data/"
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"),
}


class Exchange(NamedTuple):
    """A request of a test and what has to come back."""

    method: str
    path: str
    media: str
    body: bytes
    statuses: tuple[str, ...]
    boolean: bool | None
    format: str


class Manifest:
    """The manifest as a tree."""

    def __init__(self) -> None:
        self._store = manifest("protocol")

    def objects(self, node: object, *path: str) -> list[object]:
        nodes = [node]
        for step in path:
            nodes = [
                quad.object for each in nodes for quad in self._store.quads_for_pattern(each, ox.NamedNode(step), None)
            ]
        return nodes

    def text(self, node: object, *path: str) -> str:
        return next(
            (each.value for each in self.objects(node, *path) if isinstance(each, ox.Literal | ox.NamedNode)), ""
        )

    def items(self, head: object) -> Iterator[object]:
        while head != ox.NamedNode(RDF + "nil"):
            yield from self.objects(head, RDF + "first")
            (head,) = self.objects(head, RDF + "rest")

    def tests(self) -> dict[str, list[Exchange]]:
        (entries,) = self.objects(ox.NamedNode(BASE + "protocol/"), MF + "entries") or self.objects(
            ox.NamedNode(BASE + "protocol/manifest.ttl"), MF + "entries"
        )
        return {each.value.rpartition("#")[2]: list(self.exchanges(each)) for each in self.items(entries)}

    def exchanges(self, test: object) -> Iterator[Exchange]:
        (requests,) = self.objects(test, MF + "action", HT + "requests")
        for request in self.items(requests):
            encoding = self.text(request, HT + "body", CNT + "characterEncoding") or "utf-8"
            media = [
                self.text(header, HT + "fieldValue")
                for headers in self.objects(request, HT + "headers")
                for header in self.items(headers)
                if self.text(header, HT + "fieldName").lower() == "content-type"
            ]
            boolean = self.text(request, HT + "resp", MF + "expectedBoolean")
            yield Exchange(
                self.text(request, HT + "methodName"),
                self.text(request, HT + "absolutePath").replace("/sparql/", "/sparql", 1),
                next(iter(media), ""),
                self.text(request, HT + "body", CNT + "chars").encode(encoding),
                tuple(each.value[-3:] for each in self.objects(request, HT + "resp", MF + "expectedStatus")),
                {"true": True, "false": False}.get(boolean),
                self.text(request, HT + "resp", MF + "expectedFormat"),
            )


TESTS = Manifest().tests() if FOLDER.is_dir() else {}
UPDATES = [name for name in TESTS if name.startswith("update_")]
QUERIES = [name for name in TESTS if name not in UPDATES]


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    files = sorted((FOLDER / "protocol").glob("*.nt"))
    assert len(files) == 3
    graphs = {f"{DATA}{path.stem}.rdf": triples(Path(path)) for path in files}
    with serving(store_of(graphs, tmp_path_factory.mktemp("protocol") / "store")) as client:
        yield client


def sent(exchange: Exchange, endpoint: httpx.Client) -> httpx.Response:
    headers = {"Content-Type": exchange.media} if exchange.media else {}
    return endpoint.request(exchange.method, exchange.path, content=exchange.body or None, headers=headers)


@needs_tests
def test_all_tests_were_collected() -> None:
    assert (len(QUERIES), len(UPDATES)) == (27, 7)


@needs_tests
@pytest.mark.parametrize("name", QUERIES)
def test_protocol_is_kept(name: str, endpoint: httpx.Client) -> None:
    assert TESTS[name]
    for exchange in TESTS[name]:
        answer = sent(exchange, endpoint)
        assert f"{answer.status_code // 100}xx" in exchange.statuses, answer.text
        if exchange.format:
            assert answer.headers["content-type"].partition(";")[0] in FORMATS[exchange.format]
        if exchange.boolean is not None:
            assert answer.json()["boolean"] is exchange.boolean


@needs_tests
@pytest.mark.parametrize("name", UPDATES)
def test_updates_are_refused(name: str, endpoint: httpx.Client) -> None:
    updates = [each for each in TESTS[name] if "update" in each.media or b"update=" in each.body]
    assert updates
    for exchange in updates:
        answer = sent(exchange, endpoint)
        assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")
