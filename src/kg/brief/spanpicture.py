"""Seats over the years: a lane for each, solid where a source states it, hatched where it is assumed.

A lane whose beginning no source dates has no edge there: it begins with the mechanism, open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.asof import Seat
from kg.brief.desk import Desk, alphabetical
from kg.brief.drawing import FAINT, INK, LINE, PAPER, box, element, fitted, picture, text, width_of
from kg.brief.model import Picture
from kg.explorer.spells import runs
from kg.model import Ref
from kg.views.roles import stroke_of

_WIDTH: Final = 720
_LABEL: Final = 190
_ROLE: Final = 92
_LANE: Final = 15
_TOP: Final = 24
_SIZE: Final = 9.5
#: More lanes than this are drawn together where they look the same.
_CROWDED: Final = 18
#: Years shown before the year of the brief where nothing is dated.
_SPAN: Final = 10


@dataclass(frozen=True, slots=True)
class Lane:
    """One seat: ``runs`` are (first year, last year, stated); ``dated`` tells whether its beginning is."""

    name: str
    role: str
    role_name: str
    runs: tuple[tuple[int, int, bool], ...]
    dated: bool


def lanes_of(desk: Desk, seats: Sequence[Seat], name: Callable[[Seat], str]) -> list[Lane]:
    """Return the lanes of ``seats``, each called by ``name``, in their order."""
    first = _first(desk, seats)
    return [_lane(desk, seat, name(seat), first) for seat in seats]


def _first(desk: Desk, seats: Sequence[Seat]) -> int:
    """Return the first year of the picture: the oldest mechanism's, or the first that a seat is dated to."""
    bodies = [desk.snapshot.mechanisms[seat.membership.mechanism] for seat in seats]
    years = [body.established_year for body in bodies if body.established_year is not None]
    for seat in seats:
        years += [
            year for year in (seat.membership.span.since, *seat.membership.attested) if year is not None
        ]
    return min([*years, desk.year - _SPAN])


def _lane(desk: Desk, seat: Seat, name: str, first: int) -> Lane:
    row = seat.membership
    found = runs(row, desk.snapshot.mechanisms[row.mechanism], range(first, desk.year + 1))
    spans = tuple((start, end, bool(stated)) for start, end, stated in found)
    return Lane(name, row.role, desk.name(Ref("role", row.role)), spans, row.since is not None)


def span_picture(desk: Desk, lanes: Sequence[Lane], title: str, subject: str) -> Picture:
    """Return the lanes over one axis of years, with ``subject`` over the names."""
    shown = _together(desk, lanes) if len(lanes) > _CROWDED else list(lanes)
    first = min((run[0] for lane in shown for run in lane.runs), default=desk.year - 1)
    axis = _Axis(min(first, desk.year - 1), desk.year)
    height = _TOP + len(shown) * _LANE + 30
    marks = [_axis(axis, height - 30), text(2, 13, subject, 9.5, fill=FAINT)]
    marks += [_drawn(lane, _TOP + n * _LANE, axis) for n, lane in enumerate(shown)]
    marks.append(_key(desk, height - 10))
    alt = " ".join([f"{title}.", *(_said(desk, lane) for lane in shown)])
    return Picture(picture(_WIDTH, height, title, "".join(marks)), _WIDTH, height, title, alt)


@dataclass(frozen=True, slots=True)
class _Axis:
    first: int
    last: int

    def x(self, year: float) -> float:
        """Return where ``year`` begins."""
        left = _LABEL + _ROLE
        return left + (year - self.first) * (_WIDTH - left - 8) / (self.last + 1 - self.first)

    def ticks(self) -> list[int]:
        """Return the years that are written, five to nine of them."""
        span = self.last - self.first
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if span / step <= 8)
        return [year for year in range(self.first, self.last + 1) if year % step == 0]


def _together(desk: Desk, lanes: Sequence[Lane]) -> list[Lane]:
    """Return one lane for all of a role whose years are the same."""
    groups: dict[Lane, list[str]] = defaultdict(list)
    for lane in lanes:
        groups[replace(lane, name="")].append(lane.name)
    found = []
    for lane, names in groups.items():
        ordered = sorted(names, key=alphabetical)
        name = ordered[0] if len(names) == 1 else desk.words("picture.group", n=len(names), first=ordered[0])
        found.append(replace(lane, name=name))
    return found


def _axis(axis: _Axis, bottom: float) -> str:
    marks = []
    for year in axis.ticks():
        x = axis.x(year)
        marks.append(element("path", d=f"M{x:.1f} {_TOP - 4}V{bottom:.1f}", stroke=LINE, stroke_width="0.7"))
        marks.append(text(x + 1, 13, str(year), 9, fill=FAINT))
    end = axis.x(axis.last + 1)
    marks.append(element("path", d=f"M{end:.1f} {_TOP - 4}V{bottom:.1f}", stroke=INK, stroke_width="0.9"))
    return "".join(marks)


def _drawn(lane: Lane, y: float, axis: _Axis) -> str:
    colour = stroke_of(lane.role).light
    marks = [
        text(2, y + 10, fitted(lane.name, _SIZE, _LABEL - 6), _SIZE),
        text(_LABEL, y + 10, fitted(lane.role_name, 9, _ROLE - 6), 9, fill=colour),
    ]
    for number, (start, end, stated) in enumerate(lane.runs):
        x, right = axis.x(start), axis.x(end + 1)
        if stated:
            marks.append(box(x, y + 2, right - x, 9, fill=colour))
        else:
            marks.append(box(x, y + 3, right - x, 7, fill="url(#hatch)"))
        if number == 0 and lane.dated:
            marks.append(box(x, y, 2, 13, fill=colour))
        elif number == 0:
            marks.append(_open(x, y))
    return "".join(marks)


def _open(x: float, y: float) -> str:
    """Return a torn edge: nobody says when it began."""
    return element("path", d=f"M{x:.1f} {y + 1}l4 3-4 3 4 3-4 3z", fill=PAPER)


def _key(desk: Desk, y: float) -> str:
    """Return the key: stated, assumed, dated beginning, open beginning."""
    colour, x, marks = stroke_of("member").light, 2.0, []
    for name in ("stated", "assumed", "dated", "open"):
        if name == "assumed":
            marks.append(box(x, y - 8, 20, 7, fill="url(#hatch)"))
        else:
            marks.append(box(x, y - 9, 20, 9, fill=colour))
        if name == "dated":
            marks.append(box(x, y - 11, 2, 13, fill=colour))
        if name == "open":
            marks.append(_open(x, y - 10))
        label = desk.words(f"key.{name}")
        marks.append(text(x + 25, y - 1, label, 9, fill=FAINT))
        x += 40 + width_of(label, 9)
    return "".join(marks)


def _said(desk: Desk, lane: Lane) -> str:
    years = ", ".join(
        f"{start}–{end} ({desk.words('key.stated' if stated else 'key.assumed')})"
        for start, end, stated in lane.runs
    )
    return f"{lane.name}, {lane.role_name}: {years or '–'}."
