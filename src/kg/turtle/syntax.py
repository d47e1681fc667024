"""Reading Turtle files, with syntax errors told to a person: where, what, and what to do."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Triple, parse

from kg.errors import DataError, DataSyntaxError
from kg.namespaces import PREFIXES

_SHOWN: Final = 80

#: What the parser says → what a person is told.
_WORDS: Final = (
    (r"A dot is expected", "a '.' or ';' is missing before this place: end the statement before it."),
    (
        r"Line jumps are not allowed",
        'a text is not closed: put the missing " at its end (line breaks are \\n).',
    ),
    (r"Unexpected end", "the file ends in the middle of a statement or of a text: finish it."),
    (r"Invalid UTF-8", "the file is not UTF-8 text: save it as UTF-8."),
    (
        r"Invalid IRI code point '(.*)'",
        r"an address in < > holds the character '\1', which it may not: encode it.",
    ),
    (r"No scheme found", "an address in < > is not complete: write it in full, or with a prefix."),
    (
        r"Unexpected escape character '(.*)'",
        r"'\1' is no escape in a text: write a backslash itself as \\\\.",
    ),
)


def read_text(path: Path) -> str:
    """Return the text of ``path``.

    Raises:
        DataError: the file cannot be read.
        DataSyntaxError: it is not UTF-8, or begins with a byte order mark.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise DataError(f"The file cannot be read: {error.strerror or error}.", path=str(path)) from error
    if raw.startswith(codecs.BOM_UTF8):
        raise DataSyntaxError(
            "The file begins with a byte order mark: save it as UTF-8 without one.", str(path), 1
        )
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise DataSyntaxError(
            f"The file is not UTF-8 text (byte {raw[error.start]:#04x}): save it as UTF-8.", str(path), line
        ) from error


def parse_text(text: str, path: str = "data") -> list[Triple]:
    """Return the triples of the Turtle document ``text``, literals exactly as written; ``path`` names it.

    Raises:
        DataSyntaxError: it does not parse.
    """
    try:
        return [quad.triple for quad in parse(text, RdfFormat.TURTLE)]
    except SyntaxError as error:
        raise DataSyntaxError(_explain(error, text), path, error.lineno or 1) from error


def parse_file(path: Path) -> list[Triple]:
    """Return the triples of the Turtle file ``path``. Raises as :func:`read_text` and :func:`parse_text`."""
    return parse_text(read_text(path), str(path))


def _explain(error: SyntaxError, text: str) -> str:
    lines = text.splitlines()
    number = (error.lineno or 1) - 1
    shown = lines[number].strip()[:_SHOWN] if number < len(lines) else ""
    reading = f" The line reads: {shown}" if shown else ""
    return f"This is not Turtle: {_human(str(error.args[0]))}{reading}"


def _human(said: str) -> str:
    prefix = re.search(r"The prefix (\S*): has not been declared", said)
    if prefix:
        known = PREFIXES.get(prefix[1])
        todo = f"add `@prefix {prefix[1]}: <{known}> .` at the top." if known else "correct it or declare it."
        return f"the prefix '{prefix[1]}:' is not declared: {todo}"
    for pattern, words in _WORDS:
        match = re.search(pattern, said)
        if match:
            return match.expand(words)
    return re.sub(r"^Parser error at .*?(?:column \d+|columns \d+ and \d+): ", "", said) + "."
