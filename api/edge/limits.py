"""The limits of a connection, which uvicorn does not have: how large a head, how slow, how many."""

from __future__ import annotations

import asyncio
import time
from itertools import islice
from typing import Any, Final

import httptools

from api.edge import refusals
from api.edge.refusing import RefusingProtocol
from api.errors import ProblemError

MAX_FIELDS: Final = 100
#: Requests that may wait behind another on one connection.
MAX_PIPELINE: Final = 16
#: What can make the end of a message, or who answers it, doubtful.
_FRAMING: Final = frozenset({b"connection", b"content-length", b"transfer-encoding", b"upgrade"})
#: Seconds that nothing must have come before a connection gives way to a new one.
_IDLE: Final = 1.0
#: Connections that are looked at for one that can give way.
_SAMPLE: Final = 64
#: Seconds after which a client that reads nothing of its answer is dropped.
_UNREAD: Final = 60.0


class _RefusedError(Exception):
    """Raised in a callback of the parser: it stops there."""


class LimitedProtocol(RefusingProtocol):
    """One connection, held to the limits of the settings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._head_bytes = self._fields = self._unfinished = 0
        self._most = self.observe.settings.max_headers
        self._refusal: ProblemError | None = None
        self._watch: asyncio.TimerHandle | None = None
        self._unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection, or mark it as one too many."""
        super().connection_made(transport)  # type: ignore[arg-type]
        most = self.observe.settings.max_connections
        if len(self.connections) > most and not self._make_room():
            if len(self.connections) > 2 * most:
                self.transport.abort()
                return
            self.surplus = self.open = True
        self._wait_for_more()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the timers."""
        self._unset_keepalive_if_required()
        for timer in (self._watch, self._unread):
            if timer is not None:
                timer.cancel()
        self.deaf = True
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Feed the parser; refuse what breaks a limit."""
        if self.deaf:
            return
        if self.surplus:
            if len(self.connections) > self.observe.settings.max_connections and not self._make_room():
                self.refuse(refusals.FULL)
                return
            self.surplus = self.open = False
        growing = self.in_head
        self._unfinished += len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self.deaf = self.open = True  # the parser reads no further; the request itself is answered
            self.cycle.keep_alive = False
        except httptools.HttpParserError:
            self.refuse(self._refusal or refusals.UNREADABLE)
            return
        if growing and self.in_head and self._unfinished > self.observe.settings.max_headers:
            self.refuse(self._head_too_large())
        elif self.open and not self.deaf and self._watch is None:
            self._watch = self.loop.call_later(self.observe.settings.receive_timeout, self._check)
        elif not self.open and (self.cycle is None or self.cycle.response_complete):
            self._wait_for_more()

    def _wait_for_more(self) -> None:
        """Start the clock of an idle connection, unless it runs: it is not stopped, but read when it ends."""
        if self.timeout_keep_alive_task is None:
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def timeout_keep_alive_handler(self) -> None:
        """Close the connection where it was idle all the time; else it has what is left, or waits again."""
        self.timeout_keep_alive_task = None
        if self.open or (self.cycle is not None and not self.cycle.response_complete):
            return  # the end of what is under way starts the clock
        left = self.since + self.timeout_keep_alive - time.monotonic()
        if left > 0.01:
            self.timeout_keep_alive_task = self.loop.call_later(left, self.timeout_keep_alive_handler)
        else:
            super().timeout_keep_alive_handler()

    # Callbacks of the parser

    def on_message_begin(self) -> None:
        """Begin to count."""
        super().on_message_begin()
        self.open = self.in_head = True
        self.since = time.monotonic()
        self._head_bytes = self._fields = self._unfinished = 0

    def on_url(self, url: bytes) -> None:
        """Count the bytes of the address."""
        self._head_bytes += len(url)
        if self._head_bytes > self._most:
            self._stop(refusals.address_too_long(self.observe.settings.max_url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count the fields and their bytes; what comes after the head (trailers) is left out."""
        self._head_bytes += len(name) + len(value) + 4
        self._fields += 1
        if self._head_bytes > self._most or self._fields > MAX_FIELDS:
            self._stop(self._head_too_large())
        if self.in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Begin the request, unless its head can be understood in more than one way or there are too many."""
        refusal = self._misframed() or self._too_many()
        if refusal is not None:
            self._stop(refusal)
        super().on_headers_complete()
        self.in_head = False

    def on_message_complete(self) -> None:
        """The request is whole."""
        super().on_message_complete()
        self.open = False

    def on_response_complete(self) -> None:
        """Go on to what waits, which has its time from now on. uvicorn's own sets a timer each time."""
        self.server_state.total_requests += 1
        if self.transport.is_closing():
            return
        self.since = time.monotonic()
        self.flow.resume_reading()
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())
        else:
            self._wait_for_more()

    def _misframed(self) -> ProblemError | None:
        version = self.parser.get_http_version()
        given = dict(self.headers)
        if (
            version == "1.1"
            and b"host" in given
            and len(given) == len(self.headers)
            and given.keys().isdisjoint(_FRAMING)
        ):
            return None  # the usual case
        names = [name for name, _ in self.headers]
        if version not in ("1.0", "1.1"):
            return refusals.UNREADABLE
        if names.count(b"host") != 1 and (version == "1.1" or b"host" in names):
            return refusals.NO_HOST
        codings = [value.lower() for name, value in self.headers if name == b"transfer-encoding"]
        if codings and (codings != [b"chunked"] or version == "1.0"):
            return refusals.NO_CODING
        if self.parser.should_upgrade() and (codings or b"content-length" in names):
            return refusals.NO_UPGRADE
        return None

    def _too_many(self) -> ProblemError | None:
        if len(self.pipeline) >= MAX_PIPELINE:
            return refusals.FLOOD
        return refusals.FULL if len(self.tasks) >= self.observe.settings.max_connections else None

    def _stop(self, problem: ProblemError) -> None:
        self._refusal = problem
        raise _RefusedError

    def _head_too_large(self) -> ProblemError:
        return refusals.head_too_large(self.observe.settings.max_headers, MAX_FIELDS)

    # Time

    def _check(self) -> None:
        """Refuse a message that is still not whole; time in which we did not read is not the client's."""
        self._watch = None
        if not self.open or self.deaf or self.transport.is_closing():
            return
        now = time.monotonic()
        limit = self.observe.settings.receive_timeout
        if self.flow.read_paused or self._behind():
            self.since = now
        left = self.since + limit - now
        if left <= 0:
            self.refuse(refusals.too_slow(limit))
        else:
            self._watch = self.loop.call_later(max(left, 0.01), self._check)

    def _behind(self) -> bool:
        """Tell whether another request of the connection is still being answered."""
        before = self.cycle is not None and not self.cycle.response_complete
        return before and (self.in_head or bool(self.pipeline))

    def pause_writing(self) -> None:
        """The client does not read: wait, but not for ever."""
        super().pause_writing()
        self._unread = self.loop.call_later(_UNREAD, self.transport.abort)

    def resume_writing(self) -> None:
        """The client reads."""
        super().resume_writing()
        if self._unread is not None:
            self._unread.cancel()
            self._unread = None

    # Room

    def _make_room(self) -> bool:
        """End the connection that has been silent longest, of a few; tell whether there was one."""
        now = time.monotonic()
        others = [item for item in islice(self.connections, _SAMPLE) if isinstance(item, LimitedProtocol)]
        found = max(others, key=lambda item: item.silent_for(now))
        if found is self or found.silent_for(now) < _IDLE:
            return False
        found.give_way()
        return True

    def silent_for(self, now: float) -> float:
        """Return the seconds for which an idle connection, or a head under way, is silent; else 0."""
        busy = self.cycle is not None and not self.cycle.response_complete
        if busy or self.deaf or self.surplus or (self.open and not self.in_head):
            return 0.0
        return now - self.since

    def give_way(self) -> None:
        """Close, so that another can come in."""
        if self.open:
            self.refuse(refusals.FULL)
        else:
            self.deaf = self.open = True
            self.transport.close()
