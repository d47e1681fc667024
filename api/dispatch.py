"""Which application answers a path: the SPARQL endpoints straight, everything else through FastAPI."""

from __future__ import annotations

from collections.abc import Mapping

from starlette.types import ASGIApp, Receive, Scope, Send


class Dispatch:
    """ASGI layer: paths in ``exact``, and those below ``folders``, have applications of their own."""

    def __init__(self, app: ASGIApp, exact: Mapping[str, ASGIApp], folders: Mapping[str, ASGIApp]) -> None:
        self._app = app
        self._exact = dict(exact)
        self._folders = dict(folders)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        path: str = scope.get("path", "")
        app = self._exact.get(path) if scope["type"] == "http" else self._app
        await (app or self._below(path))(scope, receive, send)

    def _below(self, path: str) -> ASGIApp:
        return next((app for folder, app in self._folders.items() if path.startswith(folder)), self._app)
