"""Rows of a coverage ledger: the places of a source in reading order, with what rests on each."""

from __future__ import annotations

from kg.coverage import Coverage
from kg.coverage.uses import uses_of
from kg.rows.base import Row
from kg.snapshot import Snapshot


def coverage_rows(snapshot: Snapshot, coverage: Coverage, source: str) -> list[Row]:
    """Return one row for each place in the ledger of ``source``, none where it has no ledger.

    ``statements`` are kind/id of the statements and named things that cite the place; ``reason`` says why
    there are none (None where there are). ``about`` and ``reason`` are in English.
    """
    ledger = coverage.ledgers.get(source)
    if ledger is None:
        return []
    uses = uses_of(snapshot).get(source, {})
    found = []
    for row in ledger.rows:
        keys = list(dict.fromkeys(use.key for use in uses.get(row.place, ())))
        found.append(
            {
                "section": row.place.section,
                "paragraph": row.place.paragraph,
                "place": row.place.spot or None,
                "locator": row.place.locator,
                "about": row.about or None,
                "reason": row.reason or None,
                "statement_count": len(keys),
                "statements": keys,
            }
        )
    return found
