"""What Oxigraph says of a query that does not parse, in words for a person."""

from __future__ import annotations

import re
from typing import Final

from kg.errors import QuerySyntaxError

_PLACE: Final = re.compile(r"error at (\d+):(\d+): (?:expected (?:one of )?)?(.*)", re.DOTALL)
_SENTENCE: Final = re.compile(r"(?:[A-Z][a-z]\w*|IRIs?) (?:[A-Z]+ )?[a-z][^,\[\]]+")


def syntax_error(message: str, text: str) -> QuerySyntaxError:
    """Return the engine's ``error at 1:23: expected …`` about the query ``text`` with line and column.

    Where the engine gives a reason in words, that is kept. Its lists of what it expected name only what its
    last attempt looked for, so they mislead; what stands at the place is shown instead.
    """
    match = _PLACE.match(message)
    if match is None:
        return QuerySyntaxError(message)
    line, column = int(match[1]), int(match[2])
    reason = _SENTENCE.search(match[3])
    if reason is not None:
        return QuerySyntaxError(reason[0], line, column)
    lines = text.split("\n")
    found = lines[line - 1][column - 1 :].strip() if line <= len(lines) else ""
    if found:
        return QuerySyntaxError(f"{found[:30]!r} is not expected here", line, column)
    return QuerySyntaxError("here the query is not complete, or something before is too much", line, column)
