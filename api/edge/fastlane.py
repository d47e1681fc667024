"""The fast lane: whole answers by the raw bytes of the request that brings them.

Equal bytes are an equal request, so what answered it once from memory answers it again, without parsing and
without a task. An entry is made by the outermost layer from the answer as it is sent (so that it holds every
layer's headers) and served by the connection itself (:mod:`api.edge.fastprotocol`). Only the date and the
request's id differ from one sending to the next. New data empty the lane.
"""

from __future__ import annotations

import http
from collections.abc import Callable
from typing import Final, cast

from starlette.types import Scope

from api.edge.headers import Headers
from api.metrics.numbers import Cell

#: The key under ``scope["extensions"]`` where the ticket lies.
EXTENSION: Final = "kg.fastlane"
#: The longest request head that is remembered.
MAX_HEAD: Final = 4096
_OVERHEAD: Final = 512
STATUS_LINES: Final = {
    item.value: f"HTTP/1.1 {item.value} {item.phrase}\r\n".encode() for item in http.HTTPStatus
}


class Ready:
    """An answer: ``lead`` goes before the date, ``headers`` after it and before the id, then ``body``.

    ``peer``: the address of the connection whose forwarding headers were heeded, "" where there are none.
    """

    __slots__ = (
        "body",
        "cell",
        "client",
        "headers",
        "lead",
        "method",
        "path",
        "peer",
        "route",
        "status",
        "used",
    )

    def __init__(self, status: int, headers: Headers, body: bytes, cell: Cell, peer: str) -> None:
        self.status = status
        self.lead = STATUS_LINES[status]
        lines = b"".join(b"%b: %b\r\n" % (name.lower(), value) for name, value in headers)
        self.headers = lines + b"x-request-id: "
        self.body = body
        self.cell = cell
        self.peer = peer
        self.used = False
        self.method = self.path = self.route = self.client = ""

    @property
    def weight(self) -> int:
        """Bytes that it is counted with."""
        return len(self.headers) + len(self.body) + _OVERHEAD


class FastLane:
    """Answers by raw request head, bounded by bytes. ``generation``: what is served now, as any value."""

    def __init__(self, limit: int, generation: Callable[[], object]) -> None:
        self._limit = limit
        self._generation = generation
        self._seen = generation()
        self._kept: dict[bytes, Ready] = {}
        self.used = 0

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def open(self) -> bool:
        """Whether anything can enter at all."""
        return self._limit > 0

    @property
    def generation(self) -> object:
        """What is served now."""
        return self._generation()

    def find(self, head: bytes) -> Ready | None:
        """Return the answer to ``head``; None where it is not known for the data that are served now."""
        generation = self._generation()
        if generation != self._seen:
            self._seen = generation
            self.clear()
        return self._kept.get(head)

    def keep(self, head: bytes, ready: Ready, generation: object) -> None:
        """Remember the answer to ``head``, made of the data of ``generation``; old ones make room for it."""
        weight = len(head) + ready.weight
        if weight > self._limit // 8 or not self._seen == generation == self._generation():
            return
        self._drop(head)
        self._kept[head] = ready
        self.used += weight
        while self.used > self._limit:
            self._make_room()

    def clear(self) -> None:
        """Forget everything."""
        self._kept.clear()
        self.used = 0

    def _make_room(self) -> None:
        """Give up the oldest that was not used since it last came by (second chance, FIFO otherwise)."""
        oldest = next(iter(self._kept))
        ready = self._kept[oldest]
        if ready.used:
            ready.used = False
            self._kept[oldest] = self._kept.pop(oldest)
        else:
            self._drop(oldest)

    def _drop(self, head: bytes) -> None:
        found = self._kept.pop(head, None)
        if found is not None:
            self.used -= len(head) + found.weight


class Ticket:
    """What a connection hands in with a request whose answer may enter the lane.

    ``whole``: a layer has found the answer in memory, so it depends on nothing but the head and the data.
    """

    __slots__ = ("_generation", "_lane", "_peer", "head", "whole")

    def __init__(self, lane: FastLane, head: bytes, peer: str) -> None:
        self._lane = lane
        self._peer = peer
        self._generation = lane.generation
        self.head = head
        self.whole = False

    def ready(self, status: int, headers: Headers, body: bytes, cell: Cell) -> Ready:
        """Return the entry of an answer; ``headers`` without date and id."""
        forwarded = b"\nx-forwarded-" in self.head.lower()
        return Ready(status, headers, body, cell, self._peer if forwarded else "")

    def redeem(self, ready: Ready) -> None:
        """Put the answer into the lane."""
        self._lane.keep(self.head, ready, self._generation)


def ticket_of(scope: Scope) -> Ticket | None:
    """Return the ticket of a request; None where it cannot enter the lane."""
    extensions = scope.get("extensions")
    return cast("Ticket | None", extensions.get(EXTENSION)) if extensions else None
