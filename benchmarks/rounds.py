"""Figures of several rounds, as ratios, and what they ought to be."""

from __future__ import annotations

import statistics
from dataclasses import dataclass, field

from benchmarks.questions import EACH_NEW, Row

_YARDSTICK = ("small SELECT", "oxigraph serve, in memory")
Key = tuple[str, str]


@dataclass
class Table:
    """Row → what wrk found in each round; rows in the order in which they came."""

    rounds: dict[Key, list[dict[str, float]]] = field(default_factory=dict)

    def add(self, row: Row, found: dict[str, float]) -> None:
        """Add what one round found."""
        self.rounds.setdefault((row.group, row.name), []).append(found)

    def ratio(self, row: Key, other: Key) -> float:
        """Return the median over the rounds of requests a second of ``row`` / of ``other``."""
        pairs = zip(self.rounds[row], self.rounds[other], strict=True)
        return statistics.median(
            mine["rps"] / theirs["rps"] if theirs["rps"] else 0.0 for mine, theirs in pairs
        )

    def yardstick(self, row: Key) -> Key:
        """Return what ``row`` is compared with: the same question asked of ``oxigraph serve`` in memory."""
        same = (row[0], _YARDSTICK[1])
        return same if same in self.rounds else _YARDSTICK

    def show(self) -> None:
        """Print the rows, grouped by question."""
        group = ""
        for row, found in self.rounds.items():
            if row[0] != group:
                group = row[0]
                against = (
                    "" if self.yardstick(row)[0] == group else " (x = the small SELECT of oxigraph serve)"
                )
                print(f"{group}{against}")
            middle = {name: statistics.median(each[name] for each in found) for name in found[0]}
            failed = sum(each["failed"] for each in found)
            print(
                f"  {row[1]:<44} {middle['rps']:9.1f}/s {self.ratio(row, self.yardstick(row)):8.3f} x"
                f"  p50 {middle['p50']:8.2f} ms  p99 {middle['p99']:8.2f} ms"
                + (f"  {failed:.0f} FAILED" if failed else "")
            )


@dataclass(frozen=True)
class Aim:
    """``row`` ought to reach ``least`` times ``other``."""

    text: str
    row: Key
    other: Key
    least: float

    def shown(self, table: Table) -> str:
        """Return the line that says whether it does."""
        ratio = table.ratio(self.row, self.other)
        met = "met" if ratio >= self.least else "MISSED"
        return f"{self.text:<62} {met:<7} {ratio:8.3f} x, aim {self.least:g} x"


_SMALL, _REST, _ATTACK = "small SELECT", "REST list", "under attack"
_BARE = (_SMALL, "kg serve, no cache")
AIMS = (
    Aim("repeated SELECT : oxigraph in memory", (_SMALL, "kg serve, repeated"), _YARDSTICK, 3),
    Aim("SELECT, 304 : oxigraph in memory", (_SMALL, "kg serve, 304"), _YARDSTICK, 3),
    Aim("repeated REST list : its SELECT", (_REST, "kg serve, repeated"), _YARDSTICK, 3),
    Aim("REST list, 304 : its SELECT", (_REST, "kg serve, 304"), _YARDSTICK, 3),
    Aim("uncached SELECT : oxigraph in memory", _BARE, _YARDSTICK, 0.5),
    Aim("each text new : oxigraph in memory", (EACH_NEW, "kg serve"), (EACH_NEW, _YARDSTICK[1]), 0.5),
    Aim("uncached SELECT : oxigraph on disk", _BARE, (_SMALL, "oxigraph serve, on disk"), 1),
    Aim("each text new : oxigraph on disk", (EACH_NEW, "kg serve"), (EACH_NEW, "oxigraph serve, on disk"), 1),
    Aim("uncached SELECT : rdflib-endpoint", _BARE, (_SMALL, "rdflib-endpoint"), 15),
    Aim("each text new : rdflib-endpoint", (EACH_NEW, "kg serve"), (EACH_NEW, "rdflib-endpoint"), 15),
    Aim(
        "under attack, cache on : oxigraph with its deadline",
        (_ATTACK, "kg serve"),
        (_ATTACK, f"{_YARDSTICK[1]}, with deadline"),
        4,
    ),
)
