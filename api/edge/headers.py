"""What every answer carries, whichever layer sends it, and how headers become bytes."""

from __future__ import annotations

import re
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
_TOKEN: Final = re.compile(rb"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
#: What stands in no header value (RFC 9110, 5.5): controls but the tab.
_CONTROLS: Final = bytes([*range(9), *range(10, 32), 127])
#: They say how the connection goes on or the body is framed: for the server, not to be written as they are.
_FRAMING: Final = frozenset({b"connection", b"transfer-encoding"})
#: Names as they begin a line. They are words of the program, so few; bounded all the same.
_BEGINNINGS: Final[dict[bytes, bytes]] = {}
_MOST_NAMES: Final = 256


class Block:
    """Headers that are the same in one answer after the other: as pairs, and as the lines that are sent."""

    __slots__ = ("lines", "pairs")

    def __init__(self, pairs: Headers) -> None:
        self.pairs = pairs
        self.lines = b"".join(b"%b: %b\r\n" % pair for pair in pairs)


#: No headers.
NOTHING: Final = Block([])


def lines_of(headers: Headers) -> bytes | None:
    """Return ``headers`` as lines; None where one holds what it must not, or says how the body is framed."""
    try:
        lines = b"".join([b"%b%b\r\n" % (_BEGINNINGS[name], value) for name, value in headers])
    except KeyError:
        if not all(map(_learnt, (name for name, _ in headers))):
            return None
        lines = b"".join([b"%b: %b\r\n" % (name.lower(), value) for name, value in headers])
    return lines if len(lines) - len(lines.translate(None, _CONTROLS)) == 2 * len(headers) else None


def _learnt(name: bytes) -> bool:
    lowered = name.lower()
    if lowered in _FRAMING or not _TOKEN.fullmatch(name):
        return False
    if len(_BEGINNINGS) < _MOST_NAMES:
        _BEGINNINGS[name] = lowered + b": "
    return True


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
