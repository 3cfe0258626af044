"""What a form sends: fields in their order, and one file; within limits."""

from collections.abc import AsyncGenerator
from typing import NamedTuple
from urllib.parse import parse_qsl

from fastapi import Request
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from antecede.errors import InputError, Problem, TooLargeError

#: Bytes of a case, as a review takes them; a form writes most characters of one threefold.
LARGEST = 1_000_000
MOST_BYTES, MOST_FIELDS = 4 * LARGEST, 5000
FORM, PARTS = "application/x-www-form-urlencoded", "multipart/form-data"


class Filled(NamedTuple):
    """Fields of a form, in their order; the file that came with it, by its name."""

    pairs: list[tuple[str, str]]
    name: str = ""
    file: bytes = b""

    def first(self, name: str) -> str:
        """The first value of a field; empty where there is none."""
        return next((text for key, text in self.pairs if key == name), "")


async def filled(request: Request) -> Filled:
    """The form in the body of a request.

    Raises :class:`TooLargeError` for a body that is too long, :class:`InputError` for one that is no form.
    """
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await _body(request)
    if media == FORM:
        return Filled(_pairs(body))
    if media == PARTS:
        return await _parts(request, body)
    raise InputError(Problem("Content-Type", "", f"{media[:80] or 'none'!r} is not taken", f"send {PARTS}"))


async def _body(request: Request) -> bytes:
    parts, held = [], 0
    async for part in request.stream():
        held += len(part)
        if held > MOST_BYTES:
            raise TooLargeError(Problem("body", "", "too long for a case", f"a case has at most {LARGEST:,} bytes"))
        parts.append(part)
    return b"".join(parts)


def _pairs(body: bytes) -> list[tuple[str, str]]:
    try:
        text = body.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:
        what = f"no form in UTF-8 of at most {MOST_FIELDS} fields"
        raise InputError(Problem("body", "", what, "send the form of the page")) from None


async def _parts(request: Request, body: bytes) -> Filled:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(
        request.headers, stream(), max_files=1, max_fields=MOST_FIELDS, max_part_size=MOST_BYTES
    )  # fmt: skip
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError, ValueError):
        raise InputError(Problem("body", "", "no form that can be read", "send the form of the page")) from None
    texts = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    files = [value for _, value in form.multi_items() if isinstance(value, UploadFile)]
    content = await files[0].read() if files else b""
    await form.close()
    return Filled(texts, (files[0].filename or "") if files else "", content)
