"""A response as the layers within send it: collected where it may be kept, passed on where it streams."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from enum import Enum, auto

from starlette.types import Message, Scope, Send

from api.edge.finished import held, send_304, serve, to_keep
from api.edge.headers import NOTHING, Block, Headers, header_list
from api.edge.memory import Stored
from api.edge.packing import Packing, varying


class Outcome(Enum):
    """How a computation ended that others wait for, where it gave them no answer."""

    APART = auto()
    """The answer is its client's alone (an error, a stream, not to be stored): each computes its own."""
    LEFT = auto()
    """Its client left, and the computation with it: one of the others begins anew."""


Flight = asyncio.Future[Stored | Outcome]


class Heard:
    """``send`` of one computation.

    ``most``: bytes up to which a stream that tells its length is collected. ``settle`` is called with what
    came of it where that is known before the end of the application.
    """

    __slots__ = ("_flight", "_most", "_parts", "_scope", "_send", "_settle", "_start", "_stream", "complete")

    def __init__(
        self,
        scope: Scope,
        send: Send,
        flight: Flight,
        most: int,
        settle: Callable[[Stored | Outcome], None],
    ) -> None:
        self._scope = scope
        self._send = send
        self._flight = flight
        self._most = most
        self._settle = settle
        self._start: Message | None = None
        self._parts: list[bytes] = []
        self._stream: Packing | None = None
        self.complete = False

    async def whole(self, status: int, headers: Headers, body: bytes, constant: Block = NOTHING) -> None:
        """Take a whole answer: for those who wait, for the memory, and for the client, in this order."""
        if constant.pairs:
            headers = [*headers, *constant.pairs]
        self.complete = True
        answer = to_keep(status, headers, body)
        self._settle(answer or Outcome.APART)
        if answer is not None:
            await serve(answer, self._scope, self._send)
        else:
            await Packing(self._scope, self._send).whole(status, headers, body)

    async def __call__(self, message: Message) -> None:
        """Take one message."""
        if self._stream is not None:
            await self._stream(message)
        elif message["type"] == "http.response.start":
            self._start = message
        elif message["type"] == "http.response.body":
            if message.get("more_body", False) and not self._short:
                await self._begin_stream(message)
                return
            self._parts.append(message.get("body", b""))
            self.complete = self._start is not None and not message.get("more_body", False)

    async def _begin_stream(self, message: Message) -> None:
        assert self._start is not None
        self.apart()
        etag = dict(self._headers).get(b"etag")
        if self._start["status"] == 200 and etag and held(header_list(self._scope, b"if-none-match"), etag):
            await send_304(varying(self._headers), etag, self._send)
            self._stream = Packing(self._scope, _nobody)
            return
        self._stream = Packing(self._scope, self._send)
        await self._stream(self._start)
        await self._stream(message)

    def apart(self) -> None:
        """Tell those who wait that this answer is not for them."""
        if not self._flight.done():
            self._flight.set_result(Outcome.APART)

    async def forward(self) -> None:
        """Send an answer that is not kept; nothing where it was sent, or where the client left."""
        if self._stream is None and self._start is not None and self.complete:
            start, passing = self._start, Packing(self._scope, self._send)
            await passing(start)
            await passing({"type": "http.response.body", "body": b"".join(self._parts)})

    def stored(self) -> Stored | None:
        """Return the answer that came in messages as it is kept; None where it is not."""
        if not self.complete or self._start is None:
            return None
        return to_keep(self._start["status"], self._headers, b"".join(self._parts))

    @property
    def _short(self) -> bool:
        """Tell whether the answer says that it is short enough to be collected."""
        length = dict(self._headers).get(b"content-length", b"")
        return length.isdigit() and int(length) <= self._most

    @property
    def _headers(self) -> Headers:
        return list(self._start.get("headers", ())) if self._start is not None else []


async def _nobody(_: Message) -> None:
    """``send`` to a client that has what it needs."""
