"""An answer under way that is too large for memory: a file without a name, written and read at once.

A worker fills it as fast as it can and is then free for others, however slowly the client reads.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
import threading
from collections.abc import AsyncIterator, Callable
from typing import Final

from kg.errors import KgError, StoreError
from kg.store.isolated.errors import SpoolFullError

#: Bytes of one chunk that is read.
CHUNK: Final = 1 << 18
#: Bytes that may wait for the disk before the writer is asked to pause.
_PENDING: Final = 4 << 20


class SpoolRoom:
    """The room on disk for all answers under way: ``limit`` bytes, of which ``used`` are taken."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.used = 0


class Spool:
    """One answer under way. Use from one event loop; what touches the disk runs in threads.

    ``pause`` and ``resume`` are called when the disk is slower than the writer and when it has caught up,
    ``stop`` when the reader closes before the writer has finished.
    """

    def __init__(
        self,
        room: SpoolRoom,
        *,
        pause: Callable[[], None] | None = None,
        resume: Callable[[], None] | None = None,
        stop: Callable[[], None] | None = None,
    ) -> None:
        self._room = room
        self._pause, self._resume, self._stop = pause, resume, stop
        self._loop = asyncio.get_running_loop()
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the spool
        self._lock = threading.Lock()
        self._pending: list[bytes] = []
        self._waiting = 0
        self._written = 0
        self._taken = 0
        self._flushing = self._paused = self._finished = self._closed = False
        self._error: KgError | None = None
        self._changed = asyncio.Event()

    def __del__(self) -> None:
        """Give the room back where nobody has closed the spool."""
        if not self._closed:
            self._room.used -= self._taken
        self._file.close()

    @property
    def error(self) -> KgError | None:
        """What the writer failed with."""
        return self._error

    @property
    def length(self) -> int | None:
        """The bytes of the answer once it is complete, else None."""
        return self._taken if self._finished else None

    def write(self, chunk: bytes) -> None:
        """Take the next part of the answer; raises SpoolFullError where there is no room for it."""
        if self._closed or self._error is not None:
            return
        if self._room.used + len(chunk) > self._room.limit:
            raise SpoolFullError(self._room.limit)
        self._room.used += len(chunk)
        self._taken += len(chunk)
        self._waiting += len(chunk)
        self._pending.append(chunk)
        if self._waiting > _PENDING and not self._paused and self._pause is not None:
            self._paused = True
            self._pause()
        self._flush()

    def finish(self) -> None:
        """Note that the answer is complete."""
        self._finished = True
        self._changed.set()

    def fail(self, error: KgError) -> None:
        """Note that no more will come; whoever reads gets ``error``."""
        self._error = error
        self._changed.set()

    def detach(self) -> None:
        """The writer goes on to other work: pause and resume it no more."""
        self._pause = self._resume = None

    def close(self) -> None:
        """Give the room back, and stop the writer where it has not finished."""
        if self._closed:
            return
        self._closed = True
        self._pending.clear()
        self._room.used -= self._taken
        if not self._finished and self._error is None and self._stop is not None:
            self._stop()
        if not self._flushing:
            self._give_back()

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the answer in order, following the writer; closes the spool at the end.

        Raises what the writer failed with; what was yielded before is then a part.
        """
        position = 0
        try:
            while not (self._finished and position == self._taken):
                self._changed.clear()
                if self._error is not None:
                    raise self._error
                if position < self._written:
                    chunk = await self._loop.run_in_executor(None, self._read, position)
                    position += len(chunk)
                    yield chunk
                else:
                    await self._changed.wait()
        finally:
            self.close()

    def _flush(self) -> None:
        if self._flushing or not self._pending:
            return
        self._flushing = True
        data = b"".join(self._pending)
        self._pending.clear()
        writing = self._loop.run_in_executor(None, self._append, data)
        writing.add_done_callback(lambda done: self._flushed(done, len(data)))

    def _flushed(self, writing: asyncio.Future[None], size: int) -> None:
        self._flushing = False
        if self._closed:
            self._give_back()
            return
        if (error := writing.exception()) is not None:
            self.fail(StoreError(f"There is no room for a large answer: {error}"))
            if self._stop is not None:
                self._stop()
            return
        self._written += size
        self._waiting -= size
        self._changed.set()
        if self._paused and self._waiting < _PENDING // 2 and self._resume is not None:
            self._paused = False
            self._resume()
        self._flush()

    def _give_back(self) -> None:
        try:
            self._loop.run_in_executor(None, self._shut)
        except RuntimeError:  # the loop has ended
            self._shut()

    def _append(self, data: bytes) -> None:
        with self._lock:
            self._file.seek(self._written)
            self._file.write(data)
            self._file.flush()

    def _read(self, position: int) -> bytes:
        with self._lock:
            self._file.seek(position)
            return self._file.read(min(CHUNK, self._written - position))

    def _shut(self) -> None:
        with self._lock, contextlib.suppress(OSError):
            self._file.close()
