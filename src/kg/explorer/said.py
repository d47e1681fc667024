"""What sources say, for the document: seats, mandate assignments, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.explorer.citing import Citations, two
from kg.explorer.spells import Holdings, Spells
from kg.model import MandateAssignment, Membership, Statement
from kg.overlap.conflicts import Conflict, ConflictValue
from kg.rows.conflicts import property_label
from kg.snapshot import Snapshot


def seat(row: Membership, when: Spells, cites: Citations) -> dict[str, Any]:
    """Return a membership with the years in which it is answered."""
    numbers = cites.numbers(row.citations)
    alone = when.alone.get(row.id, {})
    return {
        "id": row.id,
        "m": row.mechanism,
        "p": str(row.participant),
        "role": row.role,
        "since": row.since,
        "until": row.until,
        "since_year": row.span.since,
        "until_year": row.span.until,
        "attested": list(row.attested),
        **_standing(row),
        "cites": numbers,
        "runs": when.together.get(row.id, []),
        "alone": {str(cites.places([source])[0]): found for source, found in alone.items()},
    }


def assignment(row: MandateAssignment, held: Holdings, cites: Citations) -> dict[str, Any]:
    """Return a mandate assignment and whether it is answered."""
    numbers = cites.numbers(row.citations)
    return {
        "id": row.id,
        "m": row.mechanism,
        "mandate": row.mandate,
        **_standing(row),
        "cites": numbers,
        "holds": row.id in held.together,
        "alone": cites.places(held.alone.get(row.id, ())),
    }


def _standing(row: Statement) -> dict[str, Any]:
    return {
        "rank": str(row.rank),
        "reason": two(row.rank_reason),
        "note": two(row.note),
        "inferred": row.inferred,
    }


def dispute(snapshot: Snapshot, row: Conflict, cites: Citations) -> dict[str, Any]:
    """Return a disagreement with its sides; ``seats`` are the memberships that it is about."""
    seats = {membership.id for membership in snapshot.memberships}
    sides = [_side(side, seats, cites) for side in row.values]
    bodies = [ref.id for ref in (row.subject, *row.things) if ref.kind == "mechanism"]
    return {
        "id": row.id,
        "kind": row.kind,
        "subject": {
            "kind": row.subject.kind,
            "id": row.subject.id,
            "name": two(snapshot.label(row.subject)),
        },
        "property": two(property_label(snapshot, row.property)),
        "about": two(row.about),
        "outcome": two(row.outcome),
        "reason": two(row.reason),
        "note": two(row.note),
        "things": [str(ref) for ref in row.things],
        "sides": sides,
        "seats": list(dict.fromkeys(name for side in sides for name in side["seats"])),
        "mechanism": bodies[0] if bodies else None,
    }


def _side(side: ConflictValue, seats: Iterable[str], cites: Citations) -> dict[str, Any]:
    return {
        "value": two(side.value),
        "used": two(side.used_as),
        "followed": side.followed,
        "rank": str(side.rank) if side.rank else None,
        "cites": cites.numbers(side.citations),
        "seats": [name for name in side.statements if name in seats],
    }
