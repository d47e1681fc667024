"""The counters of the hot path: plain numbers that a request adds to and a scrape reads."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

#: Upper bounds of the latency histogram, in seconds; the last bucket has none.
BOUNDS: Final = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
#: The status of a request whose client left before the answer began.
LEFT: Final = "left"


class Cell:
    """The requests of one route class, method and status class."""

    __slots__ = ("buckets", "bytes", "seconds")

    def __init__(self) -> None:
        self.buckets = [0] * (len(BOUNDS) + 1)
        self.seconds = 0.0
        self.bytes = 0

    def add(self, seconds: float, size: int) -> None:
        """Count a request that took ``seconds`` and had a body of ``size`` bytes."""
        self.buckets[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds
        self.bytes += size


@dataclass(slots=True)
class CacheStats:
    """What the memory of finished answers did since the start, and what it holds now."""

    hits: int = 0
    misses: int = 0
    evictions: int = 0
    bytes: int = 0
    entries: int = 0


@dataclass(slots=True)
class Numbers:
    """Everything that is counted about requests. One event loop adds; nothing is locked."""

    in_flight: int = 0
    fast: int = 0
    """Answers that left from the fast lane."""
    truncated: int = 0
    """Answers that a limit cut short (and that say so)."""
    refused: dict[str, int] = field(default_factory=dict)
    """Requests refused before they became one, by the name of the problem."""
    cells: dict[tuple[str, str, str], Cell] = field(default_factory=dict)

    def cell(self, route: str, method: str, status: str) -> Cell:
        """Return the cell of these labels (each from a small fixed set, never a client's own words)."""
        key = (route, method, status)
        found = self.cells.get(key)
        if found is None:
            found = self.cells[key] = Cell()
        return found

    def refuse(self, name: str) -> None:
        """Count a refusal."""
        self.refused[name] = self.refused.get(name, 0) + 1
