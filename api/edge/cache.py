"""The cache in front of FastAPI: finished answers as bytes, 304, HEAD and gzip without touching the router.

Any GET that is answered 200 with a strong ETag, in one piece or of a length told before, is kept. The key
holds the dataset's version and all of the request that an answer can depend on, so nothing expires; a new
version empties the memory. What a client says about caching (``Cache-Control: no-cache``) changes nothing: it
could buy work with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import Enum, auto

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import negotiation
from api.edge.fastlane import ticket_of
from api.edge.headers import Headers, header, header_list
from api.edge.memory import Key, Memory, Stored
from api.edge.packing import Packing, packable, varying, wants_gzip
from api.metrics.numbers import CacheStats

_VARYING = (b"accept", b"host")
#: Headers that a 304 repeats (RFC 9110, 15.4.5).
_ON_304 = frozenset({b"cache-control", b"content-location", b"vary", b"link", b"content-language"})


class _Outcome(Enum):
    """How a computation ended that others wait for, where it gave them no answer."""

    APART = auto()
    """The answer is its client's alone (an error, a stream, not to be stored): each computes its own."""
    LEFT = auto()
    """Its client left, and the computation with it: one of the others begins anew."""


Flight = asyncio.Future[Stored | _Outcome]


class AnswerCache:
    """ASGI layer: finished answers from memory; one computation for requests that ask the same at once.

    ``version``: what is served, as a constant or as a function that tells it now; ``limit``: bytes of
    memory (0: nothing is kept, but equal requests at once still share); ``stats``: where hits are counted.
    """

    def __init__(
        self,
        app: ASGIApp,
        version: str | Callable[[], str],
        limit: int,
        stats: CacheStats | None = None,
    ) -> None:
        self._app = app
        self._version = version if callable(version) else lambda: version
        self._seen = self._version()
        self._memory = Memory(limit, stats)
        self._under_way: dict[Key, Flight] = {}

    @property
    def stats(self) -> CacheStats:
        """What happened since the start."""
        return self._memory.stats

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["method"] not in ("GET", "HEAD") or header(scope, b"authorization") is not None:
            await self._app(_asked(scope), receive, Packing(scope, send).send)
        else:
            await self._shared(scope, receive, send)

    async def _shared(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = self._key(scope)
        found = await self._awaited(key) if key in self._under_way else self._memory.get(key)
        if found is None:
            self.stats.misses += 1
            await self._compute(key, scope, receive, send)
            return
        self.stats.hits += 1
        ticket = ticket_of(scope)
        if ticket is not None:
            ticket.whole = True
        await _serve(found, scope, send)

    async def _awaited(self, key: Key) -> Stored | None:
        """Return the answer that another request is computing; None where this one has to."""
        while (flight := self._under_way.get(key)) is not None:
            outcome = await asyncio.shield(flight)
            if isinstance(outcome, Stored):
                return outcome
            if outcome is _Outcome.APART:
                return None
        return self._memory.get(key)

    async def _compute(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        flight: Flight = asyncio.get_running_loop().create_future()
        self._under_way.setdefault(key, flight)
        heard = _Heard(scope, send, flight, self._memory.most // 2)
        try:
            await self._app(_asked(scope), receive, heard.send)
        except Exception:
            heard.apart()
            raise
        finally:
            answer = heard.stored()
            if answer is not None and self._version().encode() == key[0]:
                self._memory.put(key, answer)
            if self._under_way.get(key) is flight:
                del self._under_way[key]
            if not flight.done():
                flight.set_result(answer or (_Outcome.APART if heard.complete else _Outcome.LEFT))
        if answer is not None:
            await _serve(answer, scope, send)
        else:
            await heard.forward()

    def _key(self, scope: Scope) -> Key:
        version = self._version()
        if version != self._seen:
            self._seen = version
            self._memory.clear()
        language = negotiation.language((header(scope, b"accept-language") or b"").decode("latin-1"))
        path = scope.get("raw_path") or scope["path"].encode()
        asked_by = (b",".join(header_list(scope, name)) for name in _VARYING)
        scheme = scope.get("scheme", "http").encode()
        return (version.encode(), path, scope["query_string"], scheme, language.encode(), *asked_by)


class _Heard:
    """A response as the layers within send it: collected where it may be kept, passed on where it streams.

    ``most``: bytes up to which a stream that tells its length is collected.
    """

    def __init__(self, scope: Scope, send: Send, flight: Flight, most: int) -> None:
        self._scope = scope
        self._send = send
        self._flight = flight
        self._start: Message | None = None
        self._most = most
        self._parts: list[bytes] = []
        self._stream: Packing | None = None
        self.complete = False

    async def send(self, message: Message) -> None:
        """Take one message."""
        if self._stream is not None:
            await self._stream.send(message)
        elif message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            if message.get("more_body", False) and not self._short:
                await self._begin_stream(message)
                return
            self._parts.append(message.get("body", b""))
            self.complete = self._start is not None and not message.get("more_body", False)

    async def _begin_stream(self, message: Message) -> None:
        assert self._start is not None
        self.apart()
        etag = dict(self._headers).get(b"etag")
        if self._start["status"] == 200 and etag and _held(self._scope, (etag, etag[:-1] + b'-gzip"')):
            await _send_304(varying(self._headers), etag, self._send)
            self._stream = Packing(self._scope, _nobody)
            return
        self._stream = Packing(self._scope, self._send)
        await self._stream.send(self._start)
        await self._stream.send(message)

    def apart(self) -> None:
        """Tell those who wait that this answer is not for them."""
        if not self._flight.done():
            self._flight.set_result(_Outcome.APART)

    async def forward(self) -> None:
        """Send an answer that is not kept; nothing where it streamed, or where the client left."""
        if self._stream is None and self._start is not None and self.complete:
            passing = Packing(self._scope, self._send)
            await passing.send(self._start)
            await passing.send({"type": "http.response.body", "body": b"".join(self._parts)})

    def stored(self) -> Stored | None:
        """Return the answer as it is kept; None where it is not."""
        if not self.complete or self._start is None or self._start["status"] != 200:
            return None
        given = dict(self._headers)
        etag = given.get(b"etag", b"")
        if not etag.startswith(b'"') or b"no-store" in given.get(b"cache-control", b"").lower():
            return None
        kept = [item for item in self._headers if item[0] not in (b"content-length", b"etag")]
        return Stored(varying(kept), etag, b"".join(self._parts), worth_packing=packable(kept))

    @property
    def _short(self) -> bool:
        """Tell whether the answer says that it is short enough to be collected."""
        length = dict(self._headers).get(b"content-length", b"")
        return length.isdigit() and int(length) <= self._most

    @property
    def _headers(self) -> Headers:
        return list(self._start.get("headers", ())) if self._start is not None else []


async def _nobody(_: Message) -> None:
    """``send`` to a client that has what it needs."""


def _asked(scope: Scope) -> Scope:
    """Return the request as the layers within get it: HEAD is GET, whose body is left out here."""
    return {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope


async def _serve(found: Stored, scope: Scope, send: Send) -> None:
    """Send a finished answer: 304 where the client holds it, gzip where it is wanted, no body for HEAD."""
    packed = found.compressible and wants_gzip(scope)
    etag = found.packed_etag if packed else found.etag
    if _held(scope, (found.etag, found.packed_etag)):
        await _send_304(found.headers, etag, send)
        return
    body = await found.pack() if packed else found.body
    headers = [*found.headers, (b"etag", etag), (b"content-length", str(len(body)).encode())]
    if packed:
        headers.append((b"content-encoding", b"gzip"))
    await _send(send, 200, headers, b"" if scope["method"] == "HEAD" else body)


def _held(scope: Scope, tags: tuple[bytes, bytes]) -> bool:
    """Tell whether If-None-Match names the answer, in either coding (weak comparison, RFC 9110, 13.1.2)."""
    given = b",".join(header_list(scope, b"if-none-match"))
    if not given:
        return False
    names = {tag.strip().removeprefix(b"W/") for tag in given.split(b",")}
    return bool(names & {b"*", *tags})


async def _send_304(headers: Headers, etag: bytes, send: Send) -> None:
    kept = [(name, value) for name, value in headers if name in _ON_304]
    await _send(send, 304, [*kept, (b"etag", etag)], b"")


async def _send(send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
