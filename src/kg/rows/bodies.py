"""Rows of organizations and regions, and the whole of a state: where they sit, what is said about them."""

from __future__ import annotations

from dataclasses import replace

from kg.asof import Selection, seats
from kg.model import Participant, Region
from kg.rows.base import Row, cite_rows, node_row
from kg.rows.claims import Sources, relation_rows, said_about
from kg.rows.entities import state_row
from kg.rows.memberships import membership_row
from kg.snapshot import Snapshot


def state_detail(
    snapshot: Snapshot, state: Participant, selection: Selection | None = None, lang: str = "en"
) -> Row:
    """Return :func:`state_row` with the claims, figures and contributions about it or that concern it."""
    sources = selection.sources if selection else None
    return {
        **state_row(snapshot, state, selection, lang),
        **said_about(snapshot, state.ref, sources, lang),
    }


def organization_row(
    snapshot: Snapshot, body: Participant, selection: Selection | None = None, lang: str = "en"
) -> Row:
    """Return an organization; ``mechanism_count`` counts the mechanisms in which it holds any role."""
    held = seats(snapshot, _any_role(selection), participant=body.ref)
    return {
        "id": body.id,
        "iri": body.iri,
        "name": body.label.get(lang),
        "acronym": body.acronym,
        "aliases": list(dict.fromkeys(alias.text for alias in body.aliases)),
        "wikidata": body.wikidata,
        "mechanism_count": len({seat.membership.mechanism for seat in held}),
        "sources": cite_rows(body.citations, lang),
    }


def organization_detail(
    snapshot: Snapshot, body: Participant, selection: Selection | None = None, lang: str = "en"
) -> Row:
    """Return :func:`organization_row` with its seats, its ties (what it leads, supports …) and its claims."""
    sources = selection.sources if selection else None
    held = seats(snapshot, _any_role(selection), participant=body.ref)
    return {
        **organization_row(snapshot, body, selection, lang),
        "memberships": [membership_row(snapshot, seat, lang) for seat in held],
        "relations": relation_rows(snapshot, body.ref, sources, lang),
        **said_about(snapshot, body.ref, sources, lang),
    }


def region_row(snapshot: Snapshot, region: Region, lang: str = "en") -> Row:
    """Return an area that figures speak of, with the states and territories that it covers."""
    return {
        "id": region.id,
        "iri": region.iri,
        "name": region.label.get(lang),
        "aliases": list(dict.fromkeys(alias.text for alias in region.aliases)),
        "covers": [node_row(snapshot, ref, lang) for ref in region.covers],
        "sources": cite_rows(region.citations, lang),
    }


def region_detail(snapshot: Snapshot, region: Region, sources: Sources = None, lang: str = "en") -> Row:
    """Return :func:`region_row` with all that is said about it."""
    return {**region_row(snapshot, region, lang), **said_about(snapshot, region.ref, sources, lang)}


def _any_role(selection: Selection | None) -> Selection:
    return replace(selection or Selection(), roles=None)
