"""Seats on which sources disagree: denied, left out of a closed list, or given other dates or roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.asof import best_ranked
from kg.model import Citation, Membership, Rank, Ref, Stance, Text
from kg.overlap.conflicts.differing import lists_conflict, lists_differ
from kg.overlap.conflicts.lists import ClosedList, Matter, closed_lists
from kg.overlap.conflicts.model import (
    DENIED,
    Conflict,
    ConflictValue,
    join_notes,
    ordered,
    outcome,
    ranking_note,
    reason_of,
    remarks_of,
)
from kg.snapshot import Snapshot

_OMITTED = Text("not in the list", "no figura en la lista")
_FOLLOW = Text("The answers follow", "Las respuestas siguen")
_NO_SEAT = Text("The answers count no seat.", "Las respuestas no cuentan ninguna participación.")

Group = Sequence[Membership]


@dataclass(frozen=True, slots=True)
class Against:
    """What speaks against a seat: places that deny it, places that leave it out, the lists these stand in."""

    denying: tuple[Citation, ...]
    omitting: tuple[Citation, ...]
    lists: tuple[ClosedList, ...]


def conflicts(snapshot: Snapshot) -> Iterator[Conflict]:
    """Yield the seats on which sources do not agree, then the closed lists that differ."""
    groups: dict[tuple[str, Ref], list[Membership]] = defaultdict(list)
    for row in snapshot.memberships:
        groups[row.mechanism, row.participant].append(row)
    lists = closed_lists(snapshot)
    for _, rows in sorted(groups.items()):
        against = _against(rows, lists)
        sides = [row for row in rows if row in _alternatives(rows) or _is_disputed(row, against)]
        if sides:
            yield _conflict(snapshot, sides, against)
    for (_, role), closed in sorted(lists.items()):
        if lists_differ(closed):
            yield lists_conflict(snapshot, role, closed)


def _conflict(snapshot: Snapshot, rows: Group, against: Against) -> Conflict:
    mechanism, participant = rows[0].mechanism, rows[0].participant
    leading = {row.id for row in best_ranked(rows, None)}
    values = [_side(snapshot, row, row.id in leading) for row in rows]
    closing = tuple(dict.fromkeys(closed.claim.id for closed in against.lists))
    if against.omitting:
        values.append(ConflictValue(_OMITTED, None, against.omitting, closing, not leading))
    if against.denying:
        values.append(ConflictValue(DENIED, None, against.denying, (), not leading))
    values = list(ordered(values))
    name, note = snapshot.label(participant), join_notes(ranking_note(rows), *remarks_of(rows))
    subject = Ref("mechanism", mechanism)
    return Conflict(
        id=f"membership-{mechanism}-{participant.id}",
        subject=subject,
        property="hasMember",
        kind="membership",
        values=tuple(values),
        note=Text(f"{name.en}: {note.en}", f"{name.es}: {note.es}"),
        outcome=outcome(values, _FOLLOW, _NO_SEAT),
        reason=reason_of(rows),
        about=name,
        things=(subject, participant),
    )


def _alternatives(rows: Group) -> Group:
    """Statements that cannot all hold: one is deprecated, or one role has two overlapping datings."""
    if len(rows) > 1 and any(row.rank is Rank.DEPRECATED for row in rows):
        return rows
    roles: dict[str, list[Membership]] = defaultdict(list)
    for row in rows:
        roles[row.role].append(row)
    return [row for same in roles.values() if _clash(same) for row in same]


def _clash(same: Group) -> bool:
    if len({row.rank for row in same}) > 1:
        return True
    return any(
        one.span.overlaps(other.span) and one.span != other.span
        for index, one in enumerate(same)
        for other in same[index + 1 :]
    )


def _is_disputed(row: Membership, against: Against) -> bool:
    return any(row in closed.unnamed for closed in against.lists) or any(
        _speaks_against(row, cite) for cite in row.citations
    )


def _against(rows: Group, lists: Mapping[Matter, Sequence[ClosedList]]) -> Against:
    said = [cite for row in rows for cite in row.citations if _speaks_against(row, cite)]
    denying = dict.fromkeys(cite for cite in said if cite.stance is Stance.CONTRADICTS)
    omitting = dict.fromkeys(cite for cite in said if cite.stance is Stance.OMITS)
    closing = tuple(_missing_from(rows, lists))
    told = {cite.source.id for cite in omitting}
    for closed in closing:
        if closed.source.id not in told:
            omitting |= dict.fromkeys(closed.omitting)
    return Against(tuple(denying), tuple(omitting), closing)


def _missing_from(rows: Group, lists: Mapping[Matter, Sequence[ClosedList]]) -> Iterator[ClosedList]:
    for role in sorted({row.role for row in rows}):
        for closed in lists.get((rows[0].mechanism, role), ()):
            if rows[0].participant in closed.missing:
                yield closed


def _speaks_against(row: Membership, cite: Citation) -> bool:
    """Tell whether ``cite`` disagrees: a list from outside the stated years need not hold the name."""
    if cite.stance is Stance.SUPPORTS:
        return False
    return cite.source.year is None or row.span.holds(cite.source.year)


def _side(snapshot: Snapshot, row: Membership, followed: bool) -> ConflictValue:
    role = snapshot.label(Ref("role", row.role))
    return ConflictValue(
        value=Text(role.en + _years(row, "from", "to"), role.es + _years(row, "desde", "hasta")),
        rank=row.rank,
        citations=row.supporting,
        statements=(row.id,),
        followed=followed,
    )


def _years(row: Membership, start: str, end: str) -> str:
    parts = [f"{start} {row.since}" if row.since else "", f"{end} {row.until}" if row.until else ""]
    told = " ".join(part for part in parts if part)
    return f", {told}" if told else ""
