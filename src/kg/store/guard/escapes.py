"""Codepoint escape sequences (SPARQL 1.1 Query, section 19.2) and escapes in local names (19.8, [173])."""

from __future__ import annotations

import re
from typing import Final

from kg.errors import QuerySyntaxError

#: A run of backslashes and what follows: an escape counts only after an even number of them.
_UCHAR: Final = re.compile(r"\\(?:u(?P<four>[0-9A-Fa-f]{4})|U(?P<eight>[0-9A-Fa-f]{8}))")
_ESCAPE: Final = re.compile(rf"(?P<lead>(?<!\\)(?:\\\\)*+){_UCHAR.pattern}")
_LOCAL: Final = re.compile(r"\\([_~.\-!$&'()*+,;=/?#@%])")


def decode(text: str) -> str:
    """Return ``text`` with its codepoint escapes replaced, as a reader that decodes first sees it.

    Raises QuerySyntaxError for an escape that names no character (a surrogate, or beyond U+10FFFF).
    """
    # Adjacent escapes share no backslash, so the look-behind of the second sees a hex digit.
    return _ESCAPE.sub(lambda match: match["lead"] + _character(match), text)


def decode_iri(text: str) -> str:
    """Return the characters of an IRI written with codepoint escapes."""
    return _UCHAR.sub(_character, text)


def unescape_local(local: str) -> str:
    r"""Return the local part of a prefixed name without its escapes: ``a\-b`` is ``a-b``."""
    return _LOCAL.sub(r"\1", local)


def _character(match: re.Match[str]) -> str:
    code = int(match["four"] or match["eight"], 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        raise QuerySyntaxError(f"the escape {match.group().lstrip()} names no character")
    return chr(code)
