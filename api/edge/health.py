"""``/healthz``, ``/readyz`` and ``/metrics``: answered before anything that can be busy."""

from __future__ import annotations

import json
from typing import Any, Final

from starlette.types import Scope, Send

from api import messages
from api.edge.headers import Headers, cors, dressed
from api.edge.policy import answer, send_problem
from api.errors import ProblemError
from api.metrics.numbers import CacheStats, Numbers
from api.metrics.observed import Observed
from api.metrics.routes import HEALTH
from api.settings import Settings
from kg._version import __version__

_EXPOSITION: Final = b"text/plain; version=0.0.4; charset=utf-8"
_NO_STORE: Final = (b"cache-control", b"no-store")
_ALLOWED: Final = "GET, HEAD"
STARTING: Final = "the server is starting"
STOPPING: Final = "the server is stopping"


class Health:
    """The three paths. ``started`` and ``stopping`` are set by the layer and the server around it.

    Without ``observed`` the server still says whether it lives; ``/healthz`` then has no word of the data.
    """

    def __init__(
        self, settings: Settings, observed: Observed | None, numbers: Numbers, cache: CacheStats | None
    ) -> None:
        self.started = False
        self.stopping = False
        self._observed = observed
        self._numbers = numbers
        self._cache = cache
        self._cors = cors(settings)
        self._paths = HEALTH if settings.metrics else HEALTH - {"/metrics"}
        self._exposition: Any = None  # made at the first scrape: its import costs the start too much

    def readiness(self) -> str:
        """Return why not every request can be answered; "" where it can."""
        if self.stopping:
            return STOPPING
        if not self.started:
            return STARTING
        return self._observed.readiness() if self._observed is not None else ""

    def takes(self, path: str) -> bool:
        """Tell whether ``path`` is answered here."""
        return path in self._paths

    async def __call__(self, scope: Scope, send: Send) -> None:
        """Answer one request for one of the paths."""
        path, method = scope["path"], scope["method"]
        if method not in ("GET", "HEAD"):
            await self._other_method(scope, send)
        elif path == "/metrics":
            await self._send(scope, send, 200, _EXPOSITION, self._text())
        elif path == "/healthz":
            await self._json(scope, send, 200, self._alive())
        else:
            reason = self.readiness()
            body = {"status": "unavailable", "reason": reason} if reason else {"status": "ready"}
            await self._json(scope, send, 503 if reason else 200, body)

    def _alive(self) -> dict[str, Any]:
        body: dict[str, Any] = {"status": "ok", "software_version": __version__}
        if self._observed is not None:
            body |= {"dataset_version": self._observed.version, "triples": self._observed.triples}
        return body

    def _text(self) -> bytes:
        if self._exposition is None:
            from api.metrics.exposition import Exposition

            self._exposition = Exposition(self._numbers, self._cache, self._observed)
        text: bytes = self._exposition.text()
        return text

    async def _json(self, scope: Scope, send: Send, status: int, body: dict[str, Any]) -> None:
        await self._send(scope, send, status, b"application/json", json.dumps(body).encode())

    async def _send(self, scope: Scope, send: Send, status: int, media: bytes, body: bytes) -> None:
        headers: Headers = [
            (b"content-type", media),
            _NO_STORE,
            (b"content-length", str(len(body)).encode()),
        ]
        if status == 503:
            headers.append((b"retry-after", b"1"))
        await send({"type": "http.response.start", "status": status, "headers": dressed(headers, self._cors)})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})

    async def _other_method(self, scope: Scope, send: Send) -> None:
        if scope["method"] == "OPTIONS":
            await answer(send, 204, dressed([(b"allow", _ALLOWED.encode())], self._cors), b"")
            return
        detail = messages.no_method(scope["method"], _ALLOWED)
        await send_problem(
            ProblemError("method-not-allowed", detail, headers={"Allow": _ALLOWED}), scope, send
        )
