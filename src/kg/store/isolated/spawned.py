"""A worker that was not forked: started by :mod:`kg.store.isolated.spawn`, it loads the graph itself.

Run as ``python -m kg.store.isolated.spawned``; one line of JSON on standard input says what to load and
where to report. What a forked worker has from the kernel alone, this one has from a thread that watches as
well: memory and deadline also end it where there is no setrlimit or alarm (Windows), and it goes when the
server does.
"""

from __future__ import annotations

import json
import os
import select
import socket
import sys
import threading
import time
from typing import Final

import pyoxigraph as ox

from kg.store.deepstack import STACK_SIZE, on_deep_stack
from kg.store.isolated.confinement import close_all_but, confine, memory_meter
from kg.store.isolated.greeting import EXHAUSTED, GREETING
from kg.store.isolated.holding import Holding
from kg.store.isolated.worker import OVERHEAD, UNCONFINED, WorkerSettings, serve

_PERIOD: Final = 0.05
_OVERDUE: Final = 72


class Watch:
    """Ends this process when it takes too much memory or time, or when its server is gone."""

    def __init__(self, connection: socket.socket, memory_limit: int) -> None:
        self._connection = connection
        self.memory = memory_meter()
        self._most = self.memory() + memory_limit
        self._end = float("inf")
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def alarm(self, seconds: float) -> None:
        """End this process after ``seconds``; 0: not at all."""
        self._end = time.monotonic() + seconds if seconds else float("inf")

    def _run(self) -> None:
        while True:
            time.sleep(_PERIOD)
            if self.memory() > self._most:
                os._exit(EXHAUSTED)
            if time.monotonic() > self._end:
                os._exit(_OVERDUE)
            if self._is_alone():
                os._exit(0)

    def _is_alone(self) -> bool:
        try:
            if sys.platform == "win32":
                ready, _, _ = select.select([self._connection], [], [], 0)
                return bool(ready) and not self._connection.recv(1, socket.MSG_PEEK)
            else:  # noqa: RET505 - needs no descriptor, of which there are none left
                return not self._connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
        except BlockingIOError:
            return False
        except OSError:
            return True


def main() -> int:
    """Load, report, and serve until the server closes the connection."""
    told = json.loads(sys.stdin.readline())
    try:
        connection = socket.create_connection(("127.0.0.1", told["port"]))
    except OSError:
        return 0  # the server is gone already
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    store = ox.Store()
    try:
        Holding(**told["state"]).fill(store)
    except (OSError, ValueError, SyntaxError, RuntimeError) as error:
        message = f"{type(error).__name__}: {error}".encode()[: 1 << 14]
        connection.sendall(told["secret"].encode() + GREETING.pack(1, len(message)) + message)
        return 1
    settings = WorkerSettings(told["memory_limit"], told["prefixes"])
    if sys.platform != "win32":
        os.nice(5)
        connection = socket.socket(fileno=close_all_but(connection.detach()))
    watch = Watch(connection, settings.memory_limit)
    try:
        confine(settings.memory_limit + STACK_SIZE + OVERHEAD)
    except (OSError, ValueError):
        return UNCONFINED
    quads = min(len(store), 2**32 - 1)
    connection.sendall(told["secret"].encode() + GREETING.pack(0, quads))
    on_deep_stack(lambda: serve(store, connection, settings, watch.alarm, watch.memory))
    return 0


if __name__ == "__main__":
    os._exit(main())
