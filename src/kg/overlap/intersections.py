"""Exclusive intersections: which nodes sit in exactly these mechanisms and no other (UpSet's rows).

Method: Lex, Gehlenborg, Strobelt, Vuillemot, Pfister, "UpSet: Visualization of Intersecting Sets", 2014.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.model import Ref
from kg.overlap.incidence import Incidence


@dataclass(frozen=True, slots=True)
class Intersection:
    """The nodes that belong to exactly ``mechanisms`` among those compared."""

    mechanisms: tuple[str, ...]
    participants: tuple[Ref, ...]

    @property
    def size(self) -> int:
        """How many nodes these are."""
        return len(self.participants)


def intersections(incidence: Incidence) -> tuple[Intersection, ...]:
    """Return the non-empty exclusive intersections, largest first, then fewest mechanisms, then by name.

    Mechanisms whose list is unknown take no part: "exactly these" cannot be said of them.
    """
    known = [name for name in incidence.sets if name not in incidence.unknown]
    homes: dict[Ref, list[str]] = defaultdict(list)
    for name in known:
        for ref in incidence.sets[name]:
            homes[ref].append(name)
    rows: dict[tuple[str, ...], list[Ref]] = defaultdict(list)
    for ref, names in homes.items():
        rows[tuple(names)].append(ref)
    found = (Intersection(names, tuple(sorted(refs))) for names, refs in rows.items())
    return tuple(sorted(found, key=lambda row: (-row.size, len(row.mechanisms), row.mechanisms)))
