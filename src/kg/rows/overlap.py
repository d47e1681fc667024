"""Rows of what is computed: pairs, exclusive intersections, conflicts, spans."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from kg.asof import cited_by
from kg.model import Citation, Mechanism, Membership, Ref
from kg.rows.base import Row, cite_rows, name_of, statement_part
from kg.snapshot import Snapshot

if TYPE_CHECKING:
    from kg.overlap.conflicts import Conflict
    from kg.overlap.intersections import Intersection
    from kg.overlap.pairs import Pair
    from kg.overlap.timeline import Timeline

By = Literal["members", "mandates"]
PLACES = 6


def pair_row(snapshot: Snapshot, pair: Pair, by: By = "members", lang: str = "en") -> Row:
    """Return what two mechanisms share; ratios to six places, None where a member list is unknown.

    ``jaccard`` = shared / union (Jaccard 1901); ``overlap_coefficient`` = shared / smaller set
    (Szymkiewicz–Simpson).
    """
    return {
        "a": pair.a,
        "b": pair.b,
        "shared": _elements(snapshot, pair.shared, by, lang),
        "only_a": _elements(snapshot, pair.only_a, by, lang),
        "only_b": _elements(snapshot, pair.only_b, by, lang),
        "shared_count": len(pair.shared),
        "union_count": pair.union_count,
        "jaccard": _ratio(pair.jaccard),
        "overlap_coefficient": _ratio(pair.overlap_coefficient),
        "a_list_status": _list_status(snapshot, pair.a, by),
        "b_list_status": _list_status(snapshot, pair.b, by),
    }


def intersection_row(snapshot: Snapshot, row: Intersection, lang: str = "en") -> Row:
    """Return the participants that sit in exactly these mechanisms of those asked for."""
    return {
        "mechanisms": list(row.mechanisms),
        "states": _elements(snapshot, row.participants, "members", lang),
        "size": row.size,
    }


def conflict_row(snapshot: Snapshot, row: Conflict, lang: str = "en") -> Row:
    """Return what sources (or names, or sums) disagree on, every value with its sources."""
    label = snapshot.properties.get(row.property)
    return {
        "id": row.id,
        "subject": row.subject.id,
        "subject_type": row.subject.kind,
        "subject_name": snapshot.label(row.subject).get(lang),
        "property": row.property,
        "property_label": label.get(lang) if label else row.property,
        "kind": row.kind,
        "values": [
            {
                "value": item.value.get(lang),
                "rank": item.rank.value if item.rank else None,
                "statements": list(item.statements),
                "sources": cite_rows(item.citations, lang),
            }
            for item in row.values
        ],
        "note": row.note.get(lang) if row.note else None,
        "sources": cite_rows(_all_citations(row), lang),
    }


def timeline_rows(
    snapshot: Snapshot, timeline: Timeline, lang: str = "en", sources: frozenset[str] | None = None
) -> list[Row]:
    """Return the spans, ``kind`` mechanism or membership, each mechanism before its memberships.

    An end that is None is one that no source tells: unknown, or still so. ``attested_years`` are the years of
    the dated sources that say so.
    """
    held: dict[str, list[Row]] = {}
    for row in timeline.memberships:
        held.setdefault(row.mechanism, []).append(_membership_span(snapshot, row, lang, sources))
    spans: list[Row] = []
    for body in timeline.mechanisms:
        spans += [_mechanism_span(body, lang), *held.get(body.id, ())]
    return spans


def _mechanism_span(body: Mechanism, lang: str) -> Row:
    return {
        "kind": "mechanism",
        "mechanism": body.id,
        "mechanism_name": body.label.get(lang),
        "participant": None,
        "participant_name": None,
        "participant_type": None,
        "iso3": None,
        "role": None,
        "since": next(iter(body.established), None),
        "until": next(iter(body.ended), None),
        "since_year": body.established_year,
        "until_year": body.ended_year,
        "attested_years": [],
        "status": body.status,
        "id": body.id,
        "iri": body.iri,
        "rank": None,
        "rank_reason": None,
        "inferred": False,
        "note": None,
        "sources": cite_rows(body.citations, lang),
    }


def _membership_span(snapshot: Snapshot, row: Membership, lang: str, sources: frozenset[str] | None) -> Row:
    person = snapshot.participants.get(row.participant)
    return {
        "kind": "membership",
        "mechanism": row.mechanism,
        "mechanism_name": name_of(snapshot, "mechanism", row.mechanism, lang),
        "participant": row.participant.id,
        "participant_name": snapshot.label(row.participant).get(lang),
        "participant_type": row.participant.kind,
        "iso3": person.iso3 if person else None,
        "role": row.role,
        "since": row.since,
        "until": row.until,
        "since_year": row.span.since,
        "until_year": row.span.until,
        "attested_years": sorted(row.attested),
        "status": None,
        **statement_part(row, cited_by(row.citations, sources), lang),
    }


def _elements(snapshot: Snapshot, refs: Iterable[Ref], by: By, lang: str) -> list[Row]:
    if by == "mandates":
        return [{"id": ref.id, "label": snapshot.label(ref).get(lang)} for ref in refs]
    return [
        {
            "id": ref.id,
            "iso3": snapshot.participants[ref].iso3 if ref in snapshot.participants else None,
            "name": snapshot.label(ref).get(lang),
            "type": ref.kind,
        }
        for ref in refs
    ]


def _ratio(value: float | None) -> float | None:
    return None if value is None else round(value, PLACES)


def _list_status(snapshot: Snapshot, mechanism: str, by: By) -> str | None:
    return snapshot.mechanisms[mechanism].list_status.value if by == "members" else None


def _all_citations(row: Conflict) -> Iterable[Citation]:
    return (cite for value in row.values for cite in value.citations)
