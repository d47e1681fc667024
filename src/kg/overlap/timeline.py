"""Spans of years: when mechanisms existed and when somebody held a role in them."""

from __future__ import annotations

from dataclasses import dataclass

from kg.asof import Selection, best_ranked
from kg.model import Mechanism, Membership
from kg.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Timeline:
    """Mechanisms by founding year (unknown last), and their best-ranked memberships of all years."""

    first: int
    last: int
    mechanisms: tuple[Mechanism, ...]
    memberships: tuple[Membership, ...]


def timeline(snapshot: Snapshot, selection: Selection | None = None) -> Timeline:
    """Return all spans; of ``selection`` only roles and sources count (a timeline has every year)."""
    chosen = selection or Selection()
    rows = [row for row in best_ranked(snapshot.memberships, chosen.sources) if chosen.wants(row.role)]
    bodies = sorted(snapshot.mechanisms.values(), key=lambda body: (body.established_year or 9999, body.id))
    years = [body.established_year for body in bodies if body.established_year is not None]
    return Timeline(
        first=min(years, default=snapshot.now),
        last=snapshot.now,
        mechanisms=tuple(bodies),
        memberships=tuple(sorted(rows, key=_order)),
    )


def _order(row: Membership) -> tuple[str, str, str, int]:
    return (row.mechanism, str(row.participant), row.role, row.span.since or 0)
