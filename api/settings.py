"""What an operator can set, with defaults; only :func:`from_environment` reads the environment."""

from __future__ import annotations

import os
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
    """A statements file to serve instead of the shipped one."""
    base_url: str = field(default="", metadata={"env": "KG_BASE_URL"})
    """The public address (``https://example.org``); empty: the address of each request."""
    query_timeout: float = field(default=10.0, metadata={"env": "KG_QUERY_TIMEOUT"})
    """The longest a SPARQL query may run, and the default of ``timeout=``."""
    workers: int = field(default=4, metadata={"env": "KG_WORKERS"})
    """Processes that evaluate SPARQL queries; keep it above the runaways one client may have."""
    queue: int = field(default=32, metadata={"env": "KG_QUEUE"})
    """Queries that may wait for a worker; more are answered 503."""
    max_result: int = field(default=32 * 1024 * 1024, metadata={"env": "KG_MAX_RESULT"})
    """Bytes of one SPARQL answer."""
    max_query: int = field(default=64 * 1024, metadata={"env": "KG_MAX_QUERY"})
    """Bytes of a query text."""
    max_url: int = field(default=16 * 1024, metadata={"env": "KG_MAX_URL"})
    """Bytes of a request target; longer ones are answered 414."""
    cache_bytes: int = field(default=64 * 1024 * 1024, metadata={"env": "KG_CACHE_BYTES"})
    """Memory for finished answers; 0 switches the cache off."""
    max_age: int = field(default=300, metadata={"env": "KG_MAX_AGE"})
    """``Cache-Control: max-age`` of answers."""
    cors_origin: str = field(default="*", metadata={"env": "KG_CORS_ORIGIN"})
    """``Access-Control-Allow-Origin``; ``none``: the header is not sent."""


_PARSERS: dict[str, Callable[[str], Any]] = {"int": int, "float": float, "str": str, "Path | None": Path}


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
    try:
        return _PARSERS[kind](text)
    except ValueError as error:
        raise ParameterError(name, f"{text!r} is not a number") from error


def _checked(settings: Settings) -> Settings:
    for item in fields(Settings):
        value = getattr(settings, item.name)
        least = 0 if item.name in ("queue", "cache_bytes", "max_age") else 1e-3
        if isinstance(value, int | float) and value < least:
            raise ParameterError(item.metadata["env"], f"{value} is too small")
    if settings.base_url:
        parts = urlsplit(settings.base_url)
        if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
            raise ParameterError("KG_BASE_URL", "write it like https://example.org")
    return settings
