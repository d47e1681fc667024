"""Who is free, who is busy, who waits: the workers of a pool and the queue before them."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain, repeat
from typing import Final

from kg.errors import StoreBusyError, StoreError
from kg.store.isolated import protocol
from kg.store.isolated.errors import QueryMemoryError, WorkerCrashedError
from kg.store.isolated.nursery import GraphSource, Nursery, Worker

#: Seconds to wait before the zygote is started again, after the first, second, … failure in a row.
_RESTART_PAUSES: Final = (0.0, 0.5, 2.0, 5.0, 15.0)
_CHUNK: Final = 1 << 18


class WorkerGoneError(StoreError):
    """The worker was gone for a reason that is not the query's; the query may be tried again."""

    def __init__(self) -> None:
        super().__init__("The processes that answer queries ended and are being started again. Try again.")


@dataclass(frozen=True)
class PoolStatus:
    """The state of a pool: ``free`` and ``busy`` workers, ``waiting`` queries, ``quads`` in the graph.

    Since the start: ``answered`` queries (with an answer or an error of their own), ``killed`` and
    ``crashed`` workers, ``restarts`` of the zygote. ``running``: a zygote is alive.
    """

    free: int
    busy: int
    waiting: int
    answered: int
    killed: int
    crashed: int
    restarts: int
    quads: int
    running: bool


class Staff:
    """Keeps the workers of one zygote at hand and starts another zygote when it ends."""

    def __init__(
        self, source: GraphSource, workers: int, memory_limit: int, prefixes: Mapping[str, str]
    ) -> None:
        self._source = source
        self._settings = {"workers": workers, "memory_limit": memory_limit, "prefixes": dict(prefixes)}
        self._memory_limit = memory_limit
        self._free: deque[Worker] = deque()
        self._busy: set[Worker] = set()
        self._waiting: deque[asyncio.Future[Worker]] = deque()
        self._nursery: Nursery | None = None
        self._restarting: asyncio.Task[None] | None = None
        self._closed = True
        self._quads = self._answered = self._killed = self._crashed = self._restarts = 0

    @property
    def status(self) -> PoolStatus:
        """The state at this moment."""
        return PoolStatus(
            free=len(self._free),
            busy=len(self._busy),
            waiting=sum(not waiter.done() for waiter in self._waiting),
            answered=self._answered,
            killed=self._killed,
            crashed=self._crashed,
            restarts=self._restarts,
            quads=self._quads,
            running=self._nursery is not None and self._nursery.alive,
        )

    @property
    def process_ids(self) -> list[int]:
        """The zygote's and the workers' process ids."""
        zygote = self._nursery.pid if self._nursery is not None else None
        workers = [worker.pid for worker in (*self._free, *self._busy)]
        return workers if zygote is None else [zygote, *workers]

    async def start(self) -> None:
        """Start the zygote and wait for its first worker."""
        self._closed = False
        try:
            await self._hire()
            self._release(await self.take(1))
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """End every process; whoever waits gets a StoreError."""
        self._closed = True
        if self._restarting is not None:
            self._restarting.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._restarting
            self._restarting = None
        if self._nursery is not None:
            await self._nursery.close()
        for waiter in self._waiting:
            if not waiter.done():
                waiter.set_exception(_closed())
        self._waiting.clear()

    async def take(self, queue_limit: int) -> Worker:
        """Return a free worker, after a wait if need be; the caller must :meth:`employ` it.

        Raises StoreBusyError when ``queue_limit`` callers wait already, StoreError when closed.
        """
        if self._closed:
            raise _closed()
        if self._free:
            worker = self._free.popleft()
        else:
            if self.status.waiting >= queue_limit:
                raise StoreBusyError
            worker = await self._wait()
        self._busy.add(worker)
        return worker

    async def employ(self, worker: Worker, request: bytes) -> bytes:
        """Return the body of ``worker``'s answer to ``request``; cancelling kills the worker.

        Raises what the worker reports, WorkerCrashedError or QueryMemoryError when the query ended it, and
        WorkerGoneError when it ended for another reason.
        """
        try:
            status, retire, body = await _exchange(worker, request)
        except (OSError, EOFError) as error:
            raise await self._autopsy(worker, sent=isinstance(error, EOFError)) from None
        except BaseException:
            self._kill(worker)
            raise
        if retire:
            self._busy.discard(worker)  # it ends by itself; its successor is announced
        else:
            self._release(worker)
        self._answered += 1
        if status == protocol.FAILED:
            raise protocol.unpack_error(body)
        return body

    async def _wait(self) -> Worker:
        waiter: asyncio.Future[Worker] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        try:
            return await waiter
        except asyncio.CancelledError:
            if waiter.done() and not waiter.cancelled() and waiter.exception() is None:
                self._release(waiter.result())  # it was handed over in the same turn of the loop
            raise
        finally:
            with contextlib.suppress(ValueError):
                self._waiting.remove(waiter)

    def _release(self, worker: Worker) -> None:
        """Give ``worker`` to the first in the queue, or let it rest."""
        self._busy.discard(worker)
        if worker.ended.done():
            worker.connection.close()
            return
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(worker)
                return
        self._free.append(worker)

    def _kill(self, worker: Worker) -> None:
        self._killed += 1
        self._busy.discard(worker)
        if self._nursery is not None:
            self._nursery.kill(worker)

    async def _autopsy(self, worker: Worker, sent: bool) -> StoreError:
        """Return the error for a worker whose connection ended before its answer."""
        self._busy.discard(worker)
        ended_by = await worker.ended
        worker.connection.close()
        if ended_by is None or not sent:
            return WorkerGoneError()
        self._crashed += 1
        if ended_by == signal.SIGABRT:  # how the engine's allocator ends when the kernel gives no more
            return QueryMemoryError(self._memory_limit)
        return WorkerCrashedError(ended_by or None)

    def _lose(self, worker: Worker) -> None:
        """A worker has ended: forget it, whatever it was doing."""
        with contextlib.suppress(ValueError):
            self._free.remove(worker)
        if worker not in self._busy:
            worker.connection.close()

    async def _hire(self) -> None:
        """Start a zygote, the first or the next."""
        self._nursery = Nursery(self._release, self._lose, self._replace)
        self._quads = await self._nursery.start(self._source, self._settings)

    def _replace(self) -> None:
        if not self._closed:
            self._restarting = asyncio.get_running_loop().create_task(self._restart())

    async def _restart(self) -> None:
        hired = False
        for pause in chain(_RESTART_PAUSES, repeat(_RESTART_PAUSES[-1])):
            if hired:
                return
            await asyncio.sleep(pause)
            self._restarts += 1
            if self._nursery is not None:
                await self._nursery.close()
            with contextlib.suppress(StoreError, OSError):
                await self._hire()
                hired = True


async def _exchange(worker: Worker, request: bytes) -> tuple[int, bool, bytes]:
    loop = asyncio.get_running_loop()
    await loop.sock_sendall(worker.connection, request)
    status, retire, length = protocol.RESPONSE_HEADER.unpack(
        await _receive(loop, worker.connection, protocol.RESPONSE_HEADER.size)
    )
    return status, bool(retire), await _receive(loop, worker.connection, length)


async def _receive(loop: asyncio.AbstractEventLoop, connection: socket.socket, length: int) -> bytes:
    received = bytearray()
    while len(received) < length:
        chunk = await loop.sock_recv(connection, min(length - len(received), _CHUNK))
        if not chunk:
            raise EOFError
        received += chunk
    return bytes(received)


def _closed() -> StoreError:
    return StoreError("The pool of query workers is closed.")
