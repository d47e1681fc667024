"""What every answer carries, whichever layer sends it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from starlette.types import Scope

from api.settings import Settings

Headers = list[tuple[bytes, bytes]]

#: What is sent where an answer does not set the header itself.
DEFAULTS: Final[dict[bytes, bytes]] = {
    b"content-security-policy": b"default-src 'none'; frame-ancestors 'none'",
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"no-referrer",
    b"cross-origin-resource-policy": b"cross-origin",
    b"permissions-policy": b"camera=(), geolocation=(), microphone=()",
}
_EXPOSED: Final = (
    b"ETag, Link, Retry-After, Content-Language, Server-Timing, X-Request-Id, KG-Truncated, KG-Unknown-Graphs"
)


def cors(settings: Settings) -> Headers:
    """Return the headers by which other sites may read the answers; none where they may not."""
    if settings.cors_origin == "none":
        return []
    return [
        (b"access-control-allow-origin", settings.cors_origin.encode()),
        (b"access-control-expose-headers", _EXPOSED),
    ]


def dressed(headers: Iterable[tuple[bytes, bytes]], cross_origin: Headers) -> Headers:
    """Return ``headers``, then the defaults that they do not set, then ``cross_origin``."""
    given = list(headers)
    names = {name.lower() for name, _ in given}
    given += [(name, value) for name, value in DEFAULTS.items() if name not in names]
    return given + cross_origin


def header(scope: Scope, name: bytes) -> bytes | None:
    """Return the first value of a request header (``name`` in lower case), or None."""
    for key, value in scope["headers"]:
        if key == name:
            found: bytes = value
            return found
    return None


def header_list(scope: Scope, name: bytes) -> list[bytes]:
    """Return every value of a request header (``name`` in lower case)."""
    return [value for key, value in scope["headers"] if key == name]
