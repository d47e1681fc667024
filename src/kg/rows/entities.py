"""Rows of states, sources, recommendations and search hits."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.asof import Selection, seats
from kg.coverage import Coverage
from kg.coverage.uses import place_cited, reading_order
from kg.model import Participant, Recommendation, Source, Statement
from kg.namespaces import KINDS, iri
from kg.recommendations import concerned
from kg.rows.base import Row, cite_rows, node_row
from kg.rows.coverage import coverage_rows
from kg.snapshot import Snapshot

if TYPE_CHECKING:
    from kg.names import Hit


def state_row(
    snapshot: Snapshot, state: Participant, selection: Selection | None = None, lang: str = "en"
) -> Row:
    """Return a state or territory; ``mechanism_count`` counts the mechanisms of ``selection`` it sits in."""
    held = seats(snapshot, selection, participant=state.ref)
    return {
        "id": state.id,
        "iso3": state.iso3,
        "iso2": state.iso2,
        "iri": state.iri,
        "type": state.ref.kind,
        "name": state.label.get(lang),
        "aliases": list(dict.fromkeys(alias.text for alias in state.aliases)),
        "wikidata": state.wikidata,
        "mechanism_count": len({seat.membership.mechanism for seat in held}),
        "sources": cite_rows(state.citations, lang),
    }


def source_row(snapshot: Snapshot, source: Source, lang: str = "en") -> Row:
    """Return a source as a bibliography shows it, with the number of statements that cite it."""
    return {
        "id": source.id,
        "iri": source.iri,
        "name": source.label.get(lang),
        "title": source.title,
        "creators": list(source.creators),
        "publisher": source.publisher,
        "issued": source.issued,
        "year": source.year,
        "license": source.licence,
        "language": source.language,
        "file": source.file,
        "url": source.url,
        "statement_count": len(_statements(snapshot, source.id)),
    }


def source_detail(
    snapshot: Snapshot, source: Source, lang: str = "en", coverage: Coverage | None = None
) -> Row:
    """Return :func:`source_row` with every place cited, the statements that rest on it, and the ledger.

    Where ``coverage`` has a ledger of the source, places come in reading order, else by heading.
    """
    ledgers = coverage or Coverage()
    rows = _statements(snapshot, source.id)
    uses: dict[str, list[str]] = {}
    for row in rows:
        for cite in row.citations:
            if cite.source.id == source.id:
                uses.setdefault(cite.id, []).append(row.id)
    cited = sorted(
        (cite for cite in snapshot.citations.values() if cite.source.id == source.id),
        key=lambda cite: (reading_order(ledgers, source.id, place_cited(cite)), cite.id),
    )
    return {
        **source_row(snapshot, source, lang),
        "statements_by_kind": dict(sorted(Counter(_kind(row) for row in rows).items())),
        "citations": [
            {
                "id": cite.id,
                "iri": cite.iri,
                "locator": cite.locator,
                "section": cite.section,
                "paragraph": cite.paragraph,
                "stance": cite.stance.value,
                "statement_count": len(uses.get(cite.id, [])),
                "statements": sorted(uses.get(cite.id, [])),
            }
            for cite in cited
        ],
        "coverage": coverage_rows(snapshot, ledgers, source.id),
    }


def recommendation_row(snapshot: Snapshot, row: Recommendation, lang: str = "en") -> Row:
    """Return a recommendation: to whom, what to do, about what, until when, who gives it.

    ``deadline`` is as precise as the source, ``target_year`` its year. ``addressees`` are names,
    ``addressee_nodes`` those of them that are nodes of the graph. ``mechanisms`` and ``mandates`` are the ids
    of those among ``concerns``.
    """
    named = [snapshot.label(ref).get(lang) for ref in row.addressees]
    return {
        "id": row.id,
        "iri": row.iri,
        "name": row.label.get(lang),
        "number": row.number,
        "description": row.description.get(lang) if row.description else None,
        "part_of": row.part_of.id if row.part_of else None,
        "addressees": named + ([row.addressee_group.get(lang)] if row.addressee_group else []),
        "addressee_nodes": [node_row(snapshot, ref, lang) for ref in row.addressees],
        "target": row.target.get(lang) if row.target else None,
        "target_year": row.target_year,
        "deadline": row.deadline,
        "note": row.note.get(lang) if row.note else None,
        "mechanisms": concerned(row, "mechanism"),
        "mandates": concerned(row, "mandate"),
        "concerns": [node_row(snapshot, ref, lang) for ref in row.concerns],
        "sources": cite_rows(row.citations, lang),
    }


def search_row(snapshot: Snapshot, hit: Hit, lang: str = "en") -> Row:
    """Return a search hit; ``matched`` is the name that matched, ``score`` from 0 to 1."""
    return {
        "type": hit.ref.kind,
        "id": hit.ref.id,
        "iri": iri(hit.ref.kind, hit.ref.id) if hit.ref.kind in KINDS else None,
        "label": snapshot.label(hit.ref).get(lang),
        "matched": hit.matched,
        "score": round(hit.score, 6),
    }


def _statements(snapshot: Snapshot, source: str) -> list[Statement]:
    return [row for row in snapshot.statements if any(cite.source.id == source for cite in row.citations)]


def _kind(row: Statement) -> str:
    return str(getattr(row, "kind", None) or type(row).__name__.lower().removeprefix("mandate"))
