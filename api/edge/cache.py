"""The cache in front of FastAPI: finished answers as bytes, 304, HEAD and gzip without touching the router.

Any GET that is answered 200 with a strong ETag is kept. The key holds the dataset's version and all of the
request that an answer can depend on; the graph does not change while a server runs, so nothing expires.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import negotiation
from api.edge.memory import Headers, Key, Memory, Stored
from api.edge.policy import header

_VARYING = (b"accept", b"host")
#: Headers that a 304 repeats (RFC 9110, 15.4.5).
_ON_304 = frozenset({b"cache-control", b"content-location", b"vary", b"link", b"content-language"})


@dataclass(slots=True)
class _Heard:
    """A response as the inner application sends it."""

    status: int = 500
    headers: Headers = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = list(message.get("headers", ()))
        elif message["type"] == "http.response.body":
            self.parts.append(message.get("body", b""))

    @property
    def etag(self) -> bytes | None:
        return next((value for name, value in self.headers if name == b"etag"), None)

    def stored(self) -> Stored:
        kept = [
            (name, value) for name, value in self.headers if name not in (b"content-length", b"etag", b"vary")
        ]
        vary = next((value for name, value in self.headers if name == b"vary"), b"")
        kept.append((b"vary", b", ".join(filter(None, (vary, b"Accept-Encoding")))))
        return Stored(kept, self.etag or b"", b"".join(self.parts))


class AnswerCache:
    """ASGI layer: finished answers from memory; one computation for requests that ask the same at once."""

    def __init__(self, app: ASGIApp, version: str, limit: int) -> None:
        self._app = app
        self._version = version.encode()
        self._memory = Memory(limit)
        self._under_way: dict[Key, asyncio.Future[None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        key = self._key(scope)
        found = self._memory.get(key)
        if found is None and key in self._under_way:
            await asyncio.shield(self._under_way[key])
            found = self._memory.get(key)
        if found is None:
            heard, found = await self._compute(key, scope, receive)
            if found is None:
                await _forward(heard, scope, send)
                return
        await _serve(found, scope, send)

    async def _compute(self, key: Key, scope: Scope, receive: Receive) -> tuple[_Heard, Stored | None]:
        heard = _Heard()
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._under_way.setdefault(key, done)
        try:
            inner = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
            await self._app(inner, receive, heard.send)
        finally:
            if self._under_way.get(key) is done:
                del self._under_way[key]
            done.set_result(None)
        if heard.status != 200 or heard.etag is None:
            return heard, None
        answer = heard.stored()
        self._memory.put(key, answer)
        return heard, answer

    def _key(self, scope: Scope) -> Key:
        language = negotiation.language((header(scope, b"accept-language") or b"").decode("latin-1"))
        path = scope.get("raw_path") or scope["path"].encode()
        varying = (b",".join(_all(scope, name)) for name in _VARYING)
        scheme = scope.get("scheme", "http").encode()
        return (self._version, path, scope["query_string"], scheme, language.encode(), *varying)


def _all(scope: Scope, name: bytes) -> list[bytes]:
    return [value for key, value in scope["headers"] if key == name]


async def _serve(found: Stored, scope: Scope, send: Send) -> None:
    """Send a finished answer: 304 where the client holds it, gzip where it is wanted, no body for HEAD."""
    packed = found.compressible and negotiation.accepts_gzip(
        (header(scope, b"accept-encoding") or b"").decode("latin-1")
    )
    etag = found.packed_etag if packed else found.etag
    if _held(b",".join(_all(scope, b"if-none-match")), found):
        kept = [(name, value) for name, value in found.headers if name in _ON_304]
        await _send(send, 304, [*kept, (b"etag", etag)], b"")
        return
    body = found.packed if packed else found.body
    headers = [*found.headers, (b"etag", etag), (b"content-length", str(len(body)).encode())]
    if packed:
        headers.append((b"content-encoding", b"gzip"))
    await _send(send, 200, headers, b"" if scope["method"] == "HEAD" else body)


def _held(given: bytes, found: Stored) -> bool:
    """Tell whether If-None-Match names the answer, in either coding (weak comparison, RFC 9110, 13.1.2)."""
    if not given:
        return False
    tags = {tag.strip().removeprefix(b"W/") for tag in given.split(b",")}
    return bool(tags & {b"*", found.etag, found.packed_etag})


async def _forward(heard: _Heard, scope: Scope, send: Send) -> None:
    body = b"".join(heard.parts)
    headers = [(name, value) for name, value in heard.headers if name != b"content-length"]
    if heard.status not in (204, 304):
        headers.append((b"content-length", str(len(body)).encode()))
    await _send(send, heard.status, headers, b"" if scope["method"] == "HEAD" else body)


async def _send(send: Send, status: int, headers: Headers, body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
