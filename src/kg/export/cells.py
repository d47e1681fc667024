"""What every table is made of: a recipe, and the cells that rows have in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from kg.model import Citation, Statement, Text
from kg.snapshot import Snapshot

T = TypeVar("T")
Cell = str | int | float | bool | None
Record = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Recipe(Generic[T]):
    """How a table is made: its ``things`` in their order, the row of each, and a ``blank`` thing.

    The row of the blank has the columns, which a table has where it has no row too.
    """

    things: Callable[[Snapshot], Iterable[T]]
    row: Callable[[Snapshot, T], Record]
    blank: T


def both(key: str, words: Text | None) -> Record:
    """Return ``{key_en, key_es}``."""
    return {f"{key}_en": words.en if words else None, f"{key}_es": words.es if words else None}


def join(values: Iterable[Any]) -> str | None:
    """Return ``values`` joined by semicolons; None for none."""
    return "; ".join(str(value) for value in values) or None


def cited(citations: Iterable[Citation]) -> Record:
    """Return sources, places and stances of ``citations``, each in a column of its own."""
    found = tuple(citations)
    return {
        "sources": join(dict.fromkeys(cite.source.id for cite in found)),
        "places": join(f"{cite.source.id}: {cite.locator}" for cite in found),
        "stances": join(cite.stance.value for cite in found),
    }


def ranked(row: Statement) -> Record:
    """Return the columns that every statement has at its end."""
    return {
        "rank": row.rank.value,
        **both("rank_reason", row.rank_reason),
        "inferred": row.inferred,
        **both("note", row.note),
        **cited(row.citations),
    }
