"""The cache in front of FastAPI: finished answers as bytes, 304, HEAD and gzip without touching the router.

Any GET that is answered 200 with a strong ETag, in one piece or of a length told before, is kept. The key
holds the dataset's version and all of the request that an answer can depend on, so nothing expires; a new
version empties the memory. What a client says about caching (``Cache-Control: no-cache``) changes nothing: it
could buy work with it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial

from starlette.types import ASGIApp, Receive, Scope, Send

from api import negotiation
from api.edge.fastlane import ticket_of
from api.edge.finished import serve
from api.edge.headers import header, header_list
from api.edge.heard import Flight, Heard, Outcome
from api.edge.memory import Key, Memory, Stored
from api.edge.packing import Packing
from api.metrics.numbers import CacheStats

_VARYING = (b"accept", b"host")


class AnswerCache:
    """ASGI layer: finished answers from memory; one computation for requests that ask the same at once.

    ``version``: what is served, as any value or as a function that tells it now; ``limit``: bytes of
    memory (0: nothing is kept, but equal requests at once still share); ``stats``: where hits are counted.
    """

    def __init__(
        self,
        app: ASGIApp,
        version: object | Callable[[], object],
        limit: int,
        stats: CacheStats | None = None,
    ) -> None:
        self._app = app
        self._version: Callable[[], object] = version if callable(version) else lambda: version
        self._seen = self._version()
        self._named = str(self._seen)
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
            await self._app(_asked(scope), receive, Packing(scope, send))
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
        await serve(found, scope, send)

    async def _awaited(self, key: Key) -> Stored | None:
        """Return the answer that another request is computing; None where this one has to."""
        while (flight := self._under_way.get(key)) is not None:
            outcome = await asyncio.shield(flight)
            if isinstance(outcome, Stored):
                return outcome
            if outcome is Outcome.APART:
                return None
        return self._memory.get(key)

    async def _compute(self, key: Key, scope: Scope, receive: Receive, send: Send) -> None:
        flight: Flight = asyncio.get_running_loop().create_future()
        self._under_way.setdefault(key, flight)
        heard = Heard(scope, send, flight, self._memory.most // 2, partial(self._settle, key, flight))
        try:
            await self._app(_asked(scope), receive, heard)
        except Exception:
            heard.apart()
            raise
        finally:
            answer = None if flight.done() else heard.stored()
            self._settle(key, flight, answer or (Outcome.APART if heard.complete else Outcome.LEFT))
        if answer is not None:
            await serve(answer, scope, send)
        else:
            await heard.forward()

    def _settle(self, key: Key, flight: Flight, outcome: Stored | Outcome) -> None:
        """End ``flight``: what came of it first is for those who wait, and is kept."""
        if self._under_way.get(key) is flight:
            del self._under_way[key]
        if flight.done():
            return
        flight.set_result(outcome)
        if isinstance(outcome, Stored) and self._named == key[0] and self._version() == self._seen:
            self._memory.put(key, outcome)

    def _key(self, scope: Scope) -> Key:
        version = self._version()
        if version != self._seen:
            self._seen = version
            self._named = str(version)
            self._memory.clear()
        headers = scope["headers"]
        given: dict[bytes, bytes] = dict(headers)
        if len(given) != len(headers):  # a header more than once: the first language, all of the others
            given = {name: b",".join(header_list(scope, name)) for name in _VARYING}
            given[b"accept-language"] = header(scope, b"accept-language") or b""
        language = given.get(b"accept-language")
        return (
            self._named,
            scope.get("raw_path") or scope["path"].encode(),
            scope["query_string"],
            scope.get("scheme", "http"),
            negotiation.language(language.decode("latin-1") if language else ""),
            given.get(b"accept", b""),
            given.get(b"host", b""),
        )


def _asked(scope: Scope) -> Scope:
    """Return the request as the layers within get it: HEAD is GET, whose body is left out here."""
    return {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
