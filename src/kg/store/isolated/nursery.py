"""The server's side of the zygote: starts it, hears of new and of dead workers, orders kills and patches."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from typing import IO

from kg.errors import StoreError
from kg.processes import environment
from kg.store.isolated import protocol
from kg.store.isolated.hatchery import wait_for
from kg.store.isolated.link import Worker, WorkerCallback, still_open
from kg.store.isolated.source import GraphSource
from kg.store.patch import Patch


class Nursery:
    """One zygote from start to end."""

    def __init__(self, born: WorkerCallback, gone: Callable[[], None]) -> None:
        self.generation = 0
        self._born, self._gone = born, gone
        self._loop = asyncio.get_running_loop()
        self._ready: asyncio.Future[int] = self._loop.create_future()
        self._applied: asyncio.Future[int] | None = None
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._workers: dict[int, Worker] = {}
        self._connecting: set[asyncio.Task[None]] = set()
        self._draining = False

    @property
    def pid(self) -> int | None:
        """The process id of the zygote."""
        return self._process.pid if self._process is not None else None

    @property
    def alive(self) -> bool:
        """False once the zygote has ended or was closed."""
        return self._control is not None and not self._draining

    async def start(self, source: GraphSource, settings: Mapping[str, object]) -> int:
        """Start the zygote and return how many quads it loaded; ``settings`` as in ``ZygoteSettings``.

        Raises StoreError when the process does not start or the graph does not load.
        """
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        self._control = ours
        with theirs:
            spawning = asyncio.ensure_future(asyncio.to_thread(self._spawn, theirs, source, dict(settings)))
            try:
                await asyncio.shield(spawning)
            except asyncio.CancelledError:  # the thread goes on: what it starts is to be ended as well
                await asyncio.wait([spawning])
                raise
        self._loop.add_reader(ours, self._listen)
        return await self._ready

    async def apply(self, patch: Patch) -> int:
        """Put ``patch`` into the zygote's graph; StoreError where it does not go in or the zygote ends."""
        try:
            file = await asyncio.to_thread(_written, protocol.pack_patch(patch))
        except OSError as error:
            raise StoreError(f"There is no room for the change: {error.strerror}.") from error
        with file:
            if self._control is None:
                raise _ended()
            self._applied = self._loop.create_future()
            order = protocol.ORDER.pack(protocol.APPLY, 0)
            try:
                socket.send_fds(self._control, [order], [file.fileno()])
            except ConnectionError:
                pass  # whoever listens hears of it, too, and ends this zygote and the waiting
            except OSError as error:
                raise StoreError(f"The change could not be handed over: {error.strerror}.") from error
        return await self._applied

    def kill(self, worker: Worker) -> None:
        """End ``worker`` at once; ``born`` follows with its successor."""
        if worker.pidfd is not None and sys.platform == "linux":  # whatever the zygote is busy with
            with contextlib.suppress(OSError):
                signal.pidfd_send_signal(worker.pidfd, signal.SIGKILL)
            return
        self._order(protocol.KILL, worker.pid)

    def drain(self) -> None:
        """Let the zygote end with the last of its workers."""
        self._draining = True
        self._order(protocol.DRAIN, 0)

    async def close(self) -> None:
        """End the zygote and all of its workers and wait until they are gone."""
        self._hang_up()
        for task in self._connecting:
            task.cancel()
        if self._process is not None:
            await asyncio.to_thread(wait_for, self._process)

    def _order(self, kind: bytes, pid: int) -> None:
        if self._control is not None:
            with contextlib.suppress(OSError):  # the zygote has ended, and its workers with it
                self._control.send(protocol.ORDER.pack(kind, pid))

    def _spawn(self, theirs: socket.socket, source: GraphSource, settings: dict[str, object]) -> None:
        graph = source() if callable(source) else source
        settings["source"] = "-" if isinstance(graph, bytes) else str(graph)
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, with arguments of our own
            [sys.executable, "-m", "kg.store.isolated.zygote", str(theirs.fileno())],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            env=environment(),
            start_new_session=True,  # an interrupt at the terminal is the server's to handle
        )
        if self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError), self._process.stdin as stdin:
                stdin.write(json.dumps(settings).encode() + b"\n")
                if isinstance(graph, bytes):
                    stdin.write(graph)  # where it ended early, the control socket tells why

    def _listen(self) -> None:
        """Read what the zygote has to tell."""
        while self._control is not None:
            try:
                notice, descriptors, _, _ = socket.recv_fds(self._control, protocol.NOTICE.size, 2)
            except BlockingIOError:
                return
            except OSError:
                notice, descriptors = b"", []
            if len(notice) < protocol.NOTICE.size:
                self._end(StoreError("The process that holds the graph ended before it was ready."))
                return
            kind, pid, value = protocol.NOTICE.unpack(notice)
            self._hear(kind, pid, value, descriptors)

    def _hear(self, kind: bytes, pid: int, value: int, descriptors: list[int]) -> None:
        if kind == protocol.READY and not self._ready.done():
            self._ready.set_result(value)
        elif kind == protocol.WORKER:
            self._welcome(pid, value, descriptors)
        elif kind == protocol.EXITED and pid in self._workers:
            _bury(self._workers.pop(pid), value)
        elif kind == protocol.APPLIED:
            self.generation = pid
            self._settle(value)
        elif kind == protocol.REFUSED:
            self._settle(StoreError(f"The change could not be put into the graph: {self._message(value)}"))
        elif kind == protocol.BROKEN:
            detail = self._message(value)
            self._end(StoreError(f"The graph could not be loaded for isolated queries: {detail}"))

    def _message(self, length: int) -> str:
        return self._control.recv(length).decode(errors="replace") if self._control is not None else ""

    def _settle(self, outcome: int | StoreError) -> None:
        """Tell :meth:`apply` how it went."""
        if self._applied is None or self._applied.done():
            return
        if isinstance(outcome, StoreError):
            self._applied.set_exception(outcome)
        else:
            self._applied.set_result(outcome)

    def _welcome(self, pid: int, generation: int, descriptors: list[int]) -> None:
        connection = socket.socket(fileno=descriptors[0])
        connection.setblocking(False)
        worker = Worker(pid, generation, partial(still_open, connection))
        worker.pidfd = descriptors[1] if len(descriptors) > 1 else None
        self._workers[pid] = worker
        task = self._loop.create_task(self._connect(worker, connection))
        self._connecting.add(task)
        task.add_done_callback(partial(self._connected, connection))

    def _connected(self, connection: socket.socket, task: asyncio.Task[None]) -> None:
        self._connecting.discard(task)
        if task.cancelled():  # it may not have begun
            connection.close()

    async def _connect(self, worker: Worker, connection: socket.socket) -> None:
        try:
            await self._loop.connect_accepted_socket(lambda: worker, connection)
        except OSError:
            connection.close()
            raise
        if self._workers.get(worker.pid) is worker:
            self._born(worker)
        else:  # it has ended meanwhile
            worker.dismiss()

    def _end(self, error: StoreError) -> None:
        self._hang_up()
        if not self._ready.done():
            self._ready.set_exception(error)
        else:
            self._gone()

    def _hang_up(self) -> None:
        if self._control is None:
            return
        self._loop.remove_reader(self._control)
        self._control.close()
        self._control = None
        self._settle(_ended())
        while self._workers:
            _bury(self._workers.popitem()[1], None)


def _bury(worker: Worker, ended_by: int | None) -> None:
    if worker.pidfd is not None:
        os.close(worker.pidfd)
        worker.pidfd = None
    worker.bury(ended_by)
    if ended_by is None:
        worker.dismiss()  # whoever holds the other end is ending


def _written(packed: bytes) -> IO[bytes]:
    """Return a file without a name that holds ``packed``: in memory where the system can (memfd_create(2)).

    Raises OSError; the caller closes the file.
    """
    if sys.platform == "linux":
        file: IO[bytes] = os.fdopen(os.memfd_create("patch"), "wb")
    else:
        file = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        file.write(packed)
        file.flush()
    except BaseException:
        file.close()
        raise
    return file


def _ended() -> StoreError:
    return StoreError("The process that holds the graph has ended.")
