"""The tables of named things: mechanisms, participants, mandates, sources, instruments, events, regions …"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final, TypeVar

from kg.export.cells import Recipe, Record, both, cited, join
from kg.model import (
    Event,
    Instrument,
    ListStatus,
    Mandate,
    Mechanism,
    Participant,
    Recommendation,
    Ref,
    Region,
    Source,
    Text,
)
from kg.recommendations import recommendations
from kg.snapshot import Snapshot

T = TypeVar("T")
_NO_WORDS: Final = Text("", "")


def _sorted(table: Callable[[Snapshot], Mapping[str, T]]) -> Callable[[Snapshot], Iterable[T]]:
    return lambda snapshot: [thing for _, thing in sorted(table(snapshot).items())]


def _mechanism(_: Snapshot, body: Mechanism) -> Record:
    return {
        "id": body.id,
        "iri": body.iri,
        "acronym": body.acronym,
        **both("name", body.label),
        "other_names": join(alias.text for alias in body.aliases),
        **both("description", body.description),
        "type": body.type,
        "status": body.status,
        "established": join(body.established),
        "established_year": body.established_year,
        "ended": join(body.ended),
        "ended_year": body.ended_year,
        "member_list_status": str(body.list_status),
        "wikidata": body.wikidata,
        **cited(body.citations),
    }


def _participant(_: Snapshot, row: Participant) -> Record:
    return {
        "type": row.ref.kind,
        "id": row.id,
        "iri": row.iri,
        **both("name", row.label),
        "acronym": row.acronym,
        "iso3": row.iso3,
        "iso2": row.iso2,
        "wikidata": row.wikidata,
        **cited(row.citations),
    }


def _mandate(_: Snapshot, mandate: Mandate) -> Record:
    return {
        "id": mandate.id,
        "iri": mandate.iri,
        **both("label", mandate.label),
        **both("definition", mandate.definition),
        "broader": join(mandate.broader),
    }


def _source(_: Snapshot, source: Source) -> Record:
    return {
        "id": source.id,
        "iri": source.iri,
        **both("name", source.label),
        "title": source.title,
        "creators": join(source.creators),
        "publisher": source.publisher,
        "issued": source.issued,
        "year": source.year,
        "license": source.licence,
        "language": source.language,
        "file": source.file,
        "url": source.url,
    }


def _instrument(_: Snapshot, row: Instrument) -> Record:
    return {
        "id": row.id,
        "iri": row.iri,
        "acronym": row.acronym,
        **both("name", row.label),
        "other_names": join(alias.text for alias in row.aliases),
        **both("description", row.description),
        "type": row.type,
        "adopted": row.adopted,
        "adopted_year": row.adopted_year,
        **cited(row.citations),
    }


def _event(_: Snapshot, row: Event) -> Record:
    return {
        "id": row.id,
        "iri": row.iri,
        **both("name", row.label),
        "other_names": join(alias.text for alias in row.aliases),
        "date": row.date,
        "year": row.year,
        **both("place", row.place),
        "concerns": join(row.concerns),
        **cited(row.citations),
    }


def _recommendation(_: Snapshot, row: Recommendation) -> Record:
    return {
        "id": row.id,
        "iri": row.iri,
        "number": row.number,
        **both("name", row.label),
        **both("description", row.description),
        "part_of": str(row.part_of) if row.part_of else None,
        "addressees": join(row.addressees),
        **both("addressee_group", row.addressee_group),
        **both("target", row.target),
        "target_year": row.target_year,
        "deadline": row.deadline,
        "concerns": join(row.concerns),
        **both("note", row.note),
        **cited(row.citations),
    }


def _region(_: Snapshot, row: Region) -> Record:
    return {
        "id": row.id,
        "iri": row.iri,
        **both("name", row.label),
        "other_names": join(alias.text for alias in row.aliases),
        "covers": join(row.covers),
        **cited(row.citations),
    }


MECHANISMS: Final = Recipe(
    _sorted(lambda snapshot: snapshot.mechanisms),
    _mechanism,
    Mechanism("", "", _NO_WORDS, _NO_WORDS, "", None, ListStatus.UNKNOWN),
)
PARTICIPANTS: Final = Recipe(
    lambda snapshot: [row for _, row in sorted(snapshot.participants.items())],
    _participant,
    Participant(Ref("state", ""), "", _NO_WORDS),
)
MANDATES: Final = Recipe(
    _sorted(lambda snapshot: snapshot.mandates), _mandate, Mandate("", "", _NO_WORDS, _NO_WORDS)
)
SOURCES: Final = Recipe(_sorted(lambda snapshot: snapshot.sources), _source, Source("", "", _NO_WORDS, ""))
INSTRUMENTS: Final = Recipe(
    _sorted(lambda snapshot: snapshot.instruments), _instrument, Instrument("", "", _NO_WORDS)
)
EVENTS: Final = Recipe(_sorted(lambda snapshot: snapshot.events), _event, Event("", "", _NO_WORDS))
RECOMMENDATIONS: Final = Recipe(recommendations, _recommendation, Recommendation("", "", _NO_WORDS))
REGIONS: Final = Recipe(_sorted(lambda snapshot: snapshot.regions), _region, Region("", "", _NO_WORDS))
