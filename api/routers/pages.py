"""The HTML pages: ``/``, ``/network``, ``/docs`` and the OpenAPI document."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api import negotiation
from api.asking import Asked, ask
from api.negotiation import HTML
from api.openapi.document import finished, rendered
from api.schemas.params import Common, Year
from kg import views

router = APIRouter(include_in_schema=False)


class PageQuery(Common):
    """``GET /`` and ``GET /docs``."""


class NetworkPageQuery(Common):
    """``GET /network``."""

    year: Annotated[Year | None, Field(description="The year first shown.")] = None


@router.get("/")
def landing(request: Request, params: Annotated[PageQuery, Query()]) -> Response:
    """The landing page."""
    asked = ask(request, params, (HTML,))
    return _html(asked, views.landing_page(asked.snapshot, lang=asked.lang))


@router.get("/network")
def network_page(request: Request, params: Annotated[NetworkPageQuery, Query()]) -> Response:
    """The network as a picture and as a table."""
    asked = ask(request, params, (HTML,))
    return _html(asked, views.render_network(asked.snapshot, lang=asked.lang, year=params.year))


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
    url = asked.request.url
    headers = {
        "Content-Security-Policy": page.csp,
        "ETag": asked.services.etag(asked.base, url.path, url.query, "html", asked.lang),
        "Vary": "Accept, Accept-Language",
        "Content-Language": asked.lang,
        "Cache-Control": f"public, max-age={asked.services.settings.max_age}",
    }
    return Response(page.html, media_type=negotiation.HTML.content_type, headers=headers)
