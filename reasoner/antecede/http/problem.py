"""Errors as ``application/problem+json`` (RFC 9457), with line and column where the parser gave them."""

import json
import re
from http import HTTPStatus
from typing import Any

from starlette.responses import Response

from antecede.errors import AntecedeError
from antecede.http.job import Reply
from antecede.http.worker import refused, told

MEDIA = "application/problem+json"
PHRASES = {each.value: each.phrase for each in HTTPStatus}
_PLACE = re.compile(r"line (\d+), column (\d+)")


def problem(reply: Reply) -> Response:
    """A reply that tells of problems, as a response."""
    headers = {"Retry-After": "5"} if reply.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    body = json.dumps(described(reply), ensure_ascii=False)
    return Response(body.encode("utf-8", "replace"), reply.status, headers, MEDIA)


def described(reply: Reply) -> dict[str, Any]:
    """What is wrong, as data: the first problem for those who read one, all of them for those who read all."""
    told_of = [
        {"where": where, "place": place, "what": what, "remedy": remedy}
        for where, place, what, remedy in reply.problems
    ]
    first = reply.problems[0]
    data: dict[str, Any] = {
        "type": "about:blank",
        "title": PHRASES.get(reply.status, "Client Closed Request"),
        "status": reply.status,
        "detail": f"{first[1]}: {first[2]}; {first[3]}".removeprefix(": ").removesuffix("; "),
        "problems": told_of,
    }
    found = _PLACE.search(first[1])
    return data | ({"line": int(found[1]), "column": int(found[2])} if found else {})


def refusal(status: int, where: str, what: str, remedy: str) -> Response:
    """One problem, as a response."""
    return problem(refused(status, where, what, remedy))


def response_to(error: AntecedeError) -> Response:
    """An error, as a response."""
    return problem(told(error))
