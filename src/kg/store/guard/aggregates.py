"""What the engine makes of an aggregate otherwise than the specification says, mended in the text.

GROUP_CONCAT gives a simple literal (SPARQL 1.1 Query, 18.5.1.7); the engine keeps the language that all of
its values share. ``STR(GROUP_CONCAT(…))`` is the simple literal, and stands wherever the aggregate may: both
are BuiltInCall ([121], [127]). DISTINCT within is untouched, since the call is wrapped, not its argument.
"""

from __future__ import annotations

from typing import Final

from kg.store.guard.lexer import Kind, Token
from kg.store.guard.readings import Readings

WORD: Final = "group_concat"


def with_simple_concat(text: str, readings: Readings) -> str:
    """Return ``text`` with each GROUP_CONCAT within STR; as it is where it can be read in two ways."""
    if WORD not in text.lower() or readings.forked:
        return text
    places: list[tuple[int, str]] = []
    tokens = list(readings.longest(readings.start))
    for index, token in enumerate(tokens):
        if token.kind is Kind.WORD and token.text.lower() == WORD:
            end = _closing(tokens, index + 1)
            if end is not None:
                places += [(token.start, "STR("), (end, ")")]
    written, done = [], 0
    for position, part in sorted(places, key=lambda place: place[0]):
        written += [text[done:position], part]
        done = position
    return "".join([*written, text[done:]])


def _closing(tokens: list[Token], index: int) -> int | None:
    """Return the end of the parenthesis that opens at ``tokens[index]``; None where none does."""
    depth = 0
    for token in tokens[index:]:
        depth += (token.text == "(") - (token.text == ")")
        if token.kind is not Kind.PUNCT:
            continue
        if depth == 0:
            return token.end if token.text == ")" else None
    return None
