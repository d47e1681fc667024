"""``/`` and ``/embed``: the explorer as a page, and one view of it for the frames of other sites."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Request, Response

from api.addressing import asking_of
from api.asking import language_of, negotiated
from api.negotiation import HTML
from api.routers.pages import headers_of
from api.services import Services
from api.workshop import heavy
from kg.views.explorer import document_of, explorer_page

router = APIRouter(include_in_schema=False)
#: Parameters of addresses of which there are few.
_KEPT: Final = frozenset({"lang", "year", "view"})


@router.get("/")
@heavy
def explorer_html(request: Request) -> Response:
    """The explorer; what an address asks for and nothing here knows is ignored, and the page says so."""
    return _html(request, embedded=False)


@router.get("/embed")
@heavy
def embedded_html(request: Request) -> Response:
    """One view of the explorer, for the frame of another site."""
    return _html(request, embedded=True)


def _html(request: Request, embedded: bool) -> Response:
    services: Services = request.app.state.services
    negotiated(request, (HTML,), None)
    document = document_of(services.snapshot, services.conflicts)
    wanted = asking_of(
        request.query_params,
        language_of(request),
        (document["first"], document["now"]),
        embedded=embedded,
        base="",
    )
    page = explorer_page(services.snapshot, wanted)
    headers = headers_of(request, services, page.csp, wanted.lang)
    if wanted.ignored or not _few(request):
        # Without a validator the server's memory does not keep it: strangers' words would fill it.
        del headers["ETag"]
    return Response(page.html, media_type=HTML.content_type, headers=headers)


def _few(request: Request) -> bool:
    """Tell whether the address is one of few: nothing but known parameters, each once."""
    names = [name for name, _ in request.query_params.multi_items()]
    return len(names) == len(set(names)) and _KEPT.issuperset(names)
