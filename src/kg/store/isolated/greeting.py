"""How a process that was spawned makes itself known: by a secret that only it was told."""

from __future__ import annotations

import asyncio
import signal
import struct
import subprocess
from dataclasses import dataclass, field
from typing import Final, cast

from kg.errors import StoreError
from kg.store.isolated.link import Worker

#: After the secret: 0 and the number of quads, or 1 and the length of the message that follows.
GREETING: Final = struct.Struct("!BI")
#: Exit status of a worker that has taken more memory than it may.
EXHAUSTED: Final = 71
SECRET: Final = 64


@dataclass(eq=False)
class Child:
    """A process from its start. ``ready``: how many quads it has loaded; ``worker`` once it is ready."""

    process: subprocess.Popen[bytes]
    generation: int
    ready: asyncio.Future[int] = field(repr=False)
    worker: Worker | None = None
    employed: bool = False

    def ended_by(self) -> int:
        """The signal that ended it, or 0."""
        status = self.process.returncode
        return signal.SIGABRT if status == EXHAUSTED else max(-status, 0)


class Greeter(asyncio.Protocol):
    """Hears who has connected. Whoever does not know a secret is cut off."""

    def __init__(self, children: dict[str, Child]) -> None:
        self._children = children
        self._received = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """asyncio: somebody has connected, who still has to load the graph."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """asyncio: part of the greeting."""
        self._received += data
        head = SECRET + GREETING.size
        child = self._children.get(self._received[:SECRET].decode("latin-1"))
        if len(self._received) >= SECRET and (child is None or child.worker is not None):
            self._transport.abort()
        if child is None or len(self._received) < head:
            return
        failed, value = GREETING.unpack_from(self._received, SECRET)
        if not failed:
            self._hand_over(child, value)
        elif len(self._received) >= head + value and not child.ready.done():
            message = self._received[head:].decode(errors="replace")
            error = StoreError(f"The graph could not be loaded for isolated queries: {message}")
            child.ready.set_exception(error)

    def _hand_over(self, child: Child, quads: int) -> None:
        process = child.process
        child.worker = Worker(process.pid, child.generation, lambda: process.poll() is None)
        self._transport.set_protocol(child.worker)
        child.worker.connection_made(self._transport)
        if not child.ready.done():
            child.ready.set_result(quads)
