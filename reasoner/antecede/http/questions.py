"""Pages to ask from: plain forms that need no script; every question and its answer have an address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

import pyoxigraph as ox
from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from antecede.errors import AntecedeError
from antecede.http.job import Reply
from antecede.http.problem import refusal, response_to
from antecede.http.protocol import response, while_wanted
from antecede.http.services import Services
from antecede.http.worker import told
from antecede.store.answer import Table, table
from antecede.store.guard import refuse_what_reaches_out
from antecede.store.media import ROWS, SHORT, TRIPLES
from antecede.store.place import Dataset
from antecede.store.question import Question

router = APIRouter(include_in_schema=False)
#: Rows that a page shows; all of them are behind its links.
SHOWN = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer as a page shows it: a table or a text, links to all of it, or what was wrong.

    ``reworded`` names what the query was asked in other words for.
    """

    table: Table | None = None
    text: str = ""
    rows: int = 0
    links: tuple[tuple[str, str], ...] = ()
    problems: tuple[tuple[str, str, str, str], ...] = ()
    status: int = 200
    reworded: tuple[str, ...] = ()


@router.get("/")
async def entrance() -> Response:
    """The way in."""
    return RedirectResponse("/cases", 303)


@router.get("/ask")
async def home(request: Request, query: str = "") -> Response:
    """A form for any query, and the catalogue."""
    services: Services = request.app.state.services
    shown = await _shown(request, services, query) if query.strip() else None
    questions = list(services.questions.values())
    return _page(request, "home.html", shown, query=query or questions[-1].text, questions=questions)


@router.get("/questions/{name}")
async def ask(request: Request, name: str) -> Response:
    """A question of the catalogue, its parameters and, once asked, its answer."""
    services: Services = request.app.state.services
    question = services.questions.get(name)
    if question is None:
        return _unknown(name)
    given = _given(request, question)
    try:
        query, shown = question.asked(given), None
    except AntecedeError as error:
        query, shown = question.text, Shown(problems=told(error).problems)
    if "ask" in request.query_params and shown is None:
        shown = await _shown(request, services, query)
        if shown.links:
            short = "?" + urlencode(given) if given else ""
            shown = replace(
                shown, links=tuple((form, f"/questions/{name}/answer.{form}{short}") for form, _ in shown.links)
            )
    return _page(request, "question.html", shown, question=question, given=given, query=query)


@router.get("/questions/{name}/answer.{form}")
async def whole_answer(request: Request, name: str, form: str) -> Response:
    """The whole answer to a question of the catalogue, in a syntax: an address for programs and spreadsheets."""
    services: Services = request.app.state.services
    question = services.questions.get(name)
    if question is None or form not in SHORT:
        return _unknown(f"{name}.{form}")
    try:
        query = question.asked(_given(request, question))
    except AntecedeError as error:
        return response_to(error)
    return response(await while_wanted(request, services, services.job(query, SHORT[form])))


def _unknown(name: str) -> Response:
    return refusal(404, "question", f"no question {name[:60]!r}", "see /ask for the catalogue")


def _given(request: Request, question: Question) -> dict[str, str]:
    """Values of all parameters: those of the address, else those that the question comes with."""
    return {each.name: request.query_params.get(each.name, each.default.strip("<>")) for each in question.parameters}


async def _shown(request: Request, services: Services, query: str) -> Shown:
    """The answer to a query, or what was wrong with it."""
    media = f"{SHORT['json']}, {SHORT['ttl']}"
    try:
        refuse_what_reaches_out(query, Dataset())
    except AntecedeError as error:
        wrong = told(error)
        return Shown(problems=wrong.problems, status=wrong.status)
    reply = await while_wanted(request, services, services.job(query, media))
    return Shown(problems=reply.problems, status=reply.status) if reply.problems else _answered(reply, query)


def _answered(reply: Reply, query: str) -> Shown:
    if reply.media in TRIPLES:
        text = reply.body.decode()
        links = _links(query, TRIPLES)
        return Shown(text=text[:100_000], rows=text.count("\n"), links=links, reworded=reply.reworded)
    whole = table(ox.parse_query_results(reply.body, ROWS[reply.media]))
    part = Table(whole.columns, whole.rows[:SHOWN])
    return Shown(table=part, rows=len(whole.rows), links=_links(query, ROWS), reworded=reply.reworded)


def _links(query: str, kinds: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    names = [name for name, media in SHORT.items() if media in kinds]
    return tuple((name, "/sparql?" + urlencode({"query": query, "format": name})) for name in names)


def _page(request: Request, template: str, shown: Shown | None, **context: object) -> HTMLResponse:
    services: Services = request.app.state.services
    status = shown.status if shown else 200
    values = {"shown": shown, "most": SHOWN, "path": request.url.path, **context}
    return services.templates.TemplateResponse(request, template, values, status)
