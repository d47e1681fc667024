"""Rows of what is computed: pairs, exclusive intersections, spans."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from kg.asof import cited_by
from kg.model import Mechanism, Membership, Ref
from kg.rows.base import Row, cite_rows, name_of, statement_part
from kg.rows.measured import element_rows, mandate_rows, measures
from kg.snapshot import Snapshot

if TYPE_CHECKING:
    from kg.overlap.intersections import Intersection
    from kg.overlap.pairs import Held, Pair
    from kg.overlap.timeline import Timeline

By = Literal["members", "mandates"]


def pair_row(snapshot: Snapshot, pair: Pair, by: By = "members", lang: str = "en") -> Row:
    """Return what two mechanisms share; ratios to six places, None where a member list is unknown.

    ``jaccard`` = shared / union (Jaccard 1901); ``overlap_coefficient`` = shared / smaller set
    (Szymkiewicz–Simpson). ``behind`` names the mandates of the lists that stand for narrower ones, with what
    ``a`` and ``b`` hold of these, itself included where it is held.
    """
    return {
        "a": pair.a,
        "b": pair.b,
        "shared": _elements(snapshot, pair.shared, by, lang),
        "only_a": _elements(snapshot, pair.only_a, by, lang),
        "only_b": _elements(snapshot, pair.only_b, by, lang),
        **measures(pair),
        "behind": [
            _behind(snapshot, held, lang) for held in pair.behind if {*held.a, *held.b} != {held.node}
        ],
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
    return mandate_rows(snapshot, refs, lang) if by == "mandates" else element_rows(snapshot, refs, lang)


def _behind(snapshot: Snapshot, held: Held, lang: str) -> Row:
    sides = {"a": mandate_rows(snapshot, held.a, lang), "b": mandate_rows(snapshot, held.b, lang)}
    return {**mandate_rows(snapshot, [held.node], lang)[0], **sides}


def _list_status(snapshot: Snapshot, mechanism: str, by: By) -> str | None:
    return snapshot.mechanisms[mechanism].list_status.value if by == "members" else None
