"""Numbers that do not add up: shares of a whole that miss 100 %, and counts that miss their list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from kg.asof import Selection, seats
from kg.model import Claim, ListStatus, Rank, Ref, Text
from kg.overlap.conflicts.model import Conflict, ConflictValue
from kg.snapshot import Snapshot

_WHOLE = Decimal(100)


def conflicts(snapshot: Snapshot) -> Iterator[Conflict]:
    """Yield the sums and counts that miss what they should give."""
    yield from _shares(snapshot)
    yield from _counts(snapshot)


def _shares(snapshot: Snapshot) -> Iterator[Conflict]:
    groups: dict[tuple[Ref, str, int | None], list[Claim]] = defaultdict(list)
    for row in snapshot.claims:
        if row.kind == "contribution" and row.unit == "percent" and row.rank is not Rank.DEPRECATED:
            groups[row.subject, row.property, row.year].append(row)
    for (subject, name, _), rows in sorted(groups.items(), key=lambda item: repr(item[0])):
        total = sum((Decimal(row.value.text) for row in rows), Decimal(0)).normalize()
        if total != _WHOLE and len(rows) > 1:
            yield _share_conflict(subject, name, rows, total)


def _share_conflict(subject: Ref, name: str, rows: list[Claim], total: Decimal) -> Conflict:
    return Conflict(
        id=f"arithmetic-{subject.id}-{name}",
        subject=subject,
        property=name,
        kind="arithmetic",
        values=(
            ConflictValue(
                Text(f"sum of {len(rows)} shares: {total:f} %", f"suma de {len(rows)} cuotas: {total:f} %"),
                None,
                tuple(dict.fromkeys(cite for row in rows for cite in row.citations)),
                tuple(row.id for row in rows),
            ),
            ConflictValue(Text("the whole: 100 %", "el total: 100 %")),
        ),
        note=Text(
            f"The shares that the source gives add up to {total:f} %; nothing is rounded up.",
            f"Las cuotas que da la fuente suman {total:f} %; no se redondea.",
        ),
    )


def _counts(snapshot: Snapshot) -> Iterator[Conflict]:
    """A mechanism's stated number of members beside the members listed for the same year."""
    for row in snapshot.claims:
        body = snapshot.mechanisms.get(row.subject.id) if row.subject.kind == "mechanism" else None
        if body is None or row.property != "memberCount" or not _leads(snapshot, row):
            continue
        if body.list_status is not ListStatus.COMPLETE:
            continue
        held = seats(snapshot, Selection(year=row.year), mechanism=body.id)
        listed = len({seat.membership.participant for seat in held})
        if Decimal(row.value.text) != listed:
            yield _count_conflict(row, listed)


def _leads(snapshot: Snapshot, row: Claim) -> bool:
    """Tell whether no claim on the same count and year is ranked better."""
    order = list(Rank)
    rivals = (
        other
        for other in snapshot.claims_by_subject[row.subject]
        if other.property == row.property and other.year == row.year
    )
    best = min(order.index(other.rank) for other in rivals)
    return row.rank is not Rank.DEPRECATED and order.index(row.rank) == best


def _count_conflict(row: Claim, listed: int) -> Conflict:
    year = f"-{row.year}" if row.year is not None else ""
    return Conflict(
        id=f"arithmetic-{row.subject.id}-{row.property}{year}",
        subject=row.subject,
        property=row.property,
        kind="arithmetic",
        values=(
            ConflictValue(
                Text(f"stated: {row.value.text}", f"declarado: {row.value.text}"),
                row.rank,
                row.citations,
                (row.id,),
            ),
            ConflictValue(Text(f"listed: {listed}", f"en la lista: {listed}")),
        ),
        note=Text(
            "The number stated and the members that the statements give for that year are not the same.",
            "El número declarado y los miembros que dan los enunciados para ese año no coinciden.",
        ),
    )
