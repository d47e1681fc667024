"""``/id/…``: the graph's IRIs under this host, and ``/healthz``."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse

from api import negotiation
from api.addresses import path_of
from api.answers import VARY
from api.asking import PREFIX, negotiated
from api.negotiation import CSV, HTML, JSON, JSON_LD, TURTLE
from api.openapi.responses import problem_responses
from api.routers.entities import known_node
from api.services import Services
from kg._version import __version__

#: These paths are answered before FastAPI (see api.edge.observe); here they are described.
_OUTSIDE = PlainTextResponse("This server has no such layer.", 404)

router = APIRouter(tags=["graph"])

#: HTML stands before JSON, so a browser gets what a browser shows: the JSON of the entity.
_OFFERS = (HTML, JSON, TURTLE, JSON_LD, CSV)


@router.get(
    "/id/dataset", status_code=303, response_class=Response, responses={303: {"description": "To /version."}}
)
async def dataset(request: Request) -> Response:
    """Redirect from the IRI of the dataset to what is said of it."""
    return _see(request, PREFIX + "/version")


@router.get(
    "/id/{kind}/{local}",
    status_code=303,
    response_class=Response,
    responses={303: {"description": "To the entity's path or data."}, **problem_responses(["not-found"])},
)
async def identifier(request: Request, kind: str, local: str) -> Response:
    """Redirect (303) from a node's IRI to what is said of it, in the format that Accept prefers."""
    services: Services = request.app.state.services
    known_node(services, kind, local, "/id/{}/{}")
    return _see(request, PREFIX + path_of(kind, local))


def _see(request: Request, path: str) -> Response:
    form = negotiated(request, _OFFERS, request.query_params.get("format"))
    wanted = {"format": form.name} if form not in (HTML, JSON) else {}
    if form == HTML and negotiation.choose(request.headers.get("accept"), (JSON,)) is None:
        wanted["format"] = JSON.name  # who takes HTML alone would be refused there
    if request.query_params.get("lang"):
        wanted["lang"] = request.query_params["lang"]
    target = f"{path}?{urlencode(wanted)}" if wanted else path
    return RedirectResponse(target, status_code=303, headers={"Vary": VARY})


@router.get("/healthz", responses={200: {"description": "The server answers."}})
async def healthz(request: Request) -> Response:
    """Tell that the server answers, and what it serves."""
    snapshot = request.app.state.services.snapshot
    body = {
        "status": "ok",
        "dataset_version": snapshot.version,
        "software_version": __version__,
        "triples": snapshot.triples,
    }
    return JSONResponse(body, headers={"Cache-Control": "no-store"})


@router.get("/readyz", responses={200: {"description": "Ready."}, 503: {"description": "Not now: why."}})
async def readyz(_: Request) -> Response:
    """Tell whether everything can be answered now."""
    return _OUTSIDE


@router.get("/metrics", response_class=PlainTextResponse, responses={200: {"description": "The numbers."}})
async def metrics(_: Request) -> Response:
    """Numbers of the server in the text format of Prometheus."""
    return _OUTSIDE
