"""One thing, two values: claims on one matter that cannot all be true, and claims that a source denies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.model import Citation, Claim, MandateAssignment, Rank, Ref, Stance, Statement, Text
from kg.overlap.conflicts.matter import Matter, about, matter_of
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

_DIFFERENT_YEARS = Text(
    "The numbers speak of different years, and no source dates the change.",
    "Las cifras se refieren a años distintos y ninguna fuente fecha el cambio.",
)
_FOLLOW = Text("The direct triples follow", "Las tripletas directas siguen")
_NO_TRIPLE = Text(
    "There is no direct triple: the values stand as statements only.",
    "No hay tripleta directa: los valores constan solo como enunciados.",
)


def conflicts(snapshot: Snapshot) -> Iterator[Conflict]:
    """Yield the matters on which claims give incompatible values, or which a source denies."""
    groups: dict[Matter, list[Claim]] = defaultdict(list)
    for row in snapshot.claims:
        if not snapshot.is_kind(row.property, "ListProperty"):
            groups[matter_of(snapshot, row)].append(row)
    for matter, rows in sorted(groups.items(), key=lambda item: repr(item[0])):
        sides = _at_odds(snapshot, rows)
        if sides:
            yield _conflict(snapshot, matter, sides)
    for assignment in snapshot.assignments:
        if _against(assignment):
            yield _denied_mandate(snapshot, assignment)


def _at_odds(snapshot: Snapshot, rows: list[Claim]) -> list[Claim]:
    """Return those of ``rows`` that disagree.

    Of a property that has one value, all with two values; of another one, those that are disputed.
    """
    if not snapshot.is_kind(rows[0].property, "SingleValuedProperty"):
        rows = [row for row in rows if row.rank is Rank.DEPRECATED or _against(row)]
    return rows if len(_distinct(rows)) > 1 or any(_against(row) for row in rows) else []


def _against(row: Statement) -> tuple[Citation, ...]:
    return tuple(cite for cite in row.citations if cite.stance is Stance.CONTRADICTS)


def _distinct(rows: list[Claim]) -> dict[str, list[Claim]]:
    """Claims by value; a date that only says less precisely what another says is the same value."""
    texts = {row.value.text for row in rows if row.value.datatype}
    groups: dict[str, list[Claim]] = defaultdict(list)
    for row in rows:
        finer = sorted((text for text in texts if text.startswith(row.value.text + "-")), key=len)
        agreed = finer and all(finer[-1].startswith(text) for text in finer)
        groups[finer[-1] if agreed and row.value.datatype else row.value.text].append(row)
    return groups


def _conflict(snapshot: Snapshot, matter: Matter, rows: list[Claim]) -> Conflict:
    groups = _distinct(rows)
    values = [_side(snapshot, same) for same in groups.values()]
    if len(groups) == 1:
        values.append(ConflictValue(DENIED, citations=_denials(rows)))
    values = list(ordered(values))
    return Conflict(
        id=matter.anchor(),
        subject=matter.subject,
        property=matter.property,
        kind="value",
        values=tuple(values),
        note=_note(snapshot, rows),
        outcome=outcome(values, _FOLLOW, _NO_TRIPLE),
        reason=reason_of(rows),
        about=about(snapshot, matter),
        things=tuple(dict.fromkeys((matter.subject, *matter.whom, *_nodes(rows)))),
    )


def _denials(rows: Sequence[Statement]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(cite for row in rows for cite in _against(row)))


def _nodes(rows: list[Claim]) -> Iterator[Ref]:
    return (row.value.ref for row in rows if row.value.ref is not None)


def _note(snapshot: Snapshot, rows: list[Claim]) -> Text:
    notes = [ranking_note(rows)]
    if _counts_years(snapshot, rows):
        decided = reason_of(rows) is not None or any(row.rank is Rank.PREFERRED for row in rows)
        notes = [*(notes if decided else []), _DIFFERENT_YEARS]
    return join_notes(*notes, *remarks_of(rows))


def _counts_years(snapshot: Snapshot, rows: list[Claim]) -> bool:
    return snapshot.is_kind(rows[0].property, "CompositionProperty") and len({row.year for row in rows}) > 1


def _side(snapshot: Snapshot, rows: list[Claim]) -> ConflictValue:
    best = min(rows, key=lambda row: (list(Rank).index(row.rank), -len(row.value.text)))
    return ConflictValue(
        value=_words(snapshot, best, {row.year for row in rows}),
        rank=best.rank,
        citations=tuple(dict.fromkeys(cite for row in rows for cite in row.citations)),
        statements=tuple(row.id for row in rows),
        followed=any(_is_direct(snapshot, row) for row in rows),
    )


def _is_direct(snapshot: Snapshot, row: Claim) -> bool:
    triple = (row.subject, row.property, row.value.text)
    return row.rank is not Rank.DEPRECATED and triple in snapshot.direct


def _words(snapshot: Snapshot, row: Claim, years: set[int | None]) -> Text:
    if row.value.ref is not None:
        return snapshot.label(row.value.ref)
    if row.value.words is not None:
        return row.value.words
    counts = snapshot.is_kind(row.property, "CompositionProperty")
    told = sorted(year for year in years if year is not None) if counts else []
    suffix = f" ({', '.join(map(str, told))})" if told else ""
    return Text(row.value.text + suffix, row.value.text + suffix)


def _denied_mandate(snapshot: Snapshot, row: MandateAssignment) -> Conflict:
    followed = row.rank is not Rank.DEPRECATED
    subject, mandate = Ref("mechanism", row.mechanism), Ref("mandate", row.mandate)
    values = (
        ConflictValue(snapshot.label(mandate), row.rank, row.supporting, (row.id,), followed),
        ConflictValue(DENIED, citations=_against(row), followed=not followed),
    )
    return Conflict(
        id=f"value-{row.mechanism}-hasMandate-{row.mandate}",
        subject=subject,
        property="hasMandate",
        kind="value",
        values=values,
        note=join_notes(ranking_note([row]), *remarks_of([row])),
        outcome=outcome(values, _FOLLOW, _NO_TRIPLE),
        reason=reason_of([row]),
        about=snapshot.label(mandate),
        things=(subject, mandate),
    )
