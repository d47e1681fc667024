"""How long and how deep a text may be, and what is said of one that is more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from kg.errors import QueryForbiddenError, QuerySyntaxError
from kg.store.guard.lexer import Lexer
from kg.store.guard.readings import Readings


@dataclass(frozen=True)
class GuardLimits:
    """The size of a text: ``max_bytes`` of UTF-8, ``max_depth`` of nested groups, brackets and signs.

    The depth keeps well below what overflows the stack of the engine (measured: 3,000 nested groups,
    1,000 nested EXISTS, 10,000 signs).
    """

    max_bytes: int = 64 * 1024
    max_depth: int = 200


#: 64 kB of text, 200 levels.
DEFAULT_LIMITS: Final = GuardLimits()
#: Data come with an update: 16 MiB, 200 levels.
UPDATE_LIMITS: Final = GuardLimits(max_bytes=16 << 20)

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def check_characters(text: str, limits: GuardLimits, noun: str = "query") -> None:
    """Refuse half a surrogate pair, a null character, and more than ``max_bytes`` of UTF-8.

    Raises QuerySyntaxError, QueryForbiddenError.
    """
    if _SURROGATE.search(text):
        raise QuerySyntaxError("the text holds half of a surrogate pair, which is no character")
    if "\0" in text:
        raise QuerySyntaxError("the text holds a null character", *Lexer(text).place(text.index("\0")))
    size = len(text.encode())
    if size > limits.max_bytes:
        raise QueryForbiddenError(
            f"The {noun} is {size:,} bytes long and at most {limits.max_bytes:,} are read. Split it."
        )


def check_depth(readings: Readings, limits: GuardLimits, noun: str = "query") -> None:
    """Refuse more than ``max_depth`` levels in any reading; raises QueryForbiddenError with the place."""
    depth, position = readings.deepest
    if depth > limits.max_depth:
        line, column = readings.lexer.place(position)
        raise QueryForbiddenError(
            f"The {noun} nests more than {limits.max_depth} levels of groups, brackets and signs "
            f"(line {line}, column {column}). Flatten it."
        )
