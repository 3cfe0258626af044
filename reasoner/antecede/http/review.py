"""Reviews by HTTP: a case in, its answer out."""

from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from antecede.errors import AntecedeError, InputError
from antecede.http.problem import refusal, response_to
from antecede.http.services import Services

router = APIRouter()
#: A case is some kilobytes.
LARGEST = 1_000_000
_BODY: dict[str, Any] = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}},
}


@router.post("/review", summary="Review a case", tags=["review"], openapi_extra=_BODY, response_class=Response)
async def review(request: Request) -> Response:
    """The answer on a case (docs/cases.md, docs/answers.md); 422 with one problem for each thing wrong with it."""
    services: Services = request.app.state.services
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in ("application/json", "application/ld+json"):
        return refusal(415, "Content-Type", f"{media[:80]!r} is not taken", "send application/json")
    parts, held = [], 0
    async for part in request.stream():
        held += len(part)
        if held > LARGEST:
            return refusal(413, "body", "too long for a case", f"a case has at most {LARGEST:,} bytes")
        parts.append(part)
    try:
        data = await services.proofs.work(_reviewed, services, b"".join(parts))
    except AntecedeError as error:
        return response_to(error)
    return Response(data, media_type="application/json")


def _reviewed(services: Services, body: bytes) -> bytes:
    from antecede.case.file import read_line
    from antecede.errors import Problem
    from antecede.report.answer import encoded

    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(Problem("body", f"byte {error.start}", "not UTF-8", "send the case in UTF-8")) from None
    reading = read_line(Path("body"), text)
    if reading.case is None or reading.problems:
        raise InputError(*reading.problems)
    return encoded(services.proofs.reviewer.review(reading.case, file="body"), proved=True)
