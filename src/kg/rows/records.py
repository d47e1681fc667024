"""Rows of instruments and events: what was adopted, what was held, which mechanisms they belong to."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import Event, Instrument, Ref
from kg.rows.base import Row, cite_rows, name_of, node_row
from kg.rows.claims import Sources, relation_rows, said_about
from kg.snapshot import Snapshot


def instruments_of(snapshot: Snapshot, ref: Ref) -> list[Instrument]:
    """Return the instruments that a claim ties to ``ref``, by id."""
    ids: set[str] = set()
    for row in snapshot.claims:
        ends = (row.subject, row.value.ref)
        if ref in ends:
            ids.update(end.id for end in ends if end is not None and end.kind == "instrument")
    return [snapshot.instruments[key] for key in sorted(ids) if key in snapshot.instruments]


def instrument_row(snapshot: Snapshot, row: Instrument, lang: str = "en") -> Row:
    """Return a declaration, resolution, treaty or plan; ``adopted`` is as precise as the source."""
    return {
        "id": row.id,
        "iri": row.iri,
        "name": row.label.get(lang),
        "acronym": row.acronym,
        "type": row.type,
        "type_label": name_of(snapshot, "instrument-type", row.type, lang),
        "description": row.description.get(lang) if row.description else None,
        "adopted": row.adopted,
        "adopted_year": row.adopted_year,
        "sources": cite_rows(row.citations, lang),
    }


def instrument_detail(snapshot: Snapshot, row: Instrument, sources: Sources = None, lang: str = "en") -> Row:
    """Return :func:`instrument_row` with other names, ties, events, and all that is said about it."""
    ref = Ref("instrument", row.id)
    return {
        **instrument_row(snapshot, row, lang),
        "aliases": list(dict.fromkeys(alias.text for alias in row.aliases)),
        "relations": relation_rows(snapshot, ref, sources, lang),
        "events": [event_row(snapshot, event, lang) for event in events_of(snapshot, ref)],
        **said_about(snapshot, ref, sources, lang),
    }


def events_of(snapshot: Snapshot, ref: Ref) -> list[Event]:
    """Return the events that concern ``ref``, in the order of their dates."""
    return in_order(row for row in snapshot.events.values() if ref in row.concerns)


def in_order(rows: Iterable[Event]) -> list[Event]:
    """Return events by date; those without a date come first."""
    return sorted(rows, key=lambda row: (row.year or 0, row.date or "", row.id))


def event_row(snapshot: Snapshot, row: Event, lang: str = "en") -> Row:
    """Return a meeting, adoption or launch, with the nodes that it concerns."""
    return {
        "id": row.id,
        "iri": row.iri,
        "name": row.label.get(lang),
        "date": row.date,
        "year": row.year,
        "place": row.place.get(lang) if row.place else None,
        "concerns": [node_row(snapshot, ref, lang) for ref in row.concerns],
        "sources": cite_rows(row.citations, lang),
    }


def event_detail(snapshot: Snapshot, row: Event, sources: Sources = None, lang: str = "en") -> Row:
    """Return :func:`event_row` with other names, its ties and all that is said about it."""
    ref = Ref("event", row.id)
    return {
        **event_row(snapshot, row, lang),
        "aliases": list(dict.fromkeys(alias.text for alias in row.aliases)),
        "relations": relation_rows(snapshot, ref, sources, lang),
        **said_about(snapshot, ref, sources, lang),
    }
