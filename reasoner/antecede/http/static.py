"""Files that pages need, with the hash of their content in the address: they may be kept for ever."""

from functools import cached_property
from hashlib import sha256
from importlib.resources import files
from mimetypes import guess_type

from fastapi import APIRouter, Request
from starlette.responses import Response

from antecede.report.page import read, stylesheet

router = APIRouter()
KEPT = "public, max-age=31536000, immutable"


class Static:
    """The files of ``static``, read once; with them the style and the script of the reviewer's page."""

    @cached_property
    def _contents(self) -> dict[str, bytes]:
        folder = files("antecede.http") / "static"
        own = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        return {**own, "page.css": stylesheet().encode(), "page.js": read("page.js").encode()}

    @cached_property
    def _hashes(self) -> dict[str, str]:
        return {name: sha256(content).hexdigest()[:16] for name, content in self._contents.items()}

    def address(self, name: str) -> str:
        """Address of a file.  Raises :class:`KeyError` for one that is not there."""
        return f"/static/{self._hashes[name]}/{name}"

    def content(self, name: str, digest: str) -> bytes | None:
        """Content of a file, where that is its hash."""
        return self._contents[name] if self._hashes.get(name) == digest else None


@router.api_route("/static/{digest}/{name}", methods=["GET", "HEAD"], include_in_schema=False)
async def static(request: Request, digest: str, name: str) -> Response:
    """A file."""
    content = request.app.state.services.static.content(name, digest)
    if content is None:
        return Response(status_code=404)
    tag = f'"{digest}"'
    headers = {"Cache-Control": KEPT, "ETag": tag}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(content, 200, headers, guess_type(name)[0])
