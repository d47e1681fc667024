"""The statements as flat tables: one row a thing, both languages, sources in columns of their own.

Every statement is there, of every rank, so that nothing is decided for the reader; ``holds_now`` tells which
memberships answer "now". The table ``citations`` ties each statement to each place that speaks about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from kg.export import entitytables as entities
from kg.export import statementtables as statements
from kg.export.cells import Recipe, Record
from kg.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table: its name, its columns, its rows (each a dict with exactly these columns)."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Record, ...]


def tables(snapshot: Snapshot) -> tuple[FlatTable, ...]:
    """Return the tables, each with at least its columns even where it has no row."""
    return tuple(_table(snapshot, name, recipe) for name, recipe in _TABLES.items())


def about(snapshot: Snapshot, licence: str) -> Record:
    """Return what the dataset says of itself: titles, version, date, and ``licence`` (an IRI)."""
    return {
        "title_en": snapshot.title.en,
        "title_es": snapshot.title.es,
        "version": snapshot.version,
        "modified": snapshot.modified,
        "year_now": snapshot.now,
        "license": licence,
    }


def _table(snapshot: Snapshot, name: str, recipe: Recipe[Any]) -> FlatTable:
    columns = tuple(recipe.row(snapshot, recipe.blank))
    return FlatTable(name, columns, tuple(recipe.row(snapshot, thing) for thing in recipe.things(snapshot)))


_TABLES: Final[dict[str, Recipe[Any]]] = {
    "mechanisms": entities.MECHANISMS,
    "participants": entities.PARTICIPANTS,
    "memberships": statements.MEMBERSHIPS,
    "mandates": entities.MANDATES,
    "assignments": statements.ASSIGNMENTS,
    "claims": statements.CLAIMS,
    "figures": statements.FIGURES,
    "instruments": entities.INSTRUMENTS,
    "events": entities.EVENTS,
    "recommendations": entities.RECOMMENDATIONS,
    "regions": entities.REGIONS,
    "sources": entities.SOURCES,
    "citations": statements.CITATIONS,
}
NAMES: Final = tuple(_TABLES)
