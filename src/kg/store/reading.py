"""RDF files as the engine reads them: the syntax by the ending, gzip undone, faults told with their line."""

from __future__ import annotations

import gzip
import io
import re
import zlib
from contextlib import closing
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

from kg.errors import DataError, DataSyntaxError

FORMATS: Final = {
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".nq": ox.RdfFormat.N_QUADS,
    ".trig": ox.RdfFormat.TRIG,
    ".rdf": ox.RdfFormat.RDF_XML,
    ".owl": ox.RdfFormat.RDF_XML,
    ".xml": ox.RdfFormat.RDF_XML,
    ".jsonld": ox.RdfFormat.JSON_LD,
}
_DOCTYPE: Final = b"<!doctype"
_PLACE: Final = re.compile(r"^Parser error .*?columns? \d+(?: and (?:line \d+ column )?\d+)?: ")
_NAMES: Final = {
    ox.RdfFormat.TURTLE: "Turtle",
    ox.RdfFormat.N_TRIPLES: "N-Triples",
    ox.RdfFormat.N_QUADS: "N-Quads",
    ox.RdfFormat.TRIG: "TriG",
    ox.RdfFormat.RDF_XML: "RDF/XML",
    ox.RdfFormat.JSON_LD: "JSON-LD",
}


def format_of(path: Path) -> ox.RdfFormat:
    """Return the syntax of ``path`` by its ending (before ``.gz``); raises DataError for another ending."""
    plain = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    form = FORMATS.get(plain.suffix.lower())
    if form is None:
        known = ", ".join(FORMATS)
        raise DataError(f"unknown kind of file; known endings: {known}, each also with .gz", str(path))
    return form


def load_file(store: ox.Store, path: Path) -> None:
    """Add the RDF file ``path`` to ``store``, named graphs kept; relative IRIs start from the file's address.

    The file passes through once, in pieces. Raises DataError (it cannot be read), DataSyntaxError (it does
    not parse, or is RDF/XML with a document type) with the line.
    """
    form = format_of(path)
    try:
        with closing(_opened(path, form)) as file:
            store.bulk_load(file, format=form, base_iri=path.resolve().as_uri())
    except SyntaxError as error:
        raise _explained(error, path, form) from error
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        raise DataError(f"is no whole gzip file: {error}", str(path)) from error
    except OSError as error:
        raise DataError(f"cannot be read: {error.strerror or error}", str(path)) from error


def _opened(path: Path, form: ox.RdfFormat) -> IO[bytes]:
    packed = path.suffix.lower() == ".gz"
    file = cast(IO[bytes], gzip.open(path)) if packed else path.open("rb")  # noqa: SIM115  the caller closes
    return _Watched(file, path) if form == ox.RdfFormat.RDF_XML else file


class _Watched(io.BufferedIOBase, IO[bytes]):
    """RDF/XML on its way to the parser: a document type ends it, since its entities expand without bound."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        self._file = file
        self._path = path
        self._lines = 1
        self._tail = b""

    def read(self, size: int | None = -1, /) -> bytes:
        chunk = self._file.read(-1 if size is None else size)
        window = self._tail + chunk
        found = window.lower().find(_DOCTYPE)
        if found >= 0:
            line = self._lines + window[:found].count(b"\n")
            raise DataSyntaxError(
                "a document type (<!DOCTYPE) is not accepted in RDF/XML", str(self._path), line
            )
        self._tail = window[-(len(_DOCTYPE) - 1) :]
        self._lines += window[: len(window) - len(self._tail)].count(b"\n")
        return chunk

    def close(self) -> None:
        self._file.close()


def _explained(error: SyntaxError, path: Path, form: ox.RdfFormat) -> DataSyntaxError:
    """Return the parser's complaint with the line, for Turtle in words for a person."""
    if form == ox.RdfFormat.TURTLE and path.suffix.lower() != ".gz":
        from kg.turtle.syntax import parse_file

        try:
            parse_file(path)
        except DataSyntaxError as told:
            if told.line == error.lineno:
                return told
    line = error.lineno or _line_of_fault(path, form)
    said = _PLACE.sub("", str(error.args[0]))
    if "LoadDocumentCallback" in said:
        said = "a remote @context is not fetched: write the context into the file"
    return DataSyntaxError(f"This is not {_NAMES[form]}: {said}.", str(path), line)


def _line_of_fault(path: Path, form: ox.RdfFormat) -> int | None:
    """Return the line at which the parser stops, for parsers that do not say: they are fed line by line."""
    fed = 0

    class Lines(io.RawIOBase):
        def read(self, size: int = -1, /) -> bytes:  # noqa: ARG002  a line, however much is asked for
            nonlocal fed
            fed += 1
            return file.readline()

        def readable(self) -> bool:
            return True

    with closing(_opened(path, form)) as opened:
        file = opened
        try:
            for _ in ox.parse(cast(IO[bytes], Lines()), form, base_iri=path.resolve().as_uri()):
                pass
        except SyntaxError:
            return fed
    return None
