"""Numbers that do not add up: shares of a whole that miss 100 %, and counts that miss their list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.asof import Selection, seats
from kg.model import Claim, ListStatus, Rank, Ref, Text
from kg.overlap.conflicts.model import Conflict, ConflictValue
from kg.snapshot import Snapshot
from kg.timespan import Basis

_WHOLE = Decimal(100)
_AS_GIVEN = Text(
    "The numbers stand as the sources give them.", "Los números quedan como los dan las fuentes."
)

Whole = tuple[Ref, str, int | None]


def conflicts(snapshot: Snapshot) -> Iterator[Conflict]:
    """Yield the sums and counts that miss what they should give."""
    yield from _shares(snapshot)
    yield from _counts(snapshot)


def _shares(snapshot: Snapshot) -> Iterator[Conflict]:
    """Shares in percent of one whole and year; where a share has two leading values, no sum is sound."""
    groups: dict[Whole, dict[object, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for row in snapshot.claims:
        if row.kind == "contribution" and row.unit == "percent" and row.rank is not Rank.DEPRECATED:
            groups[row.subject, row.property, row.year][row.contributor, row.contributor_group].append(row)
    for whole, by_contributor in sorted(groups.items(), key=lambda item: repr(item[0])):
        leading = [_leading(rows) for rows in by_contributor.values()]
        values = [{Decimal(row.value.text) for row in rows} for rows in leading]
        total = sum((min(found) for found in values), Decimal(0)).normalize()
        if len(values) > 1 and all(len(found) == 1 for found in values) and total != _WHOLE:
            alone = sum(other[:2] == whole[:2] for other in groups) == 1
            rows = [row for same in leading for row in same]
            yield _share_conflict(whole, rows, f"{total:f} %", alone)


def _leading(rows: Sequence[Claim]) -> list[Claim]:
    preferred = [row for row in rows if row.rank is Rank.PREFERRED]
    return preferred or list(rows)


def _share_conflict(whole: Whole, rows: Sequence[Claim], total: str, alone: bool) -> Conflict:
    subject, name, year = whole
    count = len({(row.contributor, row.contributor_group) for row in rows})
    return Conflict(
        id=f"arithmetic-{subject.id}-{name}" + ("" if alone else f"-{year or 'undated'}"),
        subject=subject,
        property=name,
        kind="arithmetic",
        values=(
            ConflictValue(
                Text(f"sum of {count} shares: {total}", f"suma de {count} cuotas: {total}"),
                None,
                tuple(dict.fromkeys(cite for row in rows for cite in row.citations)),
                tuple(row.id for row in rows),
            ),
            ConflictValue(Text("the whole: 100 %", "el total: 100 %")),
        ),
        note=Text(
            f"The shares that the source gives add up to {total}; nothing is rounded up.",
            f"Las cuotas que da la fuente suman {total}; no se redondea.",
        ),
        outcome=_AS_GIVEN,
        about=Text(str(year), str(year)) if year is not None else None,
        things=tuple(dict.fromkeys((subject, *(row.contributor for row in rows if row.contributor)))),
    )


def _counts(snapshot: Snapshot) -> Iterator[Conflict]:
    """A mechanism's stated number of members beside the members that sources place in the same year.

    It must not be lower than the seats stated for the year, nor higher than these and the assumed ones.
    """
    for row in snapshot.claims:
        body = snapshot.mechanisms.get(row.subject.id) if row.subject.kind == "mechanism" else None
        if body is None or row.property != "memberCount" or not _leads(snapshot, row):
            continue
        if body.list_status is not ListStatus.COMPLETE or row.approximation is not None:
            continue
        held = seats(snapshot, Selection(year=row.year), mechanism=body.id)
        most = len({seat.membership.participant for seat in held})
        least = len({seat.membership.participant for seat in held if seat.basis is Basis.STATED})
        if not least <= Decimal(row.value.text) <= most:
            yield _count_conflict(row, least, most)


def _leads(snapshot: Snapshot, row: Claim) -> bool:
    """Tell whether no claim on the same count and year is ranked better."""
    rivals = [
        other
        for other in snapshot.claims_by_subject[row.subject]
        if other.property == row.property and other.year == row.year
    ]
    return row.rank is not Rank.DEPRECATED and row in _leading(rivals)


def _count_conflict(row: Claim, least: int, most: int) -> Conflict:
    year = f"-{row.year}" if row.year is not None else ""
    english = str(most) if least == most else f"{least} to {most}"
    spanish = str(most) if least == most else f"de {least} a {most}"
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
            ConflictValue(Text(f"listed: {english}", f"en la lista: {spanish}")),
        ),
        note=Text(
            "The number stated and the members that the statements give for that year are not the same.",
            "El número declarado y los miembros que dan los enunciados para ese año no coinciden.",
        ),
        outcome=_AS_GIVEN,
        about=Text(str(row.year), str(row.year)) if row.year is not None else None,
        things=(row.subject,),
    )
