"""Closed lists beside each other: how many each names, and whom it leaves out that another one has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.model import Ref, Text
from kg.overlap.conflicts.lists import ClosedList
from kg.overlap.conflicts.model import Conflict, ConflictValue, ordered, outcome
from kg.snapshot import Snapshot

_FOLLOW = Text("The answers follow", "Las respuestas siguen")
_NO_LIST = Text("The answers follow none of the lists.", "Las respuestas no siguen ninguna de las listas.")


def lists_differ(closed: Sequence[ClosedList]) -> bool:
    """Tell whether one of the lists leaves out somebody of another one who sat there in its year."""
    return any(one.missing & other.named for one in closed for other in closed)


def lists_conflict(snapshot: Snapshot, role: str, closed: Sequence[ClosedList]) -> Conflict:
    """Return the lists of one mechanism and role beside each other, equal ones as one side."""
    subject = closed[0].claim.subject
    groups: dict[frozenset[Ref], list[ClosedList]] = defaultdict(list)
    for row in closed:
        groups[row.named].append(row)
    values = list(ordered(_list_side(snapshot, same) for same in groups.values()))
    differing = sorted(frozenset().union(*(row.missing for row in closed)))
    who = _names(snapshot, differing)
    return Conflict(
        id=f"membership-{subject.id}-lists-{role}",
        subject=subject,
        property="closedList",
        kind="membership",
        values=tuple(values),
        note=Text(f"The lists differ on: {who.en}.", f"Las listas difieren en: {who.es}."),
        outcome=outcome(values, _FOLLOW, _NO_LIST),
        about=snapshot.label(Ref("role", role)),
        things=(subject, *differing),
    )


def _list_side(snapshot: Snapshot, same: Sequence[ClosedList]) -> ConflictValue:
    count = len(same[0].named)
    years = sorted({row.year for row in same})
    absent = sorted(frozenset().union(*(row.missing for row in same)))
    who = _names(snapshot, absent)
    english = f"{count} in the list of {_joined(years, 'and')}" + (f", without {who.en}" if absent else "")
    spanish = f"{count} en la lista de {_joined(years, 'y')}" + (f", sin {who.es}" if absent else "")
    return ConflictValue(
        value=Text(english, spanish),
        citations=tuple(dict.fromkeys(cite for row in same for cite in row.citations)),
        statements=tuple(dict.fromkeys(row.claim.id for row in same)),
        followed=all(row.named == row.held for row in same),
    )


def _joined(years: Sequence[int], word: str) -> str:
    *before, last = map(str, years)
    return f"{', '.join(before)} {word} {last}" if before else last


def _names(snapshot: Snapshot, refs: Iterable[Ref]) -> Text:
    labels = [snapshot.label(ref) for ref in refs]
    return Text(", ".join(text.en for text in labels), ", ".join(text.es for text in labels))
