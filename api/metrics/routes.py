"""The labels of requests: a small fixed set, whatever clients send."""

from __future__ import annotations

from typing import Final

from api.metrics.numbers import LEFT

HEALTH: Final = frozenset({"/healthz", "/readyz", "/metrics"})
_PAGES: Final = frozenset(
    {"/", "/embed", "/about", "/network", "/conflicts", "/questions", "/docs", "/openapi.json"}
)
_PREFIXES: Final = (
    ("/api/", "rest"),
    ("/store", "graph-store"),
    ("/service", "graph-store"),
    ("/static/", "static"),
    ("/id/", "page"),
    ("/brief/", "page"),
)
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "QUERY", "PUT", "PATCH", "DELETE", "OPTIONS"})
#: A layer within may say more than the address does: ``scope["state"][ROUTE] = "update"``.
ROUTE: Final = "route"
UPDATE_TYPE: Final = b"application/sparql-update"


def route_class(path: str, content_type: bytes = b"") -> str:
    """Return rest, sparql, update, graph-store, page, static, health or other."""
    if path == "/sparql":
        return "update" if content_type.startswith(UPDATE_TYPE) else "sparql"
    if path in HEALTH:
        return "health"
    if path in _PAGES:
        return "page"
    return next((name for prefix, name in _PREFIXES if path.startswith(prefix)), "other")


def method_label(method: str) -> str:
    """Return the method, or ``OTHER`` for one that nobody has."""
    return method if method in _METHODS else "OTHER"


def status_label(status: int | None) -> str:
    """Return ``2xx`` …; None (nothing was sent) and 499 are a client that left."""
    return LEFT if status is None or status == 499 else f"{status // 100}xx"
