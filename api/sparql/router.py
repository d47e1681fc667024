"""The SPARQL endpoints in the OpenAPI document. They answer before FastAPI is reached (see api.dispatch)."""

from __future__ import annotations

from typing import Any, Final

from fastapi import APIRouter, Request, Response
from starlette.types import Receive, Scope, Send

from api.openapi.responses import problem_responses
from api.sparql import asked, offers
from api.sparql.incoming import FORM

router = APIRouter(tags=["sparql"])

_PROBLEMS = (
    "query-syntax",
    "query-forbidden",
    "not-acceptable",
    "too-large",
    "uri-too-long",
    "media-type",
    "parameter",
    "deadline",
)
_WRITING = ("unauthorized", "updates-closed", "not-found", "too-large", "media-type", "invalid-change")


def _graphs(name: str, what: str) -> dict[str, Any]:
    return {
        "name": name,
        "in": "query",
        "schema": {"type": "array", "items": {"type": "string"}},
        "description": what,
    }


_QUERY_PARAMETERS = [
    {"name": "query", "in": "query", "schema": {"type": "string"}, "description": "A SPARQL 1.1 query."},
    {
        "name": "format",
        "in": "query",
        "schema": {"type": "string", "enum": [offer.name for offer in (*offers.ROWS, *offers.GRAPHS)]},
        "description": "Result format; else the Accept header decides.",
    },
    {
        "name": "timeout",
        "in": "query",
        "schema": {"type": "number", "exclusiveMinimum": 0},
        "description": "Seconds after which the query is stopped, up to the server's most.",
    },
    _graphs("default-graph-uri", "The graphs of the default graph; one that is not here is empty."),
    _graphs("named-graph-uri", "The graphs that GRAPH sees; one that is not here is empty."),
]
_CONTENT: Final[dict[str, Any]] = {offer.media_type: {} for offer in (*offers.ROWS, *offers.GRAPHS)}
_RESPONSES: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The answer. `KG-Truncated: rows=N` tells that the limit of rows cut it off.",
        "content": _CONTENT,
    },
    204: {"description": "The update was carried out."},
    **problem_responses(_PROBLEMS),
}
_TEXT: Final = {"schema": {"type": "string"}}
_FIELDS: Final = {"query": {"type": "string"}, "update": {"type": "string"}}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            asked.QUERY: _TEXT,
            FORM: {"schema": {"type": "object", "properties": _FIELDS}},
            asked.UPDATE: _TEXT,
        },
    }
}
_GRAPH_PARAMETERS = [
    {
        "name": "default",
        "in": "query",
        "allowEmptyValue": True,
        "schema": {"type": "string"},
        "description": "The default graph.",
    },
    {"name": "graph", "in": "query", "schema": {"type": "string"}, "description": "The IRI of a graph."},
]
_GRAPH_CONTENT: Final[dict[str, Any]] = {offer.media_type: {} for offer in offers.GRAPHS}
_GRAPH_BODY = {"requestBody": {"required": True, "content": _GRAPH_CONTENT}}
_WRITTEN: Final[dict[int | str, dict[str, Any]]] = {
    201: {"description": "The graph was made."},
    204: {"description": "Done."},
    **problem_responses(_WRITING),
}


class _Handed(Response):
    """Hands the request on to the endpoint that the application carries under ``name``."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await getattr(scope["app"].state, self._name)(scope, receive, send)


@router.get(
    "/sparql", response_class=Response, responses=_RESPONSES, openapi_extra={"parameters": _QUERY_PARAMETERS}
)
async def sparql(_: Request) -> Response:
    """Answer a SPARQL 1.1 query. Without one: an editor in HTML, or the service's description in RDF."""
    return _Handed("sparql")


@router.post("/sparql", response_class=Response, responses=_RESPONSES, openapi_extra=_BODY)
async def sparql_post(_: Request) -> Response:
    """Answer a SPARQL 1.1 query sent as a form or as `application/sparql-query`; or carry out an update."""
    return _Handed("sparql")


@router.get(
    "/store",
    response_class=Response,
    responses={
        200: {"description": "The graph.", "content": _GRAPH_CONTENT},
        **problem_responses(("not-found", "not-acceptable", "bad-request")),
    },
    openapi_extra={"parameters": _GRAPH_PARAMETERS},
)
async def graph(_: Request) -> Response:
    """Return a graph (SPARQL 1.1 Graph Store HTTP Protocol)."""
    return _Handed("graph_store")


@router.put(
    "/store",
    status_code=204,
    response_class=Response,
    responses=_WRITTEN,
    openapi_extra={"parameters": _GRAPH_PARAMETERS, **_GRAPH_BODY},
)
async def put_graph(_: Request) -> Response:
    """Replace a graph; needs the token."""
    return _Handed("graph_store")


@router.post(
    "/store",
    status_code=204,
    response_class=Response,
    responses=_WRITTEN,
    openapi_extra={"parameters": _GRAPH_PARAMETERS, **_GRAPH_BODY},
)
async def post_graph(_: Request) -> Response:
    """Add to a graph, or (without a name) make a new one; needs the token."""
    return _Handed("graph_store")


@router.delete(
    "/store",
    status_code=204,
    response_class=Response,
    responses=_WRITTEN,
    openapi_extra={"parameters": _GRAPH_PARAMETERS},
)
async def delete_graph(_: Request) -> Response:
    """Remove a graph; needs the token."""
    return _Handed("graph_store")
