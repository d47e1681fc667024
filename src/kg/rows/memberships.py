"""Membership rows: who sits in what, as of which year, who says so."""

from __future__ import annotations

from typing import Final

from kg.asof import Seat
from kg.model import Ref
from kg.rows.base import Row, name_of, statement_part
from kg.snapshot import Snapshot

#: The fields of a membership row, in their order: the header of a table without rows.
MEMBERSHIP_FIELDS: Final = (
    "mechanism",
    "mechanism_name",
    "participant",
    "participant_name",
    "participant_type",
    "iso3",
    "role",
    "role_label",
    "since",
    "until",
    "since_year",
    "until_year",
    "year",
    "basis",
    "id",
    "iri",
    "rank",
    "rank_reason",
    "inferred",
    "note",
    "sources",
)


def membership_row(snapshot: Snapshot, seat: Seat, lang: str = "en") -> Row:
    """Return one membership that holds in ``seat.year``.

    ``mechanism`` and ``participant`` are ids, ``participant_type`` tells ``CAN`` (Canada) from ``can``;
    ``since``/``until`` are as precise as the source, ``since_year``/``until_year`` integers; ``basis`` says
    what "belonged in ``year``" rests on (``stated`` or ``assumed``).
    """
    row = seat.membership
    person = snapshot.participants.get(row.participant)
    common = statement_part(row, seat.citations, lang)
    return {
        "mechanism": row.mechanism,
        "mechanism_name": name_of(snapshot, "mechanism", row.mechanism, lang),
        "participant": row.participant.id,
        "participant_name": snapshot.label(row.participant).get(lang),
        "participant_type": row.participant.kind,
        "iso3": person.iso3 if person else None,
        "role": row.role,
        "role_label": snapshot.label(Ref("role", row.role)).get(lang),
        "since": row.since,
        "until": row.until,
        "since_year": row.span.since,
        "until_year": row.span.until,
        "year": seat.year,
        "basis": seat.basis.value,
        **common,
    }
