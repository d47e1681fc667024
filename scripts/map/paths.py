"""Drawing one frame of the map: outlines as SVG paths in whole units, places too small to see as points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from scripts.map.projection import Lambert
from scripts.map.simplify import Box, Point, clipped, ring_area, simplified
from scripts.map.topology import Ring, Topology


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture ``width`` units wide, cut at four points, each (longitude, latitude) in degrees.

    In square units: ``smallest`` is the triangle below which a line loses a point, ``islet`` the area below
    which an island is left out, ``speck`` that below which a whole place is drawn as a point.
    """

    projection: Lambert
    left: Point
    top: Point
    right: Point
    bottom: Point
    width: int = 1000
    smallest: float = 4.0
    islet: float = 12.0
    speck: float = 120.0

    def box(self) -> Box:
        """Return the frame on the projection's plane: left, top, right, bottom."""
        return (
            self.projection(self.left)[0],
            self.projection(self.top)[1],
            self.projection(self.right)[0],
            self.projection(self.bottom)[1],
        )

    @property
    def scale(self) -> float:
        """Units for each radius of the sphere."""
        left, _, right, _ = self.box()
        return self.width / (right - left)

    @property
    def height(self) -> int:
        """Units from top to bottom."""
        _, top, _, bottom = self.box()
        return round((bottom - top) * self.scale)

    def place(self, point: Point) -> Point:
        """Return where a point (degrees) stands, in units from the frame's upper left corner."""
        left, top, _, _ = self.box()
        x, y = self.projection(point)
        return (x - left) * self.scale, (y - top) * self.scale

    def around(self, margin: float = 8.0) -> Box:
        """Return the box to which outlines are cut: a little outside the frame, so that no cut is seen."""
        return -margin, -margin, self.width + margin, self.height + margin


def drawn(topology: Topology, frame: Frame) -> dict[str, Any]:
    """Return ``width``, ``height``, ``shapes`` (code → path) and ``points`` (code → [x, y]) of ``frame``."""
    full = [[frame.place(point) for point in arc] for arc in topology.arcs]
    fewer = [simplified(arc, frame.smallest) for arc in full]
    shapes: dict[str, str] = {}
    points: dict[str, list[int]] = {}
    for code, rings in topology.rings.items():
        whole = [_outline(full, ring) for ring in rings]
        if sum(ring_area(ring) for ring in whole) < frame.speck:
            point = _middle(max(whole, key=ring_area))
            if 0 <= point[0] <= frame.width and 0 <= point[1] <= frame.height:
                points[code] = point
            continue
        inside = (clipped(_outline(fewer, ring), frame.around()) for ring in rings)
        shape = "".join(path(ring) for ring in inside if ring_area(ring) >= frame.islet)
        if shape:
            shapes[code] = shape
    return {"width": frame.width, "height": frame.height, "shapes": shapes, "points": points}


def path(ring: Sequence[Point]) -> str:
    """Return a closed line as an SVG path of whole units, each point told from the one before."""
    at = [(round(x), round(y)) for x, y in ring]
    steps = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(at)]
    words = [f"{x}{'' if y < 0 else ' '}{y}" for x, y in steps if x or y]
    line = "".join(word if n == 0 or word[0] == "-" else f" {word}" for n, word in enumerate(words))
    return f"M{at[0][0]} {at[0][1]}l{line}z"


def _outline(arcs: Sequence[Sequence[Point]], ring: Ring) -> list[Point]:
    found: list[Point] = []
    for arc in ring:
        line = arcs[arc] if arc >= 0 else arcs[~arc][::-1]
        found += line[1:] if found else line
    return found[:-1] if found[0] == found[-1] else found


def _middle(ring: Sequence[Point]) -> list[int]:
    return [round(sum(point[axis] for point in ring) / len(ring)) for axis in (0, 1)]


def corners(frame: Frame, within: Frame, steps: int = 12) -> str:
    """Return the outline of ``within`` as a path in units of ``frame``: the box that is drawn larger."""
    left, top, right, bottom = within.left[0], within.top[1], within.right[0], within.bottom[1]
    sides: Mapping[str, Sequence[Point]] = {
        "top": [(left + (right - left) * n / steps, top) for n in range(steps)],
        "right": [(right, top), (right, bottom)],
        "bottom": [(right - (right - left) * n / steps, bottom) for n in range(1, steps)],
        "left": [(left, bottom)],
    }
    return path([frame.place(point) for side in sides.values() for point in side])
