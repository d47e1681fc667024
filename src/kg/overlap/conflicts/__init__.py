"""What sources disagree on, computed from the statements: never typed in.

Five kinds. *value*: one thing, two values, or a value that a source denies. *membership*: a closed list
without somebody whom another source counts, two dates or roles for one seat, two closed lists that differ.
*acronym*: one acronym or name, two things. *name*: one thing that sources call by several names.
*arithmetic*: numbers that do not add up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import chain, count

from kg.overlap.conflicts import arithmetic, calling, membership, naming, value
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
        *calling.names(snapshot),
        *arithmetic.conflicts(snapshot),
    ]
    return _distinct(sorted(found, key=lambda row: (KINDS.index(row.kind), row.id)))


def _distinct(rows: Iterable[Conflict]) -> tuple[Conflict, ...]:
    """Number the ids that occur twice: a mechanism and the instrument behind it may share theirs."""
    kept: dict[str, Conflict] = {}
    for row in rows:
        numbered = (f"{row.id}-{number}" for number in count(2))
        name = next(name for name in chain((row.id,), numbered) if name not in kept)
        kept[name] = replace(row, id=name)
    return tuple(kept.values())
