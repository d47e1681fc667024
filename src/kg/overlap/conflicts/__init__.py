"""What sources disagree on, computed from the statements: never typed in.

Five kinds. *value*: one thing, two values. *membership*: a list without somebody whom another source counts,
or two dates or roles for one seat. *acronym*: one acronym, two things. *name*: one thing, several names.
*arithmetic*: numbers that do not add up.
"""

from __future__ import annotations

from kg.overlap.conflicts import arithmetic, membership, naming, value
from kg.overlap.conflicts.model import KINDS, Conflict, ConflictValue
from kg.snapshot import Snapshot

__all__ = ["KINDS", "Conflict", "ConflictValue", "conflicts"]


def conflicts(snapshot: Snapshot) -> tuple[Conflict, ...]:
    """Return every disagreement in ``snapshot``, by kind, then by subject."""
    found = [
        *value.conflicts(snapshot),
        *membership.conflicts(snapshot),
        *naming.acronyms(snapshot),
        *naming.names(snapshot),
        *arithmetic.conflicts(snapshot),
    ]
    return tuple(sorted(found, key=lambda row: (KINDS.index(row.kind), row.id)))
