"""Who may come: this machine by its own name, and pages of origins that were allowed.

The store holds cases of patients.  A page from elsewhere, opened in a browser on this machine, could otherwise read it,
by CORS or by giving its own name this machine's address.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from antecede.http.problem import refusal
from antecede.http.protocol import METHODS

LOCAL = frozenset(("127.0.0.1", "localhost", "[::1]"))
#: Pages load nothing but from here.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{style}; img-src 'self' data:; "
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
#: The query editor writes style elements.
STYLED = {"/editor": " 'unsafe-inline'"}
SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


class Guard:
    """Refuses names that are not this machine's, answers preflights, and adds the headers that keep pages safe."""

    def __init__(self, app: ASGIApp, origins: Sequence[str] = ()) -> None:
        self._app = app
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        allowed = self._cors(headers.get("origin", ""))

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                policy = POLICY.format(style=STYLED.get(scope["path"], ""))
                MutableHeaders(scope=message).update({**SAFE, "Content-Security-Policy": policy, **allowed})
            await send(message)

        await self._chosen(scope, headers, allowed)(scope, receive, sending)

    def _chosen(self, scope: Scope, headers: Headers, allowed: dict[str, str]) -> ASGIApp:
        if _name(headers.get("host", "")) not in LOCAL:
            return refusal(421, "Host", "this server answers to this machine only", "use http://127.0.0.1")
        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            preflight = {
                "Access-Control-Allow-Methods": METHODS,
                "Access-Control-Allow-Headers": "Content-Type, Accept",
            }
            return Response(status_code=204, headers={**preflight, "Allow": METHODS} if allowed else {"Allow": METHODS})
        return self._app

    def _cors(self, origin: str) -> dict[str, str]:
        """Headers that let a page of an origin read answers; none for origins that were not allowed."""
        if "*" in self._origins:
            return {"Access-Control-Allow-Origin": "*"}
        if origin in self._origins or (origin and _name(_authority(origin)) in LOCAL):
            return {"Access-Control-Allow-Origin": origin, "Vary": "Origin"}
        return {}


def _authority(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _name(authority: str) -> str:
    """Host without its port."""
    host, colon, port = authority.rpartition(":")
    return (host if colon and port.isdigit() else authority).lower()
