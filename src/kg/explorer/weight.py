"""How heavy the document is on its way to a reader."""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from typing import Any, Final

#: The level at which the server compresses what it keeps.
_LEVEL: Final = 9


@dataclass(frozen=True, slots=True)
class Weight:
    """Bytes of JSON as it is, and compressed by gzip (RFC 1952)."""

    raw: int
    gzipped: int


def packed(value: Any) -> bytes:
    """Return ``value`` as JSON in UTF-8 without a blank that says nothing."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def weight(value: Any) -> Weight:
    """Return what ``value`` weighs as JSON."""
    text = packed(value)
    return Weight(len(text), len(gzip.compress(text, _LEVEL, mtime=0)))
