"""Reading TopoJSON: arcs in degrees, and for each place the rings of arcs that bound it.

Format: the TopoJSON Format Specification 1.0 (quantized, delta-encoded arcs; ``~n`` is arc ``n`` reversed).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from scripts.map.codes import AMERICAS, DEPENDENCIES

Point = tuple[float, float]
#: Numbers of arcs, end to end; negative ones are walked backwards.
Ring = tuple[int, ...]


@dataclass(frozen=True)
class Topology:
    """Arcs (longitude, latitude in degrees), and each place's rings of arcs, outer and inner alike."""

    arcs: tuple[tuple[Point, ...], ...]
    rings: Mapping[str, tuple[Ring, ...]]

    def neighbours(self) -> dict[str, list[str]]:
        """Return, for each place, those that share a line of its outline: its land borders."""
        owners: dict[int, set[str]] = defaultdict(set)
        for place, rings in self.rings.items():
            for arc in (arc for ring in rings for arc in ring):
                owners[arc if arc >= 0 else ~arc].add(place)
        found: dict[str, set[str]] = defaultdict(set)
        for places in owners.values():
            for place in places:
                found[place] |= places - {place}
        return {place: sorted(found[place]) for place in sorted(found) if found[place]}


def read(document: Mapping[str, Any]) -> Topology:
    """Return the topology of the ``countries`` of a TopoJSON ``document``, the Americas only.

    Raises:
        KeyError: the document is no quantized TopoJSON with an object ``countries``.
    """
    scale, shift = document["transform"]["scale"], document["transform"]["translate"]
    arcs = tuple(tuple(_degrees(arc, scale, shift)) for arc in document["arcs"])
    rings: dict[str, list[Ring]] = defaultdict(list)
    for country in document["objects"]["countries"]["geometries"]:
        for polygon in _polygons(country):
            place = _place(country.get("id"), [point for arc in polygon[0] for point in _walk(arcs, arc)])
            if place:
                rings[place] += polygon
    return Topology(arcs, {place: tuple(rings[place]) for place in sorted(rings)})


def _degrees(arc: Sequence[Sequence[int]], scale: Sequence[float], shift: Sequence[float]) -> Iterator[Point]:
    across, up = (accumulate(axis) for axis in zip(*arc, strict=True))
    for x, y in zip(across, up, strict=True):
        yield x * scale[0] + shift[0], y * scale[1] + shift[1]


def _polygons(country: Mapping[str, Any]) -> list[list[Ring]]:
    polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
    return [[tuple(ring) for ring in polygon] for polygon in polygons]


def _walk(arcs: Sequence[Sequence[Point]], arc: int) -> Sequence[Point]:
    return arcs[arc] if arc >= 0 else arcs[~arc][::-1]


def _place(numeric: str | None, outline: Sequence[Point]) -> str | None:
    """Return whose polygon this is, None outside the Americas."""
    for state, (west, south, east, north), code in DEPENDENCIES:
        if numeric == state and all(west <= x <= east and south <= y <= north for x, y in outline):
            return code
    return AMERICAS.get(numeric or "")
