"""uvicorn's server, ended and reloaded by signals the way an operator expects."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import socket
import threading
import time
from collections.abc import Awaitable, Callable, Iterator
from types import FrameType

import uvicorn
from uvicorn.server import HANDLED_SIGNALS

from api.edge.observe import Observe
from api.logs.formats import FIELDS

log = logging.getLogger("api.server")

Reload = Callable[[], Awaitable[None]]


class Server(uvicorn.Server):
    """SIGTERM and SIGINT: not ready any more, no new connection; what is under way ends, then it returns.

    A second SIGINT ends it at once. SIGHUP calls ``reload``; while one is under way another is remembered.
    """

    def __init__(self, config: uvicorn.Config, observe: Observe, reload: Reload | None = None) -> None:
        super().__init__(config)
        self._observe = observe
        self._reload = reload
        self._reloading: asyncio.Task[None] | None = None
        self._again = False
        self._ready = False
        self._begun = time.monotonic()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and say where."""
        await super().startup(sockets)
        if not self.started:
            return
        addresses = [item.getsockname() for server in self.servers for item in server.sockets]
        where = [f"http://{_host(address[0])}:{address[1]}" for address in addresses if len(address) >= 2]
        log.info("listening", extra={FIELDS: {"address": ", ".join(where)}})
        if self._reload is not None and threading.current_thread() is threading.main_thread():
            with contextlib.suppress(NotImplementedError, AttributeError):  # Windows has no SIGHUP
                asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self.reload)

    async def on_tick(self, counter: int) -> bool:
        """Say once that every request can be answered."""
        if not self._ready and not self._observe.health.readiness():
            self._ready = True
            log.info("ready", extra={FIELDS: {"seconds": round(time.monotonic() - self._begun, 2)}})
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what is under way, then the application."""
        self._observe.health.stopping = True
        under_way = self._observe.numbers.in_flight
        log.info("stopping", extra={FIELDS: {"in_flight": under_way}})
        await super().shutdown(sockets)
        log.info("stopped", extra={FIELDS: {}})

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop: the readiness check says so before anything else happens."""
        self._observe.health.stopping = True
        super().handle_exit(sig, frame)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Hear the signals while serving. uvicorn raises them again at the end; here they were obeyed."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {sig: signal.signal(sig, self.handle_exit) for sig in HANDLED_SIGNALS}
        try:
            yield
        finally:
            for sig, handler in before.items():
                signal.signal(sig, handler)

    def reload(self) -> None:
        """Load the data again, now or after the reload that is under way."""
        if self._reload is None:
            return
        if self._reloading is not None and not self._reloading.done():
            self._again = True
            return
        self._reloading = asyncio.ensure_future(self._reload_until_current())

    async def _reload_until_current(self) -> None:
        assert self._reload is not None
        while True:
            self._again = False
            log.info("reload", extra={FIELDS: {"signal": "SIGHUP"}})
            try:
                await self._reload()
            except Exception:  # the old data go on serving, whatever was wrong with the new
                log.exception("reload failed", extra={FIELDS: {}})
            if not self._again:
                return


def _host(address: str) -> str:
    return f"[{address}]" if ":" in address else address
