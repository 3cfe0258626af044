"""Ten thousand requests that mean harm or make no sense: each is answered, by 501 or 503 at the worst, and says nothing
of us.

Most of them go to the application in this process, the same code without a socket; some as raw bytes to a server.
"""

import asyncio
import json
import random
import socket
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import httpx

from antecede.http.app import create_app
from antecede.http.pool import Measure
from antecede.http.services import Settings
from antecede.store.answer import Limits
from antecede.store.question import catalogue
from tests.support import CASES

MANY, AT_ONCE, SEED = 10_000, 8, 20260101
ASK = {"query": "ASK {}"}
QUERIES = [each.text for each in catalogue().values()]
BODIES = [json.dumps(each) for each in CASES.values()]
PIECES = [
    "{", "}", "(", ")", "<", ">", "[", "]", '"', "'", '"""', "\\", "\\u0000", "\\u0053ERVICE", "#", ";", ".", ",", "?", "$", "@en", "^^", "_:b", "a",
    "SELECT", "CONSTRUCT", "DESCRIBE *", "WHERE", "SERVICE", "SERVICE <http://127.0.0.1:1/>", "GRAPH ?g", "FILTER", "OPTIONAL", "UNION", "MINUS",
    "VALUES ?x { UNDEF }", "BIND(1/0 AS ?z)", "LIMIT 18446744073709551616", "OFFSET -1", "ORDER BY RAND()", "GROUP BY", "HAVING", "FROM <file:///etc/passwd>",
    "FROM NAMED", "BASE <file:///>", "PREFIX : <>", "REGEX(?x, '(a+)+$')", "REPLACE('a', '', 'b')", "xsd:integer('x')", "<a b>", "\x00", "\ud800", "\u202e", "é", "𝄞",
    "<script>alert(1)</script>", "{{7*7}}", "%00", "../../etc/passwd", "DROP ALL", "INSERT DATA { <a> <b> <c> }", "1e999", "''''", "\r\n\r\n", "a/b*|!^c+", "(<a>*)*", "<a> <b>? ?c", "GROUP_CONCAT(?x)",
]  # fmt: skip
MEDIA = [
    "application/sparql-query",
    "application/x-www-form-urlencoded",
    "application/sparql-update",
    "text/plain",
    "",
    "a/b; charset=utf-16",
    "multipart/form-data",
]
#: Media types that tell of problems: to programs, on pages.
TELLING = ("application/problem+json", "text/html")
ACCEPT = [
    "*/*",
    "text/csv",
    "text/turtle",
    "image/png",
    "",
    ",;q=,",
    "a/b;q=nan",
    "*/*;q=-1",
    "text/html",
    "x" * 500,
    "application/json;q=0.1, text/*",
]
PATHS = ["/", "/ask", "/editor", "/cases", "/cases?text=x", "/cases/seed-001", "/cases/nope?set=a", "/policies", "/policies/nope", "/compare?a=cpb&b=nope", "/questions/denial-steps", "/questions/nope", "/questions/near-misses/answer.csv", "/questions/near-misses/answer.xls", "/openapi.json",
         "/static/0/page.css", "/static/../../etc/passwd", "/docs", "/%00", "/sparql/", "/review"]  # fmt: skip


class Sent(NamedTuple):
    """One request."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Maker:
    """Makes requests by seed."""

    def __init__(self, seed: int) -> None:
        self._by = random.Random(seed)

    def requests(self, number: int) -> Iterator[Sent]:
        kinds = [self._asked, self._asked, self._posted, self._posted, self._paged, self._reviewed, self._odd]
        for _ in range(number):
            yield self._by.choice(kinds)()

    def _text(self) -> str:
        """A query with pieces put in and taken out, pieces alone, or something very deep or long."""
        kind = self._by.random()
        if kind < 0.6:
            text = self._by.choice(QUERIES)
            for _ in range(self._by.randint(1, 4)):
                at = self._by.randrange(len(text) + 1)
                text = (
                    text[:at]
                    + self._by.choice([self._by.choice(PIECES), ""])
                    + text[at + self._by.choice([0, 0, 1, 5, 60]) :]
                )
            return text
        if kind < 0.95:
            return " ".join(self._by.choices(PIECES, k=self._by.randint(1, 25)))
        opening = self._by.choice(["(", "{", "[", "!", "<a>/(", "SELECT * { ", "FILTER(1+", "OPTIONAL {", "\\", "'"])
        return f"SELECT * {{ {opening * self._by.choice([3, 50, 2000, 20000])}"

    def _query(self) -> str:
        return quote(self._text().encode("utf-8", "surrogatepass"))

    def _headers(self) -> dict[str, str]:
        headers = {"Accept": self._by.choice(ACCEPT)}
        if self._by.random() < 0.1:
            headers["Origin"] = self._by.choice(
                ["https://evil.example", "null", "http://localhost:1", "http://[", "file://"]
            )
        return headers

    def _asked(self) -> Sent:
        more = self._by.choice(["", "", "", "&format=csv", "&format=<x>", "&default-graph-uri=x%20y", "&default-graph-uri=file:///etc/passwd",
                                "&named-graph-uri=http://a.example/", "&query=x", "&update=x", "&" * 2000, "&a=" * 1500])  # fmt: skip
        query = self._query()
        if len(query) > 50_000:
            query = query[:50_000]
        if self._by.random() < 0.05:
            query = self._by.choice(["%", "%zz", "%ff%fe", "%00", "+++", ""])
        return Sent(
            self._by.choice(["GET", "GET", "GET", "HEAD"]), f"/sparql?query={query}{more}", self._headers(), b""
        )

    def _posted(self) -> Sent:
        media = self._by.choice(MEDIA)
        body = self._text().encode("utf-8", "surrogatepass")
        if media.endswith("urlencoded"):
            body = self._by.choice([b"query=", b"query=", b"update=", b"=", b"query=1&query="]) + quote(body).encode()
        if self._by.random() < 0.1:
            body = self._by.randbytes(self._by.choice([1, 50, 5000]))
        return Sent("POST", "/sparql", self._headers() | ({"Content-Type": media} if media else {}), body)

    def _paged(self) -> Sent:
        path = self._by.choice(PATHS)
        return Sent(
            "GET",
            f"{path}?ask=1&query={self._query()[:5000]}&case={self._query()[:500]}&within={self._query()[:50]}",
            self._headers(),
            b"",
        )

    def _reviewed(self) -> Sent:
        text = self._by.choice(BODIES)
        for _ in range(self._by.randint(1, 3)):
            at = self._by.randrange(len(text))
            text = (
                text[:at]
                + self._by.choice(['"', "{", "[" * 50, "1e999", "null", "\\ud800", "é", "-1", "", "\x00"])
                + text[at + self._by.choice([0, 1, 8]) :]
            )
        media = self._by.choice(["application/json", "application/json", "application/ld+json", "text/plain"])
        return Sent("POST", "/review", self._headers() | {"Content-Type": media}, text.encode("utf-8", "surrogatepass"))

    def _odd(self) -> Sent:
        method = self._by.choice(["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW", "GET"])
        host = self._by.choice(
            ["127.0.0.1", "127.0.0.1", "evil.example", "", "localhost:80:80", "127.0.0.1.evil.example"]
        )
        return Sent(
            method, self._by.choice([*PATHS, "/sparql"]), self._headers() | {"Host": host}, self._by.randbytes(20)
        )


def resident() -> int:
    """Kilobytes of this process that are in memory."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0])


async def answered(client: httpx.AsyncClient, sent: Sent) -> httpx.Response:
    return await client.request(sent.method, sent.path, headers=sent.headers, content=sent.body)


def judged(sent: Sent, answer: httpx.Response) -> str:
    """The status of an answer, once it has been looked at."""
    media = answer.headers.get("content-type", "").partition(";")[0]
    assert answer.status_code < 500 or (answer.status_code in (501, 503) and media in TELLING), (
        sent,
        answer.text,
    )
    assert b"Traceback" not in answer.content, sent
    assert b"root:x:0" not in answer.content, sent
    assert b"site-packages" not in answer.content, sent
    if answer.status_code >= 400 and media == "application/problem+json" and sent.method != "HEAD":
        assert json.loads(answer.content)["problems"], sent
    if media == "text/html":
        assert b"<script>alert" not in answer.content, sent
    assert answer.headers.get("access-control-allow-origin", "") in ("", "http://localhost:1"), sent
    return str(answer.status_code)


async def besieged(store: Path) -> tuple[Counter[str], list[int], int]:
    """Send everything; statuses, memory after each tenth, light queries answered meanwhile."""
    settings = Settings(str(store), Measure(seconds=1.5, patience=0.5), Limits(2000, 1_000_000))
    app = create_app(settings)
    statuses: Counter[str] = Counter()
    memory: list[int] = []
    light = 0
    requests = Maker(SEED).requests(MANY)

    async def work(client: httpx.AsyncClient) -> None:
        nonlocal light
        for sent in requests:
            statuses[judged(sent, await answered(client, sent))] += 1
            if statuses.total() % (MANY // 10) == 0:
                memory.append(resident())
                light += (await client.get("/sparql", params=ASK)).json()["boolean"]

    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1") as client,
    ):
        await asyncio.gather(*(work(client) for _ in range(AT_ONCE)))
    return statuses, memory, light


def test_everything_is_answered(decided: Path) -> None:
    statuses, memory, light = asyncio.run(besieged(decided))
    assert statuses.total() == MANY
    assert {"200", "400", "403", "404", "405", "406", "415", "421", "422"} <= statuses.keys()
    assert light == len(memory) == 10
    assert memory[-1] - memory[2] < 60_000, memory


RAW = [
    b"", b"\r\n\r\n", b"GET", b"GET / HTTP/9.9\r\n\r\n", b"GET /sparql?query=ASK{} HTTP/1.1\r\n\r\n", b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
    b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 999999999\r\nContent-Type: application/sparql-query\r\n\r\nASK", b"\x16\x03\x01\x02\x00", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
    b"GET http://evil.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"GET /\x00 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
]  # fmt: skip


def test_raw_bytes_are_survived(client: httpx.Client) -> None:
    by, seen = random.Random(SEED), Counter[str]()
    for _ in range(150):
        message = by.choice(
            [by.choice(RAW), by.choice(RAW) + by.randbytes(by.randint(0, 200)), by.randbytes(by.randint(1, 2000))]
        )
        seen[first_line(client, message)] += 1
    assert not [line for line in seen if line.startswith("HTTP/1.1 5")], seen
    assert any(line.startswith("HTTP/1.1 400") for line in seen)
    assert client.get("/sparql", params=ASK).json()["boolean"] is True


def first_line(client: httpx.Client, message: bytes) -> str:
    """What a server answers to bytes; nothing where it waits for more or hangs up."""
    with socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=0.2) as connection:
        try:
            connection.sendall(message)
            return connection.recv(1000).decode("latin-1").partition("\r\n")[0]
        except OSError:
            return ""


def test_nothing_is_left_of_any(decided: Path, client: httpx.Client) -> None:
    """After all of that the store holds what it held."""
    count: Any = client.get(
        "/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?case a <https://w3id.org/antecede/ontology#Case> }"}
    ).json()
    assert count["results"]["bindings"][0]["n"]["value"] == str(len(CASES))
