"""The rows, columns and fields of work of the document: participants, mechanisms, mandates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from kg.explorer.citing import Citations, two
from kg.explorer.ordering import in_region
from kg.model import Mandate, Mechanism, Participant, Ref, Text
from kg.snapshot import Snapshot
from kg.views.figures import Stated, figures_of
from kg.views.payload import is_listed
from kg.views.regions import group_of
from kg.views.short import short_in

#: Types of mechanism in which states sit together, so that one without a known seat is a column all the same.
_TABLES: Final = frozenset(
    {
        "regional-consultative-process",
        "intergovernmental-organization",
        "committee",
        "framework",
        "coordination-platform",
        "global-compact",
        "conference",
        "free-movement-arrangement",
        "summit",
    }
)

Neighbours = Mapping[str, Sequence[str]]


def is_column(body: Mechanism, seated: bool) -> bool:
    """Tell whether ``body`` is a column unless a reader switches it off.

    That is one in which somebody was ever ``seated``, and one of a kind in which states sit together,
    unless it is only proposed.
    """
    return seated or (body.type in _TABLES and body.status != "proposed")


def mechanism(snapshot: Snapshot, body: Mechanism, seated: bool, cites: Citations) -> dict[str, Any]:
    """Return a column; ``seated``: whether the as-of rule answers a seat in it in any year."""
    return {
        "id": body.id,
        "iri": body.iri,
        "name": two(body.label),
        "short": two(short_in(snapshot, body)),
        "about": two(body.description),
        "type": body.type,
        "status": body.status,
        "list": str(body.list_status),
        "complete_roles": sorted(body.complete_roles),
        "established": list(body.established),
        "ended": list(body.ended),
        "established_year": body.established_year,
        "ended_year": body.ended_year,
        "listed": is_listed(body),
        "default": is_column(body, seated),
        "figures": [_figure(row, cites) for row in figures_of(snapshot, body.ref)],
        "cites": cites.numbers(body.citations),
    }


def _figure(row: Stated, cites: Citations) -> dict[str, Any]:
    found = {
        "label": two(row.name),
        "value": row.value,
        "unit": two(row.unit),
        "year": row.year,
        "headline": row.headline is not None,
        "cites": cites.numbers(row.claim.citations),
    }
    further = {"of": two(row.claim.population), "period": row.period, "approximation": two(row.approximation)}
    return found | {name: value for name, value in further.items() if value}


def participant(snapshot: Snapshot, ref: Ref, near: Neighbours, cites: Citations) -> dict[str, Any]:
    """Return a row; a mechanism that takes part in another one (``mechanism:oas``) is a row as well."""
    known = snapshot.participants.get(ref)
    return {
        "key": str(ref),
        "kind": ref.kind,
        "id": ref.id,
        "iso3": known.iso3 if known else None,
        "name": two(snapshot.label(ref)),
        "short": two(_short(snapshot, ref, known)),
        "group": group_of(ref.kind, ref.id),
        "region": in_region(ref),
        "neighbours": _beside(snapshot, known, near),
        "cites": cites.numbers(known.citations if known else ()),
    }


def _short(snapshot: Snapshot, ref: Ref, known: Participant | None) -> Text:
    if known is not None:
        return short_in(snapshot, known)
    body = snapshot.mechanisms.get(ref.id) if ref.kind == "mechanism" else None
    return short_in(snapshot, body) if body is not None else snapshot.label(ref)


def _beside(snapshot: Snapshot, known: Participant | None, near: Neighbours) -> list[str]:
    """Return the keys of the states of the graph that share a land border with ``known``."""
    codes = set(near.get(known.iso3 or "", ())) if known else set()
    return [str(row.ref) for row in snapshot.states if row.iso3 in codes]


def mandates(snapshot: Snapshot) -> list[dict[str, Any]]:
    """Return every mandate of ``snapshot``, by id."""
    return [_mandate(snapshot, row) for _, row in sorted(snapshot.mandates.items())]


def _mandate(snapshot: Snapshot, row: Mandate) -> dict[str, Any]:
    return {
        "id": row.id,
        "label": two(row.label),
        "definition": two(row.definition),
        "broader": list(row.broader),
        "ancestors": sorted(snapshot.mandate_ancestors[row.id]),
        "narrower": list(row.narrower),
    }


def labels(snapshot: Snapshot, kind: str, used: Iterable[str | None]) -> dict[str, list[str]]:
    """Return the words of those concepts of ``kind`` that are ``used``, by id."""
    names = sorted({name for name in used if name})
    return {name: [label.en, label.es] for name in names for label in (snapshot.label(Ref(kind, name)),)}
