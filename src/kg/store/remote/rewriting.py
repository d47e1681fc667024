"""The answer of a server, written anew in the format that was asked for.

Servers differ in what they offer and in how well they write it, so each is asked for one format of rows and
one of graphs, and the engine writes the others: every format is right on every server.
"""

from __future__ import annotations

import asyncio
import io
import tempfile
import threading
from collections.abc import AsyncIterator
from typing import IO, Final, cast

import pyoxigraph as ox

from kg.errors import ParameterError, StoreError
from kg.namespaces import PREFIXES
from kg.store.guard import QueryForm
from kg.store.isolated.formats import ResultFormat
from kg.store.isolated.writer import AnswerWriter, RowsReachedError, without_unused_prefixes
from kg.store.remote import results
from kg.store.remote.room import Room, Stored

_PIECE: Final = 1 << 18


class StoppedError(Exception):
    """Raised into the engine: nobody waits for the answer any more."""


class Rewriting:
    """One answer on its way from ``raw``, what the server sent, to the format ``accept``.

    :meth:`run` may be called in another thread; :meth:`stop` ends it from outside.
    """

    def __init__(
        self, raw: IO[bytes], media_type: str, shown: str, form: QueryForm, accept: ResultFormat, room: Room
    ) -> None:
        self._raw, self._media_type, self._shown = raw, media_type, shown
        self._form, self._accept = form, accept
        self._stopped = threading.Event()
        self._stored = Stored(room)

    def stop(self) -> None:
        """Let :meth:`run` end with StoppedError, soon."""
        self._stopped.set()

    async def in_thread(self, max_bytes: int, max_rows: int) -> tuple[bytes, Stored | None, bool]:
        """As :meth:`run`; where the caller is cancelled, the thread ends before this does."""
        writing = asyncio.ensure_future(asyncio.to_thread(self.run, max_bytes, max_rows))
        try:
            return await asyncio.shield(writing)
        except asyncio.CancelledError:
            self.stop()
            await asyncio.wait([writing])
            if writing.exception() is None and (stored := writing.result()[1]) is not None:
                stored.close()
            raise

    def run(self, max_bytes: int, max_rows: int) -> tuple[bytes, Stored | None, bool]:
        """Return the answer whole, or a large one in a file, and whether the limit of rows bit.

        Raises NotSparqlError, QueryTooLargeError, SpoolFullError, ParameterError (what XML cannot hold).
        """
        rows = max_rows if self._form is QueryForm.SELECT else 0
        writer = AnswerWriter(self._accept, max_bytes, rows, self._keep)
        try:
            body, truncated = self._written(writer)
            if not writer.emitted:
                return body, None, truncated
            self._keep(body)
            return b"", self._stored.finished(), truncated
        except BaseException:
            self._stored.close()
            raise

    def _keep(self, piece: bytes) -> None:
        if self._stopped.is_set():
            raise StoppedError
        self._stored.write(piece)

    def _written(self, writer: AnswerWriter) -> tuple[bytes, bool]:
        sink = cast("IO[bytes]", writer)  # the engine calls write and flush only
        source = _Mended(self._raw, self._stopped)
        engine_format = self._accept.engine_format
        if not self._form.gives_rows and isinstance(engine_format, ox.RdfFormat):
            found = results.triples(_unmended(self._raw, self._stopped), self._media_type, self._shown)
            ox.serialize(found, sink, engine_format, prefixes=PREFIXES)
            rest = writer.finish()
            return (rest if writer.emitted else without_unused_prefixes(rest)), False
        if not isinstance(engine_format, ox.QueryResultsFormat):
            raise ParameterError("format", f"{self._accept.value} does not hold this kind of answer")
        try:
            answer = results.rows(cast("IO[bytes]", source), self._media_type, self._shown)
            if self._form is QueryForm.ASK and isinstance(answer, ox.QuerySolutions):
                answer = results.boolean(results.truth(answer))
            answer.serialize(sink, engine_format)
        except RowsReachedError:
            return writer.finish(), True
        except (SyntaxError, ValueError) as error:
            raise results.broken(self._shown, error) from error
        return writer.finish(), writer.truncated


class _Source(io.RawIOBase):
    """``raw`` read until somebody stops it."""

    def __init__(self, raw: IO[bytes], stopped: threading.Event) -> None:
        super().__init__()
        self._raw, self._stopped = raw, stopped

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        if self._stopped.is_set():
            raise StoppedError
        return self._raw.read(size)


class _Mended(_Source):
    """The same with :func:`kg.store.remote.results.mended`, piece by piece.

    A piece ends where a value ends: what is mended stands between two such places.
    """

    def __init__(self, raw: IO[bytes], stopped: threading.Event) -> None:
        super().__init__(raw, stopped)
        self._held = b""
        self._ready = b""
        self._ended = False

    def read(self, size: int = -1, /) -> bytes:
        while not self._ended and (size < 0 or len(self._ready) < size):
            piece = super().read(_PIECE)
            self._ended = not piece
            held = self._held + piece
            end = len(held) if self._ended else self._cut(held)
            self._held = held[end:]
            self._ready += results.mended(held[:end])
        end = len(self._ready) if size < 0 else size
        taken, self._ready = self._ready[:end], self._ready[end:]
        return taken

    @staticmethod
    def _cut(held: bytes) -> int:
        """Return the end of the last value in ``held``: of an object (JSON), of an element (XML)."""
        if b"</binding>" in held:
            return held.rfind(b"</binding>") + len(b"</binding>")
        return held.rfind(b"}") + 1


def _unmended(raw: IO[bytes], stopped: threading.Event) -> IO[bytes]:
    return cast("IO[bytes]", _Source(raw, stopped))


async def received(
    chunks: AsyncIterator[bytes], limit: int, too_large: StoreError
) -> IO[bytes]:  # the caller closes it
    """Return what the server sends, in memory or, beyond 1 MiB, in a file; raises ``too_large``."""
    file = tempfile.SpooledTemporaryFile(max_size=1 << 20)  # noqa: SIM115 - handed to the caller
    size = 0
    try:
        async for chunk in chunks:
            size += len(chunk)
            if size > limit:
                raise too_large
            if size <= 1 << 20:
                file.write(chunk)
            else:
                await asyncio.to_thread(file.write, chunk)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return cast("IO[bytes]", file)
