"""A whole answer in one call, where ASGI has two messages for it.

A ``send`` that is a :class:`WholeSend` takes status, headers and body at once; each layer hands them on to
the next, and the connection writes them once. A server that does not know of it gets the ordinary messages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, Protocol

from starlette.types import Message, Send

from api.edge.headers import NOTHING, Block, Headers

#: The key under ``scope["extensions"]`` where a connection offers a :data:`Sink`.
EXTENSION: Final = "kg.whole"

#: Writes an answer: status, header lines, body (empty for HEAD, though the lines tell its length). False:
#: nothing was written, so send the messages.
Sink = Callable[[int, bytes, bytes], bool]


class WholeSend(Protocol):
    """A ``send`` of ASGI that takes whole answers as well."""

    async def __call__(self, message: Message) -> None:
        """Take one message."""

    async def whole(self, status: int, headers: Headers, body: bytes, constant: Block = NOTHING) -> None:
        """Take an answer, which nothing may follow: ``headers``, then those of ``constant``, and ``body``.

        Names are in lower case. Content-Length is among them, unless the status allows no body.
        """


async def send_whole(
    send: Send, status: int, headers: Headers, body: bytes, constant: Block = NOTHING
) -> None:
    """Send an answer that is in memory, in one call where ``send`` takes it."""
    whole = getattr(send, "whole", None)
    if whole is not None:
        await whole(status, headers, body, constant)
    else:
        await as_messages(send, status, headers, body, constant)


async def as_messages(
    send: Send, status: int, headers: Headers, body: bytes, constant: Block = NOTHING
) -> None:
    """Send an answer the ordinary way."""
    await send({"type": "http.response.start", "status": status, "headers": [*headers, *constant.pairs]})
    await send({"type": "http.response.body", "body": body})
