"""What every response carries and every request must respect: headers, CORS, limits, no traceback."""

from __future__ import annotations

import logging
import re
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import messages, negotiation
from api.edge.headers import DEFAULTS, NOTHING, Block, Headers, cors, dressed, header
from api.edge.whole import send_whole
from api.errors import MEDIA_TYPE, BrokenOffError, ProblemError
from api.logs.formats import FIELDS
from api.settings import Settings

log = logging.getLogger("api")

_METHODS: Final = b"GET, HEAD, POST, QUERY, OPTIONS"
_WRITING: Final = b", PUT, DELETE"
_ASKABLE: Final = b"Accept, Accept-Language, Content-Type, If-None-Match, X-Request-Id"
_HOST: Final = re.compile(rb"[A-Za-z0-9.\-_]{1,255}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{1,64}\](:[0-9]{1,5})?")


class Policy:
    """ASGI layer: refuses what is too long, answers preflights, adds headers, turns crashes into problems."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._max_url = settings.max_url
        self._cors = cors(settings)
        self._constant = Block([*DEFAULTS.items(), *self._cors])
        writing = bool(settings.update_token)
        self._preflight_headers: Headers = [
            (b"access-control-allow-methods", _METHODS + (_WRITING if writing else b"")),
            (b"access-control-allow-headers", _ASKABLE + (b", Authorization" if writing else b"")),
            (b"access-control-max-age", b"86400"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        dressing = _Dressing(self._constant, self._cors, send)
        refusal = self._refusal(scope)
        if refusal is not None:
            await send_problem(refusal, scope, dressing)
        elif self._preflight(scope):
            await answer(dressing, 204, self._preflight_headers, b"")
        else:
            try:
                await self._app(scope, receive, dressing)
            except BrokenOffError as error:  # the server closes what is not complete
                log.warning(
                    "answer broken off", extra={FIELDS: {"reason": str(error), "path": scope["path"]}}
                )
            except Exception:
                known = str(scope.get("state", {}).get("request_id", ""))
                _log_failure(scope, known)
                if dressing.ended:  # FastAPI has answered already, and raises what the log is to hold
                    return
                if dressing.started:
                    raise
                extra = {"request_id": known} if known else {}
                await send_problem(ProblemError("internal", messages.FAILED, extra), scope, dressing)

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


class _Dressing:
    """``send`` of one request: adds the headers of the policy, and tells how far the answer is."""

    __slots__ = ("_constant", "_cors", "_send", "ended", "started")

    def __init__(self, constant: Block, cross_origin: Headers, send: Send) -> None:
        self._constant = constant
        self._cors = cross_origin
        self._send = send
        self.started = self.ended = False

    async def __call__(self, message: Message) -> None:
        """Take one message."""
        if message["type"] == "http.response.start":
            self.started = True
            message["headers"] = dressed(message.get("headers", ()), self._cors)
        await self._send(message)
        self.ended = message["type"] == "http.response.body" and not message.get("more_body")

    async def whole(self, status: int, headers: Headers, body: bytes, constant: Block = NOTHING) -> None:
        """Take a whole answer."""
        self.started = True
        if constant is NOTHING and DEFAULTS.keys().isdisjoint([name for name, _ in headers]):
            await send_whole(self._send, status, headers, body, self._constant)
        else:
            await send_whole(self._send, status, dressed([*headers, *constant.pairs], self._cors), body)
        self.ended = True


def _log_failure(scope: Scope, request_id: str) -> None:
    """Log the exception being handled, with the path as the log may hold it."""
    fields = {"request_id": request_id, "method": scope["method"], "path": scope["path"][:200]}
    log.exception("request failed", extra={FIELDS: fields})


async def send_problem(problem: ProblemError, scope: Scope, send: Send) -> None:
    """Send ``problem`` outside FastAPI."""
    lang = negotiation.language((header(scope, b"accept-language") or b"").decode("latin-1"))
    body = problem.body(lang)
    await answer(send, problem.status, problem_headers(problem), b"" if scope["method"] == "HEAD" else body)


def problem_headers(problem: ProblemError) -> Headers:
    """Return the headers that ``problem`` is sent with."""
    headers = [(name.lower().encode(), value.encode()) for name, value in problem.headers.items()]
    return [*headers, (b"content-type", MEDIA_TYPE.encode()), (b"cache-control", b"no-store")]


async def answer(send: Send, status: int, headers: Headers, body: bytes) -> None:
    """Send a whole answer."""
    if status != 204:
        headers = [*headers, (b"content-length", str(len(body)).encode())]
    await send_whole(send, status, headers, body)
