"""A store behind a SPARQL 1.1 server: queries and updates as form posts, which every server takes.

One URL is enough: updates go to it, or to ``…/update`` where it ends in ``…/query``.  Name and password may stand in it
and are never shown.
"""

import contextlib
import time
import weakref
from collections.abc import Iterator
from typing import NoReturn

import httpx
import pyoxigraph as ox

from antecede.errors import Problem, QueryError, StoreError, TooLargeError
from antecede.store.change import STORED_AS, Change, ledger_query
from antecede.store.fault import engine_error
from antecede.store.guard import form_of, short
from antecede.store.place import Dataset, Result

ROWS, TRIPLES, TURTLE = "application/sparql-results+json", "application/n-triples", "text/turtle"
#: What to ask for by the form of a query: some servers send rows for any form, if rows are taken.
ACCEPT = {
    "SELECT": ROWS,
    "ASK": ROWS,
    "CONSTRUCT": f"{TRIPLES}, {TURTLE};q=0.9",
    "DESCRIBE": f"{TRIPLES}, {TURTLE};q=0.9",
}
#: Triples in one request: some servers compile each as one program and refuse long ones.
MOST_TRIPLES = 4000
#: Bytes of an answer that are taken.
MOST_BYTES = 500_000_000
#: Parameters by which servers are told to take all graphs together as default graph; the first that works is kept.
UNITED: tuple[dict[str, str], ...] = ({}, {"union-default-graph": ""})
PROBE = f"ASK {{ ?node <{STORED_AS}> ?key }}"


class Remote:
    """A store behind a URL that has to answer within ``seconds``.  It is asked every query as it stands."""

    reworded: tuple[str, ...] = ()

    def __init__(self, url: str, *, seconds: float) -> None:
        self._url = httpx.URL(url)
        self.name = str(self._url.copy_with(username=None, password=None))
        timeout = httpx.Timeout(seconds, connect=min(seconds, 10))
        self._client = httpx.Client(timeout=timeout, trust_env=False)
        weakref.finalize(self, self._client.close)
        self._seconds = seconds
        self._united: dict[str, str] | None = None

    def run(self, query: str, dataset: Dataset) -> Result:
        """The result of a query, as the server gives it."""
        if dataset:
            graphs = {"default-graph-uri": list(dataset.default), "named-graph-uri": list(dataset.named)}
            return self._query(query, graphs)
        return self._query(query, self._found_united())

    def note(self) -> str:
        """Nothing: the server answers from what it has."""
        return ""

    @contextlib.contextmanager
    def writing(self) -> Iterator["RemoteWriter"]:
        """The server to write to."""
        yield RemoteWriter(self)

    def update(self, request: str) -> None:
        """Send an update request."""
        path = self._url.path
        url = self._url.copy_with(path=path[: -len("query")] + "update") if path.endswith("/query") else self._url
        self._send(url, {"update": request}, "*/*")

    def _found_united(self) -> dict[str, str]:
        """How this server takes all graphs together.  A store that holds nothing leaves the question open."""
        if self._united is None:
            for parameters in UNITED:
                if self._asked(PROBE, parameters):
                    self._united = parameters
                    return parameters
            if self._asked(f"ASK {{ {ledger_query()} }}", {}):
                what = "its default graph is not the union of its graphs"
                raise StoreError(Problem(self.name, "", what, "set it up so (oxigraph: --union-default-graph)"))
        return self._united or {}

    def _asked(self, query: str, parameters: dict[str, str]) -> bool:
        result = self._query(query, parameters)
        return isinstance(result, ox.QueryBoolean) and bool(result)

    def _query(self, query: str, parameters: dict[str, str] | dict[str, list[str]]) -> Result:
        form = form_of(query)
        media, body = self._send(self._url, {"query": query, **parameters}, ACCEPT.get(form, ROWS))
        try:
            if media == ROWS:
                rows = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
                return _truth(rows) if form == "ASK" and isinstance(rows, ox.QuerySolutions) else rows
            syntax = ox.RdfFormat.N_TRIPLES if media in (TRIPLES, "text/plain") else ox.RdfFormat.TURTLE
            return iter([ox.Triple(quad.subject, quad.predicate, quad.object) for quad in ox.parse(body, syntax)])
        except (SyntaxError, ValueError) as error:
            what = f"answered with {media or 'no media type'} that cannot be read: {short(str(error))}"
            raise StoreError(Problem(self.name, "", what, "name the query address of a SPARQL 1.1 server")) from None

    def _send(self, url: httpx.URL, form: dict[str, str | list[str]], accept: str) -> tuple[str, bytes]:
        """Media type and body of the answer; every way to fail is told apart."""
        try:
            with self._client.stream("POST", url, data=form, headers={"Accept": accept}) as answer:
                body = self._body(answer)
        except httpx.TimeoutException:
            self._fail(f"did not answer within {self._seconds:g} s", "ask for less, or look after the server")
        except httpx.HTTPError as error:
            self._fail(f"does not answer: {short(str(error)) or type(error).__name__}", "start it and try again")
        if answer.status_code == httpx.codes.BAD_REQUEST:
            raise engine_error(body.decode(errors="replace"))
        if not answer.is_success:
            self._fail(f"refused: {answer.status_code} {short(body.decode(errors='replace'))}", "see its log")
        return answer.headers.get("content-type", "").partition(";")[0].strip().lower(), body

    def _body(self, answer: httpx.Response) -> bytes:
        """The body, as long as it keeps coming and does not outgrow all measure."""
        end, parts, held = time.monotonic() + self._seconds, [], 0
        for part in answer.iter_bytes():
            parts.append(part)
            held += len(part)
            if time.monotonic() > end:
                raise httpx.ReadTimeout("")
            if held > MOST_BYTES:
                raise TooLargeError(Problem("query", "", f"an answer of more than {MOST_BYTES:,} bytes", "add a LIMIT"))
        return b"".join(parts)

    def _fail(self, what: str, remedy: str) -> NoReturn:
        raise StoreError(Problem(self.name, "", what, remedy))


def _truth(rows: ox.QuerySolutions) -> Result:
    """The truth value that some servers send as a row with 1 or 0."""
    values = [row[rows.variables[0]] for row in rows]
    truth = any(isinstance(each, ox.Literal) and each.value in ("1", "true") for each in values)
    data = f'{{"head": {{}}, "boolean": {str(truth).lower()}}}'
    return ox.parse_query_results(data.encode(), ox.QueryResultsFormat.JSON)


class RemoteWriter:
    """Writes to a server.  What is in its ledger is whole; what a lost connection cut short is not in it."""

    def __init__(self, place: Remote) -> None:
        self._place = place

    def apply(self, change: Change) -> None:
        """Make a change, in as few requests as the server takes."""
        try:
            for request in change.requests(MOST_TRIPLES):
                self._place.update(request)
        except QueryError as error:
            what = f"refused an update: {error.problems[0].what}"
            raise StoreError(Problem(self._place.name, "", what, "allow updates on it")) from None

    def ledger(self) -> dict[str, str]:
        """Hashes kept so far."""
        rows = self._place.run(ledger_query(), Dataset())
        assert isinstance(rows, ox.QuerySolutions)
        return {row["node"].value: row["key"].value for row in rows}

    def publish(self) -> None:
        """Nothing to do: a server shows what it has."""
