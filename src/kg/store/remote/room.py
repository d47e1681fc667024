"""Large answers on disk: files without a name, and the room that all of them may take."""

from __future__ import annotations

import asyncio
import tempfile
import threading
from collections.abc import AsyncIterator
from typing import Final

from kg.store.isolated.errors import SpoolFullError

_CHUNK: Final = 1 << 18


class Room:
    """``limit`` bytes for all answers under way; ``used`` are taken. Safe for threads."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.used = 0
        self._lock = threading.Lock()

    def take(self, size: int) -> None:
        """Take ``size`` bytes; raises SpoolFullError where there are not so many."""
        with self._lock:
            if self.used + size > self.limit:
                raise SpoolFullError(self.limit)
            self.used += size

    def give(self, size: int) -> None:
        """Give ``size`` bytes back."""
        with self._lock:
            self.used -= size


class Stored:
    """One answer, complete before it is read, once; :class:`kg.store.evaluator.Spooled`."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the answer
        self._size = 0
        self._closed = False

    def __del__(self) -> None:
        """Give the room back where nobody has."""
        self.close()

    def write(self, piece: bytes) -> None:
        """Add ``piece``; raises SpoolFullError."""
        self._room.take(len(piece))
        self._size += len(piece)
        self._file.write(piece)

    def finished(self) -> Stored:
        """Return the answer, ready to be read."""
        self._file.seek(0)
        return self

    @property
    def length(self) -> int | None:
        """Its bytes."""
        return self._size

    async def chunks(self) -> AsyncIterator[bytes]:
        """Yield the answer; closes at the end."""
        try:
            while chunk := await asyncio.to_thread(self._file.read, _CHUNK):
                yield chunk
        finally:
            self.close()

    def close(self) -> None:
        """Give the room back. May be called more than once."""
        if not self._closed:
            self._closed = True
            self._room.give(self._size)
            self._file.close()
