"""What every response carries and every request must respect: headers, CORS, limits, no traceback."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import messages, negotiation
from api.errors import MEDIA_TYPE, ProblemError
from api.settings import Settings

Headers = list[tuple[bytes, bytes]]
log = logging.getLogger("api")

#: What is sent where an answer does not set the header itself.
DEFAULTS: Final[dict[bytes, bytes]] = {
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"cross-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}
_EXPOSED: Final = b"ETag, Link, Retry-After, Content-Language"
_METHODS: Final = b"GET, HEAD, POST, OPTIONS"
_ASKABLE: Final = b"Accept, Accept-Language, Content-Type, If-None-Match"
_HOST: Final = re.compile(rb"[A-Za-z0-9.\-_]+(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](:[0-9]{1,5})?")


class Policy:
    """ASGI layer: refuses what is too long, answers preflights, adds headers, turns crashes into problems."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._max_url = settings.max_url
        self._cors: Headers = []
        if settings.cors_origin != "none":
            self._cors.append((b"access-control-allow-origin", settings.cors_origin.encode()))
            self._cors.append((b"access-control-expose-headers", _EXPOSED))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = self._with_defaults(message.get("headers", ()))
            await send(message)

        refusal = self._refusal(scope)
        if refusal is not None:
            await send_problem(refusal, scope, dressed)
        elif self._preflight(scope):
            await _answer(
                dressed, 204, [(b"access-control-allow-methods", _METHODS), *_preflight_headers()], b""
            )
        else:
            try:
                await self._app(scope, receive, dressed)
            except Exception:
                log.exception("%s %s failed", scope["method"], scope["path"])
                if started:
                    raise
                await send_problem(ProblemError("internal", messages.FAILED), scope, dressed)

    def _refusal(self, scope: Scope) -> ProblemError | None:
        length = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
        if length > self._max_url:
            return ProblemError("uri-too-long", messages.too_long(length, self._max_url))
        host = header(scope, b"host")
        if host is not None and not _HOST.fullmatch(host):
            return ProblemError("bad-request", messages.BAD_HOST)
        return None

    def _preflight(self, scope: Scope) -> bool:
        asked = header(scope, b"access-control-request-method") is not None
        return scope["method"] == "OPTIONS" and asked and bool(self._cors)

    def _with_defaults(self, headers: Iterable[tuple[bytes, bytes]]) -> Headers:
        given = list(headers)
        names = {name.lower() for name, _ in given}
        given += [(name, value) for name, value in DEFAULTS.items() if name not in names]
        return given + self._cors


def header(scope: Scope, name: bytes) -> bytes | None:
    """Return the first value of a request header (``name`` in lower case), or None."""
    return next((value for key, value in scope["headers"] if key == name), None)


async def send_problem(problem: ProblemError, scope: Scope, send: Send) -> None:
    """Send ``problem`` outside FastAPI."""
    lang = negotiation.language((header(scope, b"accept-language") or b"").decode("latin-1"))
    headers = [(name.lower().encode(), value.encode()) for name, value in problem.headers.items()]
    headers += [(b"content-type", MEDIA_TYPE.encode()), (b"cache-control", b"no-store")]
    await _answer(send, problem.status, headers, problem.body(lang))


def _preflight_headers() -> Headers:
    return [(b"access-control-allow-headers", _ASKABLE), (b"access-control-max-age", b"86400")]


async def _answer(send: Send, status: int, headers: Headers, body: bytes) -> None:
    if status != 204:
        headers = [*headers, (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
