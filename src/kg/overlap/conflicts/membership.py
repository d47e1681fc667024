"""Lists that disagree on somebody: left out by a source, or placed at other dates or in other roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.model import Citation, Membership, Rank, Ref, Stance, Text
from kg.overlap.conflicts.model import Conflict, ConflictValue, ranking_note
from kg.snapshot import Snapshot

_OMITTED = Text("not in the list", "no figura en la lista")
_DENIED = Text("denied", "desmentido")


def conflicts(snapshot: Snapshot) -> Iterator[Conflict]:
    """Yield the seats on which sources do not agree."""
    groups: dict[tuple[str, Ref], list[Membership]] = defaultdict(list)
    for row in snapshot.memberships:
        groups[row.mechanism, row.participant].append(row)
    for (mechanism, participant), rows in sorted(groups.items()):
        against = _against(rows)
        alternatives = _alternatives(rows)
        if against or alternatives:
            yield _conflict(snapshot, mechanism, participant, alternatives or _disputed(rows), against)


def _conflict(
    snapshot: Snapshot,
    mechanism: str,
    participant: Ref,
    rows: list[Membership],
    against: dict[Stance, list[Citation]],
) -> Conflict:
    values = [_side(snapshot, row) for row in sorted(rows, key=lambda row: list(Rank).index(row.rank))]
    for stance, words in ((Stance.OMITS, _OMITTED), (Stance.CONTRADICTS, _DENIED)):
        if against.get(stance):
            values.append(ConflictValue(words, citations=tuple(dict.fromkeys(against[stance]))))
    name = snapshot.label(participant)
    note = ranking_note(rows)
    return Conflict(
        id=f"membership-{mechanism}-{participant.id}",
        subject=Ref("mechanism", mechanism),
        property="hasMember",
        kind="membership",
        values=tuple(values),
        note=Text(f"{name.en}: {note.en}", f"{name.es}: {note.es}"),
    )


def _alternatives(rows: list[Membership]) -> list[Membership]:
    """Statements that cannot all hold: one is deprecated, or one role has two overlapping datings."""
    if len(rows) > 1 and any(row.rank is Rank.DEPRECATED for row in rows):
        return rows
    roles: dict[str, list[Membership]] = defaultdict(list)
    for row in rows:
        roles[row.role].append(row)
    return [row for same in roles.values() if _clash(same) for row in same]


def _clash(same: list[Membership]) -> bool:
    if len({row.rank for row in same}) > 1:
        return True
    return any(
        one.span.overlaps(other.span) and one.span != other.span
        for index, one in enumerate(same)
        for other in same[index + 1 :]
    )


def _disputed(rows: list[Membership]) -> list[Membership]:
    return [row for row in rows if any(_speaks_against(row, cite) for cite in row.citations)]


def _against(rows: list[Membership]) -> dict[Stance, list[Citation]]:
    found: dict[Stance, list[Citation]] = defaultdict(list)
    for row in rows:
        for cite in row.citations:
            if _speaks_against(row, cite):
                found[cite.stance].append(cite)
    return found


def _speaks_against(row: Membership, cite: Citation) -> bool:
    """Tell whether ``cite`` disagrees: a list from outside the stated years need not hold the name."""
    if cite.stance is Stance.SUPPORTS:
        return False
    return cite.source.year is None or row.span.holds(cite.source.year)


def _side(snapshot: Snapshot, row: Membership) -> ConflictValue:
    role = snapshot.label(Ref("role", row.role))
    return ConflictValue(
        value=Text(role.en + _years(row, "from", "to"), role.es + _years(row, "desde", "hasta")),
        rank=row.rank,
        citations=row.supporting,
        statements=(row.id,),
    )


def _years(row: Membership, start: str, end: str) -> str:
    parts = [f"{start} {row.since}" if row.since else "", f"{end} {row.until}" if row.until else ""]
    told = " ".join(part for part in parts if part)
    return f", {told}" if told else ""
