"""Two mechanisms as two sets: members above, mandates below; what both have stands where the sets overlap.

Three columns, so that every region of the picture is one that exists, and every tile names a state.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kg.brief.drawing import (
    AMBER,
    AMBER_SOFT,
    BLUE,
    BLUE_SOFT,
    FAINT,
    INK,
    PAPER,
    box,
    element,
    fitted,
    lines_of,
    picture,
    text,
    width_of,
)
from kg.brief.model import Picture
from kg.brief.words import Words

_WIDTH: Final = 720
_GAP: Final = 8
_COLUMN: Final = (_WIDTH - 4 * _GAP) / 3
_TILE: Final = 18
_TOP: Final = 22
_SIZE: Final = 10.0
#: From this many names in a column on, tiles show codes instead.
_CROWDED: Final = 22
#: Mandates that a column has room for.
_MOST: Final = 8


@dataclass(frozen=True, slots=True)
class Column:
    """One region: its heading and (name, short form) of what is in it.

    ``counted``: whether that is all; not where a list is unknown.
    """

    heading: str
    items: tuple[tuple[str, str], ...]
    counted: bool = True


@dataclass(frozen=True, slots=True)
class _Ink:
    """The colours of one band: of the sets and of the tiles of the middle."""

    strong: str
    soft: str


_MEMBERS: Final = _Ink(BLUE, BLUE_SOFT)
_MANDATES: Final = _Ink(AMBER, AMBER_SOFT)


def set_picture(
    members: tuple[Column, ...],
    mandates: tuple[Column, ...],
    names: tuple[str, str],
    unknown: tuple[bool, bool],
    words: Words,
) -> Picture:
    """Return the picture of a pair; ``unknown``: whose list of members no source gives, which is hatched."""
    a, b = names
    title = words("picture.sets", a=a, b=b)
    people, below = _band(words("picture.band-members"), members, 0, _MEMBERS, unknown, words)
    work, height = _band(
        words("picture.band-mandates"), mandates, below + 10, _MANDATES, (False, False), words
    )
    alt = " ".join([f"{title}.", *map(_said, members), *map(_said, mandates)])
    svg = picture(_WIDTH, height, title, people + work)
    return Picture(svg, _WIDTH, int(height), title, alt)


def _said(column: Column) -> str:
    names = ", ".join(name for name, _ in column.items)
    return f"{_head(column)}: {names or '–'}."


def _band(
    name: str, columns: tuple[Column, ...], top: float, ink: _Ink, unknown: tuple[bool, bool], words: Words
) -> tuple[str, float]:
    """Return one band and where it ends."""
    start = top + 30
    bodies = [
        _column(column, _x(place), start + _TOP, ink, place == 1) for place, column in enumerate(columns)
    ]
    end = max(bottom for _, bottom in bodies) + _GAP
    head = text(2, top + 16, name, 12, font_weight=700, fill=ink.strong)
    heads = [
        text(
            _x(place),
            start + 14,
            fitted(_head(column), 12, _COLUMN - _GAP),
            11,
            font_weight=700,
        )
        for place, column in enumerate(columns)
    ]
    hatched = [
        _unknown(_x(2 * side), start + _TOP, end - start - _TOP - _GAP, words)
        for side, lacking in enumerate(unknown)
        if lacking
    ]
    marks = "".join(mark for mark, _ in bodies)
    return head + _sets(start - 6, end - start + 6, ink) + "".join(heads) + marks + "".join(hatched), end


def _head(column: Column) -> str:
    return f"{column.heading} · {len(column.items) if column.counted else '?'}"


def _x(place: int) -> float:
    return _GAP + place * (_COLUMN + _GAP)


def _sets(top: float, height: float, ink: _Ink) -> str:
    """Return the two outlines: the left one covers the columns 1 and 2, the right one 2 and 3."""
    reach = 2 * _COLUMN + 2 * _GAP
    common = {"rx": 10, "fill": ink.soft, "fill_opacity": "0.6", "stroke": ink.strong, "stroke_width": "1.2"}
    left = box(_GAP / 2, top, reach, height, **common)
    right = box(_GAP / 2 + _COLUMN + _GAP, top + 2, reach, height - 4, **common, stroke_dasharray="5 3")
    return left + right


def _unknown(x: float, top: float, height: float, words: Words) -> str:
    room = max(height, 26)
    label = words("picture.unknown")
    wide = width_of(label, 10) + 10
    return (
        box(x, top, _COLUMN - _GAP, room, fill="url(#hatch)", rx=4)
        + box(x + 6, top + 5, wide, 16, fill=PAPER, rx=3)
        + text(x + 11, top + 16.5, label, 10, font_weight=700)
    )


def _column(column: Column, x: float, top: float, ink: _Ink, middle: bool) -> tuple[str, float]:
    if ink is _MANDATES:
        return _list(column, x, top, ink, middle)
    crowded = len(column.items) > _CROWDED
    across = 4 if crowded else 2
    room = (_COLUMN - _GAP - 4 * (across - 1)) / across
    marks, spot = [], 0
    for name, short in column.items:
        label = short if crowded else name
        wide = not crowded and width_of(label, _SIZE) > room - 8
        spot += spot % across if wide else 0  # a long name has a row of its own
        row, place = divmod(spot, across)
        width = _COLUMN - _GAP if wide else room
        marks.append(_tile(x + place * (room + 4), top + row * (_TILE + 3), width, label, ink, middle))
        spot += across if wide else 1
    rows = -(-spot // across)
    return "".join(marks), top + max(rows, 1) * (_TILE + 3)


def _tile(x: float, y: float, width: float, label: str, ink: _Ink, middle: bool) -> str:
    fill, colour = (ink.strong, PAPER) if middle else (PAPER, INK)
    frame = box(x, y, width, _TILE, rx=3, fill=fill, stroke=ink.strong, stroke_width="0.8")
    return frame + text(x + 5, y + 12.6, fitted(label, _SIZE, width - 8), _SIZE, fill=colour)


def _list(column: Column, x: float, top: float, ink: _Ink, middle: bool) -> tuple[str, float]:
    """Return mandates one under another: their names are too long for tiles side by side."""
    y, marks = top, []
    for name, _ in column.items[:_MOST]:
        lines = lines_of(name, _SIZE, _COLUMN - 26)
        fill = ink.strong if middle else PAPER
        marks.append(element("circle", cx=x + 5, cy=y + 8.5, r=3.2, fill=fill, stroke=ink.strong))
        for line in lines:
            marks.append(text(x + 14, y + 12, line, _SIZE))
            y += 12.5
        y += 3
    if len(column.items) > _MOST:
        marks.append(text(x + 14, y + 12, f"+ {len(column.items) - _MOST}", _SIZE, fill=FAINT))
        y += 15
    return "".join(marks), max(y, top + 18)
