"""The table under the picture: the same seats, a row each, also read where no script runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.asof import Seat
from kg.model import Rank, Ref
from kg.snapshot import Snapshot
from kg.views.short import short_in
from kg.views.words import Translate, translator


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one seat, in words; ``sources`` are (name, locator, stance in words or '')."""

    participant: str
    mechanism: str
    role: str
    since: str
    until: str
    basis: str
    rank: str
    sources: tuple[tuple[str, str, str], ...]


def table_rows(snapshot: Snapshot, held: Iterable[Seat], lang: str) -> tuple[TableRow, ...]:
    """Return the rows by participant, then mechanism, as the page's script orders them."""
    t = translator(lang)
    rows = [_row(snapshot, seat, lang, t) for seat in held]
    return tuple(sorted(rows, key=lambda row: (row.participant, row.mechanism, row.role)))


def _row(snapshot: Snapshot, seat: Seat, lang: str, t: Translate) -> TableRow:
    row = seat.membership
    body = snapshot.mechanisms[row.mechanism]
    return TableRow(
        participant=snapshot.label(row.participant).get(lang),
        mechanism=short_in(snapshot, body).get(lang),
        role=snapshot.label(Ref("role", row.role)).get(lang),
        since=row.since or "–",
        until=row.until or "–",
        basis=t(f"network.basis.{seat.basis}"),
        rank="" if row.rank is Rank.NORMAL else t(f"network.rank.{row.rank}"),
        sources=tuple(
            (
                cite.source.label.get(lang),
                cite.locator,
                "" if cite.stance == "supports" else t(f"network.stance.{cite.stance}"),
            )
            for cite in seat.citations
        ),
    )
