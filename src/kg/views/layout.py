"""Where every node of the membership network stands: mechanisms in the middle, participants at the sides.

Participants keep to their region's block, so that a reader finds a state without searching; inside the
blocks, and down the middle, the order follows the barycentre heuristic for two-layer drawings (Sugiyama,
Tagawa and Toda 1981): every node moves to the mean place of its neighbours, and the round with the fewest
crossings and the least steep lines is kept. No physics and no chance: the same graph is always drawn the
same way.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from itertools import permutations
from typing import Final

from kg.overlap.network import Network
from kg.views.regions import SIDES, group_of

_ROUNDS: Final = 12
_STEEP: Final = 20.0
#: Beyond this share of all participants a body's lines are drawn faintly until it is chosen.
QUIET_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """Side (left, right, middle, apart), group, place from the top of the side, and in one single column.

    ``x`` and ``y`` are the place in a picture of width and height 1.
    """

    side: str
    group: str
    order: int
    single: int
    x: float
    y: float


def layout(graph: Network, listed: Set[str]) -> dict[str, Place]:
    """Return the place of every node of ``graph``.

    Mechanisms of which the sources list nobody (those not in ``listed``) stand apart, below the picture.
    """
    bodies = [key for key, node in graph.nodes(data=True) if node["kind"] == "mechanism"]
    apart = sorted(
        (key for key in bodies if key not in listed or graph.degree(key) == 0),
        key=lambda key: (graph.degree(key) == 0, key),  # no line runs behind a box to one further down
    )
    middle = sorted(set(bodies) - set(apart))
    best = _best(graph, set(bodies), middle)
    places = {key: _place("middle", "", n, n, len(best[1]), 0.5) for n, key in enumerate(best[1])}
    single = 0
    for side, x in (("left", 0.0), ("right", 1.0)):
        keys = [(group, key) for group, keys in best[0][side].items() for key in keys]
        for order, (group, key) in enumerate(keys):
            places[key] = _place(side, group, order, single, len(keys), x)
            single += 1
    for order, key in enumerate(apart):
        places[key] = Place("apart", "", order, order, (order + 0.5) / len(apart), 1.0)
    return places


def is_quiet(graph: Network, key: str) -> bool:
    """Tell whether a mechanism is so large that its lines would drown the others."""
    everyone = sum(1 for node in graph if graph.nodes[node]["kind"] != "mechanism")
    return len(set(graph.predecessors(key))) > QUIET_SHARE * everyone and everyone > 12


Columns = dict[str, dict[str, list[str]]]


def _blocks(graph: Network, groups: Iterable[str], bodies: set[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {group: [] for group in groups}
    for key in sorted(graph):
        group = group_of(graph.nodes[key]["kind"], graph.nodes[key]["local"])
        if key not in bodies and group in found:
            found[group].append(key)
    return found


def _place(side: str, group: str, order: int, single: int, size: int, x: float) -> Place:
    return Place(side, group, order, single, x, (order + 0.5) / max(size, 1))


def _best(graph: Network, bodies: set[str], middle: list[str]) -> tuple[Columns, list[str]]:
    """Try the blocks of the right side in every order; the left side stays from north to south."""
    tries = []
    for right in permutations(SIDES["right"]):
        columns = {
            "left": _blocks(graph, SIDES["left"], bodies),
            "right": _blocks(graph, right, bodies),
        }
        tries.append(_settled(graph, columns, middle))
    return min(tries, key=lambda found: found[0])[1]


def _settled(graph: Network, columns: Columns, middle: list[str]) -> tuple[float, tuple[Columns, list[str]]]:
    best = (columns, middle)
    least = _clutter(graph, columns, middle)
    for _ in range(_ROUNDS):
        middle = _sorted_by_mean(graph, middle, _heights(columns))
        level = {key: (n + 0.5) / len(middle) for n, key in enumerate(middle)}
        columns = {
            side: {group: _sorted_by_mean(graph, keys, level) for group, keys in blocks.items()}
            for side, blocks in columns.items()
        }
        found = _clutter(graph, columns, middle)
        if found < least:
            best, least = (columns, middle), found
    return least, best


def _clutter(graph: Network, columns: Columns, middle: list[str]) -> float:
    """Crossings, and the steepness of the lines at the worth of ``_STEEP`` crossings a picture's height."""
    level = {key: (n + 0.5) / len(middle) for n, key in enumerate(middle)}
    heights = _heights(columns)
    ends = ((one, two) for one, two in graph.edges() if one in heights and two in level)
    steep = sum(abs(heights[one] - level[two]) for one, two in ends)
    return _crossings(graph, columns, middle) + _STEEP * steep


def _heights(columns: Columns) -> dict[str, float]:
    heights: dict[str, float] = {}
    for blocks in columns.values():
        keys = [key for group in blocks.values() for key in group]
        heights.update({key: (n + 0.5) / len(keys) for n, key in enumerate(keys)})
    return heights


def _sorted_by_mean(graph: Network, keys: list[str], level: Mapping[str, float]) -> list[str]:
    def mean(key: str) -> float:
        near = {*graph.predecessors(key), *graph.successors(key)} & level.keys()
        return sum(level[other] for other in near) / len(near) if near else 0.5

    return sorted(keys, key=lambda key: (round(mean(key), 9), key))


def _crossings(graph: Network, columns: Columns, middle: list[str]) -> int:
    """Count pairs of lines that cross, by side, as inversions (Barth, Jünger and Mutzel 2002)."""
    level = {key: n for n, key in enumerate(middle)}
    total = 0
    for blocks in columns.values():
        keys = [key for group in blocks.values() for key in group]
        seen: list[int] = []
        for key in keys:
            ends = sorted(level[body] for body in set(graph.successors(key)) if body in level)
            total += sum(len(seen) - bisect_right(seen, end) for end in ends)
            for end in ends:
                insort(seen, end)
    return total
