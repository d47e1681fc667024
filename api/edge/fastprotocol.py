"""The connection as ``kg serve`` uses it: limits, and answers from the fast lane where there are some."""

from __future__ import annotations

import time
from functools import partial
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

from api.edge import whole
from api.edge.fastlane import EXTENSION, MAX_HEAD, STATUS_LINES, Ready, Ticket
from api.edge.limits import LimitedProtocol
from api.edge.observe import answered_fast

_END: Final = b"\r\n\r\n"
#: A request with one of these is not one whose answer another's can be, or has more to come than its head.
_UNSUITED: Final = frozenset(
    {
        b"authorization",
        b"connection",
        b"content-length",
        b"expect",
        b"transfer-encoding",
        b"upgrade",
        b"x-request-id",
    }
)
#: Connection: keep-alive says what HTTP/1.1 means anyway; many clients send it.
_KEEP_ALIVE: Final = (b"connection", b"keep-alive")
#: A longer body is written by itself instead of being copied behind its head.
_COPIED: Final = 256 * 1024


class FastProtocol(LimitedProtocol):
    """Answers a packet that is one whole, known request head at once; hands every other to the parser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._packet: bytes | None = None
        self._date: tuple[object, bytes] = (None, b"")

    def data_received(self, data: bytes) -> None:
        """Answer from the lane, or let the packet be parsed."""
        self._packet = None
        lane = self.observe.lane
        if lane.open and len(data) <= MAX_HEAD and self._between():
            ready = lane.find(data)
            if ready is not None and (not ready.peer or ready.peer == self._peer()):
                self._answer(ready)
                return
            if data.startswith((b"GET ", b"HEAD ")) and data.find(_END) == len(data) - len(_END):
                self._packet = data
        super().data_received(data)
        self._packet = None

    def on_headers_complete(self) -> None:
        """Offer to write whole answers; give a request whose answer may enter the lane its ticket."""
        extensions: dict[str, Any] = {}
        if self._packet is not None and self._suits():
            extensions[EXTENSION] = Ticket(self.observe.lane, self._packet, self._peer())
        self.scope["extensions"] = extensions
        super().on_headers_complete()
        # The application's task begins later: it finds this.
        extensions[whole.EXTENSION] = partial(self._whole, self.cycle)

    def _between(self) -> bool:
        """Tell whether nothing is under way: no message half read, no answer half written."""
        cycle = self.cycle
        return (
            not self.open
            and (cycle is None or cycle.response_complete)
            and not self.flow.write_paused
            and not self.transport.is_closing()
        )

    def _suits(self) -> bool:
        if self.parser.get_http_version() != "1.1":
            return False
        names = [name for name, _ in self.headers]
        if _UNSUITED.isdisjoint(names):
            return True
        return all(
            name not in _UNSUITED or (name, value.lower()) == _KEEP_ALIVE for name, value in self.headers
        )

    def _peer(self) -> str:
        return self.client[0] if self.client else "local"

    def _whole(self, cycle: RequestResponseCycle, status: int, lines: bytes, body: bytes) -> bool:
        """Write an answer, and end ``cycle`` as its own ``send`` would. See :data:`api.edge.whole.Sink`."""
        if cycle.disconnected:
            return True
        if cycle.response_started or self.flow.write_paused:
            return False
        cycle.response_started = cycle.response_complete = True
        cycle.waiting_for_100_continue = False
        closing = b"" if cycle.keep_alive else b"connection: close\r\n"
        self._write(b"".join((STATUS_LINES[status], self._dated(), lines, closing, b"\r\n")), body)
        cycle.message_event.set()
        if not cycle.keep_alive:
            self.transport.close()
        cycle.on_response()
        return True

    def _write(self, head: bytes, body: bytes) -> None:
        if len(body) <= _COPIED:
            self.transport.write(head + body)
        else:
            self.transport.writelines((head, body))

    def _dated(self) -> bytes:
        """Return the lines that the server puts first, with the date."""
        defaults = self.server_state.default_headers  # a new list each second
        if self._date[0] is not defaults:
            self._date = (defaults, b"".join(b"%b: %b\r\n" % item for item in defaults))
        return self._date[1]

    def _answer(self, ready: Ready) -> None:
        started = time.monotonic()
        observe = self.observe
        named = observe.ids.new()
        self._write(b"".join((ready.lead, self._dated(), ready.headers, named, _END)), ready.body)
        ready.used = True
        self.since = now = time.monotonic()
        self.server_state.total_requests += 1
        answered_fast(observe, ready, named, now - started, self._peer())
