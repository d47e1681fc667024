"""What sources disagree on, computed from the statements: never typed in.

Five kinds. *value*: one thing, two values, or a value that a source denies. *membership*: a closed list
without somebody whom another source counts, two dates or roles for one seat, two closed lists that differ.
*acronym*: one acronym or name, two things. *name*: one thing, several names. *arithmetic*: numbers that do
not add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from kg.overlap.conflicts import arithmetic, membership, naming, value
from kg.overlap.conflicts.model import KINDS, Conflict, ConflictValue
from kg.overlap.conflicts.select import Wanted, chosen
from kg.snapshot import Snapshot

__all__ = ["KINDS", "Conflict", "ConflictValue", "Wanted", "chosen", "conflicts"]


def conflicts(snapshot: Snapshot) -> tuple[Conflict, ...]:
    """Return every disagreement in ``snapshot``, by kind, then by subject; no two have one id."""
    found = [
        *value.conflicts(snapshot),
        *membership.conflicts(snapshot),
        *naming.acronyms(snapshot),
        *naming.names(snapshot),
        *arithmetic.conflicts(snapshot),
    ]
    return _distinct(sorted(found, key=lambda row: (KINDS.index(row.kind), row.id)))


def _distinct(rows: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Number the ids that occur twice: a mechanism and the instrument behind it may share theirs."""
    seen: Counter[str] = Counter()
    kept = []
    for row in rows:
        seen[row.id] += 1
        kept.append(row if seen[row.id] == 1 else replace(row, id=f"{row.id}-{seen[row.id]}"))
    return tuple(kept)
