"""The server's side of the zygote: starts it, hears of new and of dead workers, orders kills."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import kg
from kg.errors import StoreError
from kg.store.isolated import protocol

#: What a pool is filled from: N-Quads, a file in any RDF syntax, or a function that gives one of them.
GraphSource = bytes | Path | Callable[[], bytes | Path]

_ROOT: Final = str(Path(kg.__file__).resolve().parents[1])
_SECONDS_TO_END: Final = 5.0


@dataclass(eq=False)
class Worker:
    """A worker as the server sees it. ``ended``: the signal that ended it, 0, or None if never told."""

    pid: int
    connection: socket.socket
    ended: asyncio.Future[int | None] = field(repr=False)


class Nursery:
    """One zygote from start to end. Use from one event loop; ``born`` and ``lost`` are called in it.

    ``born(worker)`` is called for each new worker, ``lost(worker)`` when one has ended, and ``gone()`` once
    when the zygote itself has ended and every worker with it.
    """

    def __init__(
        self, born: Callable[[Worker], None], lost: Callable[[Worker], None], gone: Callable[[], None]
    ) -> None:
        self._born, self._lost, self._gone = born, lost, gone
        self._loop = asyncio.get_running_loop()
        self._ready: asyncio.Future[int] = self._loop.create_future()
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._workers: dict[int, Worker] = {}

    @property
    def pid(self) -> int | None:
        """The process id of the zygote."""
        return self._process.pid if self._process is not None else None

    @property
    def alive(self) -> bool:
        """False once the zygote has ended or was closed."""
        return self._control is not None

    async def start(self, source: GraphSource, settings: Mapping[str, object]) -> int:
        """Start the zygote and return how many quads it loaded; ``settings`` as in ``ZygoteSettings``.

        Raises StoreError when the process does not start or the graph does not load.
        """
        if not hasattr(os, "fork") or not hasattr(socket, "send_fds"):
            raise StoreError("Isolated queries need a system with fork (Linux, macOS or another Unix).")
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        self._control = ours
        with theirs:
            await asyncio.to_thread(self._spawn, theirs, source, dict(settings))
        self._loop.add_reader(ours, self._listen)
        return await self._ready

    def kill(self, worker: Worker) -> None:
        """Order the death of ``worker``; ``lost`` follows, and ``born`` with its successor."""
        if self._control is None:
            return
        with contextlib.suppress(OSError):  # the zygote has ended, and the worker with it
            self._control.send(protocol.ORDER.pack(protocol.KILL, worker.pid))

    async def close(self) -> None:
        """End the zygote and all of its workers and wait until they are gone."""
        self._hang_up()
        if self._process is not None:
            await asyncio.to_thread(_wait, self._process)

    def _spawn(self, theirs: socket.socket, source: GraphSource, settings: dict[str, object]) -> None:
        graph = source() if callable(source) else source
        settings["source"] = "-" if isinstance(graph, bytes) else str(graph)
        paths = [_ROOT, *filter(None, [os.environ.get("PYTHONPATH")])]
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, with arguments of our own
            [sys.executable, "-m", "kg.store.isolated.zygote", str(theirs.fileno()), json.dumps(settings)],
            stdin=subprocess.PIPE if isinstance(graph, bytes) else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            start_new_session=True,  # an interrupt at the terminal is the server's to handle
        )
        if isinstance(graph, bytes) and self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError), self._process.stdin as stdin:
                stdin.write(graph)  # where it ended early, the control socket tells why

    def _listen(self) -> None:
        """Read what the zygote has to tell."""
        while self._control is not None:
            try:
                notice, descriptors, _, _ = socket.recv_fds(self._control, protocol.NOTICE.size, 1)
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
            connection = socket.socket(fileno=descriptors[0])
            connection.setblocking(False)
            self._workers[pid] = Worker(pid, connection, self._loop.create_future())
            self._born(self._workers[pid])
        elif kind == protocol.EXITED and pid in self._workers:
            self._bury(self._workers.pop(pid), value)
        elif kind == protocol.BROKEN and self._control is not None:
            detail = self._control.recv(value).decode(errors="replace")
            self._end(StoreError(f"The graph could not be loaded for isolated queries: {detail}"))

    def _bury(self, worker: Worker, ended_by: int | None) -> None:
        if not worker.ended.done():
            worker.ended.set_result(ended_by)
        self._lost(worker)

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
        while self._workers:
            self._bury(self._workers.popitem()[1], None)


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
