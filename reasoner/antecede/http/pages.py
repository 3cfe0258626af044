"""Pages of the workbench: made from templates, and told as pages where something is wrong."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import Request
from starlette.responses import HTMLResponse

from antecede.errors import AntecedeError, Problem
from antecede.http.problem import PHRASES
from antecede.http.services import Services
from antecede.http.worker import told


def page(request: Request, template: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """A page; ``path`` tells the navigation where it stands."""
    services: Services = request.app.state.services
    return services.templates.TemplateResponse(request, template, {"path": request.url.path, **values}, status)


def wrong(request: Request, status: int, *problems: Problem) -> HTMLResponse:
    """A page that tells what is wrong."""
    made = page(request, "wrong.html", status, title=PHRASES.get(status, "Not possible"), problems=problems)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        made.headers["Retry-After"] = "5"
    return made


def wrong_by(request: Request, error: AntecedeError) -> HTMLResponse:
    """An error as a page."""
    return wrong(request, told(error).status, *error.problems)


def problems_of(told_of: Sequence[tuple[str, str, str, str]]) -> tuple[Problem, ...]:
    """The problems of a reply."""
    return tuple(Problem(*each) for each in told_of)
