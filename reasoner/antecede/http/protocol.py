"""The SPARQL 1.1 Protocol, read-only: ``GET``, ``POST`` of a form, ``POST`` of the query itself.

Beside the protocol, ``format`` (``csv``, ``json`` …) stands for an Accept header, so that an answer can be a link.
"""

import asyncio
import contextlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from anyio import CapacityLimiter, to_thread
from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from antecede.errors import AntecedeError, NotSparqlError, Problem
from antecede.http.description import description
from antecede.http.job import Job, Reply
from antecede.http.problem import problem, refusal, response_to
from antecede.http.services import Services
from antecede.http.worker import refused, told
from antecede.store.fault import located
from antecede.store.guard import LONGEST, refuse_what_reaches_out
from antecede.store.media import SHORT, TRIPLES, negotiate
from antecede.store.place import Dataset, named_nodes

router = APIRouter()
_ONE_AT_A_TIME = CapacityLimiter(1)
FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
METHODS = "GET, HEAD, POST, OPTIONS"
_SUMMARY = "SPARQL 1.1 endpoint, read-only"
_TEXT: dict[str, Any] = {"type": "string"}
_TEXTS: dict[str, Any] = {"type": "array", "items": {"type": "string", "format": "iri"}}
_GET: dict[str, Any] = {
    "parameters": [
        {"name": "query", "in": "query", "schema": _TEXT},
        {"name": "default-graph-uri", "in": "query", "schema": _TEXTS},
        {"name": "named-graph-uri", "in": "query", "schema": _TEXTS},
        {"name": "format", "in": "query", "schema": {"enum": list(SHORT)}},
    ]
}
_POST: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {FORM: {"schema": {"type": "object", "properties": {"query": _TEXT}}}, DIRECT: {"schema": _TEXT}},
    }
}
Pairs = list[tuple[str, str]]


class Refused(Exception):  # noqa: N818 - not an error of ours: a response that ends the reading of a request
    """A request that is answered without being asked of the store."""

    def __init__(self, status: int, where: str, what: str, remedy: str) -> None:
        super().__init__(what)
        self.response = refusal(status, where, what, remedy)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: no query for the description of the service."""

    query: str | None
    dataset: Dataset
    format: str


@router.get("/sparql", summary=_SUMMARY, response_class=Response, tags=["sparql"], openapi_extra=_GET)
@router.post("/sparql", operation_id="sparql_post", summary=_SUMMARY, response_class=Response, openapi_extra=_POST)
@router.head("/sparql", include_in_schema=False)
async def sparql(request: Request) -> Response:
    """Answer a query by the SPARQL 1.1 Protocol, or describe the service where nothing is asked."""
    services: Services = request.app.state.services
    try:
        asked = await _asked(request)
        accept = _accept(request, asked.format)
        if asked.query is None:
            return _described(request, accept)
        refuse_what_reaches_out(asked.query, asked.dataset)
        named_nodes(tuple(asked.dataset.iris()))
    except Refused as error:
        return error.response
    except AntecedeError as error:
        return response_to(error)
    return response(await while_wanted(request, services, services.job(asked.query, accept, asked.dataset)))


@router.options("/sparql", include_in_schema=False)
async def options(request: Request) -> Response:
    """What can be done here."""
    return Response(status_code=204, headers={"Allow": METHODS})


def response(reply: Reply) -> Response:
    """A reply, as a response."""
    if reply.problems:
        return problem(reply)
    charset = "; charset=utf-8" if reply.media.startswith("text/") else ""
    headers = {"Vary": "Accept", "Content-Type": reply.media + charset}
    if reply.reworded:
        headers["Query-Reworded"] = "; ".join(reply.reworded)
    return Response(reply.body, reply.status, headers)


async def while_wanted(request: Request, services: Services, job: Job) -> Reply:
    """The reply to a job; when the client goes away meanwhile, the query is stopped."""
    answer = asyncio.ensure_future(services.pool.answer(job))
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            answer.cancel()
            return refused(499, "query", "the client went away", "")
        reply = answer.result()
        return await to_thread.run_sync(_placed, job.query, reply, limiter=_ONE_AT_A_TIME) if reply.vague else reply
    finally:
        for task in (answer, gone):
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await gone


def _placed(query: str, reply: Reply) -> Reply:
    """The same reply with the place that is wrong.  Not a worker's task: it would have to load a grammar first."""
    return told(located(query, NotSparqlError(*(Problem(*each) for each in reply.problems))))


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _asked(request: Request) -> Asked:
    """What a request asks.  Raises :class:`Refused` for what the protocol does not allow."""
    pairs = _pairs(request.scope["query_string"], "query string")
    if request.method != "POST":
        return _of(pairs, required=False)
    media, _, parameters = (each.strip().lower() for each in request.headers.get("content-type", "").partition(";"))
    charset = parameters.removeprefix("charset=").strip('"') if parameters.startswith("charset=") else "utf-8"
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise Refused(415, "Content-Type", f"{charset[:40]!r} is not taken", "send the query in UTF-8")
    body = await _body(request)
    if media == FORM:
        return _of(pairs + _pairs(body, "body"), required=True)
    if media == DIRECT:
        if any(name == "query" for name, _ in pairs):
            raise Refused(400, "query", "stands in the address and in the body", "send one query")
        return _of([*pairs, ("query", _text(body, "body"))], required=True)
    if media == UPDATE:
        raise Refused(403, "body", "this endpoint changes nothing", "load cases with antecede load")
    raise Refused(415, "Content-Type", f"{media[:80] or 'none'!r} is not taken", f"send {FORM} or {DIRECT}")


def _of(pairs: Pairs, *, required: bool) -> Asked:
    queries = [value for name, value in pairs if name == "query"]
    if any(name == "update" for name, _ in pairs):
        raise Refused(403, "update", "this endpoint changes nothing", "load cases with antecede load")
    if len(queries) > 1:
        raise Refused(400, "query", f"{len(queries)} queries", "send one query")
    if required and not queries:
        raise Refused(400, "query", "nothing is asked", "send a query parameter")
    default, named = (
        tuple(value for name, value in pairs if name == key) for key in ("default-graph-uri", "named-graph-uri")
    )
    formats = [value for name, value in pairs if name == "format"]
    return Asked(queries[0] if queries else None, Dataset(default, named), formats[-1] if formats else "")


def _accept(request: Request, format: str) -> str:
    if format and format not in SHORT:
        raise Refused(400, "format", f"{format[:40]!r} is no syntax", f"one of {', '.join(SHORT)}")
    return SHORT[format] if format else ",".join(request.headers.getlist("accept"))


def _described(request: Request, accept: str) -> Response:
    """The description of the service; the page for people, where a browser comes."""
    media = negotiate(accept, [*TRIPLES, "text/html"])
    if media == "text/html":
        return RedirectResponse("/ask", 303)
    if media is None:
        raise Refused(406, "Accept", "none of the types asked for", f"one of {', '.join(TRIPLES)}")
    return Response(description(str(request.url_for("sparql")), media), 200, {"Vary": "Accept"}, media)


async def _body(request: Request) -> bytes:
    """The body, as far as a query can be long."""
    parts, held = [], 0
    async for part in request.stream():
        held += len(part)
        if held > 4 * LONGEST:
            raise Refused(413, "body", "too long for a query", f"a query has at most {LONGEST:,} characters")
        parts.append(part)
    return b"".join(parts)


def _pairs(data: bytes, where: str) -> Pairs:
    try:
        return parse_qsl(data.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=1000)
    except UnicodeDecodeError:
        raise Refused(400, where, "not UTF-8 in percent-encoding", "encode it so") from None
    except ValueError:
        raise Refused(400, where, "too many fields", "name at most 1000 graphs") from None


def _text(body: bytes, where: str) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused(400, where, f"not UTF-8 at byte {error.start}", "send the query in UTF-8") from None
