"""The page with the query editor (YASGUI, shipped with the product)."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from antecede.http.services import Services

router = APIRouter(include_in_schema=False)


@router.get("/editor")
async def editor(request: Request) -> Response:
    """The editor; the catalogue stands beside it, and a query in the address opens in it."""
    services: Services = request.app.state.services
    questions = [
        {"name": each.name, "topic": each.topic, "title": each.title, "text": each.text}
        for each in services.questions.values()
    ]
    return services.templates.TemplateResponse(
        request, "editor.html", {"questions": questions, "path": request.url.path}
    )
