"""Rows of disagreements: one with all its sides, or one for each side."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from kg.model import Citation, Text
from kg.rows.base import Row, cite_rows, node_row
from kg.snapshot import Snapshot

if TYPE_CHECKING:
    from kg.overlap.conflicts import Conflict, ConflictValue

#: ``rdfs:label`` is none of the ontology's own properties, so it has no label there.
_NAME: Final = Text("name", "nombre")
#: What the rows of all sides of one conflict share.
_SHARED: Final = (
    "id",
    "kind",
    "subject",
    "subject_type",
    "subject_name",
    "property",
    "property_label",
    "about",
)
_SAID: Final = ("value", "rank", "followed", "used_as", "statements")
_DECISION: Final = ("outcome", "reason", "note")
#: The fields of a :func:`side_rows` row, in their order.
SIDE_FIELDS: Final = (*_SHARED, *_SAID, "dates", *_DECISION, "sources")


def conflict_row(snapshot: Snapshot, row: Conflict, lang: str = "en") -> Row:
    """Return what sources (or names, or sums) disagree on, every value with its dated sources.

    ``outcome`` says which side is followed, ``reason`` why; ``things`` are all nodes that it touches.
    """
    return {
        "id": row.id,
        "subject": row.subject.id,
        "subject_type": row.subject.kind,
        "subject_name": snapshot.label(row.subject).get(lang),
        "property": row.property,
        "property_label": property_label(snapshot, row.property).get(lang),
        "kind": row.kind,
        "about": row.about.get(lang) if row.about else None,
        "values": [_side(side, lang) for side in row.values],
        "outcome": row.outcome.get(lang),
        "reason": row.reason.get(lang) if row.reason else None,
        "note": row.note.get(lang),
        "things": [node_row(snapshot, ref, lang) for ref in row.things],
        "sources": cite_rows(_citations(row), lang),
    }


def side_rows(conflict: Row) -> list[Row]:
    """Return one row for each side of a :func:`conflict_row`, for a table."""
    about = {key: conflict[key] for key in _SHARED}
    decision = {key: conflict[key] for key in _DECISION}
    return [
        {
            **about,
            **{key: side[key] for key in _SAID},
            "dates": _dates(side),
            **decision,
            "sources": side["sources"],
        }
        for side in conflict["values"]
    ]


def _dates(side: Row) -> list[str]:
    return list(dict.fromkeys(cite["date"] for cite in side["sources"] if cite["date"]))


def _side(side: ConflictValue, lang: str) -> Row:
    return {
        "value": side.value.get(lang),
        "rank": side.rank.value if side.rank else None,
        "followed": side.followed,
        "used_as": side.used_as.get(lang) if side.used_as else None,
        "statements": list(side.statements),
        "sources": _dated(side.citations, lang),
    }


def _dated(citations: Iterable[Citation], lang: str) -> list[Row]:
    """Return citations with the day, month or year of the source, and where in it the place is."""
    found = {(cite.source.id, cite.locator, cite.stance.value): cite for cite in citations}
    rows = [(row, found[row["id"], row["locator"], row["stance"]]) for row in cite_rows(citations, lang)]
    return [
        {**row, "date": _date(cite), "section": cite.section, "paragraph": cite.paragraph}
        for row, cite in rows
    ]


def _date(cite: Citation) -> str | None:
    return cite.source.issued or (str(cite.source.year) if cite.source.year is not None else None)


def property_label(snapshot: Snapshot, name: str) -> Text:
    """Return the name of a claim property, ``label`` included."""
    return _NAME if name == "label" else snapshot.properties.get(name, Text(name, name))


def _citations(row: Conflict) -> Iterable[Citation]:
    return (cite for side in row.values for cite in side.citations)
