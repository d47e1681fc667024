"""Mechanism rows: the short one of lists, and the whole of what is said about one mechanism."""

from __future__ import annotations

from dataclasses import replace

from kg.asof import MEMBER, Selection, list_known, mandates_of, seats
from kg.model import Claim, Event, Instrument, ListStatus, Mechanism, Ref
from kg.rows.base import Row, as_remark, cite_rows, name_of, node_row, statement_part
from kg.rows.mandates import held_mandate
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
    is as of the year of ``selection`` (default: now) and None where the list is unknown.
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
    claims = snapshot.claims_by_subject.get(mechanism.ref, ())
    sources = selection.sources if selection else None
    rows = [(row.kind, claim_row(snapshot, row, lang)) for row in claims]
    by_kind = {kind: [found for name, found in rows if name == kind] for kind in _KINDS}
    return {
        **mechanism_row(snapshot, mechanism, selection, lang),
        "aliases": list(dict.fromkeys(alias.text for alias in mechanism.aliases)),
        "names": _names(mechanism),
        "may_also_mean": [node_row(snapshot, ref, lang) for ref in may_also_mean],
        "description": mechanism.description.get(lang),
        "complete_roles": sorted(mechanism.complete_roles),
        "mandates": [
            held_mandate(snapshot, row, sources, lang) for row in mandates_of(snapshot, mechanism.id, sources)
        ],
        "relations": _relations(snapshot, mechanism.ref, lang),
        "instruments": [_instrument(snapshot, row, lang) for row in _instruments(snapshot, mechanism.ref)],
        "events": [_event(row, lang) for row in _events(snapshot, mechanism.ref)],
        "contributions": by_kind["contribution"],
        "figures": by_kind["figure"],
        "claims": by_kind["claim"],
    }


_KINDS = ("claim", "figure", "contribution")


def claim_row(snapshot: Snapshot, row: Claim, lang: str = "en") -> Row:
    """Return a claim, figure or contribution; ``value`` is plain (a number where the graph has one)."""
    group = row.contributor_group.get(lang) if row.contributor_group else None
    return {
        "subject": row.subject.id,
        "subject_type": row.subject.kind,
        "property": row.property,
        "property_label": _property(snapshot, row.property, lang),
        "value": _plain(row),
        "value_name": snapshot.label(row.value.ref).get(lang) if row.value.ref else None,
        "value_type": row.value.ref.kind if row.value.ref else row.value.datatype,
        "unit": row.unit,
        "unit_label": name_of(snapshot, "unit", row.unit, lang),
        "year": row.year,
        "contributor": row.contributor.id if row.contributor else None,
        "contributor_name": snapshot.label(row.contributor).get(lang) if row.contributor else group,
        **statement_part(row, row.citations, lang),
    }


def _plain(row: Claim) -> str | int | float | bool:
    text, kind = row.value.text, row.value.datatype
    if row.value.ref:
        return row.value.ref.id
    if kind == "boolean":
        return text in ("true", "1")
    if kind == "integer":
        return int(text)
    return float(text) if kind in ("decimal", "double", "float") else text


def _property(snapshot: Snapshot, local: str, lang: str) -> str:
    label = snapshot.properties.get(local)
    return label.get(lang) if label else local


def _names(mechanism: Mechanism) -> list[Row]:
    labels = [{"name": mechanism.label.en, "lang": "en"}, {"name": mechanism.label.es, "lang": "es"}]
    return labels + [{"name": alias.text, "lang": alias.lang or None} for alias in mechanism.aliases]


def _relations(snapshot: Snapshot, ref: Ref, lang: str) -> list[Row]:
    """Return the claims that tie ``ref`` to another node, from it (``out``) and to it (``in``)."""
    found: list[Row] = []
    for row in snapshot.claims:
        other = row.value.ref if row.subject == ref else row.subject if row.value.ref == ref else None
        if other is None:
            continue
        found.append(
            {
                "property": row.property,
                "property_label": _property(snapshot, row.property, lang),
                "direction": "out" if row.subject == ref else "in",
                "target": node_row(snapshot, other, lang),
                **as_remark(statement_part(row, row.citations, lang)),
            }
        )
    return sorted(found, key=lambda item: (item["direction"] == "in", item["property"], item["statement"]))


def _instruments(snapshot: Snapshot, ref: Ref) -> list[Instrument]:
    ids: set[str] = set()
    for row in snapshot.claims:
        ends = (row.subject, row.value.ref)
        if ref in ends:
            ids.update(end.id for end in ends if end is not None and end.kind == "instrument")
    return [snapshot.instruments[key] for key in sorted(ids) if key in snapshot.instruments]


def _instrument(snapshot: Snapshot, row: Instrument, lang: str) -> Row:
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


def _events(snapshot: Snapshot, ref: Ref) -> list[Event]:
    found = (row for row in snapshot.events.values() if ref in row.concerns)
    return sorted(found, key=lambda row: (row.year or 0, row.date or "", row.id))


def _event(row: Event, lang: str) -> Row:
    return {
        "id": row.id,
        "iri": row.iri,
        "name": row.label.get(lang),
        "date": row.date,
        "year": row.year,
        "place": row.place.get(lang) if row.place else None,
        "sources": cite_rows(row.citations, lang),
    }
