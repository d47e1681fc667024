"""The outermost layer: names each request, counts and logs it, and answers for the server's own health."""

from __future__ import annotations

import time
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.edge import whole
from api.edge.fastlane import FastLane, Ready, ticket_of
from api.edge.headers import NOTHING, Block, Headers, header, lines_of
from api.edge.health import Health
from api.edge.identity import RequestIds
from api.logs.requests import Finished, RequestLog
from api.metrics.numbers import CacheStats, Numbers
from api.metrics.observed import Observed
from api.metrics.routes import ROUTE, method_label, route_class, status_label
from api.settings import Settings


class Observe:
    """ASGI layer. What it puts into ``scope["state"]`` for those within: ``request_id`` (str) and ``arrived``
    (``time.monotonic()``: a deadline counts from it). What it reads there: ``route`` (a label that says more
    than the address), ``query`` (the text, for the log), ``killed`` (why a query was stopped).

    ``observed``: what is served, None for an application without a graph; ``cache``: the counters given to
    the :class:`AnswerCache` within. The fast lane takes a quarter of ``settings.cache_bytes`` beside it.
    """

    def __init__(
        self,
        app: ASGIApp,
        settings: Settings,
        observed: Observed | None = None,
        cache: CacheStats | None = None,
    ) -> None:
        self._app = app
        self.settings = settings
        self.numbers = Numbers()
        self.ids = RequestIds()
        self.log = RequestLog(settings.log_requests)
        self.health = Health(settings, observed, self.numbers, cache)
        self.lane = FastLane(
            settings.cache_bytes // 4, (lambda: observed.generation) if observed is not None else int
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._lifespan(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        watched = _Watched(self, scope, send)
        self.numbers.in_flight += 1
        try:
            if self.health.takes(scope["path"]):
                await self.health(scope, watched)
            else:
                await self._app(scope, receive, watched)
        finally:
            self.numbers.in_flight -= 1
            watched.finish()

    async def _lifespan(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def heard(message: Message) -> None:
            if message["type"] == "lifespan.startup.complete":
                self.health.started = True
            await send(message)

        await self._app(scope, receive, heard)


class _Watched:
    """One request and its answer on their way through the layer."""

    __slots__ = (
        "_headers",
        "_id",
        "_observe",
        "_scope",
        "_send",
        "_sink",
        "_size",
        "_started",
        "_state",
        "_status",
    )

    def __init__(self, observe: Observe, scope: Scope, send: Send) -> None:
        self._observe = observe
        self._scope = scope
        self._send = send
        self._started = time.monotonic()
        self._id = observe.ids.of(header(scope, b"x-request-id"))
        self._status: int | None = None
        self._headers: Headers = []
        self._size = 0
        extensions = scope.get("extensions")
        # Taken out: it leads to the connection, and the scope must not hold what holds the scope.
        self._sink: whole.Sink | None = extensions.pop(whole.EXTENSION, None) if extensions else None
        self._state: dict[str, Any] = scope.setdefault("state", {})
        self._state["request_id"] = self._id.decode()
        self._state["arrived"] = self._started

    async def whole(self, status: int, headers: Headers, body: bytes, constant: Block = NOTHING) -> None:
        """Send a whole answer, as :meth:`__call__` does its messages; in one piece where that can be."""
        sink, ticket = self._sink, ticket_of(self._scope)
        lines = None if sink is None or self._status is not None else lines_of(headers)
        if sink is None or lines is None:
            await whole.as_messages(self, status, headers, body, constant)
            return
        if not sink(status, b"%b%bx-request-id: %b\r\n" % (lines, constant.lines, self._id), body):
            await whole.as_messages(self, status, headers, body, constant)
            return
        self._begun(status, headers)
        self._size = len(body)
        if ticket is not None and ticket.whole:
            self._headers = [*headers, *constant.pairs]
            self._remember(body)

    def _begun(self, status: int, headers: Headers) -> None:
        self._status = status
        if self._scope["path"] == "/sparql" and b"kg-truncated" in dict(headers):
            self._observe.numbers.truncated += 1

    async def __call__(self, message: Message) -> None:
        """Pass a message on: with the id, counted; a whole answer from memory also enters the fast lane."""
        if message["type"] == "http.response.start":
            self._headers = list(message.get("headers", ()))
            self._begun(message["status"], self._headers)
            # The last: the fast lane writes it there.
            message = {**message, "headers": [*self._headers, (b"x-request-id", self._id)]}
        elif message["type"] == "http.response.body":
            body = message.get("body", b"")
            self._size += len(body)
            ticket = ticket_of(self._scope)
            if ticket is not None and ticket.whole and not message.get("more_body", False):
                self._remember(body)
        await self._send(message)

    def _remember(self, body: bytes) -> None:
        ticket = ticket_of(self._scope)
        if ticket is None or self._status is None or len(body) != self._size:
            return
        route = self._route()
        method = method_label(self._scope["method"])
        cell = self._observe.numbers.cell(route, method, status_label(self._status))
        ready = ticket.ready(self._status, self._headers, body, cell)
        ready.method, ready.path, ready.route = method, self._scope["path"], route
        ready.client = _client(self._scope)
        ticket.redeem(ready)

    def _route(self) -> str:
        said = self._state.get(ROUTE)
        if isinstance(said, str):
            return said
        return route_class(self._scope["path"], header(self._scope, b"content-type") or b"")

    def finish(self) -> None:
        """Count and log the request."""
        seconds = time.monotonic() - self._started
        route = self._route()
        method = method_label(self._scope["method"])
        self._observe.numbers.cell(route, method, status_label(self._status)).add(seconds, self._size)
        log = self._observe.log
        if log.level(self._status, seconds, self._state) is None:
            return
        log.finished(
            Finished(
                self._id.decode(),
                self._scope["method"],
                self._scope["path"],
                route,
                self._status,
                seconds,
                self._size,
                _client(self._scope),
                self._scope["query_string"],
                self._state,
            )
        )


def _client(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


def answered_fast(observe: Observe, ready: Ready, request_id: bytes, seconds: float, client: str) -> None:
    """Count and, where all requests are logged, log an answer of the fast lane."""
    observe.numbers.fast += 1
    ready.cell.add(seconds, len(ready.body))
    if observe.log.every:
        seen = ready.client if ready.peer else client
        named = request_id.decode()
        observe.log.finished(
            Finished(
                named, ready.method, ready.path, ready.route, ready.status, seconds, len(ready.body), seen
            )
        )
