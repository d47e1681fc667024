"""What an operator can set, with defaults; only :func:`from_environment` reads the environment."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from kg.errors import ParameterError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The limits and addresses of one server. Sizes in bytes, times in seconds."""

    data: Path | None = field(default=None, metadata={"env": "KG_DATA"})
    """A data file to serve instead of the shipped one."""
    store: str = field(default="memory", metadata={"env": "KG_STORE"})
    """Where the triples are: ``memory``, a folder, or ``sparql+http://…`` (a server that speaks SPARQL)."""
    base_url: str = field(default="", metadata={"env": "KG_BASE_URL"})
    """The public address (``https://example.org``); empty: the address of each request."""
    query_timeout: float = field(default=10.0, metadata={"env": "KG_QUERY_TIMEOUT"})
    """The longest a SPARQL query may run unless it asks for more or less by ``timeout=``."""
    max_timeout: float = field(default=30.0, metadata={"env": "KG_MAX_TIMEOUT"})
    """The most that ``timeout=`` may ask for."""
    workers: int = field(default=4, metadata={"env": "KG_WORKERS"})
    """Processes that evaluate SPARQL queries; keep it above the runaways one client may have."""
    worker_start: str = field(default="auto", metadata={"env": "KG_WORKER_START"})
    """``fork`` (fast), ``spawn`` (where there is no fork), or ``auto``."""
    client_workers: int = field(default=0, metadata={"env": "KG_CLIENT_WORKERS"})
    """Workers that one client may have at once; 0: all but one."""
    queue: int = field(default=32, metadata={"env": "KG_QUEUE"})
    """Queries that may wait for a worker; more are answered 503."""
    query_memory: int = field(default=1 << 30, metadata={"env": "KG_QUERY_MEMORY"})
    """Bytes of memory that one query may take beside the graph."""
    max_rows: int = field(default=100_000, metadata={"env": "KG_MAX_ROWS"})
    """Rows of one SELECT; more are cut off, and the answer says so. 0: no limit."""
    max_result: int = field(default=256 * 1024 * 1024, metadata={"env": "KG_MAX_RESULT"})
    """Bytes of one SPARQL answer; larger ones are refused."""
    spool_bytes: int = field(default=2 << 30, metadata={"env": "KG_SPOOL_BYTES"})
    """Room on disk for large answers under way, all together."""
    max_query: int = field(default=64 * 1024, metadata={"env": "KG_MAX_QUERY"})
    """Bytes of a query text."""
    max_body: int = field(default=16 * 1024 * 1024, metadata={"env": "KG_MAX_BODY"})
    """Bytes of an update or an upload, decompressed."""
    max_url: int = field(default=16 * 1024, metadata={"env": "KG_MAX_URL"})
    """Bytes of a request target; longer ones are answered 414."""
    max_headers: int = field(default=32 * 1024, metadata={"env": "KG_MAX_HEADERS"})
    """Bytes of a request's header; more are answered 431."""
    receive_timeout: float = field(default=20.0, metadata={"env": "KG_RECEIVE_TIMEOUT"})
    """Seconds in which a request, header and body, must have arrived; slower ones are answered 408."""
    max_connections: int = field(default=512, metadata={"env": "KG_MAX_CONNECTIONS"})
    """Connections served at once; more are answered 503."""
    cache_bytes: int = field(default=64 * 1024 * 1024, metadata={"env": "KG_CACHE_BYTES"})
    """Memory for finished answers; 0 switches the cache off."""
    max_age: int = field(default=300, metadata={"env": "KG_MAX_AGE"})
    """``Cache-Control: max-age`` of answers."""
    cors_origin: str = field(default="*", metadata={"env": "KG_CORS_ORIGIN"})
    """``Access-Control-Allow-Origin``; ``none``: the header is not sent."""
    update_token: str = field(default="", repr=False, metadata={"env": "KG_UPDATE_TOKEN"})
    """The secret that opens SPARQL Update and the Graph Store Protocol to writers; empty: closed."""
    service_allow: str = field(default="", metadata={"env": "KG_SERVICE_ALLOW"})
    """Endpoints that SERVICE may name, separated by commas or spaces; empty: none."""
    validate: bool = field(default=True, metadata={"env": "KG_VALIDATE"})
    """Whether data must be valid before they are served (start, reload and updates)."""
    metrics: bool = field(default=True, metadata={"env": "KG_METRICS"})
    """Whether ``/metrics`` answers."""
    log_format: str = field(default="json", metadata={"env": "KG_LOG_FORMAT"})
    """``json`` (one object a line) or ``text``."""
    runtime: Path | None = field(default=None, metadata={"env": "KG_RUNTIME_DIR"})
    """The folder in which the server listens for ``kg reload``; empty: one for its host and port."""
    log_requests: bool = field(default=False, metadata={"env": "KG_LOG_REQUESTS"})
    """Log every request; otherwise those that fail, are slow or are refused."""


_TRUTH: dict[str, bool] = {"1": True, "true": True, "yes": True, "on": True}
_TRUTH |= {"0": False, "false": False, "no": False, "off": False}
_PARSERS: dict[str, tuple[Callable[[str], Any], str]] = {
    "int": (int, "a whole number"),
    "float": (float, "a number"),
    "bool": (lambda text: _TRUTH[text.strip().lower()], "on or off"),
    "str": (str, "a text"),
    "Path | None": (Path, "a path"),
}
_CHOICES = {"worker_start": ("auto", "fork", "spawn"), "log_format": ("json", "text")}
#: Where 0 means "none" or "automatic".
_MAY_BE_ZERO = frozenset({"queue", "cache_bytes", "max_age", "max_rows", "client_workers"})


def from_environment(environ: Mapping[str, str] = os.environ, **overrides: Any) -> Settings:
    """Return the settings that ``environ`` and ``overrides`` (which win) give; raises ParameterError."""
    values: dict[str, Any] = {}
    for item in fields(Settings):
        name = item.metadata["env"]
        if environ.get(name):
            values[item.name] = _parsed(name, environ[name], str(item.type))
    values.update({key: value for key, value in overrides.items() if value is not None})
    return _checked(Settings(**values))


def _parsed(name: str, text: str, kind: str) -> Any:
    parse, what = _PARSERS[kind]
    try:
        return parse(text)
    except (ValueError, KeyError) as error:
        raise ParameterError(name, f"{text!r} is not {what}") from error


def _checked(settings: Settings) -> Settings:
    for item in fields(Settings):
        value = getattr(settings, item.name)
        least = 0 if item.name in _MAY_BE_ZERO else 1e-3
        if isinstance(value, int | float) and not isinstance(value, bool) and not least <= value < math.inf:
            raise ParameterError(item.metadata["env"], f"{value} is too small, or no number to count with")
        if item.name in _CHOICES and value not in _CHOICES[item.name]:
            raise ParameterError(
                item.metadata["env"], f"{value!r} is not one of {', '.join(_CHOICES[item.name])}"
            )
    if not re.fullmatch(r"[!-~]+", settings.cors_origin):
        raise ParameterError("KG_CORS_ORIGIN", "write *, none, or one origin like https://example.org")
    if settings.base_url:
        parts = urlsplit(settings.base_url)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
            raise ParameterError("KG_BASE_URL", "write it like https://example.org")
    return settings
