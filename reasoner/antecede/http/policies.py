"""Policies to browse: families, documents with their pathways and rules, and two of them side by side."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from antecede.errors import InputError, Problem
from antecede.http.pages import page, wrong
from antecede.http.services import Desk, Services
from antecede.report.cited import Json
from antecede.report.comparison import Teller
from antecede.report.page import coverage_mark

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
async def compare(request: Request, a: str = "", b: str = "") -> Response:
    """Two policies, act by act and criterion by criterion, with what is proved of them."""
    services: Services = request.app.state.services
    library = await services.desk.work(lambda: services.desk.library)
    names = await services.desk.work(lambda: library.names)
    try:
        found = await services.desk.work(_compared, services.desk, a, b) if a and b else None
    except InputError as error:
        return wrong(request, 404, *error.problems)
    return page(request, "compare.html", a=a, b=b, names=names, found=found, mark=coverage_mark)


def _compared(desk: Desk, a: str, b: str) -> Json:
    return Teller(desk.reviewer.engine).comparison(desk.comparer.compare(a, b))


def _unknown(request: Request, name: str) -> Response:
    return wrong(
        request, 404, Problem("policy", "", f"no policy {name[:80]!r}", "see /policies for those that are known")
    )
