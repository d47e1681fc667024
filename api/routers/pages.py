"""More HTML pages: ``/about``, ``/network``, ``/conflicts``, ``/questions``, ``/docs``; OpenAPI as JSON."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api import negotiation
from api.asking import Asked, ask, public_base
from api.negotiation import HTML
from api.openapi.document import finished, rendered
from api.questions.page import questions_page
from api.schemas.conflicts import ConflictsPageQuery
from api.schemas.params import Common, Year
from api.services import Services
from kg import views

router = APIRouter(include_in_schema=False)


class PageQuery(Common):
    """``GET /about``, ``GET /questions`` and ``GET /docs``."""


class NetworkPageQuery(Common):
    """``GET /network``."""

    year: Annotated[Year | None, Field(description="The year first shown.")] = None


@router.get("/about")
def landing(request: Request, params: Annotated[PageQuery, Query()]) -> Response:
    """What the graph holds, with an example of each way to use it."""
    asked = ask(request, params, (HTML,))
    found = len(asked.services.conflicts)
    return _html(asked, views.landing_page(asked.snapshot, lang=asked.lang, conflicts=found))


@router.get("/network")
def network_page(request: Request, params: Annotated[NetworkPageQuery, Query()]) -> Response:
    """The network as a picture and as a table."""
    asked = ask(request, params, (HTML,))
    return _html(asked, views.render_network(asked.snapshot, lang=asked.lang, year=params.year))


@router.get("/conflicts")
def conflicts_page(request: Request, params: Annotated[ConflictsPageQuery, Query()]) -> Response:
    """Where the sources disagree, a card for each."""
    asked = ask(request, params, (HTML,))
    name = params.mechanism
    about = asked.known("mechanism", name, asked.services.names.mechanism) if name else ""
    found = asked.services.conflicts
    page = views.conflicts_page(asked.snapshot, found, lang=asked.lang, kind=params.kind, mechanism=about)
    return _html(asked, page)


@router.get("/questions")
def questions(request: Request, params: Annotated[PageQuery, Query()]) -> Response:
    """What the graph must be able to answer, with the ways to each answer."""
    asked = ask(request, params, (HTML,))
    return _html(asked, questions_page(asked.lang))


@router.get("/docs")
async def docs(request: Request, params: Annotated[PageQuery, Query()]) -> Response:
    """The OpenAPI document as a page."""
    asked = ask(request, params, (HTML,))
    return _html(asked, rendered(await finished(request.app), asked.lang))


@router.get("/openapi.json")
async def openapi(request: Request) -> Response:
    """The OpenAPI document, with examples from the graph that is served."""
    services = request.app.state.services
    document = await finished(request.app)
    headers = {
        "ETag": services.etag("openapi"),
        "Vary": "Accept",
        "Cache-Control": f"public, max-age={services.settings.max_age}",
    }
    from api.render.tables import json_bytes

    return Response(json_bytes(document), media_type="application/json", headers=headers)


def _html(asked: Asked[Common], page: views.Page) -> Response:
    headers = headers_of(asked.request, asked.services, page.csp, asked.lang)
    return Response(page.html, media_type=negotiation.HTML.content_type, headers=headers)


def headers_of(request: Request, services: Services, csp: str, lang: str) -> dict[str, str]:
    """Return the headers of a page in ``lang`` under the policy ``csp``."""
    url = request.url
    return {
        "Content-Security-Policy": csp,
        "ETag": services.etag(public_base(request, services), url.path, url.query, "html", lang),
        "Vary": "Accept, Accept-Language",
        "Content-Language": lang,
        "Cache-Control": f"public, max-age={services.settings.max_age}",
    }
