"""Rows of claims, figures and contributions, with what narrows their values, and of ties between nodes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from kg.asof import cited_by
from kg.figures import about, supported
from kg.model import Claim, Ref
from kg.namespaces import iri
from kg.rows.base import Row, as_remark, name_of, node_row, statement_part
from kg.snapshot import Snapshot

Sources = frozenset[str] | None

#: The fields of a claim row, in their order: the header of a table without rows.
CLAIM_FIELDS: Final = (
    "kind",
    "subject",
    "subject_type",
    "subject_name",
    "property",
    "property_label",
    "value",
    "value_name",
    "value_type",
    "approximation",
    "approximation_label",
    "unit",
    "unit_label",
    "population",
    "year",
    "period_start",
    "period_end",
    "contributor",
    "contributor_type",
    "contributor_name",
    "ordinal",
    "concerns",
    "mandates",
    "follows",
    "id",
    "iri",
    "rank",
    "rank_reason",
    "inferred",
    "note",
    "sources",
)
_LISTS: Final = {"contribution": "contributions", "figure": "figures", "claim": "claims"}


def claim_row(snapshot: Snapshot, row: Claim, lang: str = "en", sources: Sources = None) -> Row:
    """Return a claim, figure or contribution with the citations of ``sources`` (None: all).

    ``value`` is plain: a number where the graph has one, the id of a node, words in ``lang``, or text.
    ``period_start`` and ``period_end`` are as precise as the source and included in the period.
    """
    return {
        "kind": row.kind,
        **_told(snapshot, row, lang),
        "value_type": row.value.ref.kind if row.value.ref else row.value.datatype,
        "approximation": row.approximation,
        "approximation_label": name_of(snapshot, "approximation", row.approximation, lang),
        "unit": row.unit,
        "unit_label": name_of(snapshot, "unit", row.unit, lang),
        "population": row.population.get(lang) if row.population else None,
        "year": row.year,
        "period_start": row.period_start,
        "period_end": row.period_end,
        **_contributor(snapshot, row, lang),
        "ordinal": row.ordinal,
        "concerns": [node_row(snapshot, ref, lang) for ref in row.concerns],
        "mandates": [{"id": key, "label": name_of(snapshot, "mandate", key, lang)} for key in row.mandates],
        "follows": _followed(snapshot, row, lang),
        **statement_part(row, cited_by(row.citations, sources), lang),
    }


def by_kind(
    snapshot: Snapshot, rows: Iterable[Claim], sources: Sources = None, lang: str = "en"
) -> dict[str, list[Row]]:
    """Return ``{contributions, figures, claims}``, each a list of :func:`claim_row`."""
    found: dict[str, list[Row]] = {name: [] for name in _LISTS.values()}
    for row in rows:
        found[_LISTS[row.kind]].append(claim_row(snapshot, row, lang, sources))
    return found


def said_about(
    snapshot: Snapshot, ref: Ref, sources: Sources = None, lang: str = "en"
) -> dict[str, list[Row]]:
    """Return :func:`by_kind` of the claims about ``ref`` and of those that concern it."""
    return by_kind(snapshot, about(snapshot, ref, sources), sources, lang)


def relation_rows(snapshot: Snapshot, ref: Ref, sources: Sources = None, lang: str = "en") -> list[Row]:
    """Return the claims that tie ``ref`` to another node, from it (``out``) and to it (``in``).

    That a source closes a list ties a mechanism to no other node.
    """
    found: list[Row] = []
    for row in snapshot.claims:
        other = row.value.ref if row.subject == ref else row.subject if row.value.ref == ref else None
        if other is None or not supported(row, sources) or snapshot.is_kind(row.property, "ListProperty"):
            continue
        found.append(
            {
                "property": row.property,
                "property_label": property_label(snapshot, row.property, lang),
                "direction": "out" if row.subject == ref else "in",
                "target": node_row(snapshot, other, lang),
                **as_remark(statement_part(row, cited_by(row.citations, sources), lang)),
            }
        )
    return sorted(found, key=lambda item: (item["direction"] == "in", item["property"], item["statement"]))


def plain_value(row: Claim, lang: str = "en") -> str | int | float | bool:
    """Return the value as plain Python."""
    text, kind = row.value.text, row.value.datatype
    if row.value.ref:
        return row.value.ref.id
    if row.value.words:
        return row.value.words.get(lang)
    if kind == "boolean":
        return text in ("true", "1")
    if kind == "integer":
        return int(text)
    return float(text) if kind in ("decimal", "double", "float") else text


def property_label(snapshot: Snapshot, local: str, lang: str) -> str:
    """Return the name of a property of the ontology; its id where it has none."""
    label = snapshot.properties.get(local)
    return label.get(lang) if label else local


def _told(snapshot: Snapshot, row: Claim, lang: str) -> Row:
    """Return what is said, by ids and names: subject, property, value."""
    return {
        "subject": row.subject.id,
        "subject_type": row.subject.kind,
        "subject_name": snapshot.label(row.subject).get(lang),
        "property": row.property,
        "property_label": property_label(snapshot, row.property, lang),
        "value": plain_value(row, lang),
        "value_name": snapshot.label(row.value.ref).get(lang) if row.value.ref else None,
    }


def _contributor(snapshot: Snapshot, row: Claim, lang: str) -> Row:
    """Return who gives the money: a node, or a group in words."""
    group = row.contributor_group.get(lang) if row.contributor_group else None
    return {
        "contributor": row.contributor.id if row.contributor else None,
        "contributor_type": row.contributor.kind if row.contributor else None,
        "contributor_name": snapshot.label(row.contributor).get(lang) if row.contributor else group,
    }


def _followed(snapshot: Snapshot, row: Claim, lang: str) -> list[Row]:
    """Return the claims about a model that ``row`` takes up, in short."""
    models = (snapshot.claims_by_iri.get(iri(ref.kind, ref.id)) for ref in row.follows)
    return [
        {
            "id": model.id,
            "iri": model.iri,
            **_told(snapshot, model, lang),
        }
        for model in models
        if model is not None
    ]
