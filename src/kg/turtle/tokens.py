"""Turtle cut into tokens with line numbers (RDF 1.1 Turtle, section 6.5; RDF 1.2 brackets are let through).

The tokenizer never fails: text that is no token of Turtle comes out as ``OTHER``. Whether a file is valid is
the parser's business; this one only has to say where things stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_LOCAL: Final = r"(?:[^\s\"'<>()\[\]{},;#^@\\|`%.~]|%[0-9A-Fa-f]{2}|\\.|\.+(?=[^\s\"'<>()\[\]{},;#^@|`.~]))"

_TOKEN: Final = re.compile(
    rf"""
      (?P<SPACE>\s+)
    | (?P<COMMENT>\#[^\r\n]*)
    | (?P<LONG>\"\"\"(?:\"{{0,2}}(?:\\.|[^\"\\]))*\"\"\"|'''(?:'{{0,2}}(?:\\.|[^'\\]))*''')
    | (?P<STRING>"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*')
    | (?P<IRI><[^<>"{{}}|^`\s]*>)
    | (?P<STAR><<\(?|\)?>>|\{{\||\|\}}|~)
    | (?P<LANG>@[A-Za-z]+(?:-[A-Za-z0-9]+|--[a-z]+)*)
    | (?P<TYPE>\^\^)
    | (?P<BLANK>_:{_LOCAL}+)
    | (?P<NUMBER>[+-]?
        (?:[0-9]+\.[0-9]*[eE][+-]?[0-9]+|\.?[0-9]+[eE][+-]?[0-9]+|[0-9]*\.[0-9]+|[0-9]+)(?![\w:]))
    | (?P<NAME>(?:[^\W\d_](?:[\w.·-]*[\w·-])?)?:{_LOCAL}*)
    | (?P<WORD>[A-Za-z]+)
    | (?P<PUNCT>[.;,\[\]()])
    | (?P<OTHER>.)
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """One token: its kind (a group name of the pattern), its text and the line it begins on (from 1)."""

    kind: str
    text: str
    line: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the tokens of ``text``, comments included, white space left out."""
    line = 1
    for match in _TOKEN.finditer(text):
        kind, found = str(match.lastgroup), match.group()
        if kind != "SPACE":
            yield Token(kind, found, line)
        if kind in ("SPACE", "LONG"):
            line += _newlines(found)


def _newlines(text: str) -> int:
    """Count line ends as editors do: LF, CR LF and a lone CR are one each."""
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def comments(text: str) -> list[Token]:
    """Return the comments of ``text``."""
    return [token for token in tokens(text) if token.kind == "COMMENT"]


def first_blank(text: str) -> int | None:
    """Return the line of the first blank node (``_:x``, ``[…]``, a collection), None where there is none."""
    opened: int | None = None  # the line of a "(" that may still turn out to be the empty list, rdf:nil
    for token in tokens(text):
        if token.kind == "COMMENT":
            continue
        if token.kind == "BLANK" or token.text == "[":
            return token.line
        if opened is not None and token.text != ")":
            return opened
        opened = token.line if token.text == "(" else None
    return None


_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_SIMPLE: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def unescape(text: str) -> str:
    """Return ``text`` with the escapes of Turtle strings, IRIs and local names resolved."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_resolve, text)


def _resolve(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code is None:
        return _SIMPLE.get(match[3], match[3])
    point = int(code, 16)
    return chr(point) if point <= 0x10FFFF else match[0]


def content(token: Token) -> str:
    """Return what a string or IRI token says, without its quotes or angle brackets."""
    cut = 3 if token.kind == "LONG" else 1
    return unescape(token.text[cut:-cut])
