"""Text as people sort and see it."""

from __future__ import annotations

import re
from typing import Final

#: What a terminal would obey instead of show (C0 and C1 controls, delete); line ends and tabs are text.
CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
#: A longer run of digits is cut: int() refuses thousands of them.
_DIGITS: Final = re.compile("([0-9]{1,1000})")


def natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """Return a sort key that puts ``p2`` before ``p10``, and digits before letters."""
    parts = _DIGITS.split(text)
    return tuple((0, int(part), part) if _DIGITS.fullmatch(part) else (1, 0, part) for part in parts if part)


def visible(text: str) -> str:
    """Return ``text`` with U+FFFD for every control character, so that a terminal shows all of it."""
    return CONTROL.sub("\ufffd", text)
