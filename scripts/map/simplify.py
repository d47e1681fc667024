"""Fewer points for the same line, and clipping to a frame.

Methods: M. Visvalingam and J. D. Whyatt, "Line generalisation by repeated elimination of points", The
Cartographic Journal 30 (1993): the point whose triangle with its neighbours is smallest goes first. Lines are
simplified before they are put together to outlines, so two neighbours keep one border. I. E. Sutherland and
G. W. Hodgman, "Reentrant polygon clipping", Communications of the ACM 17 (1974).
"""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

Point = tuple[float, float]
Box = tuple[float, float, float, float]


def area(a: Point, b: Point, c: Point) -> float:
    """Return the area of a triangle, in square units of its points."""
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def ring_area(ring: Sequence[Point]) -> float:
    """Return the area inside a closed line (the last point need not repeat the first)."""
    turned = zip(ring, (*ring[1:], *ring[:1]), strict=True)
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in turned)) / 2


def simplified(line: Sequence[Point], smallest: float) -> list[Point]:
    """Return ``line`` without the points whose triangle is below ``smallest``; both ends stay.

    A line that closes on itself keeps four points at least, so that it still bounds something.
    """
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    sizes = [area(*line[n - 1 : n + 2]) if 0 < n < len(line) - 1 else 0.0 for n in range(len(line))]
    queue = [(sizes[n], n) for n in range(1, len(line) - 1)]
    heapify(queue)
    gone: set[int] = set()
    least = 4 if line[0] == line[-1] else 2
    while queue and len(line) - len(gone) > least:
        size, n = heappop(queue)
        if n in gone or size != sizes[n]:
            continue
        if size >= smallest:
            break
        gone.add(n)
        left, right = before[n], after[n]
        after[left], before[right] = right, left
        for m in (left, right):
            if 0 < m < len(line) - 1:
                sizes[m] = max(size, area(line[before[m]], line[m], line[after[m]]))
                heappush(queue, (sizes[m], m))
    return [point for n, point in enumerate(line) if n not in gone]


def clipped(ring: Sequence[Point], box: Box) -> list[Point]:
    """Return what of a closed line's inside lies in ``box`` (left, top, right, bottom), as a closed line."""
    points = list(ring)
    for axis, edge, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        points = _half(points, axis, edge, sign)
    return points


def _half(points: Sequence[Point], axis: int, edge: float, sign: int) -> list[Point]:
    """Return the part of a closed line's inside on the side of ``edge`` to which ``sign`` points."""
    kept: list[Point] = []
    for a, b in zip((*points[-1:], *points[:-1]), points, strict=True):
        at, to = sign * (a[axis] - edge), sign * (b[axis] - edge)
        if (at < 0) != (to < 0):
            share = at / (at - to)
            kept.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
        if to >= 0:
            kept.append(b)
    return kept
