"""Rows of readings: how the overlap of members and that of mandates of a pair read together."""

from __future__ import annotations

from kg.overlap.pairs import Pair
from kg.overlap.reading import Level, ReadPair
from kg.rows.base import Row
from kg.rows.measured import measures


def reading_row(row: ReadPair, lang: str = "en") -> Row:
    """Return a pair with its reading, the figures behind it, and these in words.

    Ratios are rounded to six places and None, like ``union_count``, where a list is unknown.
    """
    found = row.reading
    return {
        "a": row.members.a,
        "b": row.members.b,
        "reading": found.kind.value,
        "reason": found.reason.get(lang),
        "members": _side(row.members, found.members),
        "mandates": _side(row.mandates, found.mandates),
    }


def reading_cells(row: Row) -> Row:
    """Return a :func:`reading_row` as one flat line of a table."""
    flat = {name: row[name] for name in ("a", "b", "reading", "reason")}
    for side in ("members", "mandates"):
        flat |= {f"{side}_{name}": value for name, value in row[side].items()}
    return flat


def _side(pair: Pair, level: Level) -> Row:
    return {**measures(pair), "level": level.value}
