"""One thing, two values: claims on the same matter that cannot all be true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.model import Claim, Rank, Ref, Stance, Text
from kg.overlap.conflicts.model import Conflict, ConflictValue, join_notes, ranking_note
from kg.snapshot import Snapshot

#: Counts of a composition: two years with two numbers are reported, since no source dates the change.
_COMPOSITION = frozenset({"memberCount", "countryCount", "governmentCount", "observerCount"})
#: Properties of which a thing has one value, though the value is a node.
_ONE_NODE = frozenset({"status"})
#: Literal properties of which a thing may well have several values: each is a fact of its own.
_MANY_LITERALS = frozenset(
    {"attendanceLevel", "governmentLevel", "composition", "chairArrangement", "secretariatArrangement"}
)
#: Counts that a later year changes without any disagreement are told apart by their year.
_DIFFERENT_YEARS = Text(
    "The numbers speak of different years, and no source dates the change.",
    "Las cifras se refieren a años distintos y ninguna fuente fecha el cambio.",
)

Key = tuple[Ref, str, int | None, str | None, tuple[Ref, ...]]


def conflicts(snapshot: Snapshot) -> Iterator[Conflict]:
    """Yield the matters on which claims give incompatible values."""
    groups: dict[Key, list[Claim]] = defaultdict(list)
    for row in snapshot.claims:
        groups[_matter(row)].append(row)
    for key, rows in sorted(groups.items(), key=lambda item: repr(item[0])):
        if len(_distinct(rows)) > 1 and _disagree(rows):
            yield _conflict(snapshot, key, rows)


def _matter(row: Claim) -> Key:
    year = None if row.property in _COMPOSITION else row.year
    parts = (row.contributor, *row.concerns) if row.contributor else row.concerns
    return (row.subject, row.property, year, row.unit, parts)


def _distinct(rows: list[Claim]) -> dict[str, list[Claim]]:
    """Claims by value; a date that only says less precisely what another says is the same value."""
    texts = {row.value.text for row in rows}
    groups: dict[str, list[Claim]] = defaultdict(list)
    for row in rows:
        finer = [text for text in texts if text.startswith(row.value.text + "-")]
        same = finer[0] if len(finer) == 1 and row.value.ref is None else row.value.text
        groups[same].append(row)
    return groups


def _disagree(rows: list[Claim]) -> bool:
    single = rows[0].property in _ONE_NODE or (
        rows[0].value.ref is None and rows[0].property not in _MANY_LITERALS
    )
    disputed = any(
        row.rank is Rank.DEPRECATED or any(cite.stance is Stance.CONTRADICTS for cite in row.citations)
        for row in rows
    )
    return single or disputed


def _conflict(snapshot: Snapshot, key: Key, rows: list[Claim]) -> Conflict:
    subject, name, year, _, parts = key
    note = ranking_note(rows)
    if name in _COMPOSITION and len({row.year for row in rows}) > 1:
        note = join_notes(note, _DIFFERENT_YEARS)
    words = ["value", subject.id, name, *([str(year)] if year else []), *(part.id for part in parts)]
    values = [_side(snapshot, same) for same in _distinct(rows).values()]
    return Conflict(
        id="-".join(words),
        subject=subject,
        property=name,
        kind="value",
        values=tuple(sorted(values, key=_rank_order)),
        note=note,
    )


def _rank_order(side: ConflictValue) -> tuple[int, str]:
    return (list(Rank).index(side.rank or Rank.NORMAL), side.value.en)


def _side(snapshot: Snapshot, rows: list[Claim]) -> ConflictValue:
    best = min(rows, key=lambda row: (list(Rank).index(row.rank), -len(row.value.text)))
    return ConflictValue(
        value=_words(snapshot, best, {row.year for row in rows}),
        rank=best.rank,
        citations=tuple(dict.fromkeys(cite for row in rows for cite in row.citations)),
        statements=tuple(row.id for row in rows),
    )


def _words(snapshot: Snapshot, row: Claim, years: set[int | None]) -> Text:
    if row.value.ref is not None:
        return snapshot.label(row.value.ref)
    if row.value.words is not None:
        return row.value.words
    told = sorted(year for year in years if year is not None) if row.property in _COMPOSITION else []
    suffix = f" ({', '.join(map(str, told))})" if told else ""
    return Text(row.value.text + suffix, row.value.text + suffix)
