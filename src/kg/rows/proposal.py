"""Rows of a hypothetical mechanism: what it shares with each existing one, and which gaps it would fill."""

from __future__ import annotations

from kg.overlap.proposal import Beside, Effect, Proposal
from kg.overlap.reading import reading
from kg.rows.base import Row, name_of
from kg.rows.measured import element_rows, mandate_rows, measures
from kg.snapshot import Snapshot


def beside_row(snapshot: Snapshot, row: Beside, base: str | None = None, lang: str = "en") -> Row:
    """Return what the proposal shares with one mechanism, and how the pair reads.

    Ratios are rounded to six places; None, like ``union_count``, where a list is unknown.
    """
    found = reading(row.members, row.mandates)
    return {
        "mechanism": row.mechanism,
        "name": name_of(snapshot, "mechanism", row.mechanism, lang),
        "base": row.mechanism == base,
        "reading": found.kind.value,
        "reason": found.reason.get(lang),
        "members": {"shared": element_rows(snapshot, row.members.shared, lang), **measures(row.members)},
        "mandates": {"shared": mandate_rows(snapshot, row.mandates.shared, lang), **measures(row.mandates)},
    }


def beside_cells(row: Row) -> Row:
    """Return a :func:`beside_row` as one flat line of a table."""
    flat = {key: row[key] for key in ("mechanism", "name", "base", "reading", "reason")}
    for side in ("members", "mandates"):
        flat |= {f"{side}_{name}": value for name, value in row[side].items()}
    return flat


def effect_part(snapshot: Snapshot, effect: Effect, proposal: Proposal, lang: str = "en") -> Row:
    """Return the proposal as it was understood and what it would change, less :func:`beside_row`."""
    return {
        "hypothetical": True,
        "base": proposal.base,
        "states": element_rows(snapshot, sorted(proposal.participants), lang),
        "mandates": mandate_rows(snapshot, sorted(proposal.mandates), lang),
        "nearest_by_members": list(effect.nearest_by_members),
        "nearest_by_mandates": list(effect.nearest_by_mandates),
        "gaps": [
            {
                **mandate_rows(snapshot, [gap.mandate], lang)[0],
                "fresh": element_rows(snapshot, gap.fresh, lang),
                "partly": element_rows(snapshot, gap.partly, lang),
                "maybe": list(gap.maybe),
            }
            for gap in effect.gaps
        ],
        "settled": mandate_rows(snapshot, effect.settled, lang),
        "unseated": element_rows(snapshot, effect.unseated, lang),
    }
