"""Texts that formats tend to break on, and the small graph with such texts in it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

SMALL: Final = Path(__file__).parents[1] / "data" / "small.ttl"

#: What every format must bring back as it was.
TEXTS: Final = (
    "=cmd|'/c calc'!A1",
    "+1+1",
    "-2",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "\n=1",
    "'=1",
    "''@x",
    "＝1",
    "'plain",
    '"quoted", "comma"; semicolon | bar',
    "two\nlines\r\nand\rthree",
    "  spaces  around  ",
    "<b>&amp;</b> ]]> <!-- -->",
    "\\ back \\n slash",
    "\u202eright to left\u202c",
    "\U0001f30e beyond the basic plane",
    "é and e\u0301",
    "\u0085 next line \u2028 separator \u200b zero \ufeff width",
    "_x0041_ and _x000D_",
    "\x7f delete",
    "007",
    "1e5",
    "TRUE",
    "2020-01-01",
)
#: What XML has no place for; every other format must bring it back.
NOT_IN_XML: Final = ("\x01 control", "bell \x07", "\x1f", "\ufffe", "a\uffff")

_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
#: Words of the small graph in whose place the text is put: names, an alias, a description, a remark, a title.
_PLACES: Final = (
    '"Harbour Forum"@en',
    '"Foro del Puerto"@es',
    '"Quay Talks"@en',
    '"States that talk in a harbour."@en',
    '"The later list leaves it out."@en',
    '"Atlas of forums"@en',
    '"Its posts share no figures yet."@en',
)


def turtle(text: str) -> str:
    """Return ``text`` as a quoted literal of Turtle."""
    escaped = "".join(_ESCAPES.get(char, char) for char in text)
    return '"' + "".join(char if ord(char) > 31 else f"\\u{ord(char):04X}" for char in escaped) + '"'


def hostile(folder: Path, text: str) -> Path:
    """Write the small graph with ``text`` in place of several of its words and return the file."""
    content = SMALL.read_text("utf-8")
    for place in _PLACES:
        assert place in content, place
        content = content.replace(place, turtle(text) + place[place.rindex("@") :])
    path = folder / "hostile.ttl"
    path.write_text(content, "utf-8")
    return path
