"""What the SPARQL endpoints send: finished answers, answers that stream, problems."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncIterator, Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from starlette.types import Message, Receive, Scope, Send

from api.edge.whole import send_whole
from api.errors import MEDIA_TYPE, BrokenOffError, ProblemError
from api.sparql.incoming import ClientLeftError
from kg.errors import KgError
from kg.store.evaluator import Answer
from kg.store.isolated.sweep import Sweep

log = logging.getLogger("api.sparql")

#: Seconds after which a client is watched.
_SOON: Final = 0.05
_OF_THREAD: Final = threading.local()

#: Problems that are the server's, not the client's: their documents name the request for the operator.
_OWN: Final = 500


async def whole(send: Send, scope: Scope, status: int, headers: Mapping[str, str], body: bytes) -> None:
    """Send an answer that is in memory."""
    encoded = _encoded(headers)
    if status != 204:
        encoded.append((b"content-length", b"%d" % len(body)))
    await send_whole(send, status, encoded, b"" if scope["method"] == "HEAD" else body)


async def evaluated(send: Send, scope: Scope, headers: Mapping[str, str], answer: Answer) -> None:
    """Send the answer to a query, whole or as it comes."""
    spool = answer.spool
    if spool is None:
        await whole(send, scope, 200, headers, answer.body)
        return
    try:
        await _streamed(send, scope, headers, spool.chunks(), spool.length)
    finally:
        spool.close()


async def _streamed(
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
        raise BrokenOffError(str(error)) from error
    await send({"type": "http.response.body", "body": b""})


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
    return [(_name(name), value.encode("latin-1")) for name, value in headers.items()]


@lru_cache(maxsize=256)
def _name(name: str) -> bytes:
    return name.lower().encode("latin-1")


class Departure:
    """Ends the task that answers when the client leaves: nobody would read the answer.

    Watching begins after :data:`_SOON` seconds at least: most answers are there sooner, and a watch costs
    a task. Use as a context around the work; raises ClientLeftError where the client left.
    """

    __slots__ = ("_left", "_receive", "_sweep", "_watch", "_work")

    def __init__(self, receive: Receive) -> None:
        self._left = False
        self._receive = receive
        self._watch: asyncio.Task[None] | None = None
        self._work: asyncio.Task[object] | None = None

    def __enter__(self) -> Departure:
        self._work = asyncio.current_task()
        self._sweep = sweep = _sweep()
        sweep.add(self)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._watch is not None:
            self._watch.cancel()
        else:
            self._sweep.discard(self)
        if self._left and kind is asyncio.CancelledError:
            raise ClientLeftError from None

    def begin(self) -> None:
        """Begin to watch."""
        self._watch = asyncio.ensure_future(self._wait())

    async def _wait(self) -> None:
        message: Message = {"type": ""}
        while message["type"] != "http.disconnect":
            message = await self._receive()
        self._left = True
        if self._work is not None:
            self._work.cancel()


def _sweep() -> Sweep[Departure]:
    """Return the sweep of the running loop: a thread may have one after the other."""
    loop = asyncio.get_running_loop()
    found: Sweep[Departure] | None = getattr(_OF_THREAD, "sweep", None)
    if found is None or found.loop is not loop:
        found = _OF_THREAD.sweep = Sweep(loop, _SOON, Departure.begin)
    return found
