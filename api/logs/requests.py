"""Which requests are logged, and what of them: never a header, never a whole query."""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qs

from api.logs.formats import FIELDS, on_one_line

log = logging.getLogger("api.requests")

#: Seconds from which a request is slow.
_SLOW: Final = 1.0
_TEXT: Final = 200
#: Refusals that an operator may have to act on.
_NOTABLE: Final = frozenset({401, 403, 408, 413, 414, 429, 431})
#: Refusals a second that are written; the rest is counted, so that nobody fills a disk with them.
_A_SECOND: Final = 20
_MAX_LISTED: Final = 32


@dataclass(frozen=True, slots=True)
class Finished:
    """A request that has ended. ``status``: None where nothing was sent; ``seconds`` from its arrival."""

    request_id: str
    method: str
    path: str
    route: str
    status: int | None
    seconds: float
    size: int
    client: str
    query_string: bytes = b""
    state: Mapping[str, Any] = field(default_factory=dict)


class RequestLog:
    """Writes what is worth a line; ``every``: all of them."""

    def __init__(self, every: bool = False) -> None:
        self.every = every
        self._second = 0
        self._written = 0
        self._suppressed = 0

    def finished(self, request: Finished) -> None:
        """Log ``request`` if it failed, was refused, was killed or slow, or if all are logged."""
        level = self.level(request.status, request.seconds, request.state)
        if level is None or (level < logging.ERROR and not self.every and not self._may_write()):
            return
        fields = _fields(request)
        if self._suppressed:
            fields["suppressed_before"], self._suppressed = self._suppressed, 0
        log.log(level, "request", extra={FIELDS: fields})

    def refused(self, name: str, client: str) -> None:
        """Log a connection's request that was refused before it was read."""
        if self.every or self._may_write():
            log.info("refused", extra={FIELDS: {"reason": name, "client": client}})

    def level(self, status: int | None, seconds: float, state: Mapping[str, Any]) -> int | None:
        """Return the level at which such a request is logged; None where it is not."""
        if status is not None and status >= 500:
            return logging.WARNING if status == 503 else logging.ERROR
        if state.get("killed"):
            return logging.WARNING
        if self.every or status in _NOTABLE or seconds > _SLOW:
            return logging.INFO
        return None

    def _may_write(self) -> bool:
        second = int(time.monotonic())
        if second != self._second:
            self._second, self._written = second, 0
        self._written += 1
        if self._written > _A_SECOND:
            self._suppressed += 1
            return False
        return True


def _fields(request: Finished) -> dict[str, Any]:
    found: dict[str, Any] = {
        "request_id": request.request_id,
        "method": on_one_line(request.method[:16]),
        "path": on_one_line(request.path[:_TEXT]),
        "route": request.route,
        "status": request.status,
        "ms": round(request.seconds * 1000, 2),
        "bytes": request.size,
        "client": request.client,
    }
    if request.state.get("killed"):
        found["killed"] = str(request.state["killed"])
    if request.route in ("sparql", "update"):
        found.update(_query(request))
    return found


def _query(request: Finished) -> dict[str, str]:
    """Return the beginning of the query, and a hash by which the same one is known again."""
    text = request.state.get("query")
    if text is None:
        text = _in_address(request.query_string)
    if not text:
        return {}
    digest = hashlib.sha256(str(text).encode("utf-8", "replace")).hexdigest()
    return {"query": on_one_line(str(text)[:_TEXT]), "query_sha256": digest[:16]}


def _in_address(query_string: bytes) -> str:
    try:
        given = parse_qs(query_string.decode("latin-1"), max_num_fields=_MAX_LISTED)
    except ValueError:
        return ""
    return (given.get("query") or given.get("update") or [""])[0]
