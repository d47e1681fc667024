"""Mechanism rows: the short one of lists, and the whole of what is said about one mechanism."""

from __future__ import annotations

from dataclasses import replace

from kg.asof import MEMBER, Selection, cited_by, list_known, mandates_of, seats
from kg.figures import supported
from kg.model import ListStatus, Mechanism, Ref
from kg.names import key
from kg.namesused import names_used
from kg.rows.base import Row, cite_rows, name_of, node_row
from kg.rows.claims import by_kind, relation_rows
from kg.rows.mandates import held_mandate
from kg.rows.records import event_row, events_of, instrument_row, instruments_of
from kg.snapshot import Snapshot


def member_count(snapshot: Snapshot, mechanism: Mechanism, selection: Selection) -> int | None:
    """Return how many members are known as of the year asked for; None where no source gives a list.

    A partial list of which nothing is known for that year is unknown too, not empty.
    """
    chosen = replace(selection, roles=frozenset({MEMBER}))
    if not list_known(mechanism, chosen):
        return None
    found = {seat.membership.participant for seat in seats(snapshot, chosen, mechanism=mechanism.id)}
    return None if not found and mechanism.list_status is ListStatus.PARTIAL else len(found)


def mechanism_row(
    snapshot: Snapshot, mechanism: Mechanism, selection: Selection | None = None, lang: str = "en"
) -> Row:
    """Return a mechanism as lists show it.

    ``established``/``ended`` are as precise as the best-ranked source, ``*_year`` integers; ``member_count``
    is as of the year of ``selection`` (default: now) and None where the list is unknown; ``status``
    is None where no source says.
    """
    return {
        "id": mechanism.id,
        "iri": mechanism.iri,
        "acronym": mechanism.acronym,
        "name": mechanism.label.get(lang),
        "type": mechanism.type,
        "type_label": name_of(snapshot, "mechanism-type", mechanism.type, lang),
        "status": mechanism.status,
        "status_label": name_of(snapshot, "status", mechanism.status, lang),
        "established": next(iter(mechanism.established), None),
        "established_year": mechanism.established_year,
        "ended": next(iter(mechanism.ended), None),
        "ended_year": mechanism.ended_year,
        "member_count": member_count(snapshot, mechanism, selection or Selection()),
        "member_list_status": mechanism.list_status.value,
        "wikidata": mechanism.wikidata,
        "sources": cite_rows(mechanism.citations, lang),
    }


def mechanism_detail(
    snapshot: Snapshot,
    mechanism: Mechanism,
    selection: Selection | None = None,
    lang: str = "en",
    may_also_mean: tuple[Ref, ...] = (),
) -> Row:
    """Return all that the sources say about a mechanism; statements of every rank, each with its rank."""
    sources = selection.sources if selection else None
    claims = snapshot.claims_by_subject.get(mechanism.ref, ())
    said = [row for row in claims if supported(row, sources)]
    return {
        **mechanism_row(snapshot, mechanism, selection, lang),
        "aliases": list(dict.fromkeys(alias.text for alias in mechanism.aliases)),
        "names": _names(snapshot, mechanism, sources, lang),
        "may_also_mean": [node_row(snapshot, ref, lang) for ref in may_also_mean],
        "description": mechanism.description.get(lang),
        "complete_roles": sorted(mechanism.complete_roles),
        "mandates": [
            held_mandate(snapshot, row, sources, lang) for row in mandates_of(snapshot, mechanism.id, sources)
        ],
        "relations": relation_rows(snapshot, mechanism.ref, sources, lang),
        "instruments": [
            instrument_row(snapshot, row, lang) for row in instruments_of(snapshot, mechanism.ref)
        ],
        "events": [event_row(snapshot, row, lang) for row in events_of(snapshot, mechanism.ref)],
        **by_kind(snapshot, said, sources, lang),
    }


def _names(snapshot: Snapshot, mechanism: Mechanism, sources: frozenset[str] | None, lang: str) -> list[Row]:
    """Return labels, acronym and other names, each with the places that use it; then those of sources."""
    used = {row.key: row for row in names_used(snapshot, mechanism.ref, sources)}
    known: list[tuple[str, str | None]] = [(mechanism.label.en, "en"), (mechanism.label.es, "es")]
    known += [(mechanism.acronym, None)] if mechanism.acronym else []
    known += [(row.text, row.lang or None) for row in mechanism.aliases if row.text != mechanism.acronym]
    ours = {key(name) for name, _ in known}
    known += [(row.text, None) for row in used.values() if row.key not in ours]
    places = {name: cited_by(row.citations, sources) for name, row in used.items()}
    return [
        {"name": name, "lang": tongue, "sources": cite_rows(places.get(key(name), ()), lang)}
        for name, tongue in known
    ]
