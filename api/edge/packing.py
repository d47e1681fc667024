"""Answers that are not kept, on their way out: in gzip form where it is taken, streams as they come."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import Mapping
from typing import Final

from starlette.types import Message, Scope, Send

from api import negotiation
from api.edge.headers import NOTHING, Block, Headers, header
from api.edge.memory import OFF_LOOP, WORTH_PACKING
from api.edge.whole import send_whole

_PACKED_ALREADY: Final = (
    b"image/",
    b"audio/",
    b"video/",
    b"font/woff",
    b"application/zip",
    b"application/gzip",
    b"application/vnd.openxmlformats",
)
#: Streams are long, and their reader waits: a fast level.
_STREAM_LEVEL: Final = 4
_GZIP: Final = 31


class Packing:
    """``send`` of one request: passes the answer on, packed where that is asked for and worth it.

    ``scope``: the request as the client made it (a HEAD may have been asked of the layers within as GET).
    """

    def __init__(self, scope: Scope, send: Send) -> None:
        self._send = send
        self._head = scope["method"] == "HEAD"
        self._wanted = wants_gzip(scope)
        self._start: Message | None = None
        self._packer: zlib._Compress | None = None
        self._ended = False

    async def whole(self, status: int, headers: Headers, body: bytes, constant: Block = NOTHING) -> None:
        """Take a whole answer."""
        if constant.pairs:
            headers = [*headers, *constant.pairs]
        headers, body = await self._dressed(status, headers, body, more=False)
        await send_whole(self._send, status, headers, b"" if self._head else body)

    async def __call__(self, message: Message) -> None:
        """Take one message of the answer."""
        if message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body" and not self._ended:
            body, more = message.get("body", b""), message.get("more_body", False)
            if self._start is not None:
                body = await self._begin(self._start, body, more)
                self._start = None
            elif self._packer is not None:
                body = await self._packed(body, more)
            self._ended = self._head or not more
            if body or self._ended:
                sent = b"" if self._head else body
                await self._send({"type": "http.response.body", "body": sent, "more_body": not self._ended})

    async def _begin(self, start: Message, body: bytes, more: bool) -> bytes:
        """Send the head; return what of ``body`` goes out first."""
        headers, body = await self._dressed(start["status"], list(start.get("headers", ())), body, more)
        await self._send({**start, "headers": headers})
        return body

    async def _dressed(self, status: int, headers: Headers, body: bytes, more: bool) -> tuple[Headers, bytes]:
        """Return headers and what of ``body`` goes out first, packed where that is to be."""
        if status == 200 and (more or len(body) >= WORTH_PACKING) and packable(dict(headers)):
            headers = varying(headers)
            if self._wanted:
                headers = _as_packed(headers)
                if more:
                    self._packer = zlib.compressobj(_STREAM_LEVEL, zlib.DEFLATED, _GZIP)
                    body = await self._packed(body, more)
                else:
                    body = await _gzip(body)
        if not more and status not in (204, 304):
            headers = [(name, value) for name, value in headers if name != b"content-length"]
            headers.append((b"content-length", b"%d" % len(body)))
        return headers, body

    async def _packed(self, body: bytes, more: bool) -> bytes:
        packer = self._packer
        assert packer is not None
        made = (
            await asyncio.to_thread(packer.compress, body) if len(body) > OFF_LOOP else packer.compress(body)
        )
        return made if more else made + packer.flush()


def wants_gzip(scope: Scope) -> bool:
    """Tell whether the client takes gzip."""
    return negotiation.accepts_gzip((header(scope, b"accept-encoding") or b"").decode("latin-1"))


def packable(names: Mapping[bytes, bytes]) -> bool:
    """Tell whether an answer with the headers ``names`` gains by compression, and may be compressed."""
    if b"content-encoding" in names or b"content-range" in names:
        return False
    media = names.get(b"content-type", b"")
    return media.startswith(b"image/svg") or not media.startswith(_PACKED_ALREADY)


def varying(headers: Headers) -> Headers:
    """Return ``headers`` with Accept-Encoding in Vary."""
    vary = b"Accept-Encoding"
    others = []
    for item in headers:
        if item[0] != b"vary":
            others.append(item)
        elif item[1]:
            vary = item[1] + b", Accept-Encoding"
    others.append((b"vary", vary))
    return others


def _as_packed(headers: Headers) -> Headers:
    kept = []
    for name, value in headers:
        if name == b"etag" and value.endswith(b'"'):
            kept.append((name, value[:-1] + b'-gzip"'))
        elif name != b"content-length":
            kept.append((name, value))
    return [*kept, (b"content-encoding", b"gzip")]


async def _gzip(body: bytes) -> bytes:
    if len(body) <= OFF_LOOP:
        return gzip.compress(body, _STREAM_LEVEL, mtime=0)
    return await asyncio.to_thread(gzip.compress, body, _STREAM_LEVEL, mtime=0)
