"""The terminals of SPARQL 1.1 (section 19.8, [139]–[173]) as one compiled pattern.

A match is always the longest one, except that signs and multi-character operators are taken one
character at a time: nothing the guard decides depends on ``<=`` being one token or two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from enum import Enum
from functools import cached_property
from typing import Final, NamedTuple


class Kind(Enum):
    """What a token is; the values are the group names of the pattern."""

    IRI = "iri"
    PNAME = "pname"
    BNODE = "bnode"
    VAR = "var"
    STRING = "string"
    LANG = "lang"
    NUMBER = "number"
    WORD = "word"
    PUNCT = "punct"


class Token(NamedTuple):
    """One token: ``text[start:end]``; ``next`` is where the following token starts."""

    kind: Kind
    start: int
    end: int
    next: int
    text: str


_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_EXTRA = "0-9\u00b7\u0300-\u036f\u203f-\u2040"
_NAME = f"{_BASE}_{_EXTRA}-"
_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ECHAR = rf"\\[tbnrf\"'\\]|{_UCHAR}"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
#: A label of a prefix is looked for up to so many characters: without an end, a text of "a-a-a-a" would be
#: scanned to its end again at every letter.
_LONGEST_LABEL: Final = 256
_PREFIX = f"(?:[{_BASE}](?:[{_NAME}]|\\.(?=[{_NAME}.])){{0,{_LONGEST_LABEL - 1}}}+)?+"
_LOCAL = f"(?:[{_BASE}_:0-9]|{_PLX})(?:[{_NAME}:]|{_PLX}|\\.+(?=[{_NAME}:%\\\\]))*+"

_NAMES: Final = rf"""
    (?P<bnode>_:[{_BASE}_0-9](?:[{_NAME}]|\.+(?=[{_NAME}]))*+)
  | (?P<pname>{_PREFIX}:(?:{_LOCAL})?+)
  |"""
_OTHERS: Final = rf"""
    (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{_UCHAR})*+>)
  | (?P<var>[?$][{_BASE}_0-9][{_BASE}_{_EXTRA}]*+)
  | (?P<string>
        '''(?:'{{0,2}}(?:[^'\\]|{_ECHAR}))*+''' | \"\"\"(?:"{{0,2}}(?:[^"\\]|{_ECHAR}))*+\"\"\"
      | '(?:[^'\\\n\r]|{_ECHAR})*+' | "(?:[^"\\\n\r]|{_ECHAR})*+")
  | (?P<lang>@[A-Za-z]++(?:-[A-Za-z0-9]++)*+(?:--[A-Za-z]++)?+)
  | (?P<number>(?:[0-9]++\.[0-9]*+|\.?[0-9]++)[eE][+-]?[0-9]++|[0-9]*+\.[0-9]++|[0-9]++)
  | (?P<word>[A-Za-z_][A-Za-z0-9_]*+)
  | (?P<punct>[{{}}()\[\].,;*/|^&=!<>+?~-])
"""


def _compiled(pattern: str) -> tuple[re.Pattern[str], dict[int, Kind]]:
    """Return the pattern and the kind of each of its groups."""
    compiled = re.compile(pattern, re.VERBOSE)
    return compiled, {number: Kind(name) for name, number in compiled.groupindex.items()}


#: Where a colon ends the run of name characters, and where none does.
_WITH_NAMES: Final = _compiled(_NAMES + _OTHERS)
_WITHOUT_NAMES: Final = _compiled(_OTHERS)
_RUN: Final = re.compile(f"[{_NAME}.]*+")
_GAPS: Final = frozenset(" \t\r\n#")
_TRIVIA: Final = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*+")
_BLANK: Final = re.compile(r"[ \t\r\n]*+")
_LINE_END: Final = re.compile(r"[\r\n]|\Z")


class Lexer:
    """Reads tokens of ``text`` at any position, each in time proportional to its own length.

    Comments are skipped by a table of line ends, so that a hostile line full of ``#`` costs no more than
    an honest one.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._after: dict[int, int] = {}
        self._run = (0, 0, False)

    @cached_property
    def _ends(self) -> list[int]:
        return [match.start() for match in _LINE_END.finditer(self.text)]

    def skip(self, position: int) -> int:
        """Return the position of the next token: after white space and comments."""
        if self.text[position : position + 1] not in _GAPS:
            return position
        position = _match_end(_BLANK, self.text, position)
        if not self.text.startswith("#", position):
            return position
        end = self._ends[bisect_left(self._ends, position)]
        if end not in self._after:
            self._after[end] = _match_end(_TRIVIA, self.text, end)
        return self._after[end]

    def token(self, position: int) -> Token | None:
        """Return the longest token that starts at ``position``, or None if none does."""
        pattern, kinds = _WITH_NAMES if self._may_be_name(position) else _WITHOUT_NAMES
        match = pattern.match(self.text, position)
        if match is None or match.lastindex is None:
            return None
        return self._make(kinds[match.lastindex], position, match.end())

    def operator(self, position: int) -> Token:
        """Return the single character at ``position`` as an operator."""
        return self._make(Kind.PUNCT, position, position + 1)

    def place(self, position: int) -> tuple[int, int]:
        """Return line and column of ``position``, both counting from 1."""
        before = self.text[:position].replace("\r\n", "\n").replace("\r", "\n")
        return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1

    def _may_be_name(self, position: int) -> bool:
        """Tell whether a colon ends the run of name characters at ``position`` before a label is too long.

        A run is looked at once, whatever the number of tokens that begin in it.
        """
        start, end, colon = self._run
        if not start <= position < end:
            end = _match_end(_RUN, self.text, position)
            colon = self.text.startswith(":", end)
            self._run = (position, end, colon)
        return colon and end - position <= _LONGEST_LABEL

    def _make(self, kind: Kind, start: int, end: int) -> Token:
        return Token(kind, start, end, self.skip(end), self.text[start:end])


def _match_end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return position if match is None else match.end()
