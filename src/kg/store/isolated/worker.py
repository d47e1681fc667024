"""A worker: a forked process that answers one query after the other from the graph it was born with."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NoReturn

import pyoxigraph as ox

from kg.errors import KgError
from kg.store.deepstack import STACK_SIZE, on_deep_stack
from kg.store.isolated import protocol
from kg.store.isolated.confinement import close_all_but, confine, die_with_parent, peak_memory
from kg.store.isolated.evaluate import Dataset, evaluate
from kg.store.isolated.formats import ResultFormat

#: Exit status of a worker that could not confine itself.
UNCONFINED: Final = 70
#: Seconds after the server's deadline at which a worker ends itself, should nobody have killed it.
_GRACE: Final = 2.0
#: Room for the thread, its allocator and the interpreter beside one query's memory, in bytes.
_OVERHEAD: Final = 256 << 20


@dataclass(frozen=True)
class WorkerSettings:
    """``memory_limit``: bytes that one query may take; ``prefixes`` need no declaration in a query."""

    memory_limit: int
    prefixes: Mapping[str, str]


def run_worker(store: ox.Store, connection: socket.socket, settings: WorkerSettings, parent: int) -> NoReturn:
    """Serve ``connection`` until its other end closes. Call in the child of a fork; never returns."""
    status = UNCONFINED
    try:
        _reset_signals()
        die_with_parent(parent)
        os.nice(5)  # the server's own loop comes first when the cores are busy
        own = socket.socket(fileno=close_all_but(connection.detach()))
        confine(settings.memory_limit + STACK_SIZE + _OVERHEAD)
        status = 0
        on_deep_stack(lambda: _serve(store, own, settings))
    finally:
        os._exit(status)


def _reset_signals() -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGALRM, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _serve(store: ox.Store, connection: socket.socket, settings: WorkerSettings) -> None:
    born_with = peak_memory()
    while header := _receive(connection, protocol.REQUEST_HEADER.size):
        (length,) = protocol.REQUEST_HEADER.unpack(header)
        request = protocol.Request.unpack(_receive(connection, length))
        signal.setitimer(signal.ITIMER_REAL, request.seconds + _GRACE)
        status, body = _answer(store, request, settings)
        signal.setitimer(signal.ITIMER_REAL, 0)
        # Memory once taken is seldom given back; a successor starts again with all of its allowance.
        retire = peak_memory() - born_with > settings.memory_limit // 4
        connection.sendall(protocol.RESPONSE_HEADER.pack(status, retire, len(body)))
        connection.sendall(body)
        if retire:
            return


def _answer(store: ox.Store, request: protocol.Request, settings: WorkerSettings) -> tuple[int, bytes]:
    try:
        body = evaluate(
            store,
            request.text,
            ResultFormat[request.result_format],
            dataset=Dataset(request.default_graphs, request.named_graphs),
            prefixes=settings.prefixes,
            max_bytes=request.max_bytes,
        )
    except (KgError, MemoryError) as error:
        return protocol.FAILED, protocol.pack_error(error, settings.memory_limit)
    return protocol.ANSWERED, body


def _receive(connection: socket.socket, length: int) -> bytes:
    """Return ``length`` bytes, or nothing when the other end is closed."""
    received = bytearray()
    while len(received) < length:
        chunk = connection.recv(length - len(received))
        if not chunk:
            return b""
        received += chunk
    return bytes(received)
