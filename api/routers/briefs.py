"""``/brief/…``: the printable brief of a state, a mechanism or two mechanisms, as HTML or DOCX."""

from __future__ import annotations

import asyncio
from typing import Annotated, Final
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api.asking import Asked, MovedError, ask
from api.errors import ProblemError
from api.negotiation import HTML, Format
from api.routers.pages import headers_of
from api.schemas.params import Sourced, Year
from kg.asof import Selection
from kg.brief import Brief, brief, brief_page
from kg.brief import Request as Wanted
from kg.brief.asked import checked
from kg.brief.page import path_of
from kg.explorer.neighbours import neighbours
from kg.model import Ref, Text

DOCX: Final = Format(
    "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", charset=False
)
_ENDING: Final = ".docx"
#: Documents that may wait for the one under way; more are told to come back.
_WAITING: Final = 8
_BUSY: Final = Text(
    "Too many documents are being made at once. Try again in a few seconds.",
    "Se están generando demasiados documentos a la vez. Vuelva a intentarlo en unos segundos.",
)

router = APIRouter(include_in_schema=False)


class BriefQuery(Sourced):
    """``GET /brief/…``."""

    year: Annotated[
        Year | None, Field(description="As of this year (1800 to 2100); default: the year of the dataset.")
    ] = None


class Desk:
    """Makes documents one at a time, for one application: they take processor time, not only patience."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._waiting = 0

    async def document(self, made: Brief) -> bytes:
        """Return ``made`` as DOCX; raises ProblemError where too many wait already."""
        from kg.brief import brief_docx
        from kg.brief.raster import png_apart

        if self._waiting >= _WAITING:
            raise ProblemError("busy", _BUSY, headers={"Retry-After": "5"})
        self._waiting += 1
        try:
            async with self._lock:
                return await asyncio.to_thread(brief_docx, made, png_apart)
        finally:
            self._waiting -= 1


@router.get("/brief/state/{iso3}")
async def of_state(request: Request, iso3: str, params: Annotated[BriefQuery, Query()]) -> Response:
    """The brief of a state or territory."""
    name, ending = _split(iso3)
    asked = _ask(request, params, ending)
    found = asked.state(name, f"/brief/state/{{}}{ending}")
    return await _answer(asked, (found,))


@router.get("/brief/territory/{iso3}")
async def of_territory(iso3: str) -> Response:
    """The same, by the kind that territories have elsewhere."""
    raise MovedError(f"/brief/state/{quote(iso3)}")


@router.get("/brief/mechanism/{mechanism}")
async def of_mechanism(request: Request, mechanism: str, params: Annotated[BriefQuery, Query()]) -> Response:
    """The brief of a mechanism."""
    name, ending = _split(mechanism)
    asked = _ask(request, params, ending)
    found = asked.mechanism(name, f"/brief/mechanism/{{}}{ending}")
    return await _answer(asked, (Ref("mechanism", found),))


@router.get("/brief/pair/{a}/{b}")
async def of_pair(request: Request, a: str, b: str, params: Annotated[BriefQuery, Query()]) -> Response:
    """The brief of two mechanisms."""
    name, ending = _split(b)
    asked = _ask(request, params, ending)
    names = asked.services.names
    found = names.mechanism(a), names.mechanism(name)
    if found != (a, name):
        raise MovedError(f"/brief/pair/{quote(found[0])}/{quote(found[1])}{ending}")
    return await _answer(asked, tuple(Ref("mechanism", key) for key in found))


def _split(name: str) -> tuple[str, str]:
    """Return the name in a path, and the ending that asks for a document ("": a page)."""
    return (name.removesuffix(_ENDING), _ENDING) if name.endswith(_ENDING) else (name, "")


def _ask(request: Request, params: BriefQuery, ending: str) -> Asked[BriefQuery]:
    """Return the request understood; an address that ends in .docx offers nothing else."""
    if not ending:
        return ask(request, params, (HTML, DOCX))
    if params.format is None:  # browsers send Accept: text/html for whatever is linked
        params = params.model_copy(update={"format": DOCX.name})
    return ask(request, params, (DOCX,))


async def _answer(asked: Asked[BriefQuery], subjects: tuple[Ref, ...]) -> Response:
    selection: Selection = asked.selection()
    wanted = checked(Wanted(subjects, asked.lang, selection.year, selection.sources))
    services = asked.services
    made = await asyncio.to_thread(brief, asked.snapshot, wanted, services.conflicts, neighbours())
    if asked.format != DOCX:
        page = await asyncio.to_thread(brief_page, made, query=_kept(asked.params))
        headers = headers_of(asked.request, services, page.csp, asked.lang)
        return Response(page.html, media_type=HTML.content_type, headers=headers)
    desk: Desk = asked.request.app.state.briefs
    body = await desk.document(made)
    headers = headers_of(asked.request, services, "default-src 'none'", asked.lang)
    name = path_of(made).removeprefix("/brief/").replace("/", "-")
    headers["Content-Disposition"] = f'attachment; filename="brief-{name}-{asked.lang}{_ENDING}"'
    headers["ETag"] = services.etag(asked.request.url.path, asked.request.url.query, "docx", asked.lang)
    return Response(body, media_type=DOCX.content_type, headers=headers)


def _kept(params: BriefQuery) -> str:
    """Return what links to other forms of the same brief keep of the address."""
    year = [("year", str(params.year))] if params.year is not None else []
    return urlencode([*year, *(("source", name) for name in params.source)])
