"""What a server says that serves a graph of another kind: there is nothing here but SPARQL."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from api.asking import PREFIX
from api.errors import ProblemError
from kg.model import Text

router = APIRouter(include_in_schema=False)

_ELSEWHERE = Text(
    "The graph served here is of another kind: it holds no mechanisms. Ask it in SPARQL at /sparql.",
    "El grafo que se sirve aquí es de otra clase: no contiene mecanismos. Consúltelo en SPARQL en /sparql.",
)


@router.get("/")
def landing(_: Request) -> Response:
    """Lead to the query page."""
    return RedirectResponse("/sparql", status_code=307)


@router.get(PREFIX + "/{path:path}")
@router.get("/id/{path:path}")
@router.get("/brief/{path:path}")
@router.get("/embed")
@router.get("/about")
@router.get("/network")
@router.get("/conflicts")
@router.get("/questions")
def nothing(_: Request) -> Response:
    """Say that these paths belong to another kind of graph."""
    raise ProblemError("not-found", _ELSEWHERE)
