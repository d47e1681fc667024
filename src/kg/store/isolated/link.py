"""A worker as the server sees it: its process and the connection to it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from typing import Any, Protocol, cast

from kg.store.isolated import protocol

_HEADER = protocol.FRAME.size


class Employer(Protocol):
    """Who gives a worker its work and hears of it."""

    def piece(self, worker: Worker, body: bytes) -> None:
        """A piece of the answer has come; more follows."""

    def finished(self, worker: Worker, kind: int, retire: bool, truncated: bool, body: bytes) -> None:
        """The answer, or its end, or an error has come; with ``retire`` the worker ends now."""

    def ended(self, worker: Worker) -> None:
        """The process is gone and its connection closed."""


class Worker(asyncio.Protocol):
    """One worker process. ``generation``: the state of the graph it answers from.

    ``ended_by``: the signal that ended it, 0 where it went by itself, None where nobody knows; ``unread``:
    it ended without having read what was sent last. ``probe`` asks the system whether it is still there.
    """

    def __init__(self, pid: int, generation: int, probe: Callable[[], bool]) -> None:
        self.pid = pid
        self.generation = generation
        self.employer: Employer | None = None
        self.ended_by: int | None = None
        self.unread = False
        self.pidfd: int | None = None
        self.heard = 0.0
        """When its last answer came."""
        self.job: Any = None
        """What it is working on: the employer's."""
        self._probe = probe
        self._transport: asyncio.Transport | None = None
        self._received = bytearray()
        self._buried = self._closed = self._paused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """asyncio: the connection stands."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """asyncio: part of a frame, a frame, or several."""
        if not self._received and len(data) >= _HEADER:
            kind, retire, truncated, length = protocol.FRAME.unpack_from(data)
            if len(data) == _HEADER + length:  # the usual case
                self._deliver(kind, retire, truncated, data[_HEADER:])
                return
        self._received += data
        while len(self._received) >= _HEADER:
            kind, retire, truncated, length = protocol.FRAME.unpack_from(self._received)
            end = _HEADER + length
            if len(self._received) < end:
                return
            body = bytes(self._received[_HEADER:end])
            del self._received[:end]
            self._deliver(kind, retire, truncated, body)

    def connection_lost(self, exc: Exception | None) -> None:
        """asyncio: the other end is closed."""
        self._closed = True
        self.unread = isinstance(exc, OSError)  # what is not read when the other end closes resets it
        self._settle()

    def employ(self, employer: Employer) -> None:
        """From now on tell ``employer`` (at once, if the process has ended already)."""
        self.employer = employer
        self._settle()

    def send(self, request: bytes) -> None:
        """Send a request."""
        if self._transport is not None:
            self._transport.write(request)

    @property
    def alive(self) -> bool:
        """False once the process has ended, even where the event loop has not heard of it yet."""
        if self._closed or self._transport is None or self._transport.is_closing():
            return False
        return self._probe()

    def pause(self) -> None:
        """Read no more for now; the worker then waits."""
        if not self._paused and self._transport is not None and not self._transport.is_closing():
            self._paused = True
            self._transport.pause_reading()

    def resume(self) -> None:
        """Read again after :meth:`pause`."""
        if self._paused and self._transport is not None and not self._transport.is_closing():
            self._paused = False
            self._transport.resume_reading()

    def dismiss(self) -> None:
        """Close the connection: an idle worker ends by itself then."""
        if self._transport is not None:
            self._transport.abort()

    def bury(self, ended_by: int | None) -> None:
        """The process is known to have ended."""
        if not self._buried:
            self._buried = True
            self.ended_by = ended_by
            if self._transport is None:
                self._closed = True
            else:
                self.resume()  # what it said last is still to be read
            self._settle()

    def _deliver(self, kind: int, retire: int, truncated: int, body: bytes) -> None:
        if self.employer is None:
            return
        if kind == protocol.PIECE:
            self.employer.piece(self, body)
        else:
            self.employer.finished(self, kind, bool(retire), bool(truncated), body)

    def _settle(self) -> None:
        if self._buried and self._closed and self.employer is not None:
            employer, self.employer = self.employer, None
            employer.ended(self)


def still_open(connection: socket.socket) -> bool:
    """Tell whether the other end of the non-blocking ``connection`` is open, without taking anything."""
    try:
        return bool(connection.recv(1, socket.MSG_PEEK))
    except BlockingIOError:
        return True
    except OSError:
        return False


#: Called with a worker that is ready.
WorkerCallback = Callable[[Worker], None]
