"""A worker: a process that answers one query after the other from the graph it was born with."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, NoReturn

import pyoxigraph as ox

from kg.errors import KgError
from kg.store.deepstack import STACK_SIZE, on_deep_stack
from kg.store.isolated import protocol
from kg.store.isolated.changer import evaluate_change, unpack_change
from kg.store.isolated.confinement import close_all_but, confine, die_with_parent, peak_memory
from kg.store.isolated.errors import QueryTooLargeError
from kg.store.isolated.evaluate import evaluate
from kg.store.isolated.failures import pack_error
from kg.store.isolated.protocol import Request

#: Exit status of a worker that could not confine itself.
UNCONFINED: Final = 70
#: Seconds after the server's deadline at which a worker ends itself, should nobody have killed it.
GRACE: Final = 2.0
#: Room for the thread, its allocator and the interpreter beside one query's memory, in bytes.
OVERHEAD: Final = 256 << 20
_READ: Final = 1 << 16


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
        confine(settings.memory_limit + STACK_SIZE + OVERHEAD)
        status = 0
        on_deep_stack(lambda: serve(store, own, settings, set_alarm))
    finally:
        os._exit(status)


def set_alarm(seconds: float) -> None:
    """Let the kernel end this process after ``seconds``; 0: not at all."""
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _reset_signals() -> None:
    signal.set_wakeup_fd(-1)
    for number in (signal.SIGCHLD, signal.SIGALRM, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def serve(
    store: ox.Store,
    connection: socket.socket,
    settings: WorkerSettings,
    alarm: Callable[[float], None],
    memory: Callable[[], int] = peak_memory,
) -> None:
    """Answer what comes in over ``connection`` until its other end closes or this worker has to retire.

    ``alarm`` is told how many seconds each request may take at the very most, and 0 after it;
    ``memory`` tells how many bytes this process holds.
    """
    born_with = memory()
    most = settings.memory_limit // 4

    def emit(piece: bytes) -> None:
        connection.sendall(protocol.FRAME.pack(protocol.PIECE, 0, 0, len(piece)) + piece)

    while frame := _receive(connection):
        request, seconds = Request.unpack(frame)
        alarm(seconds + GRACE)
        kind, truncated, body = _answer(store, request, settings, emit)
        alarm(0)
        # Memory once taken is seldom given back, and a changed copy is nobody's truth: a successor follows.
        retire = request.kind == protocol.CHANGE or memory() - born_with > most
        connection.sendall(protocol.FRAME.pack(kind, retire, truncated, len(body)) + body)
        if retire:
            return


def _answer(
    store: ox.Store, request: Request, settings: WorkerSettings, emit: Callable[[bytes], None]
) -> tuple[int, bool, bytes]:
    try:
        if request.kind == protocol.CHANGE:
            return protocol.ANSWERED, False, _change(store, request, settings)
        body, truncated = evaluate(
            store,
            request.text,
            request.result_format,
            dataset=request.dataset,
            prefixes=settings.prefixes,
            base=request.base,
            max_bytes=request.max_bytes,
            max_rows=request.max_rows,
            emit=emit,
        )
    except (KgError, MemoryError) as error:
        return protocol.FAILED, False, pack_error(error, settings.memory_limit)
    return protocol.ANSWERED, truncated, body


def _change(store: ox.Store, request: Request, settings: WorkerSettings) -> bytes:
    change = unpack_change(request.text, request.upload, request.base)
    packed = protocol.pack_patch(evaluate_change(store, change, settings.prefixes))
    if len(packed) > request.max_bytes:
        raise QueryTooLargeError(request.max_bytes)
    return packed


def _receive(connection: socket.socket) -> bytes:
    """Return one frame, its length included, or nothing when the other end is closed."""
    try:
        frame = connection.recv(_READ)
        while len(frame) < protocol.LENGTH.size:
            chunk = connection.recv(_READ)
            if not chunk:
                return b""
            frame += chunk
        whole = protocol.LENGTH.size + protocol.LENGTH.unpack_from(frame)[0]
        if len(frame) == whole:
            return frame
        received = bytearray(frame)
        while len(received) < whole:
            chunk = connection.recv(min(whole - len(received), 1 << 20))
            if not chunk:
                return b""
            received += chunk
    except ConnectionError:
        return b""
    return bytes(received)
