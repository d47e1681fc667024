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
    """The nodes that belong to exactly ``mechanisms`` among those compared.

    ``behind`` tells, where nodes stand in a hierarchy, what is held of that which each node stands for.
    """

    mechanisms: tuple[str, ...]
    participants: tuple[Ref, ...]
    behind: tuple[tuple[Ref, ...], ...] = ()

    @property
    def size(self) -> int:
        """How many nodes these are."""
        return len(self.participants)


def intersections(incidence: Incidence) -> tuple[Intersection, ...]:
    """Return the non-empty exclusive intersections, largest first, then fewest mechanisms, then by name.

    Mechanisms whose list is unknown take no part: "exactly these" cannot be said of them. In a hierarchy each
    node is represented by the highest that one of the mechanisms compared holds.
    """
    known = incidence.between(name for name in incidence.sets if name not in incidence.unknown)
    homes: dict[Ref, list[str]] = defaultdict(list)
    held: dict[Ref, set[Ref]] = defaultdict(set)
    for name, groups in known.items():
        for ref, behind in groups.items():
            homes[ref].append(name)
            held[ref] |= behind
    rows: dict[tuple[str, ...], list[Ref]] = defaultdict(list)
    for ref, names in sorted(homes.items()):
        rows[tuple(names)].append(ref)
    found = (
        Intersection(
            names, tuple(refs), tuple(tuple(sorted(held[ref])) for ref in refs) if incidence.broader else ()
        )
        for names, refs in rows.items()
    )
    return tuple(sorted(found, key=lambda row: (-row.size, len(row.mechanisms), row.mechanisms)))
