"""The statements as flat tables: one row a thing, both languages, sources in columns of their own.

Every statement is there, of every rank, so that nothing is decided for the reader; ``holds_now`` tells which
memberships answer "now". The table ``citations`` ties each statement to each place that speaks about it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from kg.asof import Selection, seats
from kg.model import Citation, Claim, Mechanism, Participant, Ref, Source, Statement, Text
from kg.snapshot import Snapshot

Cell = str | int | float | bool | None
Record = dict[str, Cell]


@dataclass(frozen=True, slots=True)
class FlatTable:
    """A table: its name, its columns, its rows (each a dict with exactly these columns)."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Record, ...]


def tables(snapshot: Snapshot) -> tuple[FlatTable, ...]:
    """Return the tables, each with at least its columns even where it has no row."""
    return tuple(_table(name, make(snapshot)) for name, make in _TABLES.items())


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


def _table(name: str, rows: Iterable[Record]) -> FlatTable:
    found = tuple(rows)
    return FlatTable(name, tuple(found[0]) if found else (), found)


def _both(key: str, words: Text | None) -> Record:
    return {f"{key}_en": words.en if words else None, f"{key}_es": words.es if words else None}


def _join(values: Iterable[Any]) -> str | None:
    return "; ".join(str(value) for value in values) or None


def _cited(citations: Iterable[Citation]) -> Record:
    found = tuple(citations)
    return {
        "sources": _join(dict.fromkeys(cite.source.id for cite in found)),
        "places": _join(f"{cite.source.id}: {cite.locator}" for cite in found),
        "stances": _join(cite.stance.value for cite in found),
    }


def _ranked(row: Statement) -> Record:
    return {
        "rank": row.rank.value,
        **_both("rank_reason", row.rank_reason),
        "inferred": row.inferred,
        **_both("note", row.note),
        **_cited(row.citations),
    }


def _mechanisms(snapshot: Snapshot) -> Iterable[Record]:
    for _, body in sorted(snapshot.mechanisms.items()):
        yield _mechanism(body)


def _mechanism(body: Mechanism) -> Record:
    return {
        "id": body.id,
        "iri": body.iri,
        "acronym": body.acronym,
        **_both("name", body.label),
        "other_names": _join(alias.text for alias in body.aliases),
        **_both("description", body.description),
        "type": body.type,
        "status": body.status,
        "established": _join(body.established),
        "established_year": body.established_year,
        "ended": _join(body.ended),
        "ended_year": body.ended_year,
        "member_list_status": str(body.list_status),
        "wikidata": body.wikidata,
        **_cited(body.citations),
    }


def _participants(snapshot: Snapshot) -> Iterable[Record]:
    for _, row in sorted(snapshot.participants.items()):
        yield _participant(row)


def _participant(row: Participant) -> Record:
    return {
        "type": row.ref.kind,
        "id": row.id,
        "iri": row.iri,
        **_both("name", row.label),
        "acronym": row.acronym,
        "iso3": row.iso3,
        "iso2": row.iso2,
        "wikidata": row.wikidata,
        **_cited(row.citations),
    }


def _memberships(snapshot: Snapshot) -> Iterable[Record]:
    now = {seat.membership.id for seat in seats(snapshot, Selection(roles=None))}
    for row in sorted(snapshot.memberships, key=lambda row: row.id):
        person = snapshot.participants.get(row.participant)
        yield {
            "id": row.id,
            "mechanism": row.mechanism,
            **_both("mechanism_name", snapshot.label(Ref("mechanism", row.mechanism))),
            "participant_type": row.participant.kind,
            "participant": row.participant.id,
            **_both("participant_name", snapshot.label(row.participant)),
            "iso3": person.iso3 if person else None,
            "role": row.role,
            "since": row.since,
            "since_year": row.span.since,
            "until": row.until,
            "until_year": row.span.until,
            "attested_years": _join(row.attested),
            "holds_now": row.id in now,
            **_ranked(row),
        }


def _mandates(snapshot: Snapshot) -> Iterable[Record]:
    for _, mandate in sorted(snapshot.mandates.items()):
        yield {
            "id": mandate.id,
            "iri": mandate.iri,
            **_both("label", mandate.label),
            **_both("definition", mandate.definition),
            "broader": _join(mandate.broader),
        }


def _assignments(snapshot: Snapshot) -> Iterable[Record]:
    for row in sorted(snapshot.assignments, key=lambda row: row.id):
        yield {
            "id": row.id,
            "mechanism": row.mechanism,
            "mandate": row.mandate,
            **_both("mandate_label", snapshot.label(Ref("mandate", row.mandate))),
            **_ranked(row),
        }


def _claims(snapshot: Snapshot) -> Iterable[Record]:
    for row in sorted(snapshot.claims, key=lambda row: row.id):
        yield {
            "id": row.id,
            "kind": row.kind,
            "subject_type": row.subject.kind,
            "subject": row.subject.id,
            "property": row.property,
            **_both("property_label", snapshot.properties.get(row.property)),
            "value": _value(row),
            "value_type": row.value.ref.kind if row.value.ref else row.value.datatype,
            "unit": row.unit,
            "year": row.year,
            "contributor": row.contributor.id if row.contributor else None,
            "concerns": _join(row.concerns),
            **_both("contributor_group", row.contributor_group),
            **_ranked(row),
        }


def _value(row: Claim) -> Cell:
    if row.value.ref is None and row.value.datatype == "integer":
        return int(row.value.text)
    if row.value.ref is None and row.value.datatype in ("decimal", "double"):
        return float(row.value.text)
    return row.value.text


def _sources(snapshot: Snapshot) -> Iterable[Record]:
    for _, source in sorted(snapshot.sources.items()):
        yield _source(source)


def _source(source: Source) -> Record:
    return {
        "id": source.id,
        "iri": source.iri,
        **_both("name", source.label),
        "title": source.title,
        "creators": _join(source.creators),
        "publisher": source.publisher,
        "issued": source.issued,
        "year": source.year,
        "license": source.licence,
        "language": source.language,
        "file": source.file,
        "url": source.url,
    }


def _citations(snapshot: Snapshot) -> Iterable[Record]:
    for row in sorted(snapshot.statements, key=lambda row: row.iri):
        for cite in row.citations:
            yield {
                "statement": row.id,
                "statement_iri": row.iri,
                "citation": cite.id,
                "source": cite.source.id,
                "locator": cite.locator,
                "section": cite.section,
                "paragraph": cite.paragraph,
                "stance": cite.stance.value,
            }


_TABLES: Final[dict[str, Callable[[Snapshot], Iterable[Record]]]] = {
    "mechanisms": _mechanisms,
    "participants": _participants,
    "memberships": _memberships,
    "mandates": _mandates,
    "assignments": _assignments,
    "claims": _claims,
    "sources": _sources,
    "citations": _citations,
}
NAMES: Final = tuple(_TABLES)
