"""What rows of comparisons have in common: who is shared, which mandates, and how much that is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from kg.model import Ref
from kg.rows.base import Row
from kg.snapshot import Snapshot

if TYPE_CHECKING:
    from kg.overlap.pairs import Pair

_PLACES: Final = 6


def element_rows(snapshot: Snapshot, refs: Iterable[Ref], lang: str) -> list[Row]:
    """Return ``[{id, iso3, name, type}]`` of participants."""
    return [
        {
            "id": ref.id,
            "iso3": snapshot.participants[ref].iso3 if ref in snapshot.participants else None,
            "name": snapshot.label(ref).get(lang),
            "type": ref.kind,
        }
        for ref in refs
    ]


def mandate_rows(snapshot: Snapshot, refs: Iterable[Ref], lang: str) -> list[Row]:
    """Return ``[{id, label}]`` of mandates."""
    return [{"id": ref.id, "label": snapshot.label(ref).get(lang)} for ref in refs]


def measures(pair: Pair) -> Row:
    """Return how much a pair shares; ratios to six places, None where a list is unknown."""
    return {
        "shared_count": len(pair.shared),
        "union_count": pair.union_count,
        "jaccard": _ratio(pair.jaccard),
        "overlap_coefficient": _ratio(pair.overlap_coefficient),
    }


def _ratio(value: float | None) -> float | None:
    return None if value is None else round(value, _PLACES)
