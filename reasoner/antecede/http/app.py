"""The server, put together.  A room of the workbench is a router and, where people go there, an entry of navigation."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from anyio import to_thread
from fastapi import APIRouter, FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from antecede.errors import AntecedeError
from antecede.http import cases, editor, policies, protocol, questions, review, static
from antecede.http.guard import Guard
from antecede.http.problem import refusal, response_to
from antecede.http.services import Services, Settings
from antecede.store.fault import warm
from antecede.version import __version__


class Room(NamedTuple):
    """Routes, and the name and address under which the navigation of every page shows them."""

    router: APIRouter
    label: str = ""
    address: str = ""


#: Everything that is served, in the order of navigation.
ROOMS = (
    Room(protocol.router),
    Room(review.router),
    Room(static.router),
    Room(cases.router, "Cases", "/cases"),
    Room(policies.router, "Policies", "/policies"),
    Room(questions.router, "Ask", "/ask"),
    Room(editor.router),
)


def create_app(settings: Settings, rooms: tuple[Room, ...] = ROOMS) -> FastAPI:
    """The server as an ASGI application; it starts its workers when it starts and ends them when it ends."""
    services = Services(settings)
    app = FastAPI(
        title="Antecede", version=__version__, lifespan=_lifespan, docs_url=None, redoc_url=None, redirect_slashes=False
    )
    app.state.services = services
    for room in rooms:
        app.include_router(room.router)
        if room.label:
            services.navigation.append((room.label, room.address))
    app.add_middleware(Guard, origins=settings.origins)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(AntecedeError, _own_error)
    app.add_exception_handler(ClientDisconnect, _gone)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    await app.state.services.pool.start()
    await to_thread.run_sync(warm)
    try:
        yield
    finally:
        await app.state.services.pool.stop()


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    remedy = "see /openapi.json for what is here" if error.status_code == 404 else "use another method"
    response = refusal(error.status_code, request.url.path[:200], str(error.detail).lower(), remedy)
    response.headers.update(error.headers or {})
    return response


async def _gone(request: Request, error: Exception) -> Response:
    """Nobody is there any more to be told."""
    return refusal(499, "body", "the client went away", "")


async def _own_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, AntecedeError)
    return response_to(error)
