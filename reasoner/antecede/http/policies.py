"""Policies to browse: families, documents with their pathways and rules, and two of them side by side."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from antecede.errors import InputError, Problem
from antecede.http.pages import page, wrong
from antecede.http.services import Desk, Services
from antecede.report.cited import Json
from antecede.report.comparison import Teller
from antecede.report.page import coverage_mark
from antecede.witness.setting import act_named

router = APIRouter(include_in_schema=False)


@router.get("/policies")
async def policies(request: Request) -> Response:
    """Every document by family, and who covers what."""
    services: Services = request.app.state.services
    library = await services.desk.work(lambda: services.desk.library)
    families, coverage = await services.desk.work(lambda: (library.families, library.coverage))
    return page(request, "policies.html", families=families, found=coverage, mark=coverage_mark)


@router.get("/policies/{name:path}")
async def policy(request: Request, name: str) -> Response:
    """The document of a name; the documents of a family."""
    services: Services = request.app.state.services
    library = await services.desk.work(lambda: services.desk.library)
    found = await services.desk.work(library.policies, name)
    if not found:
        return _unknown(request, name)
    if len(found) > 1:
        documents = await services.desk.work(lambda: [library.document(each) for each in found])
        return page(request, "family.html", name=name, documents=documents)
    drawn = await services.desk.work(library.drawn, found[0])
    return page(
        request,
        "policy.html",
        document=library.document(found[0]),
        covered=library.covered(found[0]),
        rules=library.rules(found[0]),
        drawn=drawn,
    )


@router.get("/compare")
async def compare(request: Request, a: str = "", b: str = "", act: str = "") -> Response:
    """Two policies, act by act and criterion by criterion, with what is proved of them.

    Of one act, by its name in case files, with cases that tell criteria apart: looking for them may take seconds.
    """
    services: Services = request.app.state.services
    library = await services.desk.work(lambda: services.desk.library)
    names, acts = await services.desk.work(lambda: (library.names, library.acts))
    desk = services.proofs if act else services.desk
    try:
        found = await desk.work(_compared, desk, a, b, act) if a and b else None
    except InputError as error:
        return wrong(request, 404, *error.problems)
    shown = {"a": a, "b": b, "act": act, "names": names, "names_of_acts": acts}
    return page(request, "compare.html", **shown, found=found, mark=coverage_mark)


def _compared(desk: Desk, a: str, b: str, act: str) -> Json:
    engine = desk.reviewer.engine
    found = desk.comparer.compare(a, b, act=act_named(engine, act) if act else "", cases=bool(act))
    return Teller(engine).comparison(found)


def _unknown(request: Request, name: str) -> Response:
    return wrong(
        request, 404, Problem("policy", "", f"no policy {name[:80]!r}", "see /policies for those that are known")
    )
