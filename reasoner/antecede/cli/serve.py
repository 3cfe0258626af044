"""``antecede serve``: the endpoint and its pages, on this machine only."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from antecede.cli.store import Store
from antecede.errors import InputError, Problem

if TYPE_CHECKING:
    from socket import socket

HOST = "127.0.0.1"


def serve(
    store: Store = "",
    port: Annotated[int, typer.Option(help="Port on this machine; 0 takes a free one.", min=0, max=65535)] = 8008,
    timeout: Annotated[float, typer.Option(help="Seconds that a query may take.", min=0.1)] = 30,
    rows: Annotated[int, typer.Option(help="Rows that an answer may hold.", min=1)] = 1_000_000,
    megabytes: Annotated[int, typer.Option(help="Size of an answer, at most.", min=1)] = 200,
    memory: Annotated[int, typer.Option(help="Megabytes of address space that a query may take.", min=512)] = 4096,
    allow_origin: Annotated[list[str] | None, typer.Option(help="Origin whose pages may read answers (CORS).")] = None,
    kg: Annotated[list[Path] | None, typer.Option(help="Folder of Turtle files to add to the graph.")] = None,
    write: Annotated[bool, typer.Option("--write", help="Let the pages load cases into the store.")] = False,
    open_: Annotated[bool, typer.Option("--open", help="Open the page in a browser.")] = False,
) -> None:
    """Serve the workbench, a SPARQL endpoint and reviews, on 127.0.0.1 only."""
    import uvicorn

    from antecede.http.app import create_app
    from antecede.http.pool import Measure
    from antecede.http.services import Settings
    from antecede.store.answer import Limits
    from antecede.store.place import chosen

    bound = _bound(port)
    settings = Settings(
        store=chosen(store),
        measure=Measure(seconds=timeout, megabytes=memory),
        limits=Limits(rows, megabytes * 1_000_000),
        origins=tuple(allow_origin or ()),
        added=tuple(kg or ()),
        writable=write,
    )
    address = f"http://{HOST}:{bound.getsockname()[1]}/"
    sys.stderr.write(f"serving {settings.store} at {address} (stop with Ctrl-C)\n")
    sys.stderr.flush()
    if open_:
        typer.launch(address)
    config = uvicorn.Config(create_app(settings), log_level="error", access_log=False, server_header=False)
    uvicorn.Server(config).run(sockets=[bound])


def _bound(port: int) -> "socket":
    from socket import SO_REUSEADDR, SOL_SOCKET, socket

    bound = socket()
    bound.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
    try:
        bound.bind((HOST, port))
        bound.listen()
    except OSError as error:
        bound.close()
        raise InputError(Problem("--port", str(port), error.strerror or str(error), "name another port")) from None
    return bound
