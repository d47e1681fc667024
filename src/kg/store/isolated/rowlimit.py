"""Cuts the answer to a SELECT after a number of rows, while it is being written.

The cut is exact and the result a well-formed document of its format. A row begins at a *mark*: between the
objects of two rows in JSON, at ``<result>`` in XML, after a line end in CSV and TSV. A literal may hold the
same characters; in XML and TSV they are escaped there, in JSON and CSV they stand between quotes, so what
lies outside of quotes is counted. Everything runs over whole chunks, at the speed of ``bytes`` methods.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.store.isolated.formats import ResultFormat

_ESCAPE: Final = re.compile(rb"\\.", re.DOTALL)


@dataclass(frozen=True)
class _Marks:
    """How rows begin in one format, as the engine writes it.

    ``before``: marks that stand before the first row; ``kept``: bytes of a mark that belong to what is
    kept; ``closing`` ends a document that was cut.
    """

    mark: bytes
    before: int
    kept: int
    closing: bytes
    quotes: bool = False
    escapes: bool = False
    last: bool = False
    """A mark at the very end begins no row (it is the line end of the last)."""


_MARKS: Final = {
    ResultFormat.JSON: _Marks(b"},{", 0, 1, b"]}}", quotes=True, escapes=True),
    ResultFormat.XML: _Marks(b"<result>", 1, 0, b"</results></sparql>"),
    ResultFormat.CSV: _Marks(b"\n", 1, 1, b"", quotes=True, last=True),
    ResultFormat.TSV: _Marks(b"\n", 1, 1, b"", last=True),
}


class RowLimit:
    """Lets at most ``rows`` rows pass. Feed it the chunks of one document in order.

    ``reached`` becomes True when more rows than that were there; what was passed on is then complete.
    """

    def __init__(self, rows: int, result_format: ResultFormat) -> None:
        self.reached = False
        self._marks = _MARKS[result_format]
        self._left = rows + self._marks.before
        self._held = b""
        self._inside = False

    def feed(self, chunk: bytes, final: bool) -> bytes:
        """Return what may pass on now; ``final``: nothing follows. After ``reached``, feed nothing."""
        data = self._held + chunk if self._held else chunk
        marks = self._marks
        searched = data[:-1] if marks.last else data
        if final and searched.count(marks.mark) < self._left:  # an upper bound: enough for most
            return data
        if marks.escapes and b"\\" in searched:
            searched = _ESCAPE.sub(b"__", searched)
        found = _count(searched, marks, self._inside)
        if found >= self._left:
            self.reached = True
            return data[: _locate(searched, marks, self._inside, self._left) + marks.kept] + marks.closing
        if final:
            return data
        return self._hold(data, searched, found)

    def _hold(self, data: bytes, searched: bytes, found: int) -> bytes:
        """Pass on ``data``, but for an end in which a mark may have begun."""
        marks = self._marks
        end = max(len(data) - (1 if marks.last else len(marks.mark) - 1), 0)
        if marks.escapes:
            backslashes = end - len(data[:end].rstrip(b"\\"))
            end -= backslashes % 2
        self._left -= found
        self._inside ^= marks.quotes and searched.count(b'"', 0, end) % 2 == 1
        self._held = data[end:]
        return data[:end]


def _count(data: bytes, marks: _Marks, inside: bool) -> int:
    """Return how many marks are in ``data`` outside of quotes; ``inside``: it begins within quotes."""
    if marks.quotes and marks.mark in data:
        data = b'"'.join(data.split(b'"')[inside::2])
    return data.count(marks.mark)


def _locate(data: bytes, marks: _Marks, inside: bool, number: int) -> int:
    """Return where the mark ``number`` (from 1) begins; it must be there."""
    offset = 0
    for part in data.split(b'"') if marks.quotes else [data]:
        found = 0 if inside else part.count(marks.mark)
        if found >= number:
            position = -len(marks.mark)
            for _ in range(number):
                position = part.index(marks.mark, position + len(marks.mark))
            return offset + position
        number -= found
        offset += len(part) + 1
        inside = marks.quotes and not inside
    raise ValueError("there are fewer marks")  # pragma: no cover - the caller has counted
