r"""The short way: texts in which nothing forbidden can hide, told without cutting them into tokens.

**Why this is sound.** A keyword is the letters of the word, one after the other, in any case; the grammar
(SPARQL 1.1 Query, 19.8) allows nothing between them. The only other way to write a character outside a
string is a codepoint escape, ``\uXXXX`` or ``\UXXXXXXXX`` (19.2): the escapes of strings (``\n``, ``\"``)
and of local names (``\-``, [173]) stand for no letter, and ``%53`` is not decoded. So a text without
``\u`` (in either case), in which the letters ``service`` occur nowhere, has no SERVICE in any reading,
whatever its strings, comments and IRIs are; the same holds for FROM, LOAD and USING. Without escapes the
text decoded is the text.

A level of nesting costs one of ``( { [ !`` ``+ - ^``, or a ``<`` of a ``<<``. A text that holds at most
``max_depth`` of these characters cannot nest more deeply. For longer texts a finer bound counts a sign
only where another may follow it.

What is left is the prologue, read by one pattern that knows the plain spellings only. A text that fits
neither goes the long way, which decides; a text that passes here may still be no SPARQL, which the
engine's parser finds.
"""

from __future__ import annotations

import re
from typing import Final

from kg.store.guard.limits import GuardLimits

#: Characters that are cut into tokens: a second or two and 150 MB at worst. Longer texts must be plain.
LONGEST_READ: Final = 1 << 19

_GAP = r"(?:[ \t\r\n]|\#[^\r\n]*+[\r\n])"
_IRI = r"<[^<>\"{}|^`\\\x00-\x20]*+>"
_START: Final = re.compile(
    rf"""
    (?: {_GAP}++
      | prefix {_GAP}++ (?:[a-z][a-z0-9_-]{{0,99}}+)?+ : {_GAP}*+ {_IRI}
      | base {_GAP}*+ {_IRI}
    )*+
    ([a-z]++) (?=[ \t\r\n*?${{(<\#])
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
#: As the long way looks for them: IGNORECASE takes U+017F for S and U+0131 for I.
_QUERY_WORDS: Final = re.compile(r"service|from|\\u", re.IGNORECASE)
#: LOAD opens an operation: no letter can stand before it.
_UPDATE_WORDS: Final = re.compile(r"service|(?<![a-z])load|(?<![a-z])using|\\u", re.IGNORECASE)
#: What the long way writes anew: CLEAR of a graph, and later declarations, which a comment may hide.
_REWRITTEN: Final = re.compile(r";[ \t\r\n]*+(?:prefix|base|version|#)|clear", re.IGNORECASE)
_LEVELS: Final = b"({[<!+-^"
_SIGN_BEFORE_SIGN: Final = re.compile(rb"[!+\-^](?=[ \t\r\n#!+\-^])")
#: ``"1"^^xsd:int``: two signs of which no row can be made.
_TYPED: Final = re.compile(rb"[\"']\^\^(?=[<A-Za-z:])")


def query_word(text: str, limits: GuardLimits) -> str | None:
    """Return the word after the prologue in upper case, or None where the long way has to decide."""
    if text.isascii():
        lowered = text.lower()
        if "service" in lowered or "from" in lowered or "\\u" in lowered:
            return None
    elif _QUERY_WORDS.search(text):
        return None
    return _first_word(text, limits)


def update_word(text: str, limits: GuardLimits) -> str | None:
    """As :func:`query_word`, for an update: also None where LOAD, USING or what is written anew may be."""
    if _UPDATE_WORDS.search(text) or (len(text) <= LONGEST_READ and _REWRITTEN.search(text)):
        return None
    return _first_word(text, limits)


def _first_word(text: str, limits: GuardLimits) -> str | None:
    if "\0" in text:
        return None
    try:
        encoded = text.encode()
    except UnicodeEncodeError:
        return None
    size = len(encoded)
    if size > limits.max_bytes:
        return None
    if size - len(encoded.translate(None, _LEVELS)) > limits.max_depth and _bound(encoded) > limits.max_depth:
        return None
    start = _START.match(text)
    return None if start is None else start[1].upper()


def _bound(encoded: bytes) -> int:
    """Return a number that no reading nests beyond.

    Brackets and ``<<`` open a level each; signs count while only white space and comments part them, so
    a row of n signs has n - 1 that are followed by white space, ``#`` or a sign.
    """
    opened = sum(map(encoded.count, (b"(", b"{", b"["))) + 2 * encoded.count(b"<<")
    signs = len(_SIGN_BEFORE_SIGN.findall(encoded)) - len(_TYPED.findall(encoded))
    return opened + max(signs, 0) + 2
