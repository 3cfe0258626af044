"""Decided cases: the list, one case with its facts open to change, and a case that is sent to be looked at."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from antecede.errors import AntecedeError, InputError, Problem
from antecede.explanation.path import case_iri
from antecede.graph.vocabulary import name as local
from antecede.http.asked import all_asked, asked
from antecede.http.case_page import Shown, kept, shown, text_of
from antecede.http.filled import Filled, filled
from antecede.http.pages import page, wrong, wrong_by
from antecede.http.services import Services
from antecede.report.page import recommendation_mark
from antecede.store.answer import Table
from antecede.workbench import listing
from antecede.workbench.change import Changes, of_form, of_link
from antecede.workbench.listing import Wanted

router = APIRouter(include_in_schema=False)
#: Links that are longer do not arrive everywhere.
LONGEST_LINK = 6000
UNREADABLE, NO_STORE = "The case cannot be read", "The store cannot be asked"


@router.get("/cases")
async def cases(request: Request) -> Response:
    """The decided cases that are wanted, a page of them."""
    wanted = _wanted(request)
    try:
        return page(request, "cases.html", **await _listed(request, wanted), **_upload(request))
    except AntecedeError as error:
        return page(request, "upload.html", 503, title=NO_STORE, **_upload(request, "", error.problems))


def _wanted(request: Request) -> Wanted:
    given = request.query_params
    number = given.get("page", "1")
    first = Wanted(page=min(int(number), 10**6) if number.isascii() and number.isdigit() and len(number) < 8 else 1)
    texts = {name: given.get(name, "").strip()[:200] for name in ("policy", "act", "criterion", "text")}
    robust, recommendation = given.get("robust", ""), given.get("recommendation", "")
    return replace(
        first,
        **texts,
        page=max(first.page, 1),
        robust=robust if robust in ("yes", "no") else "",
        recommendation=recommendation if recommendation in listing.RECOMMENDATIONS else "",
    )


async def _listed(request: Request, wanted: Wanted) -> dict[str, Any]:
    """What the list shows, from the store."""
    services: Services = request.app.state.services
    reviewer = await services.desk.work(lambda: services.desk.reviewer)
    known = reviewer.engine.plan.lexicon.classes.get(wanted.act)
    exact = replace(wanted, act=known.iri if known else f"urn:none:{quote(wanted.act)}" if wanted.act else "")
    queries = (listing.count_query(exact), listing.page_query(exact), *listing.CHOICES.values())
    count, found, *tables = await all_asked(request, *queries)
    choices = dict(zip(listing.CHOICES, tables, strict=True))
    rows = []
    if iris := [str(row[1]) for row in found.rows]:
        told = await all_asked(request, *listing.queries(iris))
        rows = listing.rows(told, {str(value): str(label) for value, label in choices["act"].rows})
    return {
        "wanted": wanted,
        "rows": rows,
        "all": count.rows[0][0],
        "size": listing.PAGE,
        "named": listing.NAMED,
        "choices": _choices(choices),
        "recommendation": recommendation_mark,
        "address": lambda case: f"/cases/{quote(case, safe='')}",
    }


def _choices(found: dict[str, Table]) -> dict[str, dict[str, str]]:
    """Values and labels to choose from, by filter; an act goes by its local name, a criterion by its notation."""
    made = {key: {str(value): str(label) for value, label in table.rows} for key, table in found.items()}
    made["act"] = {local(value): label for value, label in made["act"].items()}
    made["criterion"] = {value: f"{value} {label}" for value, label in made["criterion"].items()}
    made["recommendation"] = {each: recommendation_mark(each).word for each in listing.RECOMMENDATIONS}
    return made


def _upload(request: Request, text: str = "", problems: tuple[Problem, ...] = ()) -> dict[str, Any]:
    return {"given": text, "wrongs": problems, "writable": request.app.state.services.settings.writable}


@router.post("/cases")
async def submitted(request: Request) -> Response:
    """A case that was sent: its page, or each problem beside the field it belongs to."""
    services: Services = request.app.state.services
    try:
        form = await filled(request)
        text, name = text_of(form)
    except AntecedeError as error:
        return wrong_by(request, error)
    first = await services.desk.work(shown, services, text, name, lambda data: of_form(form.pairs, data))
    if first.data is None:
        return page(request, "upload.html", 422, title=UNREADABLE, **_upload(request, text, first.problems))
    if not _stores(request, form) or first.problems:
        return _page(request, first, "/cases")
    return await _stored(request, first)


def _stores(request: Request, form: Filled) -> bool:
    return "yes" in (request.query_params.get("store"), form.first("store"))


async def _stored(request: Request, case: Shown) -> Response:
    """The case loaded into the store, where pages may do that, and its address there."""
    services: Services = request.app.state.services
    if not services.settings.writable:
        remedy = "start the server with --write, or run antecede load"
        return wrong(request, 403, Problem("store", "", "this server only reads", remedy))
    if _comes_from_elsewhere(request):
        return wrong(request, 403, Problem("store", "", "the form is of another site", "use the form of this page"))
    try:
        await services.desk.work(kept, services, case)
    except AntecedeError as error:
        return wrong_by(request, error)
    return RedirectResponse(f"/cases/{quote(str(case.id), safe='')}", 303)


def _comes_from_elsewhere(request: Request) -> bool:
    """Whether a page of another site sent the request: browsers tell."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site:
        return site not in ("same-origin", "none")
    return bool(origin) and origin != str(request.base_url).rstrip("/")


@router.get("/cases/{case:path}")
async def case(request: Request, case: str) -> Response:
    """A decided case as it was submitted, or with the changes that stand in the address."""
    return await _decided(request, case, of_link(request.query_params.multi_items()))


@router.post("/cases/{case:path}")
async def changed(request: Request, case: str) -> Response:
    """The form of a case, filled in: the address of the case with what was changed.  Nothing is stored."""
    try:
        form = await filled(request)
        text, _ = await _given(request, case)
    except AntecedeError as error:
        return wrong_by(request, error)
    if not text:
        return _unknown(request, case)
    changes = of_form(form.pairs, json.loads(text))
    link = _link(case, changes)
    return RedirectResponse(link, 303) if len(link) < LONGEST_LINK else await _decided(request, case, changes)


async def _decided(request: Request, case: str, changes: Changes) -> Response:
    services: Services = request.app.state.services
    try:
        text, stored = await _given(request, case)
    except AntecedeError as error:
        return wrong_by(request, error)
    if not text:
        return _unknown(request, case)
    made = await services.desk.work(shown, services, text, "", lambda data: changes)
    return _page(request, made, f"/cases/{quote(case, safe='')}", stored)


async def _given(request: Request, case: str) -> tuple[str, dict[str, str]]:
    """The case in the store as it was submitted, and what the store says was recommended, by edition."""
    try:
        found = await asked(request, listing.case_query(case_iri(case)))
    except UnicodeEncodeError:
        raise InputError(Problem("case", "", "no name of a case", "see /cases")) from None
    return (str(found.rows[0][0]) if found.rows else ""), {str(row[2]): str(row[1]) for row in found.rows}


def _unknown(request: Request, case: str) -> Response:
    return wrong(
        request, 404, Problem("case", "", f"no case {case[:80]!r} is in the store", "see /cases for those that are")
    )


def _link(case: str, changes: Changes) -> str:
    address = f"/cases/{quote(case, safe='')}"
    return f"{address}?{urlencode(changes.pairs())}" if changes.pairs() else address


def _page(request: Request, made: Shown, action: str, stored: dict[str, str] | None = None) -> Response:
    """The page of a case: its answer, what moved, and its facts as a form."""
    services: Services = request.app.state.services
    back = {pair: _link(action.removeprefix("/cases/"), made.changes.without(pair)) for pair in made.changes.pairs()}
    values = {
        "made": made,
        "action": action,
        "stored": stored,
        "other": [] if stored is None or not made.before else made.otherwise(stored),
        "back": back if stored is not None else {},
        "writable": services.settings.writable,
        "recommendation": recommendation_mark,
    }
    return page(request, "case_page.html", 422 if made.problems else 200, **values, **made.values)
