"""The ceiling: the least that an ASGI server can answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

_START = {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]}


async def app(scope: dict[str, Any], _: object, send: Callable[[dict[str, Any]], Awaitable[None]]) -> None:
    """Answer two words, whatever is asked."""
    if scope["type"] == "http":
        await send(_START)
        await send({"type": "http.response.body", "body": b"hello world"})
