"""``/brief/…``: the printable brief of a state, a mechanism or two mechanisms, as HTML or DOCX."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Annotated, Final
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api.asking import Asked, MovedError, ask
from api.errors import ProblemError
from api.negotiation import HTML, Format
from api.routers.pages import headers_of
from api.schemas.params import Sourced, Year
from api.workshop import Workshop
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


#: Finds what a brief is about from the request understood, the last name of the path and its ending.
_Find = Callable[[Asked[BriefQuery], str, str], tuple[Ref, ...]]


class DocumentQueue:
    """Makes documents one at a time, for one application: they take processor time, not only patience."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop
        self._lock = asyncio.Lock()
        self._waiting = 0

    async def document(self, made: Brief) -> bytes:
        """Return ``made`` as DOCX; raises ProblemError where too many wait already."""
        if self._waiting >= _WAITING:
            raise ProblemError("busy", _BUSY, headers={"Retry-After": "5"})
        self._waiting += 1
        try:
            async with self._lock:
                return await self._workshop.make(_written, made)
        finally:
            self._waiting -= 1


def _written(made: Brief) -> bytes:
    """Return ``made`` as DOCX; what writes it is imported here, in the thread, for it takes long."""
    from kg.brief import brief_docx
    from kg.brief.raster import png_apart

    return brief_docx(made, png_apart)


@router.get("/brief/state/{iso3}")
async def of_state(request: Request, iso3: str, params: Annotated[BriefQuery, Query()]) -> Response:
    """The brief of a state or territory."""

    def find(asked: Asked[BriefQuery], name: str, ending: str) -> tuple[Ref, ...]:
        return (asked.state(name, f"/brief/state/{{}}{ending}"),)

    return await _answer(request, params, iso3, find)


@router.get("/brief/territory/{iso3}")
async def of_territory(iso3: str) -> Response:
    """The same, by the kind that territories have elsewhere."""
    raise MovedError(f"/brief/state/{quote(iso3)}")


@router.get("/brief/mechanism/{mechanism}")
async def of_mechanism(request: Request, mechanism: str, params: Annotated[BriefQuery, Query()]) -> Response:
    """The brief of a mechanism."""

    def find(asked: Asked[BriefQuery], name: str, ending: str) -> tuple[Ref, ...]:
        return (Ref("mechanism", asked.mechanism(name, f"/brief/mechanism/{{}}{ending}")),)

    return await _answer(request, params, mechanism, find)


@router.get("/brief/pair/{a}/{b}")
async def of_pair(request: Request, a: str, b: str, params: Annotated[BriefQuery, Query()]) -> Response:
    """The brief of two mechanisms."""

    def find(asked: Asked[BriefQuery], name: str, ending: str) -> tuple[Ref, ...]:
        names = asked.services.names
        found = names.mechanism(a), names.mechanism(name)
        if found != (a, name):
            raise MovedError(f"/brief/pair/{quote(found[0])}/{quote(found[1])}{ending}")
        return tuple(Ref("mechanism", key) for key in found)

    return await _answer(request, params, b, find)


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


async def _answer(request: Request, params: BriefQuery, last: str, find: _Find) -> Response:
    """Return the brief of what ``find`` finds under the last name of the path."""
    workshop: Workshop = request.app.state.workshop
    asked, made = await workshop.make(_made, request, params, last, find)
    services = asked.services
    if asked.format != DOCX:
        page = await workshop.make(brief_page, made, query=_kept(params))
        headers = headers_of(request, services, page.csp, asked.lang)
        return Response(page.html, media_type=HTML.content_type, headers=headers)
    queue: DocumentQueue = request.app.state.briefs
    body = await queue.document(made)
    headers = headers_of(request, services, "default-src 'none'", asked.lang)
    name = path_of(made).removeprefix("/brief/").replace("/", "-")
    headers["Content-Disposition"] = f'attachment; filename="brief-{name}-{asked.lang}{_ENDING}"'
    headers["ETag"] = services.etag(request.url.path, request.url.query, "docx", asked.lang)
    return Response(body, media_type=DOCX.content_type, headers=headers)


def _made(request: Request, params: BriefQuery, last: str, find: _Find) -> tuple[Asked[BriefQuery], Brief]:
    name, ending = _split(last)
    asked = _ask(request, params, ending)
    subjects = find(asked, name, ending)
    selection = asked.selection()
    wanted = checked(Wanted(subjects, asked.lang, selection.year, selection.sources))
    return asked, brief(asked.snapshot, wanted, asked.services.conflicts, neighbours())


def _kept(params: BriefQuery) -> str:
    """Return what links to other forms of the same brief keep of the address."""
    year = [("year", str(params.year))] if params.year is not None else []
    return urlencode([*year, *(("source", name) for name in params.source)])
