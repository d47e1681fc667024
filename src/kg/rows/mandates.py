"""Mandate rows: a field of work, its place in the hierarchy, and the mechanisms that hold it."""

from __future__ import annotations

from collections.abc import Iterable

from kg.asof import cited_by, mandates_of
from kg.model import Citation, Mandate, MandateAssignment
from kg.objectives import matches
from kg.rows.base import Row, as_remark, cite_rows, name_of, statement_part
from kg.snapshot import Snapshot

Sources = frozenset[str] | None


def assignment_row(
    snapshot: Snapshot, row: MandateAssignment, sources: Sources = None, lang: str = "en"
) -> Row:
    """Return "this mechanism works on this mandate" with the citations of ``sources`` (None: all)."""
    return {
        "mechanism": row.mechanism,
        "mechanism_name": name_of(snapshot, "mechanism", row.mechanism, lang),
        "mandate": row.mandate,
        "mandate_label": name_of(snapshot, "mandate", row.mandate, lang),
        **statement_part(row, cited_by(row.citations, sources), lang),
    }


def held_mandate(
    snapshot: Snapshot, row: MandateAssignment, sources: Sources = None, lang: str = "en"
) -> Row:
    """Return a mandate as its holder shows it: ``{id, iri, label}`` and the fields of the statement."""
    mandate = snapshot.mandates[row.mandate]
    return {
        "id": mandate.id,
        "iri": mandate.iri,
        "label": mandate.label.get(lang),
        **as_remark(statement_part(row, cited_by(row.citations, sources), lang)),
    }


def mandate_row(snapshot: Snapshot, mandate: Mandate, sources: Sources = None, lang: str = "en") -> Row:
    """Return a mandate with the ids of the mechanisms that hold it; ``sources`` are those of the holdings."""
    held = _holders(snapshot, mandate.id, sources)
    return {
        "id": mandate.id,
        "iri": mandate.iri,
        "label": mandate.label.get(lang),
        "definition": mandate.definition.get(lang),
        "broader": list(mandate.broader),
        "narrower": list(mandate.narrower),
        "mechanisms": [row.mechanism for row in held],
        "mechanism_count": len(held),
        "sources": cite_rows(_citations(held, sources), lang),
    }


def mandate_detail(snapshot: Snapshot, mandate: Mandate, sources: Sources = None, lang: str = "en") -> Row:
    """Return :func:`mandate_row` with other names, named neighbours and each holding with its sources."""
    related = {"broader": mandate.broader, "narrower": mandate.narrower}
    return {
        **mandate_row(snapshot, mandate, sources, lang),
        "aliases": [alias.text for alias in mandate.aliases],
        "close_match": list(mandate.close_match),
        "objectives": [
            {"id": row.id, "iri": row.iri, "label": row.label.get(lang), "match": match.value}
            for row, match in matches(snapshot, mandate)
        ],
        "related": [
            {"relation": relation, "id": other, "label": name_of(snapshot, "mandate", other, lang)}
            for relation, ids in related.items()
            for other in ids
        ],
        "holdings": [
            assignment_row(snapshot, row, sources, lang) for row in _holders(snapshot, mandate.id, sources)
        ],
    }


def _holders(snapshot: Snapshot, mandate: str, sources: Sources) -> list[MandateAssignment]:
    rows = (row for key in sorted(snapshot.mechanisms) for row in mandates_of(snapshot, key, sources))
    return [row for row in rows if row.mandate == mandate]


def _citations(rows: Iterable[MandateAssignment], sources: Sources) -> Iterable[Citation]:
    return (cite for row in rows for cite in cited_by(row.citations, sources))
