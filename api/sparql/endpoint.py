"""``/sparql``: queries and updates by the SPARQL 1.1 Protocol, in front of FastAPI, whose routing costs more
than a query.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from starlette.types import Receive, Scope, Send

from api import negotiation
from api.editor.bundle import built_script
from api.errors import ProblemError, problem_of
from api.live import Live
from api.negotiation import HTML
from api.sparql import access, asked, offers, reply
from api.sparql.answer import answer_page
from api.sparql.asked import SparqlRequest
from api.sparql.description import service_description
from api.sparql.facts import chosen, keep, tell
from api.sparql.incoming import ClientLeftError, Incoming
from api.sparql.page import query_page
from kg.errors import KgError, QuerySyntaxError, QueryTimeoutError
from kg.store.changes import Change, ChangeKind
from kg.store.guard import QueryForm
from kg.store.isolated.errors import QueueTimeoutError

#: Problems of queries that were stopped.
_KILLED: Final = frozenset({"deadline", "query-costly"})
_VARY: Final = "Accept, Accept-Language"
_METHODS: Final = frozenset(asked.METHODS.split(", "))

Handler = Callable[[Incoming, Send], Awaitable[None]]


class SparqlEndpoint:
    """ASGI application of the endpoint over what ``live`` serves at the moment."""

    def __init__(self, live: Live) -> None:
        self._live = live

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Incoming(scope, receive, self._live.settings)
        await answered(request, send, self._answer)

    async def _answer(self, request: Incoming, send: Send) -> None:
        if request.scope["method"] == "OPTIONS":
            await reply.whole(send, request.scope, 204, {"Allow": asked.METHODS}, b"")
            return
        if request.scope["method"] not in _METHODS:
            raise no_method(request, asked.METHODS)
        found = await asked.read(request)
        if found.update is not None:
            await self._update(request, send, found, found.update)
        elif found.query is None:
            await self._describe(request, send, found.format)
        else:
            try:
                await self._query(request, send, found, found.query)
            except (KgError, ProblemError) as error:
                await self._complain(request, send, found, error)

    async def _query(self, request: Incoming, send: Send, found: SparqlRequest, query: str) -> None:
        services = self._live.services
        request.note(query=query)
        guarded = await self._live.guarded(query, request.address)
        offer, result = chosen(request, guarded.form, found.format)
        with reply.Departure(request.receive):
            try:
                checked = guarded
                if guarded.federated:
                    left = request.left(found.timeout)
                    checked = await self._live.federated(guarded, left, request.address)
                answer = await services.pool.run(
                    checked,
                    result,
                    request.left(found.timeout),
                    dataset=found.dataset,
                    base=request.address,
                    client=request.client,
                )
            except QueueTimeoutError as error:  # what was left is nobody's number
                raise QueueTimeoutError(found.timeout, error.retry_after) from None
            except QueryTimeoutError:
                raise QueryTimeoutError(found.timeout) from None
            except QuerySyntaxError as error:
                raise await self._live.explained(query, request.address, error) from None
        headers = {"Content-Type": offer.content_type, "Vary": "Accept"}
        tell(headers, answer, guarded, found, services)
        current = self._live.services is services
        keep(headers, request, services, found, offer.name, guarded, current)
        if offer is HTML:
            page = await asyncio.to_thread(answer_page, query, answer, request.lang)
            headers |= {"Content-Security-Policy": page.csp, "Vary": _VARY, "Content-Language": request.lang}
            await reply.whole(send, request.scope, 200, headers, page.html.encode())
        else:
            await reply.evaluated(send, request.scope, headers, answer)

    async def _update(self, request: Incoming, send: Send, found: SparqlRequest, update: str) -> None:
        request.note(route="update", query=update)
        access.demand_writer(request)
        change = Change(ChangeKind.UPDATE, text=update, base=request.address, using=found.using)
        outcome = await self._live.change(change, found.timeout, request.client)
        await reply.whole(send, request.scope, 204, outcome.headers, b"")

    async def _describe(self, request: Incoming, send: Send, name: str | None) -> None:
        """Answer a request without a query: a page for people, RDF for machines."""
        services, lang = self._live.services, request.lang
        offer = request.negotiated(offers.BARE, name)
        text = request.scope["query_string"].decode("latin-1")
        headers = {
            "Content-Type": offer.content_type,
            "ETag": services.etag(request.address, text, offer.name, lang, built_script()),
            "Vary": _VARY,
            "Cache-Control": f"public, max-age={services.settings.max_age}",
        }
        if offer == HTML:
            given = dict(request.pairs)
            page = query_page(
                lang,
                services.settings,
                given.get("example"),
                given.get("edit"),
                prefixes=services.pool.prefixes,
                foreign=services.snapshot.foreign,
            )
            headers |= {"Content-Security-Policy": page.csp, "Content-Language": lang}
            await reply.whole(send, request.scope, 200, headers, page.html.encode())
            return
        result = offers.result_format(offer)
        body = service_description(request.address, services, result)
        await reply.whole(send, request.scope, 200, headers, body)

    async def _complain(
        self, request: Incoming, send: Send, found: SparqlRequest, error: KgError | ProblemError
    ) -> None:
        """Give a person in a browser the form again, with the query as it was and what is wrong with it."""
        problem = error if isinstance(error, ProblemError) else problem_of(error)
        if found.format or problem.status == 500 or not _reads_pages(request):
            raise error
        lang = request.lang
        page = query_page(
            lang,
            self._live.settings,
            query=found.query or "",
            problem=problem.document(lang),
            prefixes=self._live.pool.prefixes,
            foreign=self._live.services.snapshot.foreign,
        )
        headers = {
            **problem.headers,
            "Content-Type": HTML.content_type,
            "Content-Security-Policy": page.csp,
            "Content-Language": lang,
            "Vary": _VARY,
            "Cache-Control": "no-store",
        }
        await reply.whole(send, request.scope, problem.status, headers, page.html.encode())


async def answered(request: Incoming, send: Send, handler: Handler) -> None:
    """Run ``handler``; what it raises on purpose becomes a problem, a client that left nothing at all."""
    try:
        await handler(request, send)
    except ClientLeftError:
        return
    except ProblemError as error:
        await reply.problem(send, request.scope, error, _language(request))
    except KgError as error:
        problem = problem_of(error)
        if problem.name in _KILLED:
            request.note(killed=problem.name)
        if problem.status == 500:
            raise
        await reply.problem(send, request.scope, problem, _language(request))


def no_method(request: Incoming, allowed: str) -> ProblemError:
    """Return the problem of a method that an endpoint does not take."""
    from api import messages

    detail = messages.no_method(request.scope["method"], allowed)
    return ProblemError("method-not-allowed", detail, headers={"Allow": allowed})


def _language(request: Incoming) -> str:
    try:
        return request.lang
    except ProblemError:  # the address itself cannot be read
        return negotiation.language(request.header(b"accept-language"))


def _reads_pages(request: Incoming) -> bool:
    """Tell whether the client, a browser, would rather have a page than rows."""
    return negotiation.choose(request.header(b"accept"), offers.offers(QueryForm.SELECT)) == HTML
