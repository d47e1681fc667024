"""A few SVG elements as text, and how wide text comes out; no fonts are read, so the same everywhere."""

from __future__ import annotations

import re
from typing import Final
from xml.sax.saxutils import escape, quoteattr

#: Colours of print: dark enough for text on white (4.5:1), told apart by lightness as well as by hue.
INK: Final = "#16263a"
FAINT: Final = "#5f6c7c"
LINE: Final = "#c9ced6"
BLUE: Final = "#0b5a94"
BLUE_SOFT: Final = "#e3edf5"
AMBER: Final = "#7a4a00"
AMBER_SOFT: Final = "#fdf0dc"
PAPER: Final = "#ffffff"

FAMILY: Final = "Roboto, Arial, Helvetica, sans-serif"
_FORBIDDEN: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: Widths in em, a little wider than Roboto's and Arial's own.
_NARROW: Final = frozenset("iljtfrI1.,:;'|!()[] -íïì‑")
_WIDE: Final = frozenset("mwMW@%—")


def clean(text: str) -> str:
    """Return ``text`` with U+FFFD for what XML 1.0 cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """Return an element; ``_`` in names of attributes stands for ``-``; ``content`` is markup already."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(clean(_number(value)))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def text(x: float, y: float, words: str, size: float = 10, **attributes: object) -> str:
    """Return one line of text whose baseline begins at (x, y)."""
    attributes.setdefault("fill", INK)
    return element("text", escape(clean(words)), x=x, y=y, font_size=size, **attributes)


def box(x: float, y: float, width: float, height: float, **attributes: object) -> str:
    """Return a rectangle."""
    return element("rect", x=x, y=y, width=width, height=height, **attributes)


def picture(width: float, height: float, title: str, content: str) -> str:
    """Return a whole SVG that needs no style sheet; ``title`` is read aloud in its place."""
    named = element("title", escape(clean(title)))
    return element(
        "svg",
        named + _hatch() + box(0, 0, width, height, fill=PAPER) + content,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_number(width)} {_number(height)}",
        width=width,
        height=height,
        role="img",
        font_family=FAMILY,
    )


def width_of(words: str, size: float) -> float:
    """Return how wide ``words`` come out at most, in pixels."""
    wide = sum(0.34 if char in _NARROW else 0.92 if char in _WIDE else 0.6 for char in words)
    return wide * size


def fitted(words: str, size: float, room: float) -> str:
    """Return ``words``, cut with an ellipsis where they do not fit into ``room`` pixels."""
    if width_of(words, size) <= room:
        return words
    kept = words
    while kept and width_of(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def lines_of(words: str, size: float, room: float, most: int = 2) -> list[str]:
    """Return ``words`` broken into at most ``most`` lines of ``room`` pixels; the last may be cut."""
    lines: list[str] = []
    for word in words.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= room:
            lines[-1] = f"{lines[-1]} {word}"
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}"
    return [fitted(line, size, room) for line in lines]


def _hatch() -> str:
    """Return the patterns that pictures fill with: ``hatch`` for what is unknown or assumed."""
    lines = element("path", d="M0 6L6 0M-1 1L1 -1M5 7L7 5", stroke=FAINT, stroke_width=0.8)
    pattern = element("pattern", lines, id="hatch", width=6, height=6, patternUnits="userSpaceOnUse")
    return element("defs", pattern)


def _number(value: object) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
