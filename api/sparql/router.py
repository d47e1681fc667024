"""``/sparql``."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine
from functools import partial
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from api import negotiation
from api.asking import language_of, negotiated, public_base
from api.errors import ProblemError, problem_of
from api.negotiation import HTML
from api.openapi.responses import problem_responses
from api.services import Services
from api.sparql import asked, offers
from api.sparql.answer import answer_page
from api.sparql.description import service_description
from api.sparql.page import query_page
from kg.errors import KgError
from kg.model import Text
from kg.store.guard import GuardLimits, QueryForm, check_query
from kg.store.isolated.evaluate import Dataset
from kg.store.isolated.pool import Answer

router = APIRouter(tags=["sparql"])

#: Functions whose value differs from call to call; an answer that may hold one is not kept.
_FICKLE: Final = re.compile(r"\b(rand|now|uuid|struuid|bnode)\b", re.IGNORECASE)
#: Characters of a query that is read in about a millisecond.
_SHORT: Final = 512
#: Written to a closed connection and to the log only.
_CLIENT_LEFT: Final = 499
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
        "description": "Seconds after which the query is stopped, at most the server's deadline.",
    },
    {
        "name": "default-graph-uri",
        "in": "query",
        "schema": {"type": "array", "items": {"type": "string"}},
        "description": "A graph of the store, repeat for several; others are refused.",
    },
    {
        "name": "named-graph-uri",
        "in": "query",
        "schema": {"type": "array", "items": {"type": "string"}},
        "description": "A graph of the store, repeat for several; others are refused.",
    },
]
_CONTENT: Final[dict[str, Any]] = {offer.media_type: {} for offer in (*offers.ROWS, *offers.GRAPHS)}
_RESPONSES: Final = {
    200: {"description": "The answer, whole.", "content": _CONTENT},
    **problem_responses(_PROBLEMS),
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            asked.QUERY: {"schema": {"type": "string"}},
            asked.FORM: {"schema": {"type": "object", "properties": {"query": {"type": "string"}}}},
        },
    }
}


@router.get(
    "/sparql",
    response_class=Response,
    responses=_RESPONSES,
    openapi_extra={"parameters": _QUERY_PARAMETERS},
)
async def sparql(request: Request) -> Response:
    """Answer a SPARQL 1.1 query. Without one: a page with a form, or the service's description in RDF."""
    return await _respond(request)


@router.post("/sparql", response_class=Response, responses=_RESPONSES, openapi_extra=_BODY)
async def sparql_post(request: Request) -> Response:
    """Answer a SPARQL 1.1 query sent as a form or as `application/sparql-query`."""
    return await _respond(request)


async def _respond(request: Request) -> Response:
    services: Services = request.app.state.services
    found = await asked.read(request, services.settings)
    if found.query is None:
        return _without_query(request, services, found.format)
    try:
        return await _answered(request, services, found, found.query)
    except (KgError, ProblemError) as error:
        problem = error if isinstance(error, ProblemError) else problem_of(error)
        if found.format or problem.status == 500 or not _reads_pages(request):
            raise
        return _problem_page(request, services, found.query, problem)


async def _answered(request: Request, services: Services, found: asked.SparqlRequest, query: str) -> Response:
    limits = GuardLimits(max_bytes=services.settings.max_query)
    _check_graphs(found.dataset, services)
    check = partial(check_query, query, services.pool.graphs, limits, services.pool.prefixes)
    # Reading a long text takes a third of a second: not on the event loop, where the others wait.
    if len(query) <= _SHORT:
        form = check()
    else:
        async with services.reading:
            form = await asyncio.to_thread(check)
    offer = negotiated(request, offers.offers(form), found.format)
    result = offers.result_format(offer, form)
    work = services.pool.run(query, result, found.timeout, dataset=found.dataset)
    answer = await _unless_gone(request, work)
    if answer is None:
        return Response(status_code=_CLIENT_LEFT)
    headers = {"Vary": "Accept", "Server-Timing": f"query;dur={answer.elapsed * 1000:.1f}"}
    if _FICKLE.search(query):
        headers["Cache-Control"] = "no-store"
    else:
        headers["ETag"] = services.etag(query, repr(found.dataset), offer.name, language_of(request))
        headers["Cache-Control"] = f"public, max-age={services.settings.max_age}"
    if offer == HTML:
        page = answer_page(query, answer, language_of(request))
        headers |= {"Content-Security-Policy": page.csp, "Vary": "Accept, Accept-Language"}
        return Response(page.html, headers=headers, media_type=HTML.content_type)
    return Response(answer.body, headers=headers, media_type=offer.content_type)


def _reads_pages(request: Request) -> bool:
    """Tell whether the client, a browser, would rather have a page than rows."""
    accept = ", ".join(request.headers.getlist("accept")) or None
    return negotiation.choose(accept, offers.offers(QueryForm.SELECT)) == HTML


def _problem_page(request: Request, services: Services, query: str, problem: ProblemError) -> Response:
    """The form again, with the query as it was and what is wrong with it."""
    lang = language_of(request)
    page = query_page(lang, services.settings, query=query, problem=problem.document(lang))
    headers = {
        **problem.headers,
        "Content-Security-Policy": page.csp,
        "Content-Language": lang,
        "Vary": "Accept, Accept-Language",
        "Cache-Control": "no-store",
    }
    return Response(page.html, problem.status, headers, media_type=HTML.content_type)


def _check_graphs(dataset: Dataset, services: Services) -> None:
    """Refuse graphs that the store does not have, with 400 as the protocol has it (section 2.1.4)."""
    for name, graphs in (
        ("default-graph-uri", dataset.default_graphs),
        ("named-graph-uri", dataset.named_graphs),
    ):
        for graph in graphs:
            if graph not in services.pool.graphs:
                detail = Text(
                    f"{name}: <{graph}> is not in this store.", f"{name}: <{graph}> no está en este almacén."
                )
                raise ProblemError("bad-request", detail, {"parameter": name})


async def _unless_gone(request: Request, work: Coroutine[Any, Any, Answer]) -> Answer | None:
    """Return the answer; None, the query stopped, when the client leaves first (nobody would read it)."""
    query = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_left(request))
    try:
        await asyncio.wait({query, leaving}, return_when=asyncio.FIRST_COMPLETED)
        return query.result() if query.done() else None
    finally:
        for task in (query, leaving):
            task.cancel()
        await asyncio.gather(query, leaving, return_exceptions=True)


async def _left(request: Request) -> None:
    while True:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            return


def _without_query(request: Request, services: Services, name: str | None) -> Response:
    offer = negotiated(request, offers.BARE, name)
    base = public_base(request, services)
    lang = language_of(request)
    headers = {
        "ETag": services.etag(base, request.url.query, offer.name, lang),
        "Vary": "Accept, Accept-Language",
        "Cache-Control": f"public, max-age={services.settings.max_age}",
    }
    if offer == HTML:
        given = request.query_params
        page = query_page(lang, services.settings, given.get("example"), given.get("edit"))
        headers |= {"Content-Security-Policy": page.csp, "Content-Language": lang}
        return Response(page.html, headers=headers, media_type=HTML.content_type)
    body = service_description(base, services, offers.result_format(offer))
    return Response(body, headers=headers, media_type=offer.content_type)
