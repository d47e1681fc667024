"""What the SPARQL endpoints send: finished answers, answers that stream, problems."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping
from typing import Final
from urllib.parse import quote

from starlette.types import Message, Receive, Scope, Send

from api.errors import MEDIA_TYPE, ProblemError
from kg.errors import KgError

log = logging.getLogger("api.sparql")

#: Problems that are the server's, not the client's: their documents name the request for the operator.
_OWN: Final = 500


async def whole(send: Send, scope: Scope, status: int, headers: Mapping[str, str], body: bytes) -> None:
    """Send an answer that is in memory."""
    encoded = _encoded(headers)
    if status != 204:
        encoded.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


async def streamed(
    send: Send, scope: Scope, headers: Mapping[str, str], chunks: AsyncIterator[bytes], length: int | None
) -> None:
    """Send an answer as it comes. Where it fails midway the connection breaks off: a part never passes
    for the whole (RFC 9112, section 8).
    """
    encoded = _encoded(headers)
    if length is not None:
        encoded.append((b"content-length", str(length).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": encoded})
    if scope["method"] == "HEAD":
        await send({"type": "http.response.body", "body": b""})
        return
    try:
        async for chunk in chunks:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
    except KgError as error:
        log.warning("an answer under way was broken off: %s", error)
        raise BrokenOffError(str(error)) from error
    await send({"type": "http.response.body", "body": b""})


class BrokenOffError(Exception):
    """The answer could not be finished after its head was sent; the connection must end."""


async def problem(send: Send, scope: Scope, problem: ProblemError, lang: str) -> None:
    """Send ``problem`` as ``application/problem+json`` (RFC 9457)."""
    headers = {
        **problem.headers,
        "Content-Type": MEDIA_TYPE,
        "Content-Language": lang,
        "Vary": "Accept, Accept-Language",
        "Cache-Control": "no-store",
    }
    identity = scope.get("state", {}).get("request_id")
    if identity and problem.status >= _OWN:
        problem.extra = {**problem.extra, "request_id": identity}
    body = problem.body(lang, quote(scope["path"]))
    await whole(send, scope, problem.status, headers, body)


def _encoded(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


class Departure:
    """Ends the task that answers when the client leaves: nobody would read the answer.

    Watching begins after ``after`` seconds, since most answers are there sooner and a watch costs a task.
    Use as a context around the work; ``left`` tells afterwards why it was cancelled.
    """

    def __init__(self, receive: Receive, after: float = 0.05) -> None:
        self.left = False
        self._receive = receive
        self._after = after
        self._watch: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._work: asyncio.Task[object] | None = None

    def __enter__(self) -> Departure:
        self._work = asyncio.current_task()
        self._timer = asyncio.get_running_loop().call_later(self._after, self._begin)
        return self

    def __exit__(self, *_: object) -> None:
        if self._timer is not None:
            self._timer.cancel()
        if self._watch is not None:
            self._watch.cancel()

    def _begin(self) -> None:
        self._watch = asyncio.ensure_future(self._wait())

    async def _wait(self) -> None:
        message: Message = {"type": ""}
        while message["type"] != "http.disconnect":
            message = await self._receive()
        self.left = True
        if self._work is not None:
            self._work.cancel()
