"""What the engine writes an answer into: capped in bytes and rows, passed on in pieces where it is large."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from kg.store.isolated.errors import QueryTooLargeError
from kg.store.isolated.formats import ResultFormat
from kg.store.isolated.rowlimit import RowLimit
from kg.xmltext import carried, carried_rdf

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

#: Bytes up to which an answer is kept whole.
WHOLE: Final = 1 << 20
#: Bytes of a piece of a larger answer.
PIECE: Final = 1 << 18

_HEADER: Final = re.compile(rb"@prefix ([\w-]*): <[^>]*> \.\n")


class RowsReachedError(Exception):
    """Raised into the engine to stop it: the answer has as many rows as it may have."""


class AnswerWriter:
    """A binary file for the engine. ``emit`` is called with the pieces of an answer larger than
    :data:`WHOLE`; without it everything is kept. :meth:`finish` returns the rest.

    Raises QueryTooLargeError beyond ``max_bytes`` and RowsReachedError beyond ``max_rows`` (0: no limit);
    either stops the engine where it is. ParameterError where XML cannot hold the text.
    """

    __slots__ = ("_emit", "_held", "_held_bytes", "_left", "_limit", "_max_bytes", "_next", "_xml", "emitted")

    def __init__(
        self,
        result_format: ResultFormat,
        max_bytes: int,
        max_rows: int = 0,
        emit: Callable[[bytes], None] | None = None,
    ) -> None:
        self.emitted = False
        self._emit = emit
        self._held: list[ReadableBuffer] = []
        self._held_bytes = 0
        self._max_bytes = max_bytes
        self._left = max_bytes
        self._next = WHOLE if emit is not None else max_bytes + 1
        self._limit = RowLimit(max_rows, result_format) if max_rows else None
        self._xml = _XML[result_format]() if result_format in _XML else None

    @property
    def truncated(self) -> bool:
        """Whether the limit of rows bit."""
        return self._limit is not None and self._limit.reached

    def write(self, chunk: ReadableBuffer, /) -> int:
        """Take what the engine has written."""
        size = len(memoryview(chunk))
        if self.truncated:  # the engine empties its own buffer even after it was stopped
            return size
        self._left -= size
        if self._left < 0:
            raise QueryTooLargeError(self._max_bytes)
        self._held.append(chunk)
        self._held_bytes += size
        if self._held_bytes >= self._next:
            self._pass_on()
        return size

    def flush(self) -> None:
        """Do nothing: pieces are passed on by size."""

    def finish(self) -> bytes:
        """Return what has not been passed on."""
        rest = self._taken()
        return rest if self.truncated else self._checked(rest, final=True)

    def _pass_on(self) -> None:
        piece = self._checked(self._taken(), final=False)
        if self.truncated:
            self._held = [piece]
            raise RowsReachedError
        if piece and self._emit is not None:
            self.emitted = True
            self._next = PIECE
            for start in range(0, len(piece), PIECE):
                self._emit(piece[start : start + PIECE])

    def _taken(self) -> bytes:
        held = b"".join(self._held)
        self._held, self._held_bytes = [], 0
        return held

    def _checked(self, data: bytes, final: bool) -> bytes:
        if self._limit is not None:
            data = self._limit.feed(data, final)
            final = final or self._limit.reached
        return self._xml.feed(data, final) if self._xml is not None else data


class _Xml:
    """Refuses what XML cannot hold, piece by piece (:mod:`kg.xmltext`)."""

    carry = staticmethod(lambda data: carried(data, "xml"))

    def __init__(self) -> None:
        self._held = b""

    def feed(self, chunk: bytes, final: bool) -> bytes:
        """Return what was checked, cut before a tag, or at least between two characters."""
        data = self._held + chunk
        end = len(data)
        if not final:
            end = data.rfind(b"<")
            if end <= 0:
                end = len(data)
                while end and data[end - 1] & 0xC0 == 0x80:
                    end -= 1
                end = max(end - 1, 0)
        self._held = data[end:]
        return self.carry(data[:end])


class _RdfXml(_Xml):
    carry = staticmethod(lambda data: carried_rdf(data, "RDF/XML"))


_XML: Final = {ResultFormat.XML: _Xml, ResultFormat.RDF_XML: _RdfXml}


def without_unused_prefixes(body: bytes) -> bytes:
    """Drop from the head of a Turtle or TriG text the prefixes that occur nowhere below it."""
    end = 0
    declared = []
    while match := _HEADER.match(body, end):
        declared.append(match)
        end = match.end()
    rest = body[end:]
    kept = [match[0] for match in declared if match[1] + b":" in rest]
    return b"".join(kept) + rest
